"""All of it, of a file: every measure, the funnel, and every curve with its band."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from benchmarks.in_pandas.answering import Curve, Row
from benchmarks.in_pandas.cases import cases_of
from benchmarks.in_pandas.deciding import decisions, material, prosecution, reports
from benchmarks.in_pandas.funnel import by_cohort, by_period
from benchmarks.in_pandas.keeping import kept
from benchmarks.in_pandas.lasting import held, times
from benchmarks.in_pandas.leaving import funnel, withdrawals
from benchmarks.in_pandas.owing import Duty, Kinds
from benchmarks.in_pandas.patterns import asked_by
from benchmarks.in_pandas.reading import Log, read
from benchmarks.in_pandas.supervising import supervision


@dataclass(frozen=True)
class Whole:
    """The figures by the names that the measures give them, the curves, and both funnels."""

    figures: dict[str, Row]
    curves: dict[str, Curve]
    cohorts: Any
    periods: Any


def whole(path: Path, as_of: datetime, duties: Sequence[Duty], kinds: Kinds) -> Whole:
    """All of it, as the log stood at `as_of`, with the duties as they are declared, and the kind of
    thing that each event type is about."""
    log = read(path, as_of, asked_by(duties))
    cases = cases_of(log)
    curves: dict[str, Curve] = {}
    figures = dict(_figures(log, cases, curves))
    figures |= dict(kept(log, cases, duties, kinds))
    return Whole(figures, curves, by_cohort(log, cases), by_period(log, cases))


def _figures(log: Log, cases: Any, curves: dict[str, Curve]) -> Iterator[tuple[str, Row]]:
    yield from funnel(log, cases)
    yield from withdrawals(log, cases, curves)
    yield from times(log, cases, curves)
    yield from held(log, cases, curves)
    yield from reports(log, cases)
    yield from supervision(log, cases)
    yield from material(log, cases, curves)
    yield from prosecution(log, cases)
    yield from decisions(log, cases)
