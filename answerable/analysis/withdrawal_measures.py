"""How many victims leave, when, why, and who says so."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from answerable.analysis.answers import Answers, share, spell
from answerable.analysis.cases import REPORTED, charged, counted, stopped, undecided
from answerable.analysis.log import DAY, NONE, Log, Mask, earlier
from answerable.analysis.measure import Measure, london, phase_one
from answerable.analysis.withdrawals import (
    BACK,
    CONFIRMED,
    NOT_SUPPORTING,
    POSITION_OF_HERS,
    POSITION_WITH_A_REASON,
    STATED,
    STATED_WITH_A_REASON,
    first_leaving,
    standing,
    statements,
)
from answerable.rules.model import Source

OUTSET = "position.stated[at=outset,position={}]"
YEAR = 365 * DAY
LEAVING = london("2. Victims/Survivors Leaving the Justice Process")


def _share(log: Log) -> Answers:
    return _of_cases(log, standing(log).withdrawn)


def _stated(log: Log) -> Answers:
    return _of_cases(log, np.not_equal(standing(log).stated, NONE))


def _position(log: Log) -> Answers:
    return _of_cases(log, np.not_equal(standing(log).position, NONE))


def _of_cases(log: Log, yes: Mask) -> Answers:
    return share(counted(log), yes, still_open=undecided(log) & ~yes)


def _outset(log: Log) -> Answers:
    first = log.first(OUTSET.format("supports|does_not_support|undecided|not_applicable"))
    no_question = log.is_a(first, OUTSET.format("not_applicable"))
    against = log.is_a(first, OUTSET.format("does_not_support"))
    missing = np.equal(first, NONE)
    return share(counted(log), against, missing=missing, not_applicable=no_question)


def _later(log: Log) -> Answers:
    """Of the same cases, those whose victim did not leave at once, and did later."""
    first = log.first(OUTSET.format("supports|does_not_support|undecided|not_applicable"))
    no_question = log.is_a(first, OUTSET.format("not_applicable"))
    stayed = log.is_a(first, OUTSET.format("supports|undecided"))
    rows = statements(log)
    rows = rows[rows > first[log.case_of[rows]]]
    left = np.zeros(log.cases, np.bool_)
    left[log.case_of[rows]] = True
    left &= stayed
    return share(
        counted(log), left, missing=np.equal(first, NONE), not_applicable=no_question,
        still_open=undecided(log) & stayed & ~left,
    )  # fmt: skip


def _by_day(day: int, log: Log) -> Answers:
    """Of those who withdrew in a case reported a year ago or longer."""
    found, reported = standing(log), log.at(log.first(REPORTED))
    soon = log.at(found.start) - reported <= day * DAY
    return share(counted(log) & found.withdrawn, soon, open_=reported > log.end - YEAR)


def _leaving(log: Log) -> Answers:
    other = earlier(stopped(log), charged(log))
    # Where only the day of a withdrawal is known, it begins before the report of that day.
    return spell(
        log, counted(log), log.first(REPORTED), first_leaving(log), other, never_before=True
    )


def _coming_back(log: Log) -> Answers:
    start = first_leaving(log)
    other = earlier(stopped(log), charged(log))
    # A case that was decided before the victim left is no longer waiting for them.
    base = counted(log) & ((other == NONE) | (other > start))
    return spell(log, base, start, log.first(BACK, after=start), other)


def _no_reason(log: Log) -> Answers:
    found = standing(log)
    stated = log.first(STATED_WITH_A_REASON, after=found.since)
    position = log.first(POSITION_WITH_A_REASON, after=found.back)
    said = np.not_equal(earlier(stated, position), NONE)
    return share(counted(log) & found.withdrawn, ~said)


def _unconfirmed(log: Log) -> Answers:
    found = standing(log)
    confirmed = log.first(CONFIRMED, after=found.since)
    heard = np.not_equal(earlier(confirmed, log.first(POSITION_OF_HERS, after=found.back)), NONE)
    return share(counted(log) & found.withdrawn, ~heard)


def incidence(
    id_: str, day: int, title: str, base: str, ask: Callable[[Log], Answers], *,
    after: str = "", starts: str = REPORTED, ends: str = f"{STATED}; {NOT_SUPPORTING}",
    sources: tuple[Source, ...] = LEAVING,
) -> Measure:  # fmt: skip
    """How many had left, or come back, by a day; `after` says what the days are counted from."""
    return Measure(
        id=f"withdrawal.{id_}_{day}", title=title, base=base,
        definition=(
            f"Share that had by day {day}{after}, where no further action and a charge compete "
            "with it (Aalen-Johansen); the open are followed as far as they are known. The "
            "numerator is how many were seen to, and not the share's."
        ),
        unit="share", by_day=day, ask=ask, starts=starts, ends=ends,
        basis="stated" if sources else "default", sources=sources,
    )  # fmt: skip


def _standing(id_: str, title: str, definition: str, ask: Callable[[Log], Answers]) -> Measure:
    return Measure(
        id=f"withdrawal.{id_}", title=title, base="cases", definition=definition, unit="share",
        ask=ask, starts=f"{STATED}; {NOT_SUPPORTING}", ends=BACK, basis="stated", sources=LEAVING,
    )  # fmt: skip


MEASURES = (
    _standing(
        "share", "Victims who do not support the case",
        "Share in which the victim's latest standing is not to support: a withdrawal that nobody "
        "disputed, or a position, and neither taking part again nor support since.", _share,
    ),
    _standing(
        "share.stated", "Of these, by a withdrawal",
        "Share with a withdrawal that stands; one may stand beside a position.", _stated,
    ),
    _standing(
        "share.position", "Of these, by a position",
        "Share with a position of no support that stands; one may stand beside a withdrawal.",
        _position,
    ),
    Measure(
        id="withdrawal.outset", title="Victims who did not support the case from the outset",
        base="cases with a position at the outset other than not applicable",
        definition=(
            "Share whose first position at the outset was not to support. Not to have decided is "
            "no such position; a case without one at the outset is missing."
        ),
        unit="share", ask=_outset, starts="position.stated[at=outset]", basis="stated",
        answers="Figure 9", sources=phase_one("Figure 9"),
    ),
    Measure(
        id="withdrawal.later", title="Victims who left after the outset",
        base="cases with a position at the outset other than not applicable",
        definition=(
            "Share whose first position at the outset was to support, or not to have decided, and "
            "who later withdrew, which nobody disputed, or took a position of no support, whether "
            "or not they came back. Open are those who have not left a case that is undecided."
        ),
        unit="share", ask=_later, starts="position.stated[at=outset]",
        ends=f"{STATED}; {NOT_SUPPORTING}", basis="stated", answers="Figure 9",
        sources=phase_one("Figure 9"),
    ),
    *(
        Measure(
            id=f"withdrawal.by_day_{day}", title=f"Withdrawals within {day} days of the report",
            base="withdrawn cases reported 365 days or more ago",
            definition=(
                f"Share that stand withdrawn since no later than {day} elapsed days from the "
                "report. Open are withdrawn cases that were reported later than that."
            ),
            unit="share", ask=partial(_by_day, day), starts=REPORTED,
            ends=f"{STATED}; {NOT_SUPPORTING}", basis="stated", sources=LEAVING,
        )
        for day in (7, 30)
    ),
    *(
        incidence("incidence", day, f"Victims who had left by day {day}", "cases", _leaving)
        for day in (7, 30, 365)
    ),
    *(
        incidence("resumption", day, f"Victims who had come back after they left by day {day}",
                  "cases that the victim left before they were decided", _coming_back,
                  starts=STATED, ends=BACK, sources=())
        for day in (7, 30, 365)
    ),
    Measure(
        id="withdrawal.no_reason", title="Withdrawals for no reason that was established",
        base="withdrawn cases",
        definition=(
            "Share for which, since the victim last supported the case, no reason was recorded "
            "other than that none was established."
        ),
        unit="share", ask=_no_reason, starts=f"{STATED}; {NOT_SUPPORTING}", basis="stated",
        sources=LEAVING,
    ),
    Measure(
        id="withdrawal.unconfirmed", title="Withdrawals that nobody confirmed",
        base="withdrawn cases",
        definition=(
            "Share that neither the victim nor an adviser confirmed, in the portal, in writing or "
            "through the adviser, and that rest on no position that either recorded."
        ),
        unit="share", ask=_unconfirmed, starts=f"{STATED}; {NOT_SUPPORTING}", basis="stated",
        sources=LEAVING,
    ),
)  # fmt: skip
