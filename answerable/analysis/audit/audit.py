"""The audit before a release: what could be worked out of it, beside all that went before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from answerable.analysis.audit.cells import Cell
from answerable.analysis.audit.knowledge import AROUND, Knowledge, Name, known, name_of, told
from answerable.analysis.audit.possible import (
    MANY,
    Impossible,
    Range,
    Solver,
    Sum,
    Sums,
    Whole,
    impossible,
)
from answerable.analysis.disclosure import MOST_HIDDEN

RINGED = 60  # cells times readers, in rings, up to which an integer programme goes through all
LEFT = 2 * AROUND  # the least distance between the least and the most of any count


class Finding(NamedTuple):
    """A cell of which more could be worked out than may be, and by whom."""

    cell: Cell
    left: str  # what would still be possible
    knowing: str  # the force that could work it out with its own counts; empty: anybody
    together: frozenset[str] = frozenset()  # the counts that hang together with it
    beside: frozenset[Name] = frozenset()  # the numbers that stand in a sum with it, and itself

    def __str__(self) -> str:
        # What it is stays unsaid: a message is read by others than those who hold the cases.
        who = f"force {self.knowing}, which knows its own counts," if self.knowing else "anybody"
        return f"{self.cell}: {who} could work out more of it than may be known"


class _Told(NamedTuple):
    """What cells leave possible by themselves."""

    at: Whole
    least: Whole
    most: Whole


@dataclass(frozen=True)
class _Part:
    """Numbers that hang together, their sums, and the cells among them."""

    at: Whole
    names: Sequence[Name]
    start: Range  # the bounds of each number, when all sums have been passed on
    sums: Sums
    cells: Mapping[int, Sequence[Cell]]  # by place in the part
    holders: Mapping[str, Sequence[int]]

    def beside(self, at: int) -> frozenset[Name]:
        """The numbers in a sum with one, and itself."""
        sums = (self.sums.all[one] for one in self.sums.of.get(at, ()))
        return frozenset(self.names[who] for who in {at, *(w for each in sums for w in each.who)})

    @cached_property
    def told(self) -> _Told:
        """The place of each cell, and what it leaves possible by itself; one that is withheld
        tells nothing."""
        every = [
            (at, *(told(cell) if cell.state != "withheld" else (MANY, 0)))
            for at, cells in self.cells.items()
            for cell in cells
        ]
        return _Told(*np.array(every, np.int64).reshape(-1, 3).T)


def audit(cells: Iterable[Cell], earlier: Iterable[Cell] = ()) -> list[Finding]:
    """What could be worked out, of any cell, from `cells` and all that was released `earlier`.

    A hidden cell has to keep every value from nought to seven, a rounded one its five, and one
    that is withheld five at the least; for every reader, and for every force beside its own.
    Where nothing of `cells` hangs together with what was released before, that says no more than
    it did. Where they contradict what was released before, since the log has been put right,
    nobody can reckon with both: then each has to hold by itself."""
    new, before = list(cells), list(earlier)
    knowledge = known([*before, *new])
    at_hand = {knowledge.place[name_of(cell)] for cell in new}
    found: list[Finding] = []
    apart: set[int] = set()
    for part in _parts(knowledge):
        if isinstance(part, _Part):
            found += () if at_hand.isdisjoint(part.at.tolist()) else _of_part(part)
        else:
            apart.update(part.tolist())
    if before and not apart.isdisjoint(at_hand):
        places = ((knowledge.place[name_of(cell)], cell) for cell in new)
        found += audit(cell for at, cell in places if at in apart)
    return found


def _parts(knowledge: Knowledge) -> Iterator[_Part | Whole]:
    """The numbers that sums hold together; what stands alone says only what it says. Of those that
    contradict each other only which they are."""
    number = len(knowledge.names)
    pairs = [(each.who[0], other) for each in knowledge.sums for other in each.who[1:]]
    if not pairs:
        return
    one, other = np.array(pairs).T
    net = coo_array((np.ones(len(pairs)), (one, other)), shape=(number, number))
    _, label = connected_components(net, directed=False)
    sums: dict[int, list[Sum]] = {}
    for each in knowledge.sums:
        sums.setdefault(int(label[each.who[0]]), []).append(each)
    whole = knowledge.range()
    for which, own in sums.items():
        at = np.flatnonzero(label == which)
        new = {int(old): place for place, old in enumerate(at)}
        holders: dict[str, list[int]] = {}
        for old, place in new.items():
            if holder := knowledge.holder(old):
                holders.setdefault(holder, []).append(place)
        together = Sums(
            len(at), [Sum(tuple(new[o] for o in s.who), s.sign, s.low, s.high) for s in own]
        )
        try:
            start = together.narrowed(Range(whole.low[at], whole.high[at]))
        except Impossible:
            yield at
            continue
        yield _Part(
            at, [knowledge.names[old] for old in at], start, together,
            {new[old]: cells for old, cells in knowledge.cells.items() if old in new}, holders,
        )  # fmt: skip


def _of_part(part: _Part) -> Iterator[Finding]:
    """What could be worked out of the cells of one part; each cell is found once."""
    found: dict[int, Finding] = {}
    for who, values in _readers(part):
        own = set(part.holders.get(who, ()))
        for at, finding in _worked_out(part, who, values, own):
            found.setdefault(at, finding)
    together = frozenset(cell.count for cells in part.cells.values() for cell in cells)
    for at, finding in found.items():
        yield finding._replace(together=together, beside=part.beside(at))


def _readers(part: _Part) -> Iterator[tuple[str, Mapping[int, int]]]:
    """Who reads, and what they know: nobody's counts, or a force its own. Of an earlier release
    the log may say them no more, so these are tried as low and as high as they can be."""
    yield "", {}
    if len(part.holders) < 2:
        return  # of a log of one force that force knows all there is
    for holder, own in part.holders.items():
        if not set(part.cells) - set(own):
            continue
        true = {at: value for at in own if (value := _true(part, at)) is not None}
        rest = [at for at in own if at not in true and at in part.cells and _limited(part, at)]
        yield holder, true
        if not rest:
            continue
        for towards in (1.0, -1.0):
            values = _together(part, true, rest, towards)
            if values is not None:
                yield holder, values


def _true(part: _Part, at: int) -> int | None:
    return next((cell.true for cell in part.cells.get(at, ()) if cell.true is not None), None)


def _limited(part: _Part, at: int) -> bool:
    return bool(part.start.high[at] < MANY)


def _together(
    part: _Part, true: Mapping[int, int], rest: Sequence[int], towards: float
) -> Mapping[int, int] | None:
    """The counts of one force, the unknown ones as low or as high as they can be together."""
    try:
        left = part.sums.narrowed(part.start.fixed(true), true)
    except Impossible:
        return None
    if len(rest) == 1:
        ends = left.low if towards > 0 else left.high
        return {**true, rest[0]: int(ends[rest[0]])}
    direction = np.zeros(len(part.at))
    direction[list(rest)] = towards
    numbers = Solver(left, part.sums.all).numbers({}, direction)
    return None if numbers is None else {**true, **{at: int(numbers[at]) for at in rest}}


def _worked_out(
    part: _Part, who: str, values: Mapping[int, int], own: set[int]
) -> Iterator[tuple[int, Finding]]:
    try:
        left = part.sums.narrowed(part.start.fixed(values), values)
    except Impossible:
        return  # nothing can be worked out of what cannot be
    open_ = {at: cells for at, cells in part.cells.items() if at not in own}
    told_ = part.told  # all at once, for most of them lose nothing
    at_risk = (left.low[told_.at] > told_.least) | (left.high[told_.at] < told_.most)
    at_risk |= left.high[told_.at] - left.low[told_.at] < LEFT
    for at in dict.fromkeys(told_.at[at_risk].tolist()):
        low, high = int(left.low[at]), int(left.high[at])
        lost = next((cell for cell in open_.get(at, ()) if _lost(cell, low, high)), None)
        if lost is not None:
            yield at, Finding(lost, _said(low, high), who)
    if not part.sums.are_tree and len(open_) * len(part.holders or " ") <= RINGED:
        yield from _ringed(part, who, left, open_)


def _lost(cell: Cell, low: int, high: int) -> bool:
    least, most = told(cell)
    if cell.state == "withheld":
        return high - low < LEFT
    return low > least or high < most


def _said(low: int, high: int) -> str:
    return str(low) if low == high else f"from {low} to {high}"


def _ringed(
    part: _Part, who: str, left: Range, open_: Mapping[int, Sequence[Cell]]
) -> Iterator[tuple[int, Finding]]:
    """The same where bounds alone do not decide: every value is looked for."""
    wanted = [(at, value) for at, cells in open_.items() for value in _needed(cells[0], left, at)]
    bounds = (tuple(left.low.tolist()), tuple(left.high.tolist()))
    for at, value in impossible(tuple(part.sums.all), *bounds, frozenset(wanted)):
        what = "more than could be found out" if value is None else f"not {value}"
        yield at, Finding(open_[at][0], what, who)


def _needed(cell: Cell, left: Range, at: int) -> Iterable[int]:
    """The values that a cell has to keep."""
    if cell.state == "hidden":
        return range(MOST_HIDDEN + 1)
    least, most = told(cell)
    if cell.state == "withheld":
        least = int(left.low[at])
        most = least + LEFT
    return range(least, most + 1)


__all__ = ["Finding", "audit"]
