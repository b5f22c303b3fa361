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
from answerable.analysis.models.logistic import NoModel, logistic
from answerable.analysis.models.odds import grouped, odds_of
from answerable.analysis.models.sample import Sample, sample, settled
from answerable.analysis.models.terms import Fit
from answerable.analysis.statistics import SEED, TAIL

REPLICATES = 499
FURTHEST = 30.0  # a log odds ratio of a replicate in which cases separate is cut off here
STRIDE, CLOSE, MOST_STEPS = 4.0, 1e-9, 50


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
        logits = logistic(matrix, happened, of, ends_of=())
    except NoModel:
        return fit  # its notes say why
    if logits.how != "maximum likelihood":
        terms = columns.terms({}, np.arange(len(yes)), yes)
        return replace(fit, how="none", terms=terms).with_notes(
            "no risk ratio is given: with events so few, cases drawn again would separate"
        )
    ratios = _ratios(columns, matrix, logits.value[np.newaxis], of[np.newaxis])[0]
    drawn = _drawn(columns, matrix, happened, of, logits.value, replicates)
    low, high = np.nanquantile(drawn, [TAIL, 1 - TAIL], axis=0)
    ends: dict[tuple[int, int], Ends] = {
        column: (float(ratios[at]), float(low[at]), float(high[at]))
        for at, column in enumerate(columns.columns)
    }
    terms = columns.terms(ends, np.arange(len(yes)), yes)
    return replace(fit, how="standardised over the cases, bootstrap by case", terms=terms)


def _drawn(
    columns: Design, matrix: Floats, happened: Floats, of: Floats, start: Floats, replicates: int
) -> Floats:
    """The ratios of cases drawn again, a row a replicate: so many of each pattern in which it
    happened or not."""
    dice = np.random.default_rng(SEED)
    cells = np.concatenate([happened, of - happened])
    again = dice.multinomial(int(cells.sum()), cells / cells.sum(), replicates)
    yes, no = np.split(again.astype(np.float64), 2, axis=1)
    return _ratios(columns, matrix, _fitted(matrix, yes, yes + no, start), yes + no)


def _fitted(matrix: Floats, yes: Floats, of: Floats, start: Floats) -> Floats:
    """The log odds ratios of each replicate by maximum likelihood, all of them fitted at once.

    Newton's steps, of which none is longer than `STRIDE`. What a replicate says nothing of, as of
    a level that was not drawn, stays where it starts.
    """
    full = np.column_stack([np.ones(len(matrix)), matrix])
    width = full.shape[1]
    products = (full[:, :, np.newaxis] * full[:, np.newaxis, :]).reshape(len(full), -1)
    found = np.tile(start, (len(yes), 1))
    going = np.arange(len(yes))
    for _ in range(MOST_STEPS):
        here = found[going]
        share = 1 / (1 + np.exp(-here @ full.T))
        slope = (yes[going] - of[going] * share) @ full
        curved = ((of[going] * share * (1 - share)) @ products).reshape(-1, width, width)
        curved += 1e-9 * np.eye(width)  # can always be solved, and ends where it did
        step = np.linalg.solve(curved, slope[:, :, np.newaxis])[:, :, 0]
        step = np.clip(step, -STRIDE, STRIDE)
        found[going] = np.clip(here + step, -FURTHEST, FURTHEST)
        going = going[np.abs(found[going] - here).max(axis=1) > CLOSE]
        if not len(going):
            break
    return found


def _ratios(columns: Design, matrix: Floats, values: Floats, of: Floats) -> Floats:
    """Of each column, the share expected if every case had it over that if every case had the
    level that it is compared with; a row for each row of `values`."""
    place = np.array([covariate for covariate, _ in columns.columns])
    found = np.empty((len(values), len(place)))
    for covariate in np.unique(place):
        mine = np.flatnonzero(place == covariate)
        none = _share(matrix, mine, None, values, of)
        for one in mine.tolist():
            found[:, one] = _share(matrix, mine, one, values, of) / none
    return found


def _share(matrix: Floats, mine: Whole, one: int | None, values: Floats, of: Floats) -> Floats:
    changed = matrix.copy()
    changed[:, mine] = 0.0
    if one is not None:
        changed[:, one] = 1.0
    expected = 1 / (1 + np.exp(-(values[:, :1] + values[:, 1:] @ changed.T)))
    found: Floats = (expected * of).sum(axis=1) / of.sum(axis=1)
    return found
