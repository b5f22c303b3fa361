"""Measures worked out over a log: a row a measure and group, with its interval."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from answerable.analysis import statistics
from answerable.analysis.answers import ENDED_SO, Answers
from answerable.analysis.dimensions import DIMENSIONS, OF_OBLIGATIONS, team_at_decision
from answerable.analysis.incidence import incidence_by, median_to_any
from answerable.analysis.log import Log
from answerable.analysis.measure import AT_DAYS, QUANTILES, Measure, Unit
from answerable.analysis.statistics import Figure
from answerable.analysis.tallies import Joined, Tallies, Tally, Time, tallies

MANY = 100_000  # items of one measure from which on to start threads is worth it

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


class Grouped(NamedTuple):
    """The group of each of some things, and what the dimensions say of each group."""

    group: NDArray[np.int64]
    groups: list[tuple[str, ...]]


def evaluate(log: Log, measures: Iterable[Measure], by: Sequence[str] = ()) -> Iterator[Row]:
    """The rows of each measure that the dimensions can break down, in order."""
    return rows(tallied(log, measures, by))


def rows(found: Iterable[Found]) -> Iterator[Row]:
    """The rows of what was found; of many items several at once, for most of the time it is numpy
    that works, which lets other threads work as well."""
    found = list(found)
    times = {id(one): one for _, _, one in found if isinstance(one, Time)}
    if max((len(one.waited) for one in times.values()), default=0) < MANY:
        for one in found:
            yield from summarise(*one)
        return
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for _ in pool.map(attrgetter("curve"), times.values()):
            pass  # first, for several measures may share one
        for some in pool.map(lambda one: list(summarise(*one)), found):
            yield from some


def tallied(log: Log, measures: Iterable[Measure], by: Sequence[str] = ()) -> Iterator[Found]:
    """What each measure that the dimensions can break down finds in each group."""
    for alike, part in asked(log, measures, by):
        joined = Joined()
        joined.add(part)
        yield from found_by(alike, by, joined)


def found_by(alike: Iterable[Measure], by: Sequence[str], joined: Joined) -> Iterator[Found]:
    """What measures that ask for the same find in each group."""
    groups = [(dict(zip(by, group, strict=True)), one) for group, one in joined.tallies()]
    for measure in alike:
        yield from ((measure, *found) for found in groups)


def asked(
    log: Log, measures: Iterable[Measure], by: Sequence[str] = ()
) -> Iterator[tuple[list[Measure], Tallies]]:
    """What is found of measures that the dimensions can break down; those that differ in the day
    asked about ask for the same, and share what is found."""
    known: dict[str, Coded] = {}
    grouped: dict[bool, Grouped] = {}
    for same in alike(measures):
        answers = same[0].ask(log)
        if answers.duty is None and set(by) & set(OF_OBLIGATIONS):
            continue
        if set(by) & set(OF_OBLIGATIONS):
            found = _grouped([_coded(log, same[0], answers, name, known) for name in by])
            yield same, tallies(answers, found.group, found.groups)
            continue
        of_team = same[0].of_team
        if of_team not in grouped:
            grouped[of_team] = _grouped_cases(log, same[0], by, known)
        found = grouped[of_team]
        yield same, tallies(answers, found.group[answers.case], found.groups)


def alike(measures: Iterable[Measure]) -> Iterator[list[Measure]]:
    """Measures that stand together and ask for the same."""
    for _, same in groupby(measures, key=lambda measure: (measure.ask, measure.of_team)):
        yield list(same)


def _grouped_cases(
    log: Log, measure: Measure, by: Sequence[str], known: dict[str, Coded]
) -> Grouped:
    coded = [_coded_cases(log, measure, name, known) for name in by]
    return _grouped(coded) if by else Grouped(np.zeros(log.cases, np.int64), [()])


def _grouped(coded: Sequence[Coded]) -> Grouped:
    """The groups that there are, in order of what the dimensions say, and the one of each thing."""
    code = np.zeros(len(coded[0].codes), np.int64)
    for one in coded:
        code = code * len(one.names) + one.codes
    there, place = np.unique(code, return_inverse=True)
    codes = np.unravel_index(there, [len(one.names) for one in coded])
    said = [one.names[at].tolist() for one, at in zip(coded, codes, strict=True)]
    return Grouped(place, list(zip(*said, strict=True)))


def _coded(
    log: Log, measure: Measure, answers: Answers, name: str, known: dict[str, Coded]
) -> Coded:
    """The value of a dimension for each item."""
    if name in OF_OBLIGATIONS and answers.duty is not None:
        of_duty = _codes([_of_duty(log, place, name) for place in range(len(log.duties))])
        return Coded(of_duty.codes[answers.duty], of_duty.names)
    of_case = _coded_cases(log, measure, name, known)
    return Coded(of_case.codes[answers.case], of_case.names)


def _coded_cases(log: Log, measure: Measure, name: str, known: dict[str, Coded]) -> Coded:
    """The value of a dimension for each case."""
    of_team = name == "team" and measure.of_team
    key = "team at the decision" if of_team else name
    if key not in known:
        known[key] = _codes((team_at_decision if of_team else DIMENSIONS[name])(log))
    return known[key]


def _codes(values: Values | list[str]) -> Coded:
    names, codes = np.unique(np.array(values, dtype=np.str_), return_inverse=True)
    return Coded(codes, names)


def _of_duty(log: Log, place: int, name: str) -> str:
    duty = log.duties[place]
    return {"duty": duty.id, "room": duty.room, "basis": duty.figure}[name]


def summarise(measure: Measure, group: Group, found: Tally) -> Iterator[Row]:
    """The rows of one measure for one group: of a time, its mean, both medians, other
    quantiles and how many ended so by certain days."""
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
    shares = {"median": 0.5, **QUANTILES}
    figures = statistics.quantiles(found.days, tuple(shares.values()))
    for name, figure in zip(shares, figures, strict=True):
        yield _row(f"{measure.id}.{name}", group, "days", figure, found, None, number)
    of_any = median_to_any(found.curve)
    yield _row(f"{measure.id}.any_median", group, "days", of_any, found, None, len(found.waited))
    for day in AT_DAYS:
        yield _incidence(f"{measure.id}.incidence_{day}", group, found, day)


def _incidence(name: str, group: Group, found: Time, day: int) -> Row:
    figure = incidence_by(found.curve, day)
    by_then = int(((found.how == ENDED_SO) & (found.waited <= day)).sum())
    return _row(name, group, "share", figure, found, by_then, len(found.waited))


def _row(
    name: str, group: Group, unit: Unit, figure: Figure, found: Tally,
    numerator: float | None, denominator: int | None,
) -> Row:  # fmt: skip
    left_out = (number.items for number in found.left_out)
    return Row(
        name, group, numerator, denominator, figure.value, unit, figure.low, figure.high, *left_out
    )
