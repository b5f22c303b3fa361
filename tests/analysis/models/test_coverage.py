"""Planted effects are found as often as intervals of 95% promise.

Each generator has the parameter that its model asks for: logistic, cause-specific hazards, Fine and
Gray's subdistribution. A mixture, in which the cause is drawn first, has none of the last two.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from answerable.analysis.incidence import incidence
from answerable.analysis.models.cox import cox
from answerable.analysis.models.design import Design, Levels
from answerable.analysis.models.fine_gray import fine_gray
from answerable.analysis.models.logistic import firth, maximum_likelihood
from answerable.analysis.models.odds import grouped
from answerable.analysis.models.risks import REPLICATES, _drawn, _fitted, _ratios
from answerable.analysis.statistics import TAIL

SAMPLES = 1_000
TRUTH = np.log([2.0, 0.6])  # the effects of two covariates
One = Callable[[np.random.Generator], tuple[np.ndarray, np.ndarray, np.ndarray]]


def _matrix(dice: np.random.Generator, cases: int) -> np.ndarray:
    return np.column_stack([dice.random(cases) < 0.4, dice.random(cases) < 0.5]).astype(float)


def _patterns(matrix: np.ndarray, yes: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    every = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
    place = (2 * matrix[:, 0] + matrix[:, 1]).astype(int)
    return every, np.bincount(place[yes], minlength=4) * 1.0, np.bincount(place, minlength=4) * 1.0


def by_logistic(dice: np.random.Generator):
    matrix = _matrix(dice, 400)
    yes = dice.random(400) < 1 / (1 + np.exp(0.3 - matrix @ TRUTH))
    found = maximum_likelihood(*_patterns(matrix, yes))
    return found.value[1:], found.low[1:], found.high[1:]


def by_firth(dice: np.random.Generator):
    matrix = _matrix(dice, 60)
    yes = dice.random(60) < 1 / (1 + np.exp(0.8 - matrix @ TRUTH))
    found = firth(*_patterns(matrix, yes))
    return found.value[1:], found.low[1:], found.high[1:]


def by_hazards(dice: np.random.Generator):
    """Two causes with hazards of their own; cases come under observation late, and are lost."""
    matrix = _matrix(dice, 900)
    so = dice.exponential(1 / (0.02 * np.exp(matrix @ TRUTH)))
    otherwise = dice.exponential(1 / (0.02 * np.exp(matrix @ np.log([0.5, 2.0]))))
    begin, lost = 10 * dice.random(900), 20 + 100 * dice.random(900)
    end = np.minimum(np.minimum(so, otherwise), lost)
    seen = end > begin
    found = cox(matrix[seen], begin[seen], end[seen], (so == end)[seen])
    return found.value, found.low, found.high


def by_what_accrues(dice: np.random.Generator):
    """One covariate that is noted on the way, and doubles the hazard from then on."""
    cases = 500
    noted, fixed = dice.exponential(40, cases), (dice.random(cases) < 0.5).astype(float)
    risk = 0.02 * np.exp(TRUTH[1] * fixed)
    spent = dice.exponential(1, cases)
    before = spent / risk
    end = np.where(before < noted, before, noted + (before - noted) / np.exp(TRUTH[0]))
    lost = 150 * dice.random(cases)
    event, end = end <= lost, np.minimum(end, lost)
    cut = noted < end
    rows = np.concatenate([np.arange(cases), np.flatnonzero(cut)])
    begin = np.concatenate([np.zeros(cases), noted[cut]])
    until = np.concatenate([np.where(cut, noted, end), end[cut]])
    happened = np.concatenate([event & ~cut, event[cut]])
    matrix = np.column_stack([np.arange(len(rows)) >= cases, fixed[rows]]).astype(float)
    found = cox(matrix, begin, until, happened)
    return found.value, found.low, found.high


def by_fine_gray(dice: np.random.Generator, cases: int = 400):
    """Fine and Gray's own generator: the incidence of the first cause is 1-(1-p(1-exp(-t)))^r."""
    matrix, p = _matrix(dice, cases), 0.5
    ratio = np.exp(matrix @ TRUTH)
    ends_so = 1 - (1 - p) ** ratio
    so = dice.random(cases) < ends_so
    drawn = dice.random(cases) * ends_so
    inner = 1 - (1 - (1 - drawn) ** (1 / ratio)) / p
    days = np.where(so, -np.log(np.maximum(inner, 1e-300)), dice.exponential(1 / ratio))
    lost = 3 * dice.random(cases)
    end, seen = np.minimum(days, lost), days <= lost
    found = fine_gray(matrix, end, so & seen, ~so & seen)
    return found.value, found.low, found.high


def by_aalen_johansen(dice: np.random.Generator):
    """Two competing hazards, whole days (so that times tie), and cases that are lost."""
    cases = 300
    so, otherwise = dice.exponential(100, cases), dice.exponential(60, cases)
    days = np.ceil(np.minimum(so, otherwise))
    lost = np.ceil(20 + 200 * dice.random(cases))
    end, seen = np.minimum(days, lost), days <= lost
    found = [incidence(end, seen, (so < otherwise) & seen, day) for day in (7, 30)]
    return tuple(np.array([one[part] for one in found]) for part in range(3))


def by_standardising(dice: np.random.Generator):
    """A logistic model, whose risk ratios are those of the cases that it is asked of: the truth is
    that of all cases there might be."""
    matrix = _matrix(dice, 400)
    yes = dice.random(400) < 1 / (1 + np.exp(0.3 - matrix @ TRUTH))
    return _standardised(matrix, yes)


def _standardised(matrix: np.ndarray, yes: np.ndarray):
    levels = [Levels(name, ("no", "yes"), matrix[:, at] > 0) for at, name in enumerate("ab")]
    columns = Design(tuple(levels), ((0, 1), (1, 1)), (), len(yes))
    patterns, happened, of = grouped(columns, yes)
    fit = maximum_likelihood(patterns, happened, of)
    drawn = _drawn(columns, patterns, happened, of, fit.value, REPLICATES)
    low, high = np.quantile(drawn, [TAIL, 1 - TAIL], axis=0)
    return _ratios(columns, patterns, fit.value[np.newaxis], of[np.newaxis])[0], low, high


def _risk_ratios() -> np.ndarray:
    """Worked out from the generator: of the first covariate over the second's share, and so on."""
    risk = 1 / (1 + np.exp(0.3 - np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]) @ TRUTH))
    risk = risk.reshape(2, 2)
    of_first, of_second = risk @ [0.5, 0.5], np.array([0.6, 0.4]) @ risk
    return np.array([of_first[1] / of_first[0], of_second[1] / of_second[0]])


INCIDENCE = np.array([0.375 * (1 - np.exp(-day * (1 / 100 + 1 / 60))) for day in (7, 30)])
MODELS = {
    "logistic": (by_logistic, TRUTH), "firth": (by_firth, TRUTH), "hazards": (by_hazards, TRUTH),
    "what accrues": (by_what_accrues, TRUTH), "fine and gray": (by_fine_gray, TRUTH),
    "aalen and johansen": (by_aalen_johansen, INCIDENCE),
    "risk ratios": (by_standardising, _risk_ratios()),
}  # fmt: skip


def covered(one: One, truth: np.ndarray, samples: int) -> tuple[np.ndarray, np.ndarray]:
    """How often the truth lies in the interval; and how far the mean estimate is from it, in
    standard errors of that mean."""
    dice = np.random.default_rng(20210716)
    found = np.array([one(dice) for _ in range(samples)])
    value, low, high = found[:, 0], found[:, 1], found[:, 2]
    inside = (low <= truth) & (truth <= high)
    return inside.mean(axis=0), (value.mean(axis=0) - truth) / value.std(axis=0) * samples**0.5


@pytest.mark.prove
@pytest.mark.parametrize("name", MODELS)
def test_of_a_thousand_samples_so_many_intervals_hold_the_truth_as_they_promise(name):
    share, _ = covered(*MODELS[name], SAMPLES)

    assert np.all((share >= 0.930) & (share <= 0.970)), share


@pytest.mark.parametrize(
    "name", ["hazards", "what accrues", "fine and gray", "aalen and johansen", "risk ratios"]
)
def test_of_a_few_samples_the_estimates_lie_round_the_truth(name):
    share, off = covered(*MODELS[name], 40)

    assert np.all(share >= 0.8), share  # three standard errors below what is promised
    assert np.all(np.abs(off) < 4), off


def test_replicates_that_are_fitted_at_once_are_fitted_as_one_by_one():
    dice = np.random.default_rng(3)
    matrix = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
    of = dice.integers(20, 60, (25, 4)).astype(float)
    yes = np.floor(of * dice.uniform(0.2, 0.8, (25, 4)))

    together = _fitted(matrix, yes, of, np.zeros(3))

    alone = [maximum_likelihood(matrix, *one).value for one in zip(yes, of, strict=True)]
    assert together == pytest.approx(np.array(alone), abs=1e-7)
