"""Forces beside each other, fairly: what each share is, and what was to be expected of it.

What is expected of a force rests on what was known at the report of its cases alone (indirect
standardisation): never on who had them, nor on how they ended, which is what is being compared.
Forces stand in the order of their names. There is no rank, for most of a rank is chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from answerable.analysis.answers import Answers
from answerable.analysis.cases import REPORTED
from answerable.analysis.dimensions import DIMENSIONS, NOT_RECORDED
from answerable.analysis.disclosure import shown
from answerable.analysis.log import DAY, Log
from answerable.analysis.measure import Measure
from answerable.analysis.models.covariates import AT_THE_REPORT, CASE_MIX, at, by_name
from answerable.analysis.models.design import Floats, Whole, design
from answerable.analysis.models.funnel import (
    ALARM,
    WARNING,
    exact_limits,
    prime_limits,
    spread,
    wide_limits,
)
from answerable.analysis.models.logistic import ENOUGH, maximum_likelihood
from answerable.analysis.models.odds import grouped
from answerable.analysis.models.sample import WITHIN

LEAST_FORCES = 10  # below which the spread between them says nothing


class NotCompared(ValueError):
    """A measure that cannot be compared so, with the reason."""


@dataclass(frozen=True)
class Limits:
    """The shares between which 95 and 99.8 in a hundred lie."""

    low_95: float
    high_95: float
    low_998: float
    high_998: float

    def where(self, value: float) -> str:
        """Where a share lies."""
        if self.low_95 <= value <= self.high_95:
            return "within"
        side = "below" if value < self.low_95 else "above"
        return f"{side} {'95%' if self.low_998 <= value <= self.high_998 else '99.8%'}"


@dataclass(frozen=True)
class Row:
    """One force: of how many cases, in how many it is so, the share, and what was expected of it;
    the limits of chance, and those with the spread between forces added; and how many of its
    cases are open or missing. What is hidden is None."""

    group: str
    n: int | None
    events: int | None
    value: float | None
    expected: float | None
    chance: Limits | None
    wide: Limits | None
    where: str
    open: int | None
    missing: int | None
    case_mix_missing: float | None


@dataclass(frozen=True)
class Comparison:
    """The rows, the share of all, and how much forces differ beyond chance: the factor by which
    their squared scores exceed it, and the standard deviation between forces."""

    measure: str
    by: str
    rows: tuple[Row, ...]
    overall: float | None
    factor: float
    between: float
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Counts:
    """Of each group: its name, cases, those in which it is so, what is expected, and the rest."""

    names: list[str]
    n: Whole
    events: Whole
    expected: Floats  # as a share
    open: Whole
    missing: Whole
    unknown: Floats  # the share of cases of which something of the case mix is not recorded


def compare(log: Log, measure: Measure, by: str = "force", *, release: bool = False) -> Comparison:
    """A share, force by force. With `release`, from counts as they may be shown."""
    answers = _ask(log, measure)
    group = DIMENSIONS[by](log)
    expected, notes = _expected(log, answers)
    counts = _counts(log, answers, group, expected)
    if release:
        counts = _rounded(counts)
    return _compared(measure, by, counts, notes)


def _ask(log: Log, measure: Measure) -> Answers:
    if measure.unit != "share" or measure.by_day is not None:
        raise NotCompared(f"{measure.id} is no share of cases: only these are compared")
    answers = measure.ask(log)
    if answers.many is not None or len(np.unique(answers.case)) < len(answers.case):
        raise NotCompared(
            f"{measure.id} is of things of which a case may have several: limits for shares of "
            "cases would be too narrow"
        )
    return answers


def _expected(log: Log, answers: Answers) -> tuple[Floats, list[str]]:
    """What is expected of each item that counts, by what was known of its case at the report."""
    case, yes = answers.case[answers.inside], answers.yes[answers.inside]
    even = np.full(len(case), yes.mean() if len(case) else 0.0)
    values = {one.name: at(log, one, AT_THE_REPORT)[case] for one in by_name(CASE_MIX)}
    columns = design(values)
    rarer = min(int(yes.sum()), int((~yes).sum()))
    if not columns.columns or rarer < ENOUGH * len(columns.columns):
        return even, [
            "too few cases, or cases too alike, to allow for what differed at the report: of every "
            "group the share of all is expected"
        ]
    matrix, place = columns.patterns()
    logits = maximum_likelihood(*grouped(columns, yes))
    return logits.shares(matrix)[place], [*columns.notes]


def _counts(log: Log, answers: Answers, group: NDArray[np.str_], expected: Floats) -> _Counts:
    names, place = np.unique(group[answers.case], return_inverse=True)
    many, inside = len(names), answers.inside
    n = np.bincount(place[inside], minlength=many)
    unknown = np.any(
        [at(log, one, AT_THE_REPORT) == NOT_RECORDED for one in by_name(CASE_MIX)], axis=0
    )[answers.case]
    whole = np.bincount(place, minlength=many)
    return _Counts(
        names.tolist(), n, np.bincount(place[answers.yes], minlength=many),
        np.bincount(place[inside], expected, many) / np.maximum(n, 1),
        np.bincount(place[answers.open], minlength=many),
        np.bincount(place[answers.missing], minlength=many),
        np.bincount(place, unknown, many) / np.maximum(whole, 1),
    )  # fmt: skip


def _rounded(counts: _Counts) -> _Counts:
    """The counts as they may be shown; -1 where one is hidden. What is worked out from them says
    nothing beyond them. Cases are rounded by themselves, as in every released share, so that the
    same force never has two numbers. What is expected is in whole hundredths."""
    events = _shown(counts.events)
    hidden = (_shown(counts.n - counts.events) < 0) | (events < 0)
    return _Counts(
        counts.names, np.where(hidden, -1, _shown(counts.n)), np.where(hidden, -1, events),
        np.round(counts.expected, 2), _shown(counts.open), _shown(counts.missing),
        np.round(counts.unknown, 1),
    )  # fmt: skip


def _shown(counts: Whole) -> Whole:
    return np.array([-1 if s is None else s for s in map(shown, counts.tolist())], np.int64)


def _compared(measure: Measure, by: str, counts: _Counts, notes: list[str]) -> Comparison:
    usable = (counts.n > 0) & (counts.expected > 0) & (counts.expected < 1)
    n, events = counts.n[usable], counts.events[usable]
    beyond = spread(events / n, n, counts.expected[usable])
    if usable.sum() < 2:
        notes = [*notes, f"fewer than two groups can be seen by {by}: nothing can be compared"]
    elif usable.sum() < LEAST_FORCES:
        notes = [
            *notes,
            f"with fewer than {LEAST_FORCES} groups, how much they differ beyond chance is a guess",
        ]
    rows = tuple(_row(counts, place, beyond.between) for place in range(len(counts.names)))
    seen = counts.n > 0
    overall = float(counts.events[seen].sum() / counts.n[seen].sum()) if seen.any() else None
    return Comparison(measure.id, by, rows, overall, beyond.factor, beyond.between, tuple(notes))


def _row(counts: _Counts, place: int, between: float) -> Row:
    name, n, expected = counts.names[place], int(counts.n[place]), float(counts.expected[place])
    open_, missing = _or_hidden(int(counts.open[place])), _or_hidden(int(counts.missing[place]))
    unknown = float(counts.unknown[place])
    if n <= 0:
        seen, where = (None, "hidden") if n < 0 else (0, "no cases")
        return Row(name, seen, seen, None, None, None, None, where, open_, missing, unknown)
    value = float(counts.events[place]) / n
    chance = Limits(*exact_limits(n, expected, WARNING), *exact_limits(n, expected, ALARM))
    wide = Limits(
        *wide_limits(n, expected, between, WARNING), *wide_limits(n, expected, between, ALARM)
    )
    events = int(counts.events[place])
    return Row(name, n, events, value, expected, chance, wide, wide.where(value), open_, missing,
               unknown)  # fmt: skip


def _or_hidden(count: int) -> int | None:
    return None if count < 0 else count


@dataclass(frozen=True)
class Point:
    """One period of a p-prime chart."""

    period: str
    n: int | None
    events: int | None
    value: float | None
    centre: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class OverTime:
    """A share over the quarters in which cases were reported, with the limits of Laney's p-prime
    chart; `factor` is how much more neighbouring quarters differ than chance allows."""

    measure: str
    points: tuple[Point, ...]
    factor: float
    notes: tuple[str, ...]


def over_time(
    log: Log, measure: Measure, *, mature: int = WITHIN, release: bool = False
) -> OverTime:
    """A share by quarter of the report, of quarters whose every case is so many days old: younger
    ones have not had the time, and would look like a fall."""
    answers = _ask(log, measure)
    quarter = DIMENSIONS["quarter"](log)
    old = log.at(log.first(REPORTED)) <= log.end - mature * DAY
    young = np.unique(quarter[answers.case][~old[answers.case]])
    kept = answers.only(~np.isin(quarter[answers.case], young))
    counts = _counts(log, kept, quarter, np.zeros(int(kept.inside.sum())))
    counts = _rounded(counts) if release else counts
    points = tuple(_points(counts))
    notes = [f"quarters with a case reported less than {mature} days ago are left out"]
    if len(points) < 2:
        notes.append("fewer than two quarters are old enough: no chart over time can be drawn")
    seen = counts.n > 0
    factor = prime_limits(counts.events[seen], counts.n[seen])[1] if seen.any() else 1.0
    return OverTime(measure.id, points, factor, tuple(notes))


def _points(counts: _Counts) -> Iterator[Point]:
    seen = np.flatnonzero(counts.n > 0)
    centre, _, low, high = (
        prime_limits(counts.events[seen], counts.n[seen])
        if len(seen) else (0.0, 1.0, np.zeros(0), np.zeros(0))
    )  # fmt: skip
    place = {int(one): at_ for at_, one in enumerate(seen)}
    for one, name in enumerate(counts.names):
        if one in place:
            at_, n, events = place[one], int(counts.n[one]), int(counts.events[one])
            yield Point(name, n, events, events / n, centre, float(low[at_]), float(high[at_]))
        else:
            n_ = _or_hidden(int(counts.n[one]))
            yield Point(name, n_, n_, None, None, None, None)
