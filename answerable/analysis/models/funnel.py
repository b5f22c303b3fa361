"""Funnel plots: how far from what is expected of it a share may lie by chance.

The limits are of the binomial distribution itself (Spiegelhalter, Statistics in Medicine 2005). In
a whole country nearly every force lies outside them, since forces differ in more than was recorded;
so the spread that there is between them beyond chance is worked out, and added (his additive
over-dispersion, the furthest tenths drawn in).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri
from scipy.stats import binom

from answerable.analysis.models.design import Floats, Whole

WARNING, ALARM = 0.95, 0.998
DRAWN_IN = 0.1  # of either end
NEIGHBOURS = 1.128  # how far two draws of one normal distribution lie apart on average


@dataclass(frozen=True)
class Spread:
    """How much units differ beyond chance: the factor by which their squared scores exceed it,
    and the standard deviation between them that this comes to."""

    factor: float
    between: float


def exact_limits(of: int, expected: float, level: float) -> tuple[float, float]:
    """The shares between which a share of `of` lies so often, where so much is expected:
    quantiles of the binomial distribution, drawn in between the whole numbers."""
    tail = (1 - level) / 2
    return _quantile(of, expected, tail) / of, _quantile(of, expected, 1 - tail) / of


def _quantile(of: int, expected: float, chance: float) -> float:
    if not 0 < expected < 1:
        return expected * of
    up_to = int(binom.ppf(chance, of, expected))
    over = float(binom.cdf(up_to, of, expected)) - chance
    drawn = up_to - over / float(binom.pmf(up_to, of, expected))
    return min(max(drawn, 0.0), float(of))


def spread(share: Floats, of: Whole, expected: Floats, drawn_in: float = DRAWN_IN) -> Spread:
    """The spread of shares beyond what chance gives, round what is expected of each."""
    error = np.sqrt(expected * (1 - expected) / of)
    return additive((share - expected) / error, error, drawn_in)


def additive(score: Floats, error: Floats, drawn_in: float = DRAWN_IN) -> Spread:
    """The spread that standard scores have beyond chance, where each has its standard error.

    Without drawing in it is DerSimonian and Laird's."""
    many = len(score)
    if many < 2:
        return Spread(1.0, 0.0)
    low, high = np.quantile(score, [drawn_in, 1 - drawn_in])
    factor = float(np.mean(np.clip(score, low, high) ** 2))
    weight = error**-2
    beyond = many * factor - (many - 1)
    scale = float(weight.sum() - (weight**2).sum() / weight.sum())
    return Spread(factor, float(np.sqrt(max(beyond, 0.0) / scale)))


def wide_limits(of: int, expected: float, between: float, level: float) -> tuple[float, float]:
    """The limits with the spread between units added to chance."""
    half = float(ndtri(1 - (1 - level) / 2)) * np.sqrt(expected * (1 - expected) / of + between**2)
    return max(0.0, expected - half), min(1.0, expected + half)


def prime_limits(yes: Whole, of: Whole, sigmas: float = 3.0) -> tuple[float, float, Floats, Floats]:
    """Laney's p-prime chart of shares in order of time: the centre, how much more neighbours
    differ than chance allows, and the limits of each."""
    centre = float(yes.sum() / of.sum())
    error = np.sqrt(centre * (1 - centre) / of)
    if not centre * (1 - centre) or len(of) < 2:
        return centre, 1.0, np.full(len(of), centre), np.full(len(of), centre)
    moved = np.abs(np.diff((yes / of - centre) / error))
    factor = float(moved.mean()) / NEIGHBOURS
    half = sigmas * error * factor
    return centre, factor, np.maximum(centre - half, 0), np.minimum(centre + half, 1)
