"""Measures that only the report asks for: endings, what is open and how old, and later leaving."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np

from answerable.analysis.answers import STILL, Answers, share
from answerable.analysis.attrition import ENDINGS, endings
from answerable.analysis.cases import REPORTED, counted, recorded
from answerable.analysis.catalogue import MEASURE_OF
from answerable.analysis.log import DAY, NONE, Log, Mask
from answerable.analysis.measure import Measure
from answerable.analysis.withdrawals import (
    BACK,
    NOT_SUPPORTING,
    STATED,
    first_leaving,
    statements,
)
from answerable.events.catalogue import EVENT_TYPES

DAYS = (7, 30, 90, 180, 365)  # at which a curve is shown, and nowhere between
AGES = (("under 3 months", 0, 91), ("3 to 6 months", 91, 182), ("6 months to a year", 182, 365),
        ("1 to 2 years", 365, 730), ("over 2 years", 730, 10**9))  # fmt: skip
ENDING_WORDS = {
    "open": "open", "police_nfa": "stopped by the police", "cps_nfa": "stopped by prosecutors",
    "nfa_by_not_recorded": "stopped, by whom is not recorded", "closed": "closed otherwise",
    "at_court": "charged, before the court", "stopped_at_court": "stopped after charge",
    "not_convicted": "not convicted", "convicted": "convicted",
}  # fmt: skip
STAGES = EVENT_TYPES[STATED].all_fields["stage"].codes
REASONS = EVENT_TYPES[STATED].all_fields["reasons"].codes
HELPED = EVENT_TYPES[STATED].all_fields["could_have_helped"].codes


def _ending(which: str, log: Log) -> Answers:
    return share(recorded(log), endings(log) == which)


def open_cases(log: Log) -> Mask:
    """Recorded cases that no decision, charge or closing has ended."""
    still: Mask = endings(log) == "open"
    return recorded(log) & still


def _aged(low: int, high: int, log: Log) -> Answers:
    age = (log.end - log.at(log.first(REPORTED))) / DAY
    return share(open_cases(log), (age >= low) & (age < high))


def _open_age(log: Log) -> Answers:
    """How old the open cases are: nothing has ended these waits."""
    base, nothing = open_cases(log), np.zeros(log.cases, np.bool_)
    age = (log.end - log.at(log.first(REPORTED))) / DAY
    still = np.full(log.cases, STILL, np.int8)
    case = np.arange(log.cases)
    found = Answers(
        case, base, base, nothing, nothing, nothing, days=age, waited=age, how=still
    )  # fmt: skip
    return found.only(base)


def _in_leaving(field: str, code: str, log: Log) -> Answers:
    """Whether it was said of the leaving, by any statement of it: the first may be no more than a
    position, and why she left is told later."""
    first = first_leaving(log)
    back = log.first(BACK, after=first)
    asked = f"{STATED}[{field}={code}]"
    if field in EVENT_TYPES["position.stated"].all_fields:
        asked += f"; {NOT_SUPPORTING.removesuffix(']')},{field}={code}]"
    rows = np.intersect1d(log.rows(asked), statements(log))
    case = log.case_of[rows]
    of_it = (rows >= first[case]) & ((back[case] == NONE) | (rows < back[case]))
    said = np.zeros(log.cases, np.bool_)
    said[case[of_it]] = True
    return share(counted(log) & (first != NONE), said)


def _derived_stage(which: str, log: Log) -> Answers:
    """Where the case was when the victim left it."""
    first = first_leaving(log)
    file = log.before("file.submitted[purpose=charging|resubmission]", first) != NONE
    charge = log.before("charge.made", first) != NONE
    at = np.where(charge, "after charge", np.where(file, "with prosecutors", "with the police"))
    return share(counted(log) & (first != NONE), at == which)


def _came_back(log: Log) -> Answers:
    first = first_leaving(log)
    back = log.first(BACK, after=first) != NONE
    return share(counted(log) & (first != NONE), back)


def _words(code: str) -> str:
    return code.replace("_", " ").replace("cps", "prosecutors")


def _measure(id_: str, title: str, base: str, ask: Callable[[Log], Answers]) -> Measure:
    return Measure(
        id=id_, title=title, base=base, unit="share", ask=ask,
        definition=f"Share of {base} of which this is so: {title[0].lower()}{title[1:]}.",
    )  # fmt: skip


ENDING = tuple(
    _measure(f"ending.{which}", ENDING_WORDS[which], "recorded cases", partial(_ending, which))
    for which in ENDINGS
)
OPEN_AGE = Measure(
    id="age.of_open",
    title="Age of open cases",
    base="open cases",
    unit="days",
    ask=_open_age,
    definition="Days from the report to the time asked for, of the cases that are open.",
)
AGE = tuple(
    _measure(f"open.{low}", title, "open cases", partial(_aged, low, high))
    for title, low, high in AGES
)
DERIVED = ("with the police", "with prosecutors", "after charge")
STAGE = tuple(
    _measure(f"leaving.stage.{code}", _words(code), "cases that the victim left",
             partial(_in_leaving, "stage", code))
    for code in STAGES
)  # fmt: skip
WHERE = tuple(
    _measure(f"leaving.where.{at}", name, "cases that the victim left",
             partial(_derived_stage, name))
    for at, name in enumerate(DERIVED)
)  # fmt: skip
REASON = tuple(
    _measure(f"leaving.reason.{code}", _words(code), "cases that the victim left",
             partial(_in_leaving, "reasons", code))
    for code in REASONS
)  # fmt: skip
COULD_HELP = tuple(
    _measure(f"leaving.helped.{code}", _words(code), "cases that the victim left",
             partial(_in_leaving, "could_have_helped", code))
    for code in HELPED
)  # fmt: skip
CAME_BACK = _measure(
    "leaving.came_back", "Came back after leaving", "cases that the victim left", _came_back
)


def by_day(day: int) -> Measure:
    """The cumulative incidence of leaving by a day."""
    known = MEASURE_OF["withdrawal.incidence_7"]
    return replace(
        known, id=f"withdrawal.incidence_{day}", title=f"Victims who had left by day {day}",
        by_day=day,
    )  # fmt: skip


ALL = (
    *ENDING, OPEN_AGE, *AGE, *STAGE, *WHERE, *REASON, *COULD_HELP, CAME_BACK,
    *(by_day(day) for day in DAYS),
)  # fmt: skip
