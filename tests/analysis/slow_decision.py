"""Decisions to stop and what the victim was told, counted again in the plainest way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from tests.analysis.slow import NOT_APPLICABLE, OPEN, Item, Plain, said
from tests.analysis.slow_withdrawal import Spell

HEARD = (
    "decision.made", "decision.made", "decision.made", "decision.told", "letter.sent",
    "letter.sent", "review.requested", "suspect.interviewed", "line.opened", "line.closed",
    "withdrawal.stated", "suspect.identified", "case.reopened",
)  # fmt: skip
A_DAY = timedelta(hours=24)
EITHER = ("applies", "does_not_apply")


def since(c: Plain) -> Plain:
    return c.after(c.first_decision)


def told(c: Plain) -> list[Item]:
    return [said(bool(since(c).all("decision.told")))] if c.police_nfa else []


def knows_right(c: Plain) -> bool:
    return bool(since(c).all("decision.told", "letter.sent", review_right=EITHER))


def right(c: Plain) -> list[Item]:
    return [said(knows_right(c))] if c.police_nfa else []


def eligible(c: Plain) -> list[Item]:
    if not c.police_nfa:
        return []
    until = c.before(c.decided)
    if not until.all("suspect.interviewed") or Spell(until).all:
        return []
    return [said(knows_right(c))]


def review(c: Plain) -> list[Item]:
    if not c.police_nfa or not knows_right(c):
        return []
    return [said(bool(since(c).all("review.requested")))]


def letters(c: Plain, within: timedelta | None) -> list[Item]:
    found = []
    nfa = c.all("decision.made", by=("cps",), result=("no_further_action",))
    for decision in nfa if c.counted else []:
        again = next(iter(c.concerning(decision, "case.reopened")), None)
        after = [
            e.occurred_at - decision.occurred_at
            for e in c.concerning(decision, "letter.sent")
            if again is None or c.place(e) < c.place(again)
        ]
        if not after and again and again.occurred_at - decision.occurred_at <= A_DAY:
            found.append(NOT_APPLICABLE)
        elif within is None:
            found.append(said(bool(after)))
        elif not after and c.as_of - decision.occurred_at <= within:
            found.append(OPEN)
        else:
            found.append(said(bool(after) and after[0] <= within))
    return found


def lines(c: Plain) -> list[Item]:
    if not c.police_nfa:
        return []
    state = {}
    for e in c.before(c.decided).all("line.opened", "line.closed"):
        state[e.subject] = e.event
    return [said("line.opened" in state.values())]


FOUND: dict[str, Callable[[Plain], list[Item]]] = {
    "decision.told": told,
    "review_right.told": right,
    "review_right.eligible": eligible,
    "review.requested": review,
    "letter.within_24h": lambda c: letters(c, A_DAY),
    "letter.sent": lambda c: letters(c, None),
    "lines.outstanding": lines,
}
