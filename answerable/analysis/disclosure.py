"""What may leave the house: small numbers hidden, the rest rounded, in one last step.

A count of seven or fewer is hidden, nought as well; the others are rounded to five. So is one
that rests on seven cases or fewer, however many things those cases hold. Shares, totals and
intervals are worked out again from what is shown, so that they say nothing beyond it. What is
hidden is None, and is never nought.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from answerable.analysis import statistics
from answerable.analysis.answers import ENDED_SO, Answers
from answerable.analysis.dimensions import CHARACTERISTICS
from answerable.analysis.evaluate import Group, Row, answered, counts, summarise, waits, waits_known
from answerable.analysis.log import Log
from answerable.analysis.measure import Measure, Unit
from answerable.analysis.statistics import NO_FIGURE, Figure

MOST_HIDDEN = 7
ROUNDED_TO = 5
ALL_SHOWN = "all_shown"  # the value of every dimension in a total
COUNTS = ("numerator", "denominator", "open", "missing", "not_applicable")
CROSSED = 2  # protected characteristics at a time, at the most

Found = tuple[Measure, Group, Answers]


class Released(NamedTuple):
    """A row as it may leave the house, and which of its columns hold something that is hidden.

    `true` are the counts behind it (`rest`: of a share, those that say no). The audit needs them,
    for whoever holds the cases knows them; they never leave."""

    row: Row
    hidden: tuple[str, ...]
    true: Mapping[str, int] = MappingProxyType({})


class Refused(ValueError):
    """A breakdown that may not leave the house, with the reason."""


def shown(count: int, cases: int | None = None) -> int | None:
    """A count as it may be shown, or None; `cases` is how many cases it rests on."""
    if min(count, count if cases is None else cases) <= MOST_HIDDEN:
        return None
    return ROUNDED_TO * round(count / ROUNDED_TO)


def check(by: Sequence[str]) -> None:
    """Refused, where a breakdown would name people by what they are."""
    if len(set(by) & set(CHARACTERISTICS)) > CROSSED:
        raise Refused(
            f"no more than {CROSSED} protected characteristics may be crossed in what is released"
        )


def release(log: Log, measures: Iterable[Measure], by: Sequence[str] = ()) -> Iterator[Released]:
    """The rows of each measure as they may leave the house, with totals of the groups shown."""
    for _, rows in release_each(log, measures, by):
        yield from rows


def release_each(
    log: Log, measures: Iterable[Measure], by: Sequence[str] = ()
) -> Iterator[tuple[Measure, list[Released]]]:
    """The same, measure by measure."""
    check(by)
    for _, some in groupby(answered(log, measures, by), key=lambda found: found[0].id):
        found = list(some)
        yield found[0][0], list(_of_measure(found, by))


def _of_measure(found: Sequence[Found], by: Sequence[str]) -> Iterator[Released]:
    total = _Total()
    for measure, group, answers in found:
        if measure.unit in ("share", "count") and measure.by_day is None:
            cells = _cells(answers)
            total.add(cells, whole=measure.unit == "share")
            yield _share(measure, group, cells)
        else:
            yield from _waiting(measure, group, answers)
    if by and total.left_out:
        yield _share(found[0][0], dict.fromkeys(by, ALL_SHOWN), total.cells())


class _LeftOut(NamedTuple):
    """The counts of what is not in a share, as they may be shown."""

    open: int | None
    missing: int | None
    not_applicable: int | None


@dataclass(frozen=True)
class _Cells:
    """The counts of a share as they may be shown, and what of an item each is worth. What it is of
    is rounded by itself, and the others are not shown: so it is the same number wherever a share
    is of the same cases, and no sum of rounded counts says more than each does."""

    yes: int | None
    no: int | None
    of: int | None
    worth: float
    left_out: _LeftOut
    true: Mapping[str, int] = field(default_factory=dict)


def _cells(answers: Answers) -> _Cells:
    inside = answers.inside
    hits, many = counts(answers)
    case = answers.case[inside]
    worth = 1.0
    if int(many.sum()) > len(np.unique(case)):
        effective = statistics.effective_number(hits, case, many)
        worth = max(0.1, round(effective / int(many.sum()), 1))
    return _Cells(
        _cell(hits, case), _cell(many - hits, case), _cell(many, case), worth, _left_out(answers),
        _true(answers, hits, many),
    )  # fmt: skip


Counted = NDArray[np.int64] | NDArray[np.bool_]


def _true(answers: Answers, yes: Counted, of: Counted) -> Mapping[str, int]:
    """The counts behind a row."""
    numerator, denominator = int(yes.sum()), int(of.sum())
    left_out = {name: int(getattr(answers, name).sum()) for name in _LeftOut._fields}
    counts = {"numerator": numerator, "denominator": denominator, "rest": denominator - numerator}
    return counts | left_out


def _cell(number: NDArray[np.int64], case: NDArray[np.int64]) -> int | None:
    return shown(int(number.sum()), len(np.unique(case[number > 0])))


def _left_out(answers: Answers) -> _LeftOut:
    masks = (answers.open, answers.missing, answers.not_applicable)
    return _LeftOut(*(_cell(mask.astype(np.int64), answers.case) for mask in masks))


@dataclass
class _Total:
    """The sum of what is shown of each group; what is hidden is in no sum."""

    groups: list[_Cells] = field(default_factory=list)
    left_out: list[_LeftOut] = field(default_factory=list)

    def add(self, cells: _Cells, *, whole: bool) -> None:
        """Add a group; of a share only where it is shown, so that both its sides are in."""
        self.left_out.append(cells.left_out)
        if not whole or (cells.yes is not None and cells.no is not None):
            self.groups.append(cells)

    def cells(self) -> _Cells:
        weight = [one.of or 0 for one in self.groups]
        worth = sum(of * one.worth for of, one in zip(weight, self.groups, strict=True))
        return _Cells(
            _sum(one.yes for one in self.groups), _sum(one.no for one in self.groups),
            _sum(one.of for one in self.groups), worth / sum(weight) if sum(weight) else 1.0,
            _LeftOut(*map(_sum, zip(*self.left_out, strict=True))),
        )  # fmt: skip


def _sum(numbers: Iterable[int | None]) -> int | None:
    there = [number for number in numbers if number is not None]
    return sum(there) if there else None


def _share(measure: Measure, group: Group, cells: _Cells) -> Released:
    yes, of = cells.yes, None if cells.yes is None or cells.no is None else cells.of
    figure = NO_FIGURE
    if measure.unit == "count":
        figure = NO_FIGURE if yes is None else statistics.garwood(yes)
    elif yes is None or of is None:
        yes = None  # beside the number of all, it would say how few the others are
    else:
        figure = statistics.wilson(yes * cells.worth, of * cells.worth)
    return _row(measure.id, group, measure.unit, (yes, of), figure, cells.left_out, cells.true)


def _waiting(measure: Measure, group: Group, answers: Answers) -> Iterator[Released]:
    for row in summarise(measure, group, answers):
        if row.unit == "days":
            yield _days(measure, row, answers)
        else:
            yield _incidence(row, answers)


def _days(measure: Measure, row: Row, answers: Answers) -> Released:
    """A mean, or one of the medians, in whole days, where it rests on more than a few cases."""
    of_any = row.measure == f"{measure.id}.any_median"
    rests_on = ~answers.missing if of_any else answers.inside
    number = _cell(rests_on.astype(np.int64), answers.case)
    value, low, high = (
        None if day is None else float(round(day)) for day in (row.value, row.low, row.high)
    )
    numerator = None
    if number is None or (of_any and _cell(_ended(answers), answers.case) is None):
        value = low = high = None
    elif row.measure == measure.id and value is not None:
        numerator = value * number
    elif not of_any and not _inner(len(np.unique(answers.case[answers.inside]))):
        low = high = None
    return _row(
        row.measure, row.group, "days", (numerator, number), Figure(value, low, high),
        _left_out(answers), _true(answers, rests_on, rests_on),
    )  # fmt: skip


def _ended(answers: Answers) -> NDArray[np.int64]:
    """Of each item, whether anything ended its wait."""
    return (~answers.open & ~answers.missing).astype(np.int64)


def _inner(number: int) -> bool:
    """Whether the interval of a median of so many leaves more than a few beyond either end: the
    ends are two of the ordered values themselves."""
    return statistics.median_rank(number) > MOST_HIDDEN


def _incidence(row: Row, answers: Answers) -> Released:
    """As many of those at the start as the incidence comes to, rounded as a count is."""
    known = answers.only(waits_known(answers))
    waited, how = waits(known)
    by_then = (how == ENDED_SO) & (waited <= float(row.measure.rpartition("_")[2]))
    yes, rest, of = (
        _cell(each.astype(np.int64), known.case) for each in (by_then, ~by_then, by_then | ~by_then)
    )
    figure = NO_FIGURE
    if yes is None or rest is None or of is None:
        yes = of = None
    elif row.value is not None:
        step = ROUNDED_TO / of
        low, high = row.low, row.high
        figure = Figure(
            step * round(row.value / step),
            None if low is None else step * math.floor(low / step),
            None if high is None else min(1.0, step * math.ceil(high / step)),
        )
    return _row(
        row.measure, row.group, "share", (yes, of), figure, _left_out(answers),
        _true(answers, by_then, by_then | ~by_then),
    )  # fmt: skip


def _row(
    name: str, group: Group, unit: Unit, numbers: tuple[float | None, int | None],
    figure: Figure, left_out: _LeftOut, true: Mapping[str, int],
) -> Released:  # fmt: skip
    row = Row(name, group, *numbers, figure.value, unit, figure.low, figure.high, *left_out)
    held_back = [column for column in COUNTS if getattr(row, column) is None]
    if name.endswith("median"):
        held_back.remove("numerator")  # it has none
    if row.value is None and {"numerator", "denominator"} & set(held_back):
        held_back.append("value")
    return Released(row, tuple(held_back), true)
