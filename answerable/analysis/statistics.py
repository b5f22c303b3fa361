"""Intervals of 95% round a share, a count, a mean and a median. They mean how much the process
varies, not that cases were sampled."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

LEVEL = 0.95
TAIL = (1 - LEVEL) / 2
Z = 1.959963984540054  # the normal quantile of 1 - TAIL, to the last bit
REPLICATES = 999
SEED = 20210716  # fixed, so that the same log gives the same interval

Floats = NDArray[np.float64]


class Figure(NamedTuple):
    """A value with its interval; None where there is none."""

    value: float | None
    low: float | None
    high: float | None


NO_FIGURE = Figure(None, None, None)


def wilson(yes: float, of: float) -> Figure:
    """A share, with Wilson's interval; `of` may be an effective number with a fraction."""
    if of <= 0:
        return NO_FIGURE
    p = yes / of
    middle = (p + Z * Z / (2 * of)) / (1 + Z * Z / of)
    half = Z / (1 + Z * Z / of) * np.sqrt(p * (1 - p) / of + Z * Z / (4 * of * of))
    return Figure(p, float(max(0.0, middle - half)), float(min(1.0, middle + half)))


Yes = NDArray[np.bool_] | NDArray[np.int64]
Whole = NDArray[np.int64]


class Clusters(NamedTuple):
    """A share of items of which a case may give several, as sums over the cases: how many items,
    how many yes, and of the two of each case the squares and the product."""

    cases: int
    items: int
    yes: int
    items_squared: int
    yes_squared: int
    both: int


def clusters_of(yes: Yes, case: Whole, many: Yes | None = None) -> Clusters:
    """The sums over the cases; where an item stands for `many`, `yes` says of how many."""
    place = places(case)
    sizes, hits = (np.bincount(place, weights=each).astype(np.int64) for each in (many, yes))
    sums = (sizes, hits, sizes * sizes, hits * hits, sizes * hits)
    return Clusters(len(sizes), *(int(each.sum()) for each in sums))


def places(case: Whole) -> Whole:
    """The cases of items, counted from nought."""
    steps = np.diff(case, prepend=case[:1])
    if (steps >= 0).all():  # as they lie in a log
        found: Whole = np.cumsum(steps > 0)
        return found
    return np.unique(case, return_inverse=True)[1]


def clustered_share(yes: Yes, case: Whole, many: Yes | None = None) -> Figure:
    """A share of items of which a case may give several."""
    return share_of(clusters_of(yes, case, many))


def share_of(clusters: Clusters) -> Figure:
    """A share, with Wilson's interval on the number of items that would say as much if each stood
    alone."""
    if not clusters.items:
        return NO_FIGURE
    effective = effective_number(clusters)
    return wilson(clusters.yes / clusters.items * effective, effective)


def effective_number(clusters: Clusters) -> float:
    """How many items, each alone in its case, would say as much of a share as these do."""
    cases, items, yes = clusters.cases, clusters.items, clusters.yes
    if cases == items:
        return items
    if not 0 < yes < items or cases < 2:
        return float(cases)  # all say the same, so nobody knows: no more than the cases
    # The squares of (yes - p * items) over the cases, times items squared: whole numbers, exactly.
    squares = (
        items * items * clusters.yes_squared - 2 * yes * items * clusters.both
        + yes * yes * clusters.items_squared
    )  # fmt: skip
    if not squares:
        return float(items)
    variance = cases / (cases - 1) * (squares / items**4)
    return min(yes / items * (1 - yes / items) / variance, float(items))


def garwood(count: int) -> Figure:
    """A count, with Garwood's exact interval of a Poisson mean."""
    from scipy.special import gammaincinv  # noqa: PLC0415  slow to load; a part of a log needs none

    low = float(gammaincinv(count, TAIL)) if count else 0.0
    return Figure(count, low, float(gammaincinv(count + 1, 1 - TAIL)))


def bootstrap_mean(days: Floats, case: Whole) -> Figure:
    """A mean, with the interval of means of cases drawn again; none of fewer than two cases."""
    if not len(days):
        return NO_FIGURE
    place = places(case)
    sizes, sums = np.bincount(place), np.bincount(place, weights=days).astype(np.float64)
    number = len(sizes)
    if number < 2:
        return Figure(float(days.mean()), None, None)
    from answerable.analysis.drawing import draw_means  # noqa: PLC0415  compiled, and slow to load

    # Mostly each case gives one item; then there are as many in every draw.
    of_case = np.empty(0) if number == len(days) else sizes.astype(np.float64)
    means = draw_means(sums, of_case, SEED, REPLICATES)
    means.sort()
    return Figure(float(days.mean()), between(means, TAIL), between(means, 1 - TAIL))


def median(days: Floats) -> Figure:
    """A median, with the interval between two of the ordered values, which no shape of the
    distribution can spoil; none where there are too few for 95%."""
    return quantiles(days, (0.5,))[0]


def quantiles(days: Floats, shares: Sequence[float]) -> list[Figure]:
    """The same of any share of the values: within how many days so many of them lie."""
    if not len(days):
        return [NO_FIGURE] * len(shares)
    ordered = np.sort(days)
    return [_quantile(ordered, share) for share in shares]


def _quantile(ordered: Floats, share: float) -> Figure:
    value = between(ordered, share)
    low, high = quantile_ranks(len(ordered), share)
    if not low or high > len(ordered):
        return Figure(value, None, None)
    return Figure(value, float(ordered[low - 1]), float(ordered[high - 1]))


def between(ordered: Floats, share: float) -> float:
    """Where a share of ordered values lies, between two of them (R's type 7): as numpy has it, to
    the last bit, which sorts them again."""
    place = share * (len(ordered) - 1)
    at = int(place)
    one, other, part = float(ordered[at]), float(ordered[min(at + 1, len(ordered) - 1)]), place - at
    if share == 0.5:
        return (one + other) / 2 if part else one
    step = other - one
    return other - step * (1 - part) if part >= 0.5 else one + step * part


@cache  # of the same number in every group, and slow to find
def quantile_ranks(number: int, share: float) -> tuple[int, int]:
    """Which two of so many ordered values bound a quantile with 95%, from one to the number; 0 or
    more than the number: there is none."""
    return _yes_by(TAIL, -Z, number, share), _yes_by(1 - TAIL, Z, number, share) + 1


def _yes_by(chance: float, z: float, number: int, share: float) -> int:
    """The least number of yes, of so many, that is not exceeded with that chance (binomial), which
    the normal distribution exceeds by `z`."""
    from scipy.special import bdtr  # noqa: PLC0415  as above

    found = int(number * share + z * np.sqrt(number * share * (1 - share)))  # it is near there
    found = min(max(found, 0), number)
    while bdtr(found, number, share) < chance:
        found += 1
    while found and bdtr(found - 1, number, share) >= chance:
        found -= 1
    return found
