"""Whether times are so much alike that a figure of them would say how long each took."""

from __future__ import annotations

import numpy as np

from answerable.analysis import statistics
from answerable.analysis.answers import Days, Whole
from answerable.analysis.small_numbers import MOST_HIDDEN


def are_alike(days: Days, case: Whole) -> bool:
    """Whether all cases but a few took the same number of days, give or take one: then it would say
    of each of them how long it took."""
    if not len(days):
        return False
    place, whole = statistics.places(case), np.rint(days)
    least = np.full(place.max() + 1, np.inf)
    most = np.full(place.max() + 1, -np.inf)
    np.minimum.at(least, place, whole)
    np.maximum.at(most, place, whole)
    middle = np.sort(least)[(len(least) - 1) // 2]  # most cases are near it, where most are alike
    within = max(
        int(((least >= day - 1) & (most <= day + 1)).sum())
        for day in (middle - 1, middle, middle + 1)
    )
    return within > MOST_HIDDEN >= len(least) - within
