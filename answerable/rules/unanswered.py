"""What the victim asked of an agency, or complained of, and nobody has answered yet."""

from __future__ import annotations

from collections.abc import Iterable

from answerable.events.entry import Entry

QUESTION, COMPLAINT = "question.asked", "complaint.made"
# By what she sent, the answer that ends it: an agency's own, the oldest first.
ANSWERED_BY = {QUESTION: "question.answered", COMPLAINT: "complaint.answered"}
ANSWERS = {answer: asked for asked, answer in ANSWERED_BY.items()}


def unanswered(entries: Iterable[Entry]) -> list[Entry]:
    """The questions and complaints of a case, in order, that are still open among its entries.

    Each answer is to the oldest open one to that agency. That somebody says by when there will be
    an answer is none.
    """
    waiting: list[Entry] = []
    for entry in sorted(entries, key=lambda one: one.order):
        if entry.event in ANSWERED_BY:
            waiting.append(entry)
        elif entry.event in ANSWERS and entry.data.get("answer") != "says_when":
            asked = ANSWERS[entry.event]
            to_it = (o for o in waiting if o.event == asked and o.data.get("of") == entry.agency)
            first = next(to_it, None)
            if first is not None:
                waiting.remove(first)
    return waiting
