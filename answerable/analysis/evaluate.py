"""Measures worked out over a log: a row a measure and group, with its interval."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from answerable.analysis import statistics
from answerable.analysis.answers import ENDED_SO, STILL, Answers
from answerable.analysis.dimensions import DIMENSIONS, OF_OBLIGATIONS, team_at_decision
from answerable.analysis.incidence import incidence
from answerable.analysis.log import Log, Mask
from answerable.analysis.measure import AT_DAYS, Measure, Unit
from answerable.analysis.statistics import Figure

Values = NDArray[np.str_]  # of each case, what a dimension says
Group = dict[str, str]


class Row(NamedTuple):
    """One figure: of which measure and group, with what it is of."""

    measure: str
    group: Group
    numerator: float | None
    denominator: int | None
    value: float | None
    unit: Unit
    low: float | None
    high: float | None
    open: int | None
    missing: int | None
    not_applicable: int | None


def evaluate(log: Log, measures: Iterable[Measure], by: Sequence[str] = ()) -> Iterator[Row]:
    """The rows of each measure that the dimensions can break down, in order."""
    for measure, group, answers in answered(log, measures, by):
        yield from summarise(measure, group, answers)


def answered(
    log: Log, measures: Iterable[Measure], by: Sequence[str] = ()
) -> Iterator[tuple[Measure, Group, Answers]]:
    """What each measure that the dimensions can break down finds in each group."""
    known: dict[str, Values] = {}
    for measure in measures:
        answers = measure.ask(log)
        if answers.duty is None and set(by) & set(OF_OBLIGATIONS):
            continue
        values = [_values(log, measure, answers, name, known) for name in by]
        for group, part in _parts(answers, by, values):
            yield measure, group, part


def _parts(
    answers: Answers, by: Sequence[str], values: Sequence[Values]
) -> Iterator[tuple[Group, Answers]]:
    if not by:
        yield {}, answers
        return
    codes = np.zeros(len(answers.case), np.int64)
    for column in values:
        _, place = np.unique(column, return_inverse=True)
        codes = codes * (int(place.max(initial=0)) + 1) + place
    for code in np.unique(codes):
        kept = codes == code
        at = int(np.argmax(kept))
        group = {name: str(column[at]) for name, column in zip(by, values, strict=True)}
        yield group, answers.only(kept)


def _values(
    log: Log, measure: Measure, answers: Answers, name: str, known: dict[str, Values]
) -> Values:
    """The value of a dimension for each item."""
    if name in OF_OBLIGATIONS and answers.duty is not None:
        of_duty = [_of_duty(log, place, name) for place in range(len(log.duties))]
        return np.array(of_duty, dtype=np.str_)[answers.duty]
    of_team = name == "team" and measure.of_team
    key = "team at the decision" if of_team else name
    if key not in known:
        known[key] = (team_at_decision if of_team else DIMENSIONS[name])(log)
    return known[key][answers.case]


def _of_duty(log: Log, place: int, name: str) -> str:
    duty = log.duties[place]
    return {"duty": duty.id, "room": duty.room, "basis": duty.figure}[name]


def summarise(measure: Measure, group: Group, answers: Answers) -> Iterator[Row]:
    """The rows of one measure for one group: of a time, its mean, both medians and how many
    ended so by certain days."""
    if measure.unit == "days":
        yield from _times(measure, group, answers)
    elif measure.by_day is not None:
        yield _incidence(measure.id, group, answers, measure.by_day)
    else:
        inside = answers.inside
        hits, many = counts(answers)
        yes, of = int(hits.sum()), int(many.sum())
        if measure.unit == "count":
            figure = statistics.garwood(yes)
        else:
            items = None if answers.many is None else many
            figure = statistics.clustered_share(hits, answers.case[inside], items)
        yield _row(measure.id, group, measure.unit, figure, answers, yes, of)


def counts(answers: Answers) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Of each item in the denominator, how many it counts for in numerator and denominator."""
    inside = answers.inside
    if answers.many is None or answers.hits is None:
        return answers.yes[inside].astype(np.int64), np.ones(int(inside.sum()), np.int64)
    return answers.hits[inside], answers.many[inside]


def _times(measure: Measure, group: Group, answers: Answers) -> Iterator[Row]:
    if answers.days is None:
        raise ValueError(f"{measure.id} is a time, and its answers are none")
    inside = answers.inside
    days, number = answers.days[inside], int(inside.sum())
    mean = statistics.bootstrap_mean(days, answers.case[inside])
    middle = statistics.median(days)
    waited, how = waits(answers)
    of_any = statistics.survival_median(waited, how != STILL)
    total = float(days.sum()) if number else None
    yield _row(measure.id, group, "days", mean, answers, total, number)
    yield _row(f"{measure.id}.median", group, "days", middle, answers, None, number)
    yield _row(f"{measure.id}.any_median", group, "days", of_any, answers, None, len(waited))
    for day in AT_DAYS:
        yield _incidence(f"{measure.id}.incidence_{day}", group, answers, day)


def waits(answers: Answers) -> tuple[NDArray[np.float64], NDArray[np.int8]]:
    """How long each item waited until anything ended it, and how, where that is known."""
    known = waits_known(answers)
    if answers.waited is None or answers.how is None:
        raise ValueError("these answers are no time")
    return answers.waited[known], answers.how[known]


def waits_known(answers: Answers) -> Mask:
    """Of which items it is known how long they waited: an ending before its start is not."""
    if answers.waited is None:
        raise ValueError("these answers are no time")
    return ~answers.missing & (answers.waited >= 0)


def _incidence(name: str, group: Group, answers: Answers, day: int) -> Row:
    waited, how = waits(answers)
    figure = incidence(waited, how != STILL, how == ENDED_SO, day)
    by_then = int(((how == ENDED_SO) & (waited <= day)).sum())
    return _row(name, group, "share", figure, answers, by_then, len(waited))


def _row(
    name: str, group: Group, unit: Unit, figure: Figure, answers: Answers,
    numerator: float | None, denominator: int | None,
) -> Row:  # fmt: skip
    return Row(
        name, group, numerator, denominator, figure.value, unit, figure.low, figure.high,
        int(answers.open.sum()), int(answers.missing.sum()), int(answers.not_applicable.sum()),
    )  # fmt: skip
