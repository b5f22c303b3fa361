"""What a measure found of some cases in each group, as little as its figures need; and the same of
several parts of a log, joined.

A share is a few sums. A time is the days of each case, for a median is no sum of medians. No case
is in two parts, and they are joined in the order of their cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from answerable.analysis.answers import ENDED_SO, STILL, Answers, Days, Whole
from answerable.analysis.incidence import Curve, curve
from answerable.analysis.log import Mask
from answerable.analysis.statistics import Clusters, places

Group = tuple[str, ...]  # what each dimension says of it
MOST_SHORT = 1 << 15


class Number(NamedTuple):
    """How many items there are, and of how many cases."""

    items: int
    cases: int


class LeftOut(NamedTuple):
    """The items that are not in a figure."""

    open: Number
    missing: Number
    not_applicable: Number


@dataclass(frozen=True)
class Share:
    """A share or a count: its numerator, the rest, and how they lie in cases."""

    yes: Number
    no: Number
    clusters: Clusters
    left_out: LeftOut


@dataclass(frozen=True)
class Time:
    """A time, item by item: the days of those `inside`, that ended so, and the wait of all whose
    ending is known; each with its case. `not_missing` are those of which it is not missing how
    they ended, `ended` those among them that did."""

    days: Days
    case: Whole
    waited: Days
    how: NDArray[np.int8]
    waiting_case: Whole
    inside: Number
    not_missing: Number
    ended: Number
    left_out: LeftOut
    known: list[Curve] = field(default_factory=list, repr=False, compare=False)

    @property
    def curve(self) -> Curve:
        """How many had ended so by each day, where other endings compete; worked out once."""
        # No cached_property: of these Python 3.11 lets threads work out but one at a time.
        if not self.known:
            self.known.append(curve(self.waited, self.how != STILL, self.how == ENDED_SO))
        return self.known[0]


Tally = Share | Time


@dataclass(frozen=True)
class Items:
    """The days of items one by one, and how each ended, with its group and its case."""

    days: Days
    how: NDArray[np.int8]
    group: NDArray[np.int32]
    case: NDArray[np.int32]


@dataclass(frozen=True)
class Tallies:
    """What a measure found in each of some groups: the sums in a row each. Of a time also the
    days of those inside, and the wait of all, with how it ended."""

    groups: Sequence[Group]
    sums: Whole
    days: Items | None = None
    waits: Items | None = None


def tallies(answers: Answers, group: Whole, groups: Sequence[Group]) -> Tallies:
    """What the items of a measure come to, by the group of each."""
    cells = _Cells(answers.case, group, len(groups))
    left_out = (answers.open, answers.missing, answers.not_applicable)
    if answers.waited is None or answers.days is None or answers.how is None:
        yes, no, of = _worth(answers)
        sums = [cells.items, *cells.numbers(yes, no, *left_out)]
        return Tallies(groups, np.stack([*sums, *cells.clusters(answers.inside, of, yes)], axis=1))
    inside, not_missing = answers.inside, ~answers.missing
    counted = (inside, not_missing, not_missing & ~answers.open, *left_out)
    # An ending before its start is none: nobody knows how long that took.
    known = not_missing & (answers.waited >= 0)
    return Tallies(
        groups, np.stack([cells.items, *cells.numbers(*counted)], axis=1),
        _items(answers, group, inside, answers.days, answers.how),
        _items(answers, group, known, answers.waited, answers.how),
    )  # fmt: skip


def tally(answers: Answers) -> Tally:
    """What the items of a measure come to, all in one group."""
    one = tallies(answers, np.zeros(len(answers.case), np.int64), [()])
    return _tally(one.sums[0], one.days, one.waits)


def _worth(answers: Answers) -> tuple[Whole | Mask, Whole | Mask, Whole | Mask]:
    """Of each item, how many it counts for in the numerator, outside it, and in both."""
    inside = answers.inside
    if answers.many is None or answers.hits is None:
        return inside & answers.yes, inside & ~answers.yes, inside
    yes, of = np.where(inside, answers.hits, 0), np.where(inside, answers.many, 0)
    return yes, of - yes, of


def _items(answers: Answers, group: Whole, which: Mask, days: Days, how: NDArray[np.int8]) -> Items:
    some = group[which].astype(np.int32), answers.case[which].astype(np.int32)
    return Items(days[which], how[which], *some)


class _Cells:
    """Where items lie: each in a cell, which is a case in a group."""

    def __init__(self, case: Whole, group: Whole, groups: int) -> None:
        self.groups = groups
        self.begins: Whole | None = None  # where each item has a cell of its own
        self.order: Whole | None = None  # where the items do not lie by their cells
        self.group_of = group
        if len(case) > 1 and not (case[1:] > case[:-1]).all():  # a case gives several
            key = case if groups == 1 else case * groups + group
            if not (key[1:] >= key[:-1]).all():
                self.order = np.argsort(key, kind="stable")
                key, group = key[self.order], group[self.order]
            self.begins = np.flatnonzero(np.append(True, key[1:] != key[:-1]))
            self.group_of = group[self.begins]
        self.items = self._sum(group)

    def _sum(self, group: Whole, values: Any = None) -> Whole:
        if self.groups == 1:  # mostly, and then there is nothing to be told apart
            return np.array([len(group) if values is None else values.sum()], np.int64)
        if values is not None and values.dtype == np.bool_:
            return np.bincount(group[values], minlength=self.groups)
        return np.bincount(group, values, self.groups).astype(np.int64)

    def _of_cell(self, values: Whole | Mask) -> Whole | Mask:
        if self.begins is None:
            return values
        lying = self._lying(values)
        each = lying.view(np.int8) if lying.dtype == np.bool_ else lying
        found: Whole = np.add.reduceat(each, self.begins, dtype=np.int64)
        return found

    def _lying(self, values: Whole | Mask) -> Whole | Mask:
        """Values of items, those of a cell together."""
        return values if self.order is None else values[self.order]

    def _cells_with(self, values: Whole | Mask) -> int:
        if self.begins is not None:
            values = np.logical_or.reduceat(self._lying(values), self.begins)
        return int(np.count_nonzero(values))

    def numbers(self, *all_values: Whole | Mask) -> Iterator[Whole]:
        """How many items there are in each group, and of how many cases, for each of the values."""
        for values in all_values:
            if self.groups == 1 and values.dtype == np.bool_:
                yield np.array([np.count_nonzero(values)])
                yield np.array([self._cells_with(values)])
                continue
            of_cell = self._of_cell(values)
            items = self._sum(self.group_of, of_cell)
            yield items
            # Of a yes or no each counts once: as many cases as items.
            yield items if of_cell.dtype == np.bool_ else self._sum(self.group_of, of_cell > 0)

    def clusters(self, inside: Mask, of: Whole | Mask, yes: Whole | Mask) -> Iterator[Whole]:
        """The number of cases inside, and the squares and products of what each gives."""
        sizes, hits = self._of_cell(of), self._of_cell(yes)
        yield self._sum(self.group_of, self._of_cell(inside) > 0)
        for squares in (sizes * sizes, hits * hits, sizes * hits):
            yield self._sum(self.group_of, squares)


class Joined:
    """Parts joined as they come: the sums are added at once, and items kept one after the other."""

    def __init__(self) -> None:
        self.places: dict[Group, int] = {}
        self.sums = np.zeros((0, 0), np.int64)
        self.days: list[Items] = []
        self.waits: list[Items] = []
        self.cases = 0

    def add(self, part: Tallies) -> None:
        """Add a part, whose cases come after those of the parts before it."""
        to = np.array([self.places.setdefault(one, len(self.places)) for one in part.groups], int)
        sums = np.zeros((len(self.places), part.sums.shape[1]), np.int64)
        sums[: len(self.sums)] = self.sums if len(self.sums) else 0
        sums[to] += part.sums
        self.sums = sums
        if part.days is None or part.waits is None:
            return
        for kept, items in ((self.days, part.days), (self.waits, part.waits)):
            group, case = to[items.group].astype(np.int32), items.case + np.int32(self.cases)
            kept.append(Items(items.days, items.how, group, case))
        self.cases += 1 + max(int(one.case.max(initial=0)) for one in (part.days, part.waits))

    def tallies(self) -> Iterator[tuple[Group, Tally]]:
        """What came of each group that has items, in order of the groups."""
        order = sorted(self.places.items())
        days, waits = self._by_group(self.days), self._by_group(self.waits)
        for group, place in order:
            if self.sums[place, 0] or not group:
                yield group, _tally(self.sums[place], days[place], waits[place])

    def _by_group(self, parts: list[Items]) -> list[Items | None]:
        if not parts:
            return [None] * len(self.places)
        days, how, group, case = (
            np.concatenate(column)
            for column in zip(
                *((part.days, part.how, part.group, part.case) for part in parts), strict=True
            )
        )
        if len(self.places) == 1:
            return [Items(days, how, group, case)]
        # Numbers of two bytes are put in order in one pass.
        short = group.astype(np.int16) if len(self.places) < MOST_SHORT else group
        order = np.argsort(short, kind="stable")
        ends = np.cumsum(np.bincount(group, minlength=len(self.places)))[:-1]
        split = zip(*(np.split(each[order], ends) for each in (days, how, case)), strict=True)
        return [Items(its_days, its_how, group[:0], its) for its_days, its_how, its in split]


def _tally(sums: Whole, days: Items | None, waits: Items | None) -> Tally:
    """The sums of one group, and its items where it is a time, as one tally."""
    _, *numbers = sums.tolist()
    one, two, three, four, five = _pairs(numbers[:10])
    if days is None or waits is None:
        items, yes = one.items + two.items, one.items
        cases, items_squared, yes_squared, both = numbers[10:]
        clusters = Clusters(cases, items, yes, items_squared, yes_squared, both)
        return Share(one, two, clusters, LeftOut(three, four, five))
    (six,) = _pairs(numbers[10:])
    return Time(
        days.days, days.case.astype(np.int64), waits.days, waits.how,
        waits.case.astype(np.int64), one, two, three, LeftOut(four, five, six),
    )  # fmt: skip


def _pairs(numbers: Sequence[int]) -> Iterable[Number]:
    return [Number(*pair) for pair in zip(numbers[::2], numbers[1::2], strict=True)]


def number_of(case: Whole, mask: Mask) -> Number:
    """How many of the items of a time there are, and of how many cases."""
    return Number(int(mask.sum()), int(places(case[mask]).max(initial=-1)) + 1)
