"""What the victim asked, or complained of, and has no answer to: whose it is to answer, and how."""

from __future__ import annotations

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Entry
from answerable.events.words import AGENCY_WORDS, begun
from answerable.rules.unanswered import ANSWERED_BY, COMPLAINT, complaint_due, unanswered
from answerable.web import dates
from answerable.web.agency.looking import Looked
from answerable.web.agency.tables import NOT_APPLICABLE, Cell, Table, by_when, days_since, said
from answerable.web.agency.tables import to_record as links

THEIRS = {
    "police": "the police", "cps": "the prosecutors", "support": "the support service",
    "witness_care": "witness care",
}  # fmt: skip
NO_DAY = "As soon as it can be"
WHAT = {True: "Complaint", False: "Question"}


def waiting(looked: Looked) -> Table | None:
    """Each of them, the oldest first, with the way to answer it for whose it is to answer."""
    rows = [_row(one, looked) for one in unanswered(looked.in_force)]
    columns = ("From the victim", "In their words", "To", "Sent", "Answer due", "Next")
    return Table("The victim waits for an answer", columns, rows) if rows else None


def _row(one: Entry, looked: Looked) -> tuple[Cell, ...]:
    is_complaint = one.event == COMPLAINT
    due = by_when(complaint_due(one.occurred_at), looked.at) if is_complaint else NO_DAY
    of = str(one.data.get("of") or "")
    return (
        WHAT[is_complaint], said(one, "what"), begun(AGENCY_WORDS.get(of, "Not recorded")),
        f"{dates.day(one.occurred_at)}, {days_since(one.occurred_at, looked.at)}",
        due, _next(one, of, looked),
    )  # fmt: skip


def _next(one: Entry, of: str, looked: Looked) -> Cell:
    answer = ANSWERED_BY[one.event]
    if of not in EVENT_TYPES[answer].by:
        return "Pass it on: the answer comes from outside this record"
    if of != looked.standing.agency:
        return f"For {THEIRS[of]} to answer"
    return (
        links(looked, ("Answer it", answer), subject="", about=WHAT[one.event == COMPLAINT].lower())
        or NOT_APPLICABLE
    )
