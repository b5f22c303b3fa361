"""How many have reached one ending by a day, where others compete with it (Aalen and Johansen).

An open case may still reach any of the endings, and leaves the count on the day up to which it is
known. A Kaplan-Meier curve of one ending would say how many reached it in a world without the
others, and there is no such world.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from answerable.analysis.statistics import NO_FIGURE, Figure, Z

Floats = NDArray[np.float64]


ALL_OF_THEM = 1e-9  # less than one in as many cases as there can be


@dataclass(frozen=True)
class Curve:
    """At each time at which something ended: the number at risk, how many endings of any kind
    and of this one there were, the share left just before it, and the incidence at it. It is
    known up to the time for which anybody was `followed`."""

    times: Floats
    at_risk: Floats
    ended: Floats
    ended_so: Floats
    left_before: Floats
    incidence: Floats
    followed: float

    @cached_property
    def terms(self) -> tuple[Floats, Floats, Floats]:
        """What each time adds to Aalen's variance: for what ended in any way, so, and both."""
        n, d, this, left = self.at_risk, self.ended, self.ended_so, self.left_before
        return (
            _over(d, (n - 1) * (n - d)),
            left**2 * _over(this * (n - this), n**2 * (n - 1)),
            left * _over(this * (n - this), n * (n - d) * (n - 1)),
        )


def curve(waited: Floats, ended: NDArray[np.bool_], so: NDArray[np.bool_]) -> Curve:
    """The curve of one ending: how long each waited, whether that ended, and whether so."""
    order = np.argsort(waited)
    in_order = waited[order]
    starts = np.flatnonzero(np.append(True, in_order[1:] != in_order[:-1])[: len(waited)])
    any_ = np.add.reduceat(ended[order], starts, dtype=np.float64)
    this = np.add.reduceat((ended & so)[order], starts, dtype=np.float64)
    some = any_ > 0
    starts, any_, this = starts[some], any_[some], this[some]
    times, at_risk = in_order[starts], (len(waited) - starts).astype(np.float64)
    left = np.cumprod(1 - any_ / at_risk)
    left_before = np.concatenate([[1.0], left[:-1]])
    # Where the last of all ended, nothing is left that anybody would have to be followed for.
    last = in_order[-1] if len(waited) else -np.inf
    followed = np.inf if len(waited) and ended[waited == last].all() else float(last)
    incidence_ = np.cumsum(left_before * this / at_risk)
    # A sum of fractions misses one by the last bits, and would have an interval from nought to one.
    incidence_[incidence_ > 1 - ALL_OF_THEM] = 1.0
    return Curve(times, at_risk, any_, this, left_before, incidence_, followed)


def incidence(
    waited: Floats, ended: NDArray[np.bool_], so: NDArray[np.bool_], day: float
) -> Figure:
    """The share that had ended so by a day: how long each waited, whether that ended, and so."""
    return incidence_by(curve(waited, ended, so), day)


def naive(waited: Floats, so: NDArray[np.bool_], day: float) -> Figure:
    """What is said where every other ending is taken for a case that is still open (one minus
    Kaplan and Meier): too high wherever others end a case. Given beside what corrects it."""
    return incidence_by(curve(waited, so, so), day)


def incidence_by(found: Curve, day: float) -> Figure:
    """The share that had ended so by a day, with the interval by Aalen's variance on the
    log(-log) scale; none where nobody has been followed so far."""
    if found.followed < day:
        return NO_FIGURE
    at = int(np.searchsorted(found.times, day, side="right"))
    value = float(found.incidence[at - 1]) if at else 0.0
    if not 0 < value < 1:
        return Figure(value, None, None)
    spread = Z * np.sqrt(max(_variance(found, at), 0.0)) / (value * np.log(value))
    with np.errstate(over="ignore"):  # of a value next to one, a bound may be nought
        low, high = sorted((float(value ** np.exp(-spread)), float(value ** np.exp(spread))))
    return Figure(value, low, high)


def median_to_any(found: Curve) -> Figure:
    """The median time to any ending, open cases censored (Kaplan-Meier), with Brookmeyer and
    Crowley's interval on the log(-log) scale; None where half have not ended yet."""
    if not len(found.times):
        return NO_FIGURE
    left = found.left_before * (1 - found.ended / found.at_risk)
    some = (left > 0) & (left < 1)  # where all stand or none does, there is no interval
    of_all = np.cumsum(_over(found.ended, found.at_risk * (found.at_risk - found.ended)))
    some_left = left[some]
    spread = Z * np.sqrt(of_all[some]) / np.log(some_left)
    low, high = np.ones_like(left), np.ones_like(left)
    with np.errstate(over="ignore", under="ignore"):
        low[some], high[some] = some_left ** np.exp(-spread), some_left ** np.exp(spread)
    return Figure(*(_first_at_half(found.times, each) for each in (left, low, high)))


def _first_at_half(times: Floats, left: Floats) -> float | None:
    # A product of fractions may miss a half by the last bit.
    reached = np.flatnonzero(left <= 0.5 + 1e-12)
    return float(times[reached[0]]) if len(reached) else None


def _variance(found: Curve, at: int) -> float:
    """Aalen's variance of the incidence at the last of the first `at` times."""
    ahead = found.incidence[at - 1] - found.incidence[:at]
    of_all, of_this, of_both = (each[:at] for each in found.terms)
    return float(np.sum(ahead**2 * of_all + of_this - 2 * ahead * of_both))


def band(found: Curve) -> tuple[Floats, Floats]:
    """The interval at each time of a curve, worked out in one pass; no number where there is none.

    The sums of `_variance` are those of what is ahead of each time, and so of the incidence there
    and of what came before it.
    """
    of_all, of_this, of_both = found.terms
    here, before = found.incidence, found.incidence
    variance = (
        here**2 * np.cumsum(of_all) - 2 * here * np.cumsum(before * of_all + of_both)
        + np.cumsum(before**2 * of_all + of_this + 2 * before * of_both)
    )  # fmt: skip
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        spread = Z * np.sqrt(np.maximum(variance, 0)) / (here * np.log(here))
        one, other = here ** np.exp(-spread), here ** np.exp(spread)
    none = (here <= 0) | (here >= 1)
    low, high = np.minimum(one, other), np.maximum(one, other)
    return np.where(none, np.nan, low), np.where(none, np.nan, high)


def _over(one: Floats, other: Floats) -> Floats:
    # The last at risk leaves nothing to vary.
    return np.divide(one, other, out=np.zeros_like(one), where=other > 0)
