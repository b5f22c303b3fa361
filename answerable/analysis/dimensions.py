"""By what a measure can be broken down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from answerable.analysis.cases import REPORTED
from answerable.analysis.log import NONE, Log
from answerable.clocks.days import local_day
from answerable.events.columns import instant
from answerable.rules.stance import COMPLEX

NOT_RECORDED = "not_recorded"
CHARACTERISTICS = (
    "age", "disability", "gender_reassignment", "marriage_civil_partnership",
    "pregnancy_maternity", "race", "religion_belief", "sex", "sexual_orientation",
)  # fmt: skip
CHARACTERISTICS_RECORDED = "characteristics.recorded"
OF_OBLIGATIONS = ("duty", "room", "basis")

Values = NDArray[np.str_]


def _named(values: list[str]) -> Values:
    return np.array([value or NOT_RECORDED for value in values], dtype=np.str_)


def _of_report(field: str) -> Callable[[Log], Values]:
    return lambda log: _named(log.values(log.first(REPORTED), field))


def _of_last(patterns: str, field: str) -> Callable[[Log], Values]:
    return lambda log: _named(last_said(log, patterns, field))


def last_said(log: Log, patterns: str, field: str) -> list[str]:
    """What a field said in the last row of each case in which it was recorded."""
    rows = log.rows(patterns)
    said = log.values(rows, field)
    found = [""] * log.cases
    for case, value in zip(log.case_of[rows].tolist(), said, strict=True):
        found[case] = value or found[case]
    return found


def _quarter(log: Log) -> Values:
    rows = log.first(REPORTED)
    days = [None if row == NONE else _day(log, row) for row in rows]
    return _named(["" if day is None else f"{day.year}-Q{(day.month + 2) // 3}" for day in days])


def _day(log: Log, row: int) -> date:
    return local_day(instant(log.columns.occurred[row]))


def _complex_needs(log: Log) -> Values:
    needs = log.lists(log.last("needs.assessed"), "needs")
    yes = [COMPLEX.intersection(found) for found in needs]
    return _named(
        ["" if not n else "true" if y else "false" for n, y in zip(needs, yes, strict=True)]
    )


def team_at_decision(log: Log) -> Values:
    """The team that had each case when it was decided, else that of the report."""
    of_report = _of_report("team")(log)
    rows = log.before("investigation.allocated[team=specialist|general]", log.decisions.row)
    found = log.values(rows, "team")
    return np.where(rows == NONE, of_report, np.array(found, dtype=np.str_))


DIMENSIONS: Mapping[str, Callable[[Log], Values]] = MappingProxyType(
    {
        "force": _of_report("force"),
        "cps_area": _of_last("file.submitted", "cps_area"),
        "team": _of_report("team"),
        "relationship": _of_report("relationship"),
        "domestic_abuse": _of_report("domestic_abuse"),
        "outcome": lambda log: _named(log.decisions.outcome.tolist()),
        "quarter": _quarter,
        "complex_needs": _complex_needs,
    }
    | {name: _of_last(CHARACTERISTICS_RECORDED, name) for name in CHARACTERISTICS}
)
NAMES = (*DIMENSIONS, *OF_OBLIGATIONS)
