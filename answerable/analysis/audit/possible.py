"""Which values can some unknown whole numbers have, of which sums are known?

Where the sums hang together as a tree, passing bounds from one to the next says exactly what is
possible. Where they form rings it only says what is not, and an integer programme decides.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

MANY = 10**9  # as many as nobody counts
ROUNDS = 20  # in which bounds go round a ring

Whole = NDArray[np.int64]


class Impossible(Exception):
    """No numbers satisfy what is known."""


class Unsolved(Exception):
    """The solver gave up."""


@dataclass(frozen=True)
class Sum:
    """What some numbers come to, each taken or taken away, once or more often."""

    who: tuple[int, ...]
    sign: tuple[int, ...]
    low: int = 0
    high: int = 0


@dataclass(frozen=True)
class Range:
    """The least and the most of each number."""

    low: Whole
    high: Whole

    def fixed(self, values: Mapping[int, int]) -> Range:
        """The same, with some numbers known."""
        low, high = self.low.copy(), self.high.copy()
        for at, value in values.items():
            low[at] = high[at] = value
        return Range(low, high)


class Sums:
    """Sums that hang together, ready for bounds to be passed along them."""

    def __init__(self, number: int, sums: Sequence[Sum]) -> None:
        self.number = number
        self.all = sums
        self.arrays = [(np.array(each.who), np.array(each.sign)) for each in sums]
        self.of: dict[int, list[int]] = {}
        for at, each in enumerate(sums):
            for who in each.who:
                self.of.setdefault(who, []).append(at)

    def narrowed(self, start: Range, changed: Iterable[int] | None = None) -> Range:
        """The bounds that are left when the sums have been passed on, of all numbers or of those
        that `changed`; Impossible where none are."""
        low, high = start.low.copy(), start.high.copy()
        first = range(len(self.all)) if changed is None else self._touching(changed)
        waiting, visits = dict.fromkeys(first), [0] * len(self.all)
        while waiting:
            at = next(iter(waiting))
            del waiting[at]
            visits[at] += 1
            new = self._passed_on(at, low, high)
            # Rings can tighten by one a round for ever; what they still could say, the integer
            # programme says.
            if len(new) and visits[at] < ROUNDS:
                waiting.update(dict.fromkeys(self._touching(new)))
        return Range(low, high)

    def _touching(self, numbers: Iterable[int]) -> list[int]:
        return [at for who in numbers for at in self.of.get(int(who), ())]

    def _passed_on(self, at: int, low: Whole, high: Whole) -> Whole:
        """Narrow the numbers of one sum; those that changed."""
        who, sign = self.arrays[at]
        often = np.abs(sign)
        up = np.where(sign > 0, high[who], -low[who])
        down = np.where(sign > 0, low[who], -high[who])
        most, least = up * often, down * often
        # What each may come to, when the others come to their least or their most.
        may_up = np.minimum(up, (self.all[at].high - (least.sum() - least)) // often)
        may_down = np.maximum(down, -((most.sum() - most - self.all[at].low) // often))
        if (may_down > may_up).any():
            raise Impossible
        new: Whole = who[(may_up < up) | (may_down > down)]
        low[who] = np.where(sign > 0, may_down, -may_up)
        high[who] = np.where(sign > 0, may_up, -may_down)
        return new

    @property
    def are_tree(self) -> bool:
        """Whether no two ways lead from one number to another, and each goes one step: of what is
        taken twice, only every second may be possible."""
        once = all(abs(one) == 1 for each in self.all for one in each.sign)
        return once and sum(len(each.who) for each in self.all) == self.number + len(self.all) - 1


class Solver:
    """Finds numbers that satisfy everything, some of them asked for."""

    def __init__(self, start: Range, sums: Sequence[Sum]) -> None:
        self.start = start
        rows = [at for at, each in enumerate(sums) for _ in each.who]
        who = [at for each in sums for at in each.who]
        sign = [float(one) for each in sums for one in each.sign]
        shape = (len(sums), len(start.low))
        self.must = LinearConstraint(
            csr_array((sign, (rows, who)), shape=shape),
            np.array([s.low for s in sums], float), np.array([s.high for s in sums], float),
        )  # fmt: skip

    def numbers(self, wanted: Mapping[int, int], towards: NDArray[np.float64]) -> Whole | None:
        """Numbers with the wanted ones among them, the least in the direction; None: impossible."""
        within = self.start.fixed(wanted)
        # Made simpler first, the solver has given numbers that satisfy nothing and called them the
        # best (scipy issue 24141); what it gives is believed only where it is so.
        for simpler in (True, False):
            with silent():
                found = milp(
                    towards, integrality=np.ones(len(towards)), constraints=self.must,
                    bounds=Bounds(within.low.astype(float), within.high.astype(float)),
                    options={"presolve": simpler},
                )  # fmt: skip
            if found.x is None:
                if found.status != 2:  # anything else than that there are none
                    raise Unsolved
                return None
            numbers: Whole = np.rint(found.x).astype(np.int64)
            if self.satisfied(numbers, within):
                return numbers
        raise Unsolved

    def satisfied(self, numbers: Whole, within: Range) -> bool:
        """Whether numbers are within their bounds, and all sums of them too."""
        sums = self.must.A @ numbers
        return bool(
            (numbers >= within.low).all() and (numbers <= within.high).all()
            and (sums >= self.must.lb).all() and (sums <= self.must.ub).all()
        )  # fmt: skip


@contextmanager
def silent() -> Iterator[None]:
    """Nothing is printed by compiled code: the solver has a line of its own for some problems,
    which would stand in the middle of a table that somebody asked for."""
    every = ctypes.CDLL(None)
    sys.stdout.flush()
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        every.fflush(None)  # what it said last may wait to be written
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


# What a release gives up to hold another cell leaves most of its tables as they were, and these
# are audited again with the rest: what was asked before is answered from memory.
@lru_cache(maxsize=1024)
def impossible(
    sums: tuple[Sum, ...],
    low: tuple[int, ...],
    high: tuple[int, ...],
    wanted: frozenset[tuple[int, int]],
) -> tuple[tuple[int, int | None], ...]:
    """Of (number, value) pairs, those that the sums and bounds rule out; with None for a value,
    the solver gave up there and the rest was not looked for. Each solution answers for all the
    numbers in it."""
    solver, missing = Solver(Range(np.array(low), np.array(high)), sums), set(wanted)
    places = {at for at, _ in wanted}
    found: list[tuple[int, int | None]] = []
    dice = np.random.default_rng(0)  # only to reach many corners: any direction will do
    while missing:
        at, value = min(missing)
        try:
            numbers = solver.numbers({at: value}, dice.integers(-1, 2, len(low)).astype(float))
        except Unsolved:
            return (*found, (at, None))
        missing.discard((at, value))
        if numbers is None:
            found.append((at, value))
        else:
            missing -= {(place, int(numbers[place])) for place in places}
    return tuple(found)
