"""What was owed, counted again from the obligations of the engine's plain evaluator."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from answerable.rules.catalogue import DUTIES
from answerable.rules.derived import with_derived
from answerable.rules.evaluate import obligations
from answerable.rules.obligation import Obligation
from tests.analysis.slow import MISSING, NOT_APPLICABLE, OPEN, Item, Plain, said

HEARD = (
    "contact.agreed", "contact.made", "decision.made", "action.set", "action.completed",
    "action.amended", "actionplan.sent", "investigation.allocated", "supervision.reviewed",
    "file.submitted", "case.closed",
)  # fmt: skip
BREACHES = ("late", "missed", "overdue")


def owed(c: Plain) -> list[Obligation]:
    return obligations(with_derived(c.entries), DUTIES, c.as_of) if c.counted else []


def item(one: Obligation, as_of: object, yes: tuple[str, ...]) -> Item:
    if one.status == "lifted":
        found = NOT_APPLICABLE
    elif one.status in ("open", "paused"):
        found = OPEN
    elif one.due_at is None:
        found = MISSING
    elif one.status == "met" and one.due_at > as_of:
        found = OPEN
    else:
        found = said(one.status in yes)
    return found._replace(duty=one.duty)


def became(yes: str, c: Plain) -> list[Item]:
    return [item(one, c.as_of, (yes,)) for one in owed(c)]


def late_actions(c: Plain) -> list[Item]:
    mine = [one for one in owed(c) if one.duty == "prosecution.action"]
    return [item(one, c.as_of, BREACHES) for one in mine]


def contact_kept(c: Plain) -> list[Item]:
    if not c.police_nfa or not c.all("contact.agreed"):
        return []
    mine = [one for one in owed(c) if one.duty == "contact.keep"]
    return [said(not any(one.status in BREACHES for one in mine))]


FOUND: dict[str, Callable[[Plain], list[Item]]] = {
    "duty.kept": partial(became, "met"),
    **{f"duty.{status}": partial(became, status) for status in BREACHES},
    "action.late": late_actions,
    "contact.kept": contact_kept,
}
