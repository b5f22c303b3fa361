"""Risk ratios by standardisation: what the model expects if every case had a level, over what it
expects if every case had the level compared with, cases as they are otherwise.

They are never worked out from odds ratios by a formula: an odds ratio of 12 is a risk ratio of 1.3
where the rest happens to four in five, and of 5 where it happens to one in four.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from answerable.analysis.log import Log, Mask
from answerable.analysis.models.design import Design, Ends, Floats, Whole
from answerable.analysis.models.logistic import Logits, NoModel, logistic, maximum_likelihood
from answerable.analysis.models.odds import grouped, odds_of
from answerable.analysis.models.sample import Sample, sample, settled
from answerable.analysis.models.terms import Fit
from answerable.analysis.statistics import SEED, TAIL

REPLICATES = 499
FURTHEST = 30.0  # a log odds ratio of a replicate in which cases separate is cut off here


def risk_ratios(
    log: Log, of: str, landmark: int = 0, covariates: Sequence[str] | None = None
) -> Fit:
    """Risk ratios of what was known at a landmark, with intervals from cases drawn again."""
    return risk_ratios_of(*settled(sample(log, of, landmark, covariates)))


def risk_ratios_of(found: Sample, yes: Mask, replicates: int = REPLICATES) -> Fit:
    """The same of a sample."""
    columns = found.design
    fit = replace(odds_of(found, yes), kind="risk_ratio")
    try:
        matrix, happened, of = grouped(columns, yes)
        logits = logistic(matrix, happened, of)
    except NoModel:
        return fit  # its notes say why
    if logits.how != "maximum likelihood":
        terms = columns.terms({}, np.arange(len(yes)), yes)
        return replace(fit, how="none", terms=terms).with_notes(
            "no risk ratio is given: with events so few, cases drawn again would separate"
        )
    ratios = _ratios(columns, matrix, logits, of)
    drawn = np.array(_drawn(columns, matrix, happened, of, logits, replicates))
    low, high = np.nanquantile(drawn, [TAIL, 1 - TAIL], axis=0)
    ends: dict[tuple[int, int], Ends] = {
        column: (float(ratios[at]), float(low[at]), float(high[at]))
        for at, column in enumerate(columns.columns)
    }
    terms = columns.terms(ends, np.arange(len(yes)), yes)
    return replace(fit, how="standardised over the cases, bootstrap by case", terms=terms)


def _drawn(
    columns: Design, matrix: Floats, happened: Floats, of: Floats, start: Logits, replicates: int
) -> list[Floats]:
    """The ratios of cases drawn again: so many of each pattern in which it happened or not."""
    dice = np.random.default_rng(SEED)
    cells = np.concatenate([happened, of - happened])
    found = []
    for _ in range(replicates):
        again = dice.multinomial(int(cells.sum()), cells / cells.sum()).astype(np.float64)
        yes, no = np.split(again, 2)
        some = yes + no > 0
        logits = maximum_likelihood(matrix[some], yes[some], (yes + no)[some], start.value)
        cut = replace(logits, value=np.clip(logits.value, -FURTHEST, FURTHEST))
        found.append(_ratios(columns, matrix, cut, yes + no))
    return found


def _ratios(columns: Design, matrix: Floats, logits: Logits, of: Floats) -> Floats:
    """Of each column, the share expected if every case had it over that if every case had the
    level that it is compared with."""
    place = np.array([covariate for covariate, _ in columns.columns])
    found = np.empty(len(place))
    for covariate in np.unique(place):
        mine = np.flatnonzero(place == covariate)
        none = _share(matrix, mine, None, logits, of)
        found[mine] = [_share(matrix, mine, one, logits, of) / none for one in mine.tolist()]
    return found


def _share(matrix: Floats, mine: Whole, one: int | None, logits: Logits, of: Floats) -> float:
    changed = matrix.copy()
    changed[:, mine] = 0.0
    if one is not None:
        changed[:, one] = 1.0
    return float(logits.shares(changed) @ of / of.sum())
