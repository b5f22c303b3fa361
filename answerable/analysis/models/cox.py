"""Cox's model of one ending, the others taken as no more to be seen (cause-specific hazards).

Rows may begin late (left truncation) and stop early, so that a covariate may vary in time: a case
is then several rows. Ties are Efron's. It is written with running sums over ordered times, since
statsmodels' takes a quarter of a minute for 20,000 cases; the tests hold it to theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from answerable.analysis.log import Mask
from answerable.analysis.models.design import Floats, Whole
from answerable.analysis.models.logistic import NoModel
from answerable.analysis.statistics import Z

STEPS = 50
CLOSE = 1e-9
INFINITE = 15.0  # a log hazard ratio that grows beyond this has no end

Score = Callable[[Floats], tuple[float, Floats, Floats]]  # value, slope and information


@dataclass(frozen=True)
class Hazards:
    """Log hazard ratios, their standard errors and their intervals."""

    value: Floats
    error: Floats

    @property
    def low(self) -> Floats:
        """The lower ends."""
        return self.value - Z * self.error

    @property
    def high(self) -> Floats:
        """The upper ends."""
        return self.value + Z * self.error


class _Ties(NamedTuple):
    """The times of events, and each event with the place of its time and which of those tied at
    it it is, as a fraction."""

    times: Floats
    row: Whole  # of each event
    place: Whole
    part: Floats


def cox(matrix: Floats, begin: Floats, end: Floats, event: Mask) -> Hazards:
    """The model of `event` at the `end` of rows that are at risk after their `begin`."""
    ties = _ties(end, event)
    value, _, information = newton(lambda b: _score(b, matrix, begin, end, ties), matrix.shape[1])
    return Hazards(value, np.sqrt(np.diag(np.linalg.inv(information))))


def newton(score: Score, terms: int) -> tuple[Floats, float, Floats]:
    """The maximum of a likelihood that gives its value, slope and information; NoModel where it
    has none."""
    try:
        return _steps(score, terms)
    except np.linalg.LinAlgError:
        raise NoModel(
            "whenever it happened, the cases still open did not differ in some of what is asked, "
            "or two things went together in them: no ratio can be given"
        ) from None


def _steps(score: Score, terms: int) -> tuple[Floats, float, Floats]:
    value = np.zeros(terms)
    height, slope, information = score(value)
    for _ in range(STEPS):
        step = np.linalg.solve(information, slope)
        higher, next_slope, next_information = score(value + step)
        while not higher >= height - CLOSE and np.abs(step).max() > CLOSE:
            step = step / 2
            higher, next_slope, next_information = score(value + step)
        value, height, slope, information = value + step, higher, next_slope, next_information
        if np.abs(value).max() > INFINITE:
            break
        if np.abs(step).max() < CLOSE:
            return value, height, information
    raise NoModel("some levels tell for certain what happens, so that a ratio would be infinite")


def _ties(end: Floats, event: Mask) -> _Ties:
    row = np.flatnonzero(event)
    row = row[np.argsort(end[row], kind="stable")]
    times, place, count = np.unique(end[row], return_inverse=True, return_counts=True)
    before = np.cumsum(count) - count
    part = (np.arange(len(row)) - before[place]) / count[place]
    return _Ties(times, row, place, part)


def _score(
    value: Floats, matrix: Floats, begin: Floats, end: Floats, ties: _Ties
) -> tuple[float, Floats, Floats]:
    """The log partial likelihood, its slope and its information."""
    times, row, place, part = ties
    risk = np.exp(np.clip(matrix @ value, -500, 500))
    weighted = risk[:, None] * matrix
    here, here_weighted = _at_risk(risk, weighted, begin, end, times)
    tied = np.bincount(place, risk[row], len(times))
    tied_weighted = np.zeros((len(times), matrix.shape[1]))
    np.add.at(tied_weighted, place, weighted[row])
    at_risk = here[place] - part * tied[place]
    mean = (here_weighted[place] - part[:, None] * tied_weighted[place]) / at_risk[:, None]
    height = float((matrix[row] @ value).sum() - np.log(at_risk).sum())
    slope = (matrix[row] - mean).sum(axis=0)
    # How often each row is at risk of an event, weighted by how much of the risk there is.
    hazard = np.concatenate([[0.0], np.cumsum(np.bincount(place, 1 / at_risk, len(times)))])
    share = hazard[_until(times, end)] - hazard[_until(times, begin)]
    share[row] -= np.bincount(place, part / at_risk, len(times))[place]
    information = weighted.T @ (share[:, None] * matrix) - mean.T @ mean
    return height, slope, information


def _at_risk(
    risk: Floats, weighted: Floats, begin: Floats, end: Floats, times: Floats
) -> tuple[Floats, Floats]:
    """The sums over the rows at risk at each time: those that end no sooner and began before."""
    sums = np.column_stack([risk, weighted])
    found = _from(sums, end, times) - _from(sums, begin, times)
    return found[:, 0], found[:, 1:]


def _from(sums: Floats, at: Floats, times: Floats) -> Floats:
    """The sums over the rows whose instant lies at each time or later."""
    order = np.argsort(at, kind="stable")
    later = np.zeros((len(at) + 1, sums.shape[1]))
    later[:-1] = np.cumsum(sums[order][::-1], axis=0)[::-1]
    found: Floats = later[np.searchsorted(at[order], times, side="left")]
    return found


def _until(times: Floats, at: Floats) -> Whole:
    """How many of the times lie at each instant or before."""
    return np.searchsorted(times, at, side="right")
