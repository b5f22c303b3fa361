"""Covariates as the columns of a model: each level against the commonest that was recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from answerable.analysis.dimensions import NOT_RECORDED
from answerable.analysis.log import Mask
from answerable.analysis.models.covariates import Values
from answerable.analysis.models.terms import Term

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Ends = tuple[float | None, float | None, float | None]  # a ratio and its interval
Estimates = Mapping[tuple[int, int], Ends]  # by covariate and level


@dataclass(frozen=True)
class Levels:
    """A covariate of the cases of a model: the code of each case, and the level of each code, of
    which the first is the one that the others are compared with."""

    name: str
    levels: tuple[str, ...]
    code: Whole


@dataclass(frozen=True)
class Design:
    """The columns of a model. `columns` names covariate (by its place) and level (by its code);
    `notes` says what could not be asked."""

    covariates: tuple[Levels, ...]
    columns: tuple[tuple[int, int], ...]
    notes: tuple[str, ...]
    rows: int

    @property
    def names(self) -> list[str]:
        """The covariate of each column."""
        return [self.covariates[covariate].name for covariate, _ in self.columns]

    def matrix(self, rows: Mask | Whole | None = None) -> Floats:
        """The columns as numbers, of some of the rows."""
        codes = [one.code if rows is None else one.code[rows] for one in self.covariates]
        number = len(codes[0]) if codes else self.rows
        found = np.zeros((number, len(self.columns)))
        for place, (covariate, code) in enumerate(self.columns):
            found[:, place] = codes[covariate] == code
        return found

    def patterns(self) -> tuple[Floats, Whole]:
        """Each combination of levels that there is once, and of each row which it has."""
        key = np.zeros(self.rows, np.int64)
        for one in self.covariates:
            key = key * len(one.levels) + one.code
        _, first, place = np.unique(key, return_index=True, return_inverse=True)
        return self.matrix(first), place

    def terms(self, estimates: Estimates, case: Whole, event: Mask) -> tuple[Term, ...]:
        """The terms of every covariate, level by level; of a case there may be several rows."""
        found = []
        for place, one in enumerate(self.covariates):
            whole = len(one.levels)
            n = np.bincount(np.unique(case * whole + one.code) % whole, minlength=whole)
            events = np.bincount(one.code[event], minlength=whole)
            for code, level in enumerate(one.levels):
                value = estimates.get((place, code), (1.0 if code == 0 else None, None, None))
                found.append(
                    Term(one.name, level, *value, int(n[code]), int(events[code]), code == 0)
                )
        return tuple(found)

    def ratios(self, value: Floats, low: Floats, high: Floats) -> Estimates:
        """The estimates of a model by its columns, from logs to ratios."""
        with np.errstate(over="ignore"):
            value, low, high = np.exp(value), np.exp(low), np.exp(high)
        return {
            column: (_finite(value[at]), _finite(low[at]), _finite(high[at]))
            for at, column in enumerate(self.columns)
        }


def _finite(end: float) -> float | None:
    return float(end) if np.isfinite(end) else None


def design(values: Mapping[str, Values]) -> Design:
    """The columns of covariates, without those that say the same of every case, or the same as
    others do."""
    covariates, notes = [], []
    rows = len(next(iter(values.values()))) if values else 0
    for name, said in values.items():
        one = _levels(name, said)
        if len(one.levels) < 2:
            notes.append(_the_same(name, one.levels))
        else:
            covariates.append(one)
    columns = [(p, code) for p, one in enumerate(covariates) for code in range(1, len(one.levels))]
    found = Design(tuple(covariates), tuple(columns), (), rows)
    kept = _independent(found)
    for covariate, code in columns:
        if (covariate, code) not in kept:
            one = covariates[covariate]
            notes.append(
                f"{one.name}={one.levels[code]} says the same of these cases as other terms do: "
                "it cannot be told apart from them"
            )
    return Design(tuple(covariates), kept, tuple(notes), rows)


def _levels(name: str, said: Values) -> Levels:
    levels, code, count = np.unique(said, return_inverse=True, return_counts=True)
    recorded = np.where(levels == NOT_RECORDED, -1, count)
    order = np.argsort(-recorded, kind="stable")
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return Levels(name, tuple(levels[order].tolist()), rank[code])


def _the_same(name: str, levels: tuple[str, ...]) -> str:
    if levels == (NOT_RECORDED,):
        return f"{name} is not recorded of any of these cases: nothing can be said of it"
    return f"{name} is the same in all of these cases: there is nothing to compare it with"


def _independent(found: Design) -> tuple[tuple[int, int], ...]:
    """The columns that are not sums of those before them, an intercept among these."""
    matrix, place = found.patterns()
    full = np.column_stack([np.ones(len(matrix)), matrix])
    gram = full.T @ (np.bincount(place, minlength=len(full))[:, None] * full)
    kept = [0]
    for column in range(1, len(gram)):
        inside = gram[np.ix_(kept, kept)]
        left = gram[column, column] - gram[column, kept] @ np.linalg.solve(
            inside, gram[kept, column]
        )
        if left > 1e-9 * gram[column, column]:
            kept.append(column)
    return tuple(found.columns[column - 1] for column in kept[1:])
