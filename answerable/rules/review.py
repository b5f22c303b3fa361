"""Whether the victim may ask for a decision to be looked at again, by when, and where to.

Worked out from the record, with the reason said where it is not so, and never left to whoever
writes the letter. A change of a scheme adds a line with its first day.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from answerable.clocks.clock import clock_that_counts, due_day, parse_clock
from answerable.clocks.days import local_day
from answerable.events.entry import Entry
from answerable.rules.case import Case
from answerable.rules.model import Source
from answerable.rules.stance import DOES_NOT_SUPPORT, concerns, stance, suspects_of

READ = date(2026, 11, 25)
INTERVIEWED = "suspect.interviewed[under_caution=true]"


class Scheme(NamedTuple):
    """A scheme of review: `within` is the last day to ask, `ordinarily` the day to ask by."""

    by: str
    within: str
    ordinarily: str
    since: date
    sources: tuple[Source, ...]


SCHEMES = (
    Scheme(
        "police", "Months(3)", "", date(2015, 4, 1),
        (Source(document="police_review_scheme", place="asked for within three months",
                evidence="2"),),
    ),
    Scheme(
        "cps", "Months(3)", "WorkingDays(10)", date(2013, 6, 5),
        (Source(document="cps_review_scheme", place="ordinarily ten working days, at most three "
                "months", evidence="2"),),
    ),
)  # fmt: skip


class ReviewRight(NamedTuple):
    """Whether a decision may be reviewed. `why_not` says why it may not be, in plain words."""

    by: str
    applies: bool
    why_not: str = ""
    ask_by: date | None = None
    at_the_latest: date | None = None


def review_right(case: Case, decision: Entry, told_at: datetime) -> ReviewRight:
    """The right that goes with a decision not to charge or to stop, told at a time."""
    by = "cps" if decision.event == "proceedings.stopped" else str(decision.data.get("by", ""))
    if _scheme(by, local_day(decision.occurred_at)) is None:
        return ReviewRight(by, False, "The decision was made before there was such a right.")
    why_not = _why_not(case, decision) if by == "police" else ""
    if why_not:
        return ReviewRight(by, False, why_not)
    return ReviewRight(by, True, "", *days_to_ask(by, local_day(decision.occurred_at), told_at))


def days_to_ask(by: str, decided_on: date, told_at: datetime) -> tuple[date | None, date | None]:
    """The day to ask by, where the scheme has one, and the last day to ask."""
    scheme = _scheme(by, decided_on)
    if scheme is None:
        return None, None
    return _day(scheme.ordinarily, told_at), _day(scheme.within, told_at)


def _scheme(by: str, on: date) -> Scheme | None:
    return next((one for one in SCHEMES if one.by == by and on >= one.since), None)


def _why_not(case: Case, decision: Entry) -> str:
    before = case.before(decision)
    interviewed = before.all(INTERVIEWED)
    suspects = suspects_of(before, decision)
    if not any(concerns(one, suspect) for one in interviewed for suspect in suspects or [""]):
        return "It is for cases in which the police asked a suspect questions as a suspect."
    if stance(case) == DOES_NOT_SUPPORT:
        return (
            "It is for people who want the case to go on. You told us that you did not. If you "
            "change your mind within three months, tell us, and you can ask."
        )
    return ""


def _day(clock: str, told_at: datetime) -> date | None:
    return due_day(clock_that_counts(parse_clock(clock), {}), told_at, {}) if clock else None
