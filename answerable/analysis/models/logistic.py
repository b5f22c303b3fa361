"""Logistic models: by maximum likelihood, or Firth's where events are few or cases separate.

Cases with the same covariates are one pattern with so many cases, which says the same and is as
fast for a country as for a force.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from answerable.analysis.models.design import Floats
from answerable.analysis.statistics import LEVEL, Z

ENOUGH = 10  # events a term, below which maximum likelihood is biased away from nothing


@dataclass(frozen=True)
class Logits:
    """Log odds ratios with their intervals, the intercept first; by which estimator, and why."""

    value: Floats
    low: Floats
    high: Floats
    how: Literal["maximum likelihood", "Firth, profile likelihood"]
    why: str = ""

    def shares(self, matrix: Floats) -> Floats:
        """The share that the model expects of each row."""
        expected: Floats = 1 / (1 + np.exp(-(self.value[0] + matrix @ self.value[1:])))
        return expected


class NoModel(ValueError):
    """There is nothing to be fitted, with the reason in plain words."""


def logistic(
    matrix: Floats, yes: Floats, of: Floats, ends_of: Sequence[int] | None = None
) -> Logits:
    """The model of `yes` among `of` cases of each pattern, an intercept added. An interval by
    profile takes a model at each step: `ends_of` names the columns whose it has to find; None:
    all."""
    events = float(min(yes.sum(), (of - yes).sum()))
    if not events:
        raise NoModel("it happened in all of these cases or in none: no model can be fitted")
    if not matrix.shape[1]:
        raise NoModel("there is no covariate that differs between these cases")
    if separated(matrix, yes, of):
        return firth(matrix, yes, of, (
            "some levels tell for certain what happened (separation): odds ratios by maximum "
            "likelihood would be infinite"
        ), ends_of)  # fmt: skip
    if events < ENOUGH * matrix.shape[1]:
        return firth(matrix, yes, of, (
            f"{events:,.0f} of the rarer outcome for {matrix.shape[1]} terms are fewer than "
            f"{ENOUGH} a term"
        ), ends_of)  # fmt: skip
    return maximum_likelihood(matrix, yes, of)


def maximum_likelihood(
    matrix: Floats, yes: Floats, of: Floats, start: Floats | None = None
) -> Logits:
    """Maximum likelihood, with Wald's intervals."""
    # Loaded when a model is fitted: it is slow to load, and no other command needs it.
    from statsmodels.genmod.families import Binomial  # noqa: PLC0415
    from statsmodels.genmod.generalized_linear_model import GLM  # noqa: PLC0415

    full = np.column_stack([np.ones(len(matrix)), matrix])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what they would say, `separated` has said
        found = GLM(np.column_stack([yes, of - yes]), full, family=Binomial()).fit(
            start_params=start, tol=1e-12
        )
    value, spread = np.asarray(found.params), Z * np.asarray(found.bse)
    return Logits(value, value - spread, value + spread, "maximum likelihood")


def firth(
    matrix: Floats, yes: Floats, of: Floats, why: str = "", ends_of: Sequence[int] | None = None
) -> Logits:
    """Firth's penalised likelihood, with intervals from its profile: of all, or of some columns."""
    from firthmodels import FirthLogisticRegression  # noqa: PLC0415  as above

    rows, outcome, weight = _apart(matrix, yes, of)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an end of an interval that is not found is NaN
        model = FirthLogisticRegression(backend="numpy", gtol=1e-8, xtol=1e-8, max_iter=200)
        model.fit(rows, outcome, sample_weight=weight)
        some = None if ends_of is None else list(ends_of)
        ends = model.conf_int(alpha=1 - LEVEL, method="pl", features=some, tol=1e-6, max_iter=200)
    value = np.concatenate([[model.intercept_], model.coef_])
    low, high = np.roll(ends, 1, axis=0).T  # theirs has the intercept last
    return Logits(value, low, high, "Firth, profile likelihood", why)


def separated(matrix: Floats, yes: Floats, of: Floats) -> bool:
    """Whether the covariates tell for certain what happened to some of the cases, so that a log
    odds ratio is infinite."""
    from firthmodels import detect_separation  # noqa: PLC0415  as above

    rows, outcome, _ = _apart(matrix, yes, of)
    return bool(detect_separation(rows, outcome).separation)


def _apart(matrix: Floats, yes: Floats, of: Floats) -> tuple[Floats, Floats, Floats]:
    """The patterns in which it happened, and those in which it did not, with how many of each."""
    some, rest = yes > 0, of - yes > 0
    return (
        np.concatenate([matrix[some], matrix[rest]]),
        np.concatenate([np.ones(int(some.sum())), np.zeros(int(rest.sum()))]),
        np.concatenate([yes[some], (of - yes)[rest]]),
    )
