"""Whether a share changed from a quarter on: an interrupted time series of quarters.

The odds of each quarter follow a straight course up to the change; from it on they may stand at
once at another level, and run at another slope. Quarters differ more than chance would have them,
so what is left over widens every interval (quasi-binomial). It says that something changed then,
and not what changed it: whatever else happened in that quarter is in it too.

Source of the method: Bernal, Cummins and Gasparrini, International Journal of Epidemiology 2017.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from answerable.analysis.dimensions import quarter_of
from answerable.analysis.models.comparison import NotCompared, OverTime, Point
from answerable.analysis.models.logistic import separated

LEAST = 4  # quarters on each side: with fewer, a slope is that of a year's seasons
Z = 1.959963984540054
TERMS = ("trend", "change", "trend_after")


@dataclass(frozen=True)
class Change:
    """One term: an odds ratio with its interval. `trend` is of a quarter upon the one before, up
    to the change; `change` of the first quarter after it upon what the trend would have made it;
    `trend_after` of how much the trend differs since."""

    term: str
    odds_ratio: float
    low: float
    high: float
    quarters: int
    n: int
    events: int


def changed(over_time: OverTime, since: date) -> list[Change]:
    """The three terms of a series; NotCompared where there are too few quarters on either side."""
    first = quarter_of(since)
    points = [one for one in over_time.points if one.value is not None]
    before = [one for one in points if one.period < first]
    after = points[len(before) :]
    if len(before) < LEAST or len(after) < LEAST:
        raise NotCompared(
            f"{len(before)} quarters before {first} and {len(after)} from it on have a share to "
            f"show; a change needs {LEAST} of each"
        )
    n = np.array([one.n for one in points], np.float64)
    events = np.array([one.events for one in points], np.float64)
    later = np.arange(len(points)) >= len(before)
    if any(not 0 < events[side].sum() < n[side].sum() for side in (~later, later)):
        raise NotCompared("on one side of the change the share is nought or one in every quarter")
    rows = _design(points, first)
    if separated(rows[:, 1:], events, n):
        raise NotCompared(
            "in so many quarters it is all or none that a course of them would be infinitely steep"
        )
    found, spread = _fit(rows, n, events)
    return [
        Change(
            term, float(np.exp(found[at])), float(np.exp(found[at] - Z * spread[at])),
            float(np.exp(found[at] + Z * spread[at])), len(points), int(n.sum()),
            int(events.sum()),
        )
        for at, term in enumerate(TERMS, 1)
    ]  # fmt: skip


def _design(points: Sequence[Point], first: str) -> NDArray[np.float64]:
    """One row a quarter: a constant, the quarters so far, whether it is since, and since when."""
    place = np.array([_number(one.period) for one in points], np.float64)
    since = np.maximum(place - _number(first), 0.0)
    after = (place >= _number(first)).astype(np.float64)
    return np.column_stack([np.ones(len(points)), place - place[0], after, since])


def _number(quarter: str) -> int:
    """A quarter's place among all: those that have no case are a quarter long too."""
    year, _, of_year = quarter.partition("-Q")
    return 4 * int(year) + int(of_year)


def _fit(
    x: NDArray[np.float64], n: NDArray[np.float64], events: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The logs of the odds ratios and their standard errors, widened by Pearson's dispersion."""
    from statsmodels.genmod.families import Binomial  # noqa: PLC0415  takes a second, and few ask
    from statsmodels.genmod.generalized_linear_model import GLM  # noqa: PLC0415

    found = GLM(np.column_stack([events, n - events]), x, family=Binomial()).fit()
    freedom = len(n) - x.shape[1]
    # Where quarters differ less than chance would have them, that is chance too.
    wider = np.sqrt(max(float(found.pearson_chi2) / freedom, 1.0))
    return np.asarray(found.params), np.asarray(found.bse) * wider
