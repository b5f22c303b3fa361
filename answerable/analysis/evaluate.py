"""Measures worked out over a log: a row a measure and group, with its interval."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from answerable.analysis import statistics
from answerable.analysis.answers import ENDED_SO, STILL, Answers
from answerable.analysis.dimensions import DIMENSIONS, OF_OBLIGATIONS, team_at_decision
from answerable.analysis.incidence import incidence
from answerable.analysis.log import Log
from answerable.analysis.measure import AT_DAYS, Measure, Unit
from answerable.analysis.statistics import Figure
from answerable.analysis.tallies import Tally, Time, tally

Values = NDArray[np.str_]  # of each case, what a dimension says
Group = dict[str, str]
Found = tuple[Measure, Group, Tally]


class Coded(NamedTuple):
    """What a dimension says of each of some things, as codes of names that stand in order."""

    codes: NDArray[np.int64]
    names: Values


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
    return rows(tallied(log, measures, by))


def rows(found: Iterable[Found]) -> Iterator[Row]:
    """The rows of what was found."""
    for measure, group, of_group in found:
        yield from summarise(measure, group, of_group)


def tallied(log: Log, measures: Iterable[Measure], by: Sequence[str] = ()) -> Iterator[Found]:
    """What each measure that the dimensions can break down finds in each group."""
    known: dict[str, Coded] = {}
    # Measures that differ in the day asked about ask for the same, and share what is found.
    for _, same in groupby(measures, key=lambda measure: (measure.ask, measure.of_team)):
        alike = list(same)
        answers = alike[0].ask(log)
        if answers.duty is None and set(by) & set(OF_OBLIGATIONS):
            continue
        coded = [_coded(log, alike[0], answers, name, known) for name in by]
        groups = [(group, tally(part)) for group, part in _parts(answers, by, coded)]
        for measure in alike:
            yield from ((measure, *found) for found in groups)


def _parts(
    answers: Answers, by: Sequence[str], coded: Sequence[Coded]
) -> Iterator[tuple[Group, Answers]]:
    """The items of each group that there is, the groups in order of what they say."""
    if not by:
        yield {}, answers
        return
    code = np.zeros(len(answers.case), np.int64)
    for one in coded:
        code = code * len(one.names) + one.codes
    order = np.argsort(code, kind="stable")
    there, starts = np.unique(code[order], return_index=True)
    sizes = [len(one.names) for one in coded]
    edges = pairwise([*starts.tolist(), len(order)])
    for number, (start, end) in zip(there.tolist(), edges, strict=True):
        said = (
            str(one.names[at])
            for one, at in zip(coded, np.unravel_index(number, sizes), strict=True)
        )
        yield dict(zip(by, said, strict=True)), answers.only(order[start:end])


def _coded(
    log: Log, measure: Measure, answers: Answers, name: str, known: dict[str, Coded]
) -> Coded:
    """The value of a dimension for each item."""
    if name in OF_OBLIGATIONS and answers.duty is not None:
        if name not in known:
            known[name] = _codes([_of_duty(log, place, name) for place in range(len(log.duties))])
        return Coded(known[name].codes[answers.duty], known[name].names)
    of_team = name == "team" and measure.of_team
    key = "team at the decision" if of_team else name
    if key not in known:
        known[key] = _codes((team_at_decision if of_team else DIMENSIONS[name])(log))
    return Coded(known[key].codes[answers.case], known[key].names)


def _codes(values: Values | list[str]) -> Coded:
    names, codes = np.unique(np.array(values, dtype=np.str_), return_inverse=True)
    return Coded(codes, names)


def _of_duty(log: Log, place: int, name: str) -> str:
    duty = log.duties[place]
    return {"duty": duty.id, "room": duty.room, "basis": duty.figure}[name]


def summarise(measure: Measure, group: Group, found: Tally) -> Iterator[Row]:
    """The rows of one measure for one group: of a time, its mean, both medians and how many
    ended so by certain days."""
    if isinstance(found, Time):
        yield from _times(measure, group, found)
        return
    yes, of = found.yes.items, found.yes.items + found.no.items
    if measure.unit == "count":
        figure = statistics.garwood(yes)
    else:
        figure = statistics.share_of(found.clusters)
    yield _row(measure.id, group, measure.unit, figure, found, yes, of)


def _times(measure: Measure, group: Group, found: Time) -> Iterator[Row]:
    if measure.by_day is not None:
        yield _incidence(measure.id, group, found, measure.by_day)
        return
    number = len(found.days)
    total = float(found.days.sum()) if number else None
    mean = statistics.bootstrap_mean(found.days, found.case)
    yield _row(measure.id, group, "days", mean, found, total, number)
    middle = statistics.median(found.days)
    yield _row(f"{measure.id}.median", group, "days", middle, found, None, number)
    of_any = statistics.survival_median(found.waited, found.how != STILL)
    yield _row(f"{measure.id}.any_median", group, "days", of_any, found, None, len(found.waited))
    for day in AT_DAYS:
        yield _incidence(f"{measure.id}.incidence_{day}", group, found, day)


def _incidence(name: str, group: Group, found: Time, day: int) -> Row:
    waited, so = found.waited, found.how == ENDED_SO
    figure = incidence(waited, found.how != STILL, so, day)
    by_then = int((so & (waited <= day)).sum())
    return _row(name, group, "share", figure, found, by_then, len(waited))


def _row(
    name: str, group: Group, unit: Unit, figure: Figure, found: Tally,
    numerator: float | None, denominator: int | None,
) -> Row:  # fmt: skip
    left_out = (number.items for number in found.left_out)
    return Row(
        name, group, numerator, denominator, figure.value, unit, figure.low, figure.high, *left_out
    )
