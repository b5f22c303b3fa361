"""Logistic models of whether it has happened a year after the report: odds ratios."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from answerable.analysis.log import Log, Mask
from answerable.analysis.models.design import Design, Floats, Whole
from answerable.analysis.models.logistic import NoModel, logistic
from answerable.analysis.models.sample import WITHIN, Sample, sample, settled
from answerable.analysis.models.terms import Fit


def fit_nfa(log: Log, landmark: int = 0, covariates: Sequence[str] | None = None) -> Fit:
    """Odds ratios of no further action by the police, among victims who do not leave."""
    return odds(log, "nfa", landmark, covariates)


def fit_withdrawal(log: Log, landmark: int = 0, covariates: Sequence[str] | None = None) -> Fit:
    """Odds ratios of the victim's leaving."""
    return odds(log, "withdrawal", landmark, covariates)


def odds(log: Log, of: str, landmark: int = 0, covariates: Sequence[str] | None = None) -> Fit:
    """Odds ratios of what was known at a landmark, of the cases that are old enough."""
    return odds_of(*settled(sample(log, of, landmark, covariates)))


def odds_of(found: Sample, yes: Mask, covariate: str = "") -> Fit:
    """The same of a sample; with intervals, where one is asked about, of this covariate alone."""
    columns = found.design
    asked = [at for at, one in enumerate(columns.names) if one == covariate] if covariate else None
    n, events = len(yes), int(yes.sum())
    empty = Fit(
        found.of, "odds_ratio", "none",
        f"{found.base} within {WITHIN} days of the report", found.landmark, n, events,
        found.left_out, notes=columns.notes,
    )  # fmt: skip
    try:
        logits = logistic(*grouped(columns, yes), asked)
    except NoModel as reason:
        terms = columns.terms({}, np.arange(n), yes)
        return replace(empty, terms=terms).with_notes(str(reason))
    ratios = columns.ratios(logits.value[1:], logits.low[1:], logits.high[1:])
    terms = columns.terms(ratios, np.arange(n), yes)
    fit = replace(empty, terms=terms, how=f"logistic, {logits.how}")
    return fit.with_notes(logits.why) if logits.why else fit


def grouped(columns: Design, yes: Mask) -> tuple[Floats, Floats, Floats]:
    """Each pattern of covariates, in how many of its cases it happened, and of how many."""
    matrix, place = columns.patterns()
    return matrix, *counts(place, yes, len(matrix))


def counts(place: Whole, yes: Mask, patterns: int) -> tuple[Floats, Floats]:
    """In how many cases of each pattern it happened, and of how many."""
    return (
        np.bincount(place[yes], minlength=patterns).astype(np.float64),
        np.bincount(place, minlength=patterns).astype(np.float64),
    )
