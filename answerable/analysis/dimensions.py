"""By what a measure can be broken down."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from answerable.analysis.cases import REPORTED
from answerable.analysis.log import NONE, Log, Rows
from answerable.analysis.said import Said
from answerable.rules.stance import COMPLEX

NOT_RECORDED = "not_recorded"
CHARACTERISTICS = (
    "age", "disability", "gender_reassignment", "marriage_civil_partnership",
    "pregnancy_maternity", "race", "religion_belief", "sex", "sexual_orientation",
)  # fmt: skip
CHARACTERISTICS_RECORDED = "characteristics.recorded"
OF_OBLIGATIONS = ("duty", "room", "basis")

Values = NDArray[np.str_]


def _named(values: Sequence[str] | Values) -> Values:
    found = np.array(values, dtype=np.str_)
    return np.where(found == "", NOT_RECORDED, found)


def _of_report(field: str) -> Callable[[Log], Values]:
    return lambda log: _named(_said(log, log.first(REPORTED), field))


def _of_last(patterns: str, field: str) -> Callable[[Log], Values]:
    return lambda log: _named(last_said(log, patterns, field).values())


def last_said(log: Log, patterns: str, field: str) -> Said:
    """What a field said in the last row of each case in which it was recorded, or nothing."""
    rows = log.rows(patterns)
    said = log.said(rows, field)
    there = said.codes > 0
    last = np.zeros(log.cases, np.int64)
    last[log.case_of[rows[there]]] = said.codes[there]
    return Said(last, said.names)


def _said(log: Log, rows: Rows, field: str) -> Values:
    """What a field says in the row of each case, or nothing."""
    there = rows != NONE
    said = log.said(rows[there], field)
    found = np.zeros(len(rows), np.int64)
    found[there] = said.codes
    return said.names[found]


def _quarter(log: Log) -> Values:
    return _named(log.period(log.first(REPORTED), quarter_of).values())


def quarter_of(day: date) -> str:
    """The calendar quarter."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


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
    return np.where(rows == NONE, of_report, _said(log, rows, "team"))


DIMENSIONS: Mapping[str, Callable[[Log], Values]] = MappingProxyType(
    {
        "force": _of_report("force"),
        "cps_area": _of_last("file.submitted", "cps_area"),
        "team": _of_report("team"),
        "relationship": _of_report("relationship"),
        "domestic_abuse": _of_report("domestic_abuse"),
        "outcome": lambda log: _named(log.decisions.outcome),
        "quarter": _quarter,
        "complex_needs": _complex_needs,
    }
    | {name: _of_last(CHARACTERISTICS_RECORDED, name) for name in CHARACTERISTICS}
)
NAMES = (*DIMENSIONS, *OF_OBLIGATIONS)
