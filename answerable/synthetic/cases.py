"""The dice of a block of made-up cases, and how long they are known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from answerable.synthetic.blocks import Coded, Floats, Ints, Mask
from answerable.synthetic.parameters import Parameters, list_of, value_of


@dataclass
class Cases:
    """The cases of a block, by their places: when reported, and for how many days known."""

    first: int  # the number of the first
    reported: Ints  # in microseconds since 1970
    known: Floats  # days from the report to the last day that anything is known of
    dice: np.random.Generator
    p: Parameters

    @property
    def count(self) -> int:
        """How many."""
        return len(self.reported)

    @property
    def all(self) -> Ints:
        """Every case."""
        return np.arange(self.count)

    def some(self, share: str | float, of: Ints | None = None) -> Ints:
        """Of the cases, or of some of them, the share that a parameter names."""
        among = self.all if of is None else of
        chance = self.p[share] if isinstance(share, str) else share
        return among[self.uniform(len(among)) < chance]

    def mask(self, *of: Ints) -> Mask:
        """Which cases are among some."""
        found = np.zeros(self.count, np.bool_)
        for some in of:
            found[some] = True
        return found

    def pick(self, group: str, count: int) -> Coded:
        """For each of some rows a code of a group of parameters."""
        codes, shares = self.p.group(group)
        return Coded([value_of(code) for code in codes], self._drawn(shares, count))

    def pick_lists(self, group: str, count: int) -> Coded:
        """The same for a field that holds a list."""
        codes, shares = self.p.group(group)
        return Coded([list_of(code) for code in codes], self._drawn(shares, count))

    def either(self, share: str, count: int) -> Coded:
        """For each of some rows true, with the share that a parameter names, or false."""
        return Coded([False, True], (self.uniform(count) < self.p[share]).astype(np.int64))

    def pick_numbers(self, group: str, count: int) -> Coded:
        """The same for a field that holds a whole number."""
        codes, shares = self.p.group(group)
        return Coded([int(code) for code in codes], self._drawn(shares, count))

    def _drawn(self, shares: list[float], count: int) -> Ints:
        return np.searchsorted(np.cumsum(shares)[:-1], self.uniform(count), side="right")

    def uniform(self, count: int) -> Floats:
        """Numbers between 0 and 1 for some rows, spread evenly over them: of thirty, one falls into
        each thirtieth, so that a small caseload too has the shares that are meant."""
        found: Floats = (self.dice.permutation(count) + self.dice.random(count)) / max(count, 1)
        return found

    def even(self, group: Ints) -> Floats:
        """Numbers between 0 and 1, for each case one, spread evenly within each group.

        Of thirty cases that end in the same way one falls into each thirtieth, so that a small
        caseload has the mean that is meant.
        """
        order = np.lexsort((self.dice.random(self.count), group))
        _, first, sizes = np.unique(group[order], return_index=True, return_counts=True)
        rank = np.empty(self.count)
        rank[order] = np.arange(self.count) - np.repeat(first, sizes)
        size = np.empty(self.count)
        size[order] = np.repeat(sizes, sizes)
        found: Floats = np.clip((rank + self.dice.random(self.count)) / size, 1e-12, 1 - 1e-12)
        return found

    def lognormal(self, mean: Floats | float, sigma: float, group: Ints) -> Floats:
        """A lognormal time for each case, with that mean, spread evenly within each group."""
        found: Floats = np.exp(np.log(mean) - sigma**2 / 2 + sigma * _normal(self.even(group)))
        return found

    def soon(self, start: Floats | float, mean: float | str, end: Floats) -> Floats:
        """Times some days after `start`, on average `mean`, and always before `end`: what would
        come later is drawn into the time that there is."""
        days = self.p[mean] if isinstance(mean, str) else mean
        wait = self.dice.exponential(days, len(end))
        with np.errstate(invalid="ignore"):  # what never starts has no room
            room = np.nan_to_num(np.maximum(end - start, 0), posinf=1e9)
        late = wait >= room
        wait[late] = (room * self.dice.random(len(end)))[late]
        found: Floats = start + wait
        return found

    def day(self, of: Ints, days: Floats) -> Ints:
        """The day of times, since 1970."""
        found: Ints = (self.reported[of] / 86_400_000_000 + days).astype(np.int64)
        return found


_normal: Callable[[Floats], Floats] = np.vectorize(NormalDist().inv_cdf, otypes=[float])


def repeated(
    dice: np.random.Generator, start: Floats, end: Floats, least: Floats, most: Floats
) -> tuple[Ints, Floats]:
    """Times again and again from `start` to `end`, `least` to `most` days apart: of each the place
    of its row, and the time. Rows of one place lie together, in order."""
    length = np.maximum(end - start, 0)
    # Rounded first: where `end` is a whole number of them after `start`, the last digit would say
    # how many dice are thrown, and the last digit is not the same on every processor.
    counts = np.minimum(np.ceil(np.round(length / least, 9)), 1500).astype(np.int64)
    of = np.repeat(np.arange(len(start)), counts)
    gaps = least[of] + (most - least)[of] * dice.random(len(of))
    total = np.cumsum(gaps)
    before = np.concatenate([[0.0], total])[np.cumsum(counts) - counts]
    times = start[of] + total - before[of]
    kept = times < end[of]
    return of[kept], times[kept]
