"""Where cases go: the funnel of those reported in a period, and what happened in a period.

The two are never mixed. A cohort follows the same cases, and says how many of them are still
open. What happened in a period happened to cases of many years: its numbers stand beside each
other, none of them is of another, and no share is made of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from answerable.analysis.cases import CHARGED, REFERRED, REPORTED, charged, counted, finished
from answerable.analysis.cases import recorded as recorded_cases
from answerable.analysis.decisions import CPS_NFA, NFA, POLICE_NFA
from answerable.analysis.dimensions import quarter_of
from answerable.analysis.funnel_measures import CONVICTED
from answerable.analysis.log import NONE, Log
from answerable.analysis.withdrawals import standing

RECORDED = "crime.recorded"
STAGES: Mapping[str, str] = MappingProxyType(
    {"recorded": RECORDED, "referred": REFERRED, "charged": CHARGED, "convicted": CONVICTED}
)
COURT = "court.outcome; proceedings.stopped"
ENDINGS = (
    "open", "police_nfa", "cps_nfa", "nfa_by_not_recorded", "closed",
    "at_court", "stopped_at_court", "not_convicted", "convicted",
)  # fmt: skip


def year(day: date) -> str:
    """The calendar year."""
    return str(day.year)


def year_to_march(day: date) -> str:
    """The year to the end of March, by which national figures are published."""
    return f"year to March {day.year + (day.month > 3)}"


quarter = quarter_of


@dataclass(frozen=True)
class Cohort:
    """The recorded cases that were reported in a period, followed until the time asked for.

    `reached` says how many have got to each stage; `ended` how many there are of each ending, the
    open among them, each case once; `withdrawn` how many of these stand without the victim.
    """

    period: str
    cases: int
    reached: Mapping[str, int]
    ended: Mapping[str, int]
    withdrawn: Mapping[str, int]

    def __add__(self, other: Cohort) -> Cohort:
        """The same of other cases of the period as well."""
        return Cohort(
            self.period, self.cases + other.cases, _both(self.reached, other.reached),
            _both(self.ended, other.ended), _both(self.withdrawn, other.withdrawn),
        )  # fmt: skip


@dataclass(frozen=True)
class Period:
    """How many cases reached each stage for the first time in a period, whenever reported."""

    period: str
    happened: Mapping[str, int]

    def __add__(self, other: Period) -> Period:
        """The same of other cases as well."""
        return Period(self.period, _both(self.happened, other.happened))


def _both(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    return {name: number + other[name] for name, number in one.items()}


def by_cohort(log: Log, period: Callable[[date], str] = quarter) -> list[Cohort]:
    """The funnel of each period's cases, in order of the periods."""
    base, reported = recorded_cases(log), log.first(REPORTED)
    of_case = log.period(np.where(base, reported, NONE), period)
    got_to = {name: log.has(patterns) for name, patterns in STAGES.items()}
    ending, left = endings(log), standing(log).withdrawn
    found = []
    for name in _in_order(of_case[base]):
        mine = base & (of_case == name)
        found.append(
            Cohort(
                name, int(mine.sum()),
                {stage: int((mine & yes).sum()) for stage, yes in got_to.items()},
                _counts(ending[mine]), _counts(ending[mine & left]),
            )
        )  # fmt: skip
    return found


def by_period(log: Log, period: Callable[[date], str] = quarter) -> list[Period]:
    """What happened in each period, in order of the periods."""
    base = counted(log)
    first = {name: np.where(base, log.first(patterns), NONE) for name, patterns in STAGES.items()}
    when = {name: log.period(rows, period) for name, rows in first.items()}
    all_ = np.concatenate([values[first[name] != NONE] for name, values in when.items()])
    return [
        Period(name, {stage: int((values == name).sum()) for stage, values in when.items()})
        for name in _in_order(all_)
    ]


def endings(log: Log) -> NDArray[np.str_]:
    """How each case ended, or that it is open. A charge is no ending: the court's is; but where
    no further action was decided after it, that is."""
    found = np.full(log.cases, "open", dtype="<U32")
    end, charge, decisions = finished(log), charged(log), log.decisions
    in_court = (charge != NONE) & ((end == NONE) | (end < charge))
    found[end != NONE] = "closed"
    found[decisions.is_a(NFA)] = "nfa_by_not_recorded"
    found[decisions.is_a(CPS_NFA)] = "cps_nfa"
    found[decisions.is_a(POLICE_NFA)] = "police_nfa"
    found[in_court] = "at_court"
    last = log.last(COURT)
    found[log.is_a(last, "proceedings.stopped")] = "stopped_at_court"
    found[log.is_a(last, "court.outcome")] = "not_convicted"
    found[log.has(CONVICTED)] = "convicted"
    return found


def _in_order(periods: NDArray[np.str_]) -> list[str]:
    return [str(name) for name in np.unique(periods)]


def _counts(ending: NDArray[np.str_]) -> dict[str, int]:
    return {name: int((ending == name).sum()) for name in ENDINGS}
