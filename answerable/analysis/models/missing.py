"""What a covariate that is often not recorded could say at the most and at the least.

Whether somebody's ethnic group is recorded depends on what became of the case, so neither leaving
out those without it nor guessing it is safe. Bounds need no guess: every missing one is put where
it makes the odds ratio smallest, and then where it makes it largest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from answerable.analysis.dimensions import NOT_RECORDED
from answerable.analysis.disclosure import MOST_HIDDEN
from answerable.analysis.log import Log, Mask
from answerable.analysis.models.odds import odds_of
from answerable.analysis.models.sample import Sample, sample, settled
from answerable.analysis.models.terms import Fit, Term

PLACED = (
    "every missing one placed where it makes the ratio least", "of those recorded alone",
    "every missing one placed where it makes the ratio most",
)  # fmt: skip
OFTEN_MISSING = {"race": ("other_than_white", "white")}


@dataclass(frozen=True)
class Bounds:
    """The odds ratio of one level against another, as far as what is missing leaves it open: of
    those recorded alone, and with every missing one placed at worst, each with its interval."""

    covariate: str
    level: str
    against: str
    missing: int
    n: int
    recorded: Term | None
    least: Term | None
    most: Term | None
    of: str = ""
    landmark: int = 0
    compared: Term | None = None  # those that the level is compared with, of those recorded

    @property
    def rows(self) -> Iterator[tuple[str, Term]]:
        """The three odds ratios, each with what was done with what is missing."""
        for said, term in zip(PLACED, (self.least, self.recorded, self.most), strict=True):
            if term is not None:
                yield said, term

    @property
    def may_be_shown(self) -> bool:
        """Whether more than a few cases stand on each side of each of the three."""
        terms = (self.least, self.recorded, self.most, self.compared)
        return all(
            one is not None and min(one.events, one.n - one.events) > MOST_HIDDEN for one in terms
        )


def bounds(log: Log, of: str, landmark: int, covariate: str = "race") -> Bounds:
    """The bounds of a covariate's odds ratio among what was known at a landmark."""
    return bounds_of(*settled(sample(log, of, landmark)), covariate)


def bounds_of(found: Sample, yes: Mask, covariate: str = "race") -> Bounds:
    """The same of a sample."""
    level, against = OFTEN_MISSING[covariate]
    said = found.values[covariate]
    missing = said == NOT_RECORDED
    ends = []
    for happened in (against, level):
        other = level if happened == against else against
        placed = np.where(missing, np.where(yes, happened, other), said)
        values = {**found.values, covariate: placed}
        fit = odds_of(replace(found, values=values), yes, covariate)
        ends.append(_term(fit, covariate, level, against))
    known = found.only(~missing)
    fit = odds_of(known, yes[~missing], covariate)
    alone = _term(fit, covariate, level, against)
    compared = next(
        (one for one in fit.terms if (one.covariate, one.level) == (covariate, against)), None
    )
    least, most = ends
    return Bounds(
        covariate, level, against, int(missing.sum()), len(said), alone, least, most,
        found.of, found.landmark, compared,
    )  # fmt: skip


def _term(fit: Fit, covariate: str, level: str, against: str) -> Term | None:
    """The term of a level against another, whichever of them the model compares with."""
    mine = {term.level: term for term in fit.terms if term.covariate == covariate}
    one, other = mine.get(level), mine.get(against)
    if one is None or other is None:
        return None
    if other.reference:
        return one
    if one.reference and other.estimate and other.low and other.high:
        turned = (1 / other.estimate, 1 / other.high, 1 / other.low)
        return Term(covariate, level, *turned, one.n, one.events)
    return None
