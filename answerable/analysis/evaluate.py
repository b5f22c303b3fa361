"""Measures worked out over a log: a row a measure and group, with its interval."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from answerable.analysis import statistics
from answerable.analysis.answers import Answers
from answerable.analysis.dimensions import DIMENSIONS, OF_OBLIGATIONS, team_at_decision
from answerable.analysis.log import Log
from answerable.analysis.measure import Measure, Unit
from answerable.analysis.statistics import Figure

Groups = NDArray[np.str_]  # for each item, its value of each dimension


class Row(NamedTuple):
    """One figure: of which measure and group, with what it is of."""

    measure: str
    group: dict[str, str]
    numerator: float | None
    denominator: int | None
    value: float | None
    unit: Unit
    low: float | None
    high: float | None
    open: int
    missing: int
    not_applicable: int


def evaluate(log: Log, measures: Iterable[Measure], by: Sequence[str] = ()) -> Iterator[Row]:
    """The rows of each measure that the dimensions can break down, in order."""
    for measure in measures:
        answers = measure.ask(log)
        if answers.duty is None and set(by) & set(OF_OBLIGATIONS):
            continue
        for group, part in _parts(log, measure, answers, by):
            yield from summarise(measure, group, part)


def _parts(
    log: Log, measure: Measure, answers: Answers, by: Sequence[str]
) -> Iterator[tuple[dict[str, str], Answers]]:
    if not by:
        yield {}, answers
        return
    values = [_values(log, measure, answers, name) for name in by]
    codes = np.zeros(len(answers.case), np.int64)
    for column in values:
        _, place = np.unique(column, return_inverse=True)
        codes = codes * (int(place.max(initial=0)) + 1) + place
    for code in np.unique(codes):
        kept = codes == code
        at = int(np.argmax(kept))
        group = {name: str(column[at]) for name, column in zip(by, values, strict=True)}
        yield group, answers.only(kept)


def _values(log: Log, measure: Measure, answers: Answers, name: str) -> Groups:
    """The value of a dimension for each item."""
    if name in OF_OBLIGATIONS and answers.duty is not None:
        of_duty = [_of_duty(log, place, name) for place in range(len(log.duties))]
        return np.array(of_duty, dtype=np.str_)[answers.duty]
    of_case = team_at_decision if name == "team" and measure.of_team else DIMENSIONS[name]
    return of_case(log)[answers.case]


def _of_duty(log: Log, place: int, name: str) -> str:
    duty = log.duties[place]
    return {"duty": duty.id, "room": duty.room, "basis": duty.figure}[name]


def summarise(measure: Measure, group: dict[str, str], answers: Answers) -> Iterator[Row]:
    """The rows of one measure for one group: of a time, its mean and both medians."""
    yes, of = int(answers.yes.sum()), int(answers.inside.sum())
    if measure.unit == "count":
        figure = statistics.garwood(yes)
        yield _row(measure.id, group, measure.unit, figure, answers, yes, None)
    elif measure.unit == "share":
        inside = answers.inside
        figure = statistics.clustered_share(answers.yes[inside], answers.case[inside])
        yield _row(measure.id, group, measure.unit, figure, answers, yes, of)
    else:
        yield from _times(measure, group, answers)


def _times(measure: Measure, group: dict[str, str], answers: Answers) -> Iterator[Row]:
    if answers.days is None or answers.ended is None:
        raise ValueError(f"{measure.id} is a time, and its answers are none")
    inside, known = answers.inside, ~answers.missing
    days, number = answers.days[inside], int(inside.sum())
    mean = statistics.bootstrap_mean(days, answers.case[inside])
    middle = statistics.median(days)
    of_any = statistics.survival_median(answers.days[known], answers.ended[known])
    total = float(days.sum()) if number else None
    yield _row(measure.id, group, "days", mean, answers, total, number)
    yield _row(f"{measure.id}.median", group, "days", middle, answers, None, number)
    yield _row(f"{measure.id}.any_median", group, "days", of_any, answers, None, int(known.sum()))


def _row(
    name: str, group: dict[str, str], unit: Unit, figure: Figure, answers: Answers,
    numerator: float | None, denominator: int | None,
) -> Row:  # fmt: skip
    return Row(
        name, group, numerator, denominator, figure.value, unit, figure.low, figure.high,
        int(answers.open.sum()), int(answers.missing.sum()), int(answers.not_applicable.sum()),
    )  # fmt: skip
