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

from answerable.analysis.answers import Whole
from answerable.analysis.cases import CHARGED, REFERRED, REPORTED, charged, counted, finished
from answerable.analysis.cases import recorded as recorded_cases
from answerable.analysis.decisions import CPS_NFA, NFA, POLICE_NFA
from answerable.analysis.dimensions import quarter_of
from answerable.analysis.funnel_measures import CONVICTED
from answerable.analysis.log import NONE, Log
from answerable.analysis.said import Said
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
    base = np.flatnonzero(recorded_cases(log))
    of_case = log.period(log.first(REPORTED)[base], period)
    got_to = {name: log.has(patterns)[base] for name, patterns in STAGES.items()}
    ending, left = _ending(log)[base], standing(log).withdrawn[base]
    ended = _together(of_case, ending)
    withdrawn = _together(of_case._replace(codes=of_case.codes[left]), ending[left])
    number = len(of_case.names)
    reached = {
        stage: np.bincount(of_case.codes[yes], minlength=number) for stage, yes in got_to.items()
    }
    return [
        Cohort(
            str(of_case.names[code]), int(ended[code].sum()),
            {stage: int(yes[code]) for stage, yes in reached.items()},
            _by_ending(ended[code]), _by_ending(withdrawn[code]),
        )
        for code in np.argsort(of_case.names).tolist() if ended[code].any()
    ]  # fmt: skip


def _together(of_case: Said, ending: Whole) -> Whole:
    """How many cases there are of each period and each ending: [period, ending]."""
    shape = len(of_case.names), len(ENDINGS)
    found = np.bincount(of_case.codes * shape[1] + ending, minlength=shape[0] * shape[1])
    return found.reshape(shape)


def _by_ending(numbers: Whole) -> dict[str, int]:
    return dict(zip(ENDINGS, numbers.tolist(), strict=True))


def by_period(log: Log, period: Callable[[date], str] = quarter) -> list[Period]:
    """What happened in each period, in order of the periods."""
    base, happened = counted(log), {}
    for name, patterns in STAGES.items():
        when = log.period(np.where(base, log.first(patterns), NONE), period)
        number = np.bincount(when.codes, minlength=len(when.names)).tolist()
        happened[name] = dict(zip(when.names.tolist()[1:], number[1:], strict=True))
    return [
        Period(name, {stage: of.get(name, 0) for stage, of in happened.items()})
        for name in sorted({name for of in happened.values() for name in of})
    ]


def endings(log: Log) -> NDArray[np.str_]:
    """How each case ended, or that it is open. A charge is no ending: the court's is; but where
    no further action was decided after it, that is."""
    found: NDArray[np.str_] = np.array(ENDINGS)[_ending(log)]
    return found


def _ending(log: Log) -> Whole:
    """The same, as places in ENDINGS."""
    found = np.full(log.cases, ENDINGS.index("open"))
    end, charge, decisions = finished(log), charged(log), log.decisions
    in_court = (charge != NONE) & ((end == NONE) | (end < charge))
    last = log.last(COURT)
    for name, which in (
        ("closed", end != NONE),
        ("nfa_by_not_recorded", decisions.is_a(NFA)),
        ("cps_nfa", decisions.is_a(CPS_NFA)),
        ("police_nfa", decisions.is_a(POLICE_NFA)),
        ("at_court", in_court),
        ("stopped_at_court", log.is_a(last, "proceedings.stopped")),
        ("not_convicted", log.is_a(last, "court.outcome")),
        ("convicted", log.has(CONVICTED)),
    ):
        found[which] = ENDINGS.index(name)
    return found
