"""What the sources ask to be counted beside the figures, counted again in the plainest way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tests.analysis.slow import MISSING, Item, Plain, said
from tests.analysis.slow_report import NINE
from tests.analysis.slow_withdrawal import leaving

HEARD = (
    "support.referred", "support.started", "support.started", "support.ended",
    "characteristics.recorded", "suspect.identified", "suspect.identified", "suspect.described",
    "suspect.described", "decision.made", "outcome.assigned", "case.reopened",
    "withdrawal.stated", "withdrawal.disputed", "position.stated", "file.submitted",
    "charge.made", "device.requested", "third_party.requested",
)  # fmt: skip


def referred(c: Plain) -> list[Item]:
    yes = bool(c.all("support.referred", service=("isva",)))
    return [said(yes, not yes and c.undecided)] if c.counted else []


def first_asked(c: Plain) -> list[Item]:
    return c.spell(c.first("crime.reported"), c.first("characteristics.recorded"), c.ended)


def described(names: tuple[str, ...], c: Plain) -> list[Item]:
    found = []
    for suspect in sorted(c.identified) if c.counted else []:
        first = next(e for e in c.all("suspect.identified") if e.subject == suspect)
        later = c.concerning(first, "suspect.described")
        known = [
            any(e.data.get(name) not in (None, "", "not_asked", "not_known") for e in later)
            for name in names
        ]
        found.append(said(all(known)))
    return found


def with_an_adviser(c: Plain) -> list[Item]:
    if not c.counted or c.outcome() != "16":
        return []
    if c.decided is None:
        return [MISSING]
    of_it = c.before(c.decided).all("support.started", "support.ended", service=("isva",))
    return [said(bool(of_it) and of_it[-1].event == "support.started")]


def asked_what_helps(c: Plain) -> list[Item]:
    if not c.counted or c.outcome() != "16":
        return []
    helps = {one for e in c.all("withdrawal.stated") for one in e.data.get("could_have_helped", ())}
    return [said(bool(helps - {"not_known"}))]


def while_waiting(c: Plain) -> list[Item]:
    asked = c.first("file.submitted", purpose=("charging",))
    left, other = leaving(c), c.earliest(c.stopped, c.charged)
    gone = c.earliest(left, other)
    if asked is None or (gone is not None and c.place(gone) <= c.place(asked)):
        return []
    return c.spell(asked, left, other)


def plain_to_decision(c: Plain) -> list[Item]:
    asked = c.all("device.requested", "third_party.requested")
    if asked or len(c.identified) > 1:
        return []
    return c.spell(c.first("crime.reported"), c.decided, c.ended)


FOUND: dict[str, Callable[[Plain], list[Item]]] = {
    "support.referred": referred,
    "characteristics.first_asked": first_asked,
    "suspect_characteristics.complete": partial(described, NINE),
    **{f"suspect_characteristics.{name}": partial(described, (name,)) for name in NINE},
    "time.plain_report_to_decision": plain_to_decision,
    "outcome_16.adviser": with_an_adviser,
    "outcome_16.asked_what_helps": asked_what_helps,
    **{f"withdrawal.waiting_{day}": while_waiting for day in (30, 90, 365)},
}
