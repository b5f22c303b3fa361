"""Fine and Gray's model of how many come to one ending where others compete.

A case that ended otherwise stays among those at risk, with a weight: the chance that it would still
be followed, had it not ended. So what the ratios speak of is the cumulative incidence. The variance
is theirs as well, which allows for the weights being estimated; ties are Breslow's. It is what R's
cmprsk does, and the tests hold it to what that prints.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from answerable.analysis.log import Mask
from answerable.analysis.models.cox import Hazards, newton
from answerable.analysis.models.design import Floats, Whole


class _Weights(NamedTuple):
    """The times of the ending asked about with how many end so at each; the chance to be followed
    to just before each of these times, and to just before each case's own."""

    times: Floats
    ended: Floats
    followed: Floats
    own: Floats
    place: Whole  # of each case: how many of the times lie at its own or before


def fine_gray(matrix: Floats, days: Floats, so: Mask, otherwise: Mask) -> Hazards:
    """The model of those who ended `so` after `days`, where the rest ended `otherwise` or are
    open."""
    weights = _weights(days, so, otherwise)
    value, _, information = newton(
        lambda b: _score(b, matrix, days, so, otherwise, weights), matrix.shape[1]
    )
    each = _each(value, matrix, days, so, otherwise, weights)
    inverse = np.linalg.inv(information)
    return Hazards(value, np.sqrt(np.diag(inverse @ (each.T @ each) @ inverse)))


def _weights(days: Floats, so: Mask, otherwise: Mask) -> _Weights:
    times, ended = np.unique(days[so], return_counts=True)
    leaving, at_risk, gone = _open(days, ~so & ~otherwise)
    left = np.concatenate([[1.0], np.cumprod(1 - gone / at_risk)])
    return _Weights(
        times, ended.astype(np.float64),
        left[np.searchsorted(leaving, times, side="left")],
        left[np.searchsorted(leaving, days, side="left")],
        np.searchsorted(times, days, side="right"),
    )  # fmt: skip


def _open(days: Floats, still: Mask) -> tuple[Floats, Floats, Floats]:
    """The times at which open cases are seen for the last time, the number of cases followed so
    far, and how many are last seen then."""
    times, gone = np.unique(days[still], return_counts=True)
    before = np.searchsorted(np.sort(days), times, side="left")
    return times, (len(days) - before).astype(np.float64), gone.astype(np.float64)


def _risk(
    value: Floats, matrix: Floats, days: Floats, otherwise: Mask, weights: _Weights
) -> tuple[Floats, Floats, Floats, Floats]:
    """The relative risk of each case; over the cases that ended otherwise, by its own chance to be
    followed; and the sum and the mean of the covariates over those at risk at each time."""
    risk = np.exp(np.clip(matrix @ value, -500, 500))
    # Nobody is followed so far where the chance is nought, and no weight of theirs is asked for.
    kept = np.where(otherwise, risk / np.where(weights.own > 0, weights.own, 1), 0.0)
    order = np.argsort(days, kind="stable")
    sums = np.column_stack([risk, risk[:, None] * matrix, kept, kept[:, None] * matrix])
    before = _up_to(sums[order])
    at = before[np.searchsorted(days[order], weights.times, side="left")]
    half = sums.shape[1] // 2
    both = before[-1, :half] - at[:, :half] + weights.followed[:, None] * at[:, half:]
    return risk, kept, both[:, 0], both[:, 1:] / both[:, :1]


def _score(
    value: Floats, matrix: Floats, days: Floats, so: Mask, otherwise: Mask, weights: _Weights
) -> tuple[float, Floats, Floats]:
    """The log of the weighted partial likelihood, its slope and its information."""
    risk, kept, at_risk, mean = _risk(value, matrix, days, otherwise, weights)
    ended = weights.ended
    height = float((matrix[so] @ value).sum() - ended @ np.log(at_risk))
    slope = matrix[so].sum(axis=0) - ended @ mean
    now, later = _hazard(ended / at_risk, weights)
    share = risk * now + kept * later
    information = matrix.T @ (share[:, None] * matrix) - (ended[:, None] * mean).T @ mean
    return height, slope, information


def _hazard(hazard: Floats, weights: _Weights) -> tuple[Floats, Floats]:
    """For each case the sum of a hazard up to its own time, and after it, where the chance to be
    followed weighs."""
    ahead = weights.followed if hazard.ndim == 1 else weights.followed[:, None]
    run, left = _up_to(hazard), _up_to(hazard * ahead)
    return run[weights.place], left[-1] - left[weights.place]


def _each(
    value: Floats, matrix: Floats, days: Floats, so: Mask, otherwise: Mask, weights: _Weights
) -> Floats:
    """What each case adds to the slope, and to the estimate of the weights."""
    risk, kept, at_risk, mean = _risk(value, matrix, days, otherwise, weights)
    hazard = weights.ended / at_risk
    now, later = _hazard(hazard, weights)
    now_mean, later_mean = _hazard(hazard[:, None] * mean, weights)
    found = risk[:, None] * (now_mean - now[:, None] * matrix)
    found += kept[:, None] * (later_mean - later[:, None] * matrix)
    found[so] += matrix[so] - mean[weights.place[so] - 1]
    return found + _of_weights(kept, matrix, days, ~so & ~otherwise, hazard, mean, weights)


def _of_weights(
    kept: Floats, matrix: Floats, days: Floats, still: Mask, hazard: Floats, mean: Floats,
    weights: _Weights,
) -> Floats:  # fmt: skip
    """What each case adds because the chance to be followed is estimated."""
    leaving, at_risk, gone = _open(days, still)
    order = np.argsort(days, kind="stable")
    before = _up_to(np.column_stack([kept, kept[:, None] * matrix])[order])
    ended = before[np.searchsorted(days[order], leaving, side="left")]
    ahead = np.column_stack([hazard, hazard[:, None] * mean]) * weights.followed[:, None]
    after = _up_to(ahead[::-1])[::-1]
    to_come = after[np.searchsorted(weights.times, leaving, side="left")]
    slope = (ended[:, 1:] * to_come[:, :1] - ended[:, :1] * to_come[:, 1:]) / at_risk[:, None]
    run = _up_to(slope * (gone / at_risk)[:, None])
    found = -run[np.searchsorted(leaving, days, side="right")]
    found[still] += slope[np.searchsorted(leaving, days[still], side="left")]
    return found


def _up_to(sums: Floats) -> Floats:
    """The sum of the first so many, from none on."""
    found: Floats = np.concatenate([np.zeros((1, *sums.shape[1:])), np.cumsum(sums, axis=0)])
    return found
