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

from answerable.analysis import statistics
from answerable.analysis.alike import are_alike
from answerable.analysis.answers import ENDED_SO, STILL
from answerable.analysis.dimensions import CHARACTERISTICS
from answerable.analysis.evaluate import Found, Group, Row, summarise, tallied
from answerable.analysis.log import Log
from answerable.analysis.measure import QUANTILES, Measure, Unit
from answerable.analysis.small_numbers import MOST_HIDDEN, ROUNDED_TO, shown
from answerable.analysis.statistics import NO_FIGURE, Figure
from answerable.analysis.tallies import Share, Tally, Time, number_of

ALL_SHOWN = "all_shown"  # the value of every dimension in a total
COUNTS = ("numerator", "denominator", "open", "missing", "not_applicable")
CROSSED = 2  # protected characteristics at a time, at the most


class Released(NamedTuple):
    """A row as it may leave the house, and which of its columns hold something that is hidden.

    `true` are the counts behind it (`rest`: of a share, those that say no). The audit needs them,
    for whoever holds the cases knows them; they never leave."""

    row: Row
    hidden: tuple[str, ...]
    true: Mapping[str, int] = MappingProxyType({})


class Refused(ValueError):
    """A breakdown that may not leave the house, with the reason."""


def check(by: Sequence[str]) -> None:
    """Refused, where a breakdown would name people by what they are."""
    if len(set(by) & set(CHARACTERISTICS)) > CROSSED:
        raise Refused(
            f"no more than {CROSSED} protected characteristics may be crossed in what is released"
        )


def release(log: Log, measures: Iterable[Measure], by: Sequence[str] = ()) -> Iterator[Released]:
    """The rows of each measure as they may leave the house, with totals of the groups shown."""
    for _, rows in release_each(tallied(log, measures, by), by):
        yield from rows


def release_each(
    found: Iterable[Found], by: Sequence[str] = ()
) -> Iterator[tuple[Measure, list[Released]]]:
    """The same of what was found, measure by measure."""
    check(by)
    for _, some in groupby(found, key=lambda one: one[0].id):
        of_measure = list(some)
        yield of_measure[0][0], list(_of_measure(of_measure, by))


def _of_measure(found: Sequence[Found], by: Sequence[str]) -> Iterator[Released]:
    total = _Total()
    for measure, group, of_group in found:
        if isinstance(of_group, Time):
            yield from _waiting(measure, group, of_group)
        else:
            cells = _cells(of_group)
            total.add(cells, whole=measure.unit == "share")
            yield _share(measure, group, cells)
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


def _cells(found: Share) -> _Cells:
    items, worth = found.clusters.items, 1.0
    if items > found.clusters.cases:
        worth = max(0.1, round(statistics.effective_number(found.clusters) / items, 1))
    return _Cells(
        shown(*found.yes), shown(*found.no), shown(items, found.clusters.cases), worth,
        _left_out(found), _true(found, found.yes.items, items),
    )  # fmt: skip


def _true(found: Tally, numerator: int, denominator: int) -> Mapping[str, int]:
    """The counts behind a row."""
    left_out = {name: number.items for name, number in found.left_out._asdict().items()}
    counts = {"numerator": numerator, "denominator": denominator, "rest": denominator - numerator}
    return counts | left_out


def _left_out(found: Tally) -> _LeftOut:
    return _LeftOut(*(shown(*number) for number in found.left_out))


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


def _waiting(measure: Measure, group: Group, found: Time) -> Iterator[Released]:
    ended = found.how != STILL
    so = are_alike(found.days, found.case)
    # What most of those that ended took is nearly what those took that ended so, and told of them.
    any_ = so or are_alike(found.waited[ended], found.waiting_case[ended])
    made = [
        _incidence(row, found)
        if row.unit != "days"
        else _days(measure, row, found, hide=any_ if _is_of_any(measure, row) else so)
        for row in summarise(measure, group, found)
    ]
    within = [at for at, one in enumerate(made) if _share_within(measure, one.row) is not None]
    values = {made[at].row.value for at in within} - {None}
    told = sum(made[at].row.value is not None for at in within)
    if told > 1 and len(values) == 1:  # so many took just that: the median alone does not say it
        for at in within:
            made[at] = _not_told(made[at], only_ends=_share_within(measure, made[at].row) == 0.5)
    yield from made


def _is_of_any(measure: Measure, row: Row) -> bool:
    return row.measure == f"{measure.id}.any_median"


def _not_told(one: Released, *, only_ends: bool) -> Released:
    """A quantile without its interval, or without its value too."""
    row = one.row._replace(low=None, high=None)
    if only_ends:
        return one._replace(row=row)
    hidden = tuple(dict.fromkeys((*one.hidden, "value")))
    return one._replace(row=row._replace(value=None), hidden=hidden)


def _days(measure: Measure, row: Row, found: Time, *, hide: bool) -> Released:
    """A mean, or one of the medians, in whole days, where it rests on more than a few cases that
    are not alike."""
    of_any = _is_of_any(measure, row)
    rests_on = found.not_missing if of_any else found.inside
    number = None if hide else shown(*rests_on)
    share = _share_within(measure, row)
    value, low, high = (
        None if day is None else float(round(day)) for day in (row.value, row.low, row.high)
    )
    numerator = None
    if number is None or (of_any and shown(*found.ended) is None):
        value = low = high = None
    elif row.measure == measure.id and value is not None:
        numerator = value * number
    elif share is not None:
        value, low, high = _within(share, found.inside.cases, (value, low, high))
    made = _row(
        row.measure, row.group, "days", (numerator, number), Figure(value, low, high),
        _left_out(found), _true(found, rests_on.items, rests_on.items),
    )  # fmt: skip
    # Of a quantile too far out the cases may be shown, beside which there is no value.
    few = share is not None and value is None and "value" not in made.hidden
    return made._replace(hidden=(*made.hidden, "value")) if few else made


def _share_within(measure: Measure, row: Row) -> float | None:
    """Of a quantile of those that ended so, of which share; of another row none."""
    return {"median": 0.5, **QUANTILES}.get(row.measure.removeprefix(f"{measure.id}."))


def _within(
    share: float, number: int, ends: tuple[float | None, float | None, float | None]
) -> tuple[float | None, float | None, float | None]:
    """A quantile of so many: the median rests on all of them, another has to have more than a few
    on either side; and its interval, where more than a few lie beyond either end: the ends are
    two of the ordered values."""
    value, low, high = ends
    if share != 0.5 and min(share, 1 - share) * number <= MOST_HIDDEN:
        return None, None, None
    first, last = statistics.quantile_ranks(number, share)
    inner = min(first, number - last + 1) > MOST_HIDDEN
    return (value, low, high) if inner else (value, None, None)


def _incidence(row: Row, found: Time) -> Released:
    """As many of those at the start as the incidence comes to, rounded as a count is."""
    day = float(row.measure.rpartition("_")[2])
    by_then = (found.how == ENDED_SO) & (found.waited <= day)
    counted, others, all_ = (
        number_of(found.waiting_case, each) for each in (by_then, ~by_then, by_then | ~by_then)
    )
    yes, rest, of = shown(*counted), shown(*others), shown(*all_)
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
        row.measure, row.group, "share", (yes, of), figure, _left_out(found),
        _true(found, counted.items, all_.items),
    )  # fmt: skip


def _row(
    name: str, group: Group, unit: Unit, numbers: tuple[float | None, int | None],
    figure: Figure, left_out: _LeftOut, true: Mapping[str, int],
) -> Released:  # fmt: skip
    row = Row(name, group, *numbers, figure.value, unit, figure.low, figure.high, *left_out)
    held_back = [column for column in COUNTS if getattr(row, column) is None]
    if name.rpartition(".")[2] in {"median", "any_median", *QUANTILES}:
        held_back.remove("numerator")  # it has none
    if row.value is None and {"numerator", "denominator"} & set(held_back):
        held_back.append("value")
    return Released(row, tuple(held_back), true)


__all__ = [
    "ALL_SHOWN", "COUNTS", "MOST_HIDDEN", "ROUNDED_TO", "Refused", "Released", "check", "release",
    "release_each", "shown",
]  # fmt: skip
