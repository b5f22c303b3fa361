"""The start of cases and their supervision, counted again in the plainest way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from itertools import pairwise

from answerable.clocks.days import local_day
from answerable.events.entry import Entry
from tests.analysis.slow import MISSING, NOT_APPLICABLE, OPEN, Item, Plain, said

HEARD = (
    "safeguarding.decided", "characteristics.recorded", "characteristics.recorded",
    "support.answered", "support.started", "contact.agreed", "investigation.allocated",
    "supervision.reviewed", "supervision.reviewed", "decision.made", "file.submitted",
    "triage.completed", "actionplan.sent", "case.reopened",
)  # fmt: skip
NINE = (
    "age", "disability", "gender_reassignment", "marriage_civil_partnership",
    "pregnancy_maternity", "race", "religion_belief", "sex", "sexual_orientation",
)  # fmt: skip
MONTH = timedelta(days=30)


def safeguarding(c: Plain) -> list[Item]:
    results = [e.data["result"] for e in c.all("safeguarding.decided") if e.data.get("result")]
    if not c.police_nfa:
        return []
    if "made" in results:
        return [said(True)]
    if not results:
        return [MISSING]
    return [NOT_APPLICABLE] if results[-1] in ("not_needed", "declined") else [said(False)]


def answered(c: Plain, name: str) -> bool:
    said_of_it = [e.data[name] for e in c.all("characteristics.recorded") if e.data.get(name)]
    return bool(said_of_it) and said_of_it[-1] not in ("not_asked", "not_known")


def characteristics(names: tuple[str, ...], c: Plain) -> list[Item]:
    return [said(all(answered(c, name) for name in names))] if c.counted else []


def adviser(c: Plain) -> list[Item]:
    accepted = c.first("support.answered", service=("isva",), answer=("accepted",))
    if accepted is None or not c.counted:
        return []
    if c.as_of - accepted.occurred_at < MONTH:
        return [OPEN]
    started = c.first("support.started", service=("isva",))
    in_time = started is not None and started.occurred_at - accepted.occurred_at <= MONTH
    return [said(in_time)]


def contact(c: Plain) -> list[Item]:
    return [said(bool(c.all("contact.agreed")))] if c.police_nfa else []


def end_of(c: Plain) -> Entry | None:
    return c.decided or c.ended


def still_days(c: Plain) -> list[tuple[int, int]]:
    """The places and local days from and to which the clock stood still."""
    found: list[tuple[int, int]] = []
    since = None
    for e in c.entries:
        day = local_day(e.occurred_at).toordinal()
        purpose = e.data.get("purpose")
        if e.event == "file.submitted" and purpose in ("charging", "resubmission"):
            since = day if since is None else since
        resumes = e.event == "actionplan.sent" or (
            e.event == "triage.completed" and e.data.get("accepted") is False
        )
        if resumes and since is not None:
            found.append((since, day))
            since = None
    return [*found, (since, 10**9)] if since is not None else found


def gaps(c: Plain, directions: tuple[str, ...] | None) -> list[int] | None:
    """The days from each look at the case to the next, those of a pause left out one by one."""
    start, end = c.first("investigation.allocated"), end_of(c)
    if start is None or not c.counted or (end and c.place(end) < c.place(start)):
        return None
    until = c.before(end) if end else c
    fields = {"direction": directions} if directions else {}
    looks = [start, *until.after(start).all("supervision.reviewed", **fields)]
    days = [local_day(e.occurred_at).toordinal() for e in looks]
    days.append(local_day(end.occurred_at if end else c.as_of).toordinal())
    # Up to an entry, only the pauses that began before it count.
    still = still_days(c)
    return [
        sum(1 for day in range(a + 1, b + 1) if not any(p < day <= r for p, r in still))
        for a, b in pairwise(days)
    ]


def within(directions: tuple[str, ...] | None, c: Plain) -> list[Item]:
    if c.first("investigation.allocated") is None or not c.counted:
        return []
    if end_of(c) is None:
        return [OPEN]
    found = gaps(c, directions)
    return [NOT_APPLICABLE] if found is None else [said(max(found) <= 7)]


def covered(c: Plain) -> list[Item]:
    found = gaps(c, None)
    if found is None:
        return []
    if not sum(found):
        return [NOT_APPLICABLE]
    hits = sum(min(gap, 7) for gap in found)
    return [said(True, end_of(c) is None)._replace(many=sum(found), hits=hits)]


FOUND: dict[str, Callable[[Plain], list[Item]]] = {
    "safeguarding.made": safeguarding,
    "characteristics.complete": partial(characteristics, NINE),
    **{f"characteristics.{name}": partial(characteristics, (name,)) for name in NINE},
    "support.isva_by_day_30": adviser,
    "contact.agreed": contact,
    "supervision.within_7_days": partial(within, None),
    "supervision.within_7_days_with_direction": partial(within, ("given", "none_needed")),
    "supervision.days_covered": covered,
}
