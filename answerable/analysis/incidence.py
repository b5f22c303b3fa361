"""How many have reached one ending by a day, where others compete with it (Aalen and Johansen).

An open case may still reach any of the endings, and leaves the count on the day up to which it is
known. A Kaplan-Meier curve of one ending would say how many reached it in a world without the
others, and there is no such world.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from answerable.analysis.statistics import NO_FIGURE, Figure, Z

Floats = NDArray[np.float64]


class Curve(NamedTuple):
    """At each time at which something ended: the number at risk, how many endings of any kind
    and of this one there were, the share left just before it, and the incidence at it."""

    times: Floats
    at_risk: Floats
    ended: Floats
    ended_so: Floats
    left_before: Floats
    incidence: Floats


def curve(waited: Floats, ended: NDArray[np.bool_], so: NDArray[np.bool_]) -> Curve:
    """The curve of one ending: how long each waited, whether that ended, and whether so."""
    times, place = np.unique(waited[ended], return_inverse=True)
    gone = np.searchsorted(np.sort(waited), times, side="left")
    at_risk = (len(waited) - gone).astype(np.float64)
    any_ = np.bincount(place, minlength=len(times)).astype(np.float64)
    this = np.bincount(place[so[ended]], minlength=len(times)).astype(np.float64)
    left = np.cumprod(1 - any_ / at_risk)
    left_before = np.concatenate([[1.0], left[:-1]])
    return Curve(times, at_risk, any_, this, left_before, np.cumsum(left_before * this / at_risk))


def incidence(
    waited: Floats, ended: NDArray[np.bool_], so: NDArray[np.bool_], day: float
) -> Figure:
    """The share that had ended so by a day, with the interval by Aalen's variance on the
    log(-log) scale; none where nobody has been followed so far."""
    if not len(waited) or (waited.max() < day and not ended[waited == waited.max()].all()):
        return NO_FIGURE
    found = curve(waited, ended, so)
    at = int(np.searchsorted(found.times, day, side="right"))
    value = float(found.incidence[at - 1]) if at else 0.0
    if not 0 < value < 1:
        return Figure(value, None, None)
    spread = Z * np.sqrt(max(_variance(found, at), 0.0)) / (value * np.log(value))
    with np.errstate(over="ignore"):  # of nearly all: the interval goes to nought
        low, high = sorted((float(value ** np.exp(-spread)), float(value ** np.exp(spread))))
    return Figure(value, low, high)


def _variance(found: Curve, at: int) -> float:
    """Aalen's variance of the incidence at the last of the first `at` times."""
    n, d, this = found.at_risk[:at], found.ended[:at], found.ended_so[:at]
    left, ahead = found.left_before[:at], found.incidence[at - 1] - found.incidence[:at]
    of_all = _over(d, (n - 1) * (n - d))
    of_this = _over(this * (n - this), n**2 * (n - 1))
    of_both = _over(this * (n - this), n * (n - d) * (n - 1))
    return float(np.sum(ahead**2 * of_all + left**2 * of_this - 2 * ahead * left * of_both))


def _over(one: Floats, other: Floats) -> Floats:
    # The last at risk leaves nothing to vary.
    return np.divide(one, other, out=np.zeros_like(one), where=other > 0)
