"""The cases of a caseload that weighs, and the times within their lives."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from answerable.synthetic.load.blocks import DAY, Ints


@dataclass
class Cases:
    """Cases by their numbers: when reported (microseconds since 1970), how many days they last."""

    case: Ints
    reported: Ints
    days: NDArray[np.float64]
    dice: np.random.Generator

    def some(self, share: float) -> Ints:
        """A share of the cases, drawn, by their place."""
        return np.flatnonzero(self.dice.random(len(self.case)) < share)

    def each(self, mean: float, most: int = 40) -> Ints:
        """Each case some number of times, `mean` on average, by its place."""
        counts = np.minimum(self.dice.poisson(mean, len(self.case)), most)
        return np.repeat(np.arange(len(self.case)), counts)

    def after(self, at: Ints, days: float) -> Ints:
        """Some time after an instant, `days` on average."""
        return at + (self.dice.exponential(days, len(at)) * DAY).astype(np.int64)

    def within(self, of: Ints, start: float = 0.02, end: float = 1.0) -> Ints:
        """Times drawn within the life of cases, between shares of it, in order by case."""
        share = start + (end - start) * self.dice.random(len(of))
        at = self.reported[of] + (share * self.days[of] * DAY).astype(np.int64)
        return at[np.lexsort((at, of))]

    def day(self, at: Ints, later: int) -> Ints:
        """The day of an instant and up to so many days later, since 1970."""
        found: Ints = at // DAY + self.dice.integers(1, later + 1, len(at))
        return found
