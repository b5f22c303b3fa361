"""What a model gives: one row a level of a covariate, and what it cannot say in plain lines."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

Kind = Literal["odds_ratio", "hazard_ratio", "subdistribution_hazard_ratio", "risk_ratio"]

ASSOCIATION = (
    "These are associations in what was recorded by the people who decide: none of them says what "
    "would happen if something were done otherwise, nor that one thing brought about the other."
)


@dataclass(frozen=True)
class Term:
    """One level of a covariate against the level that it is compared with.

    `n` is of how many cases and `events` in how many of them it happened. The estimate of the
    level that the others are compared with is 1, without an interval; of a level of which the
    model can say nothing it is None.
    """

    covariate: str
    level: str
    estimate: float | None
    low: float | None
    high: float | None
    n: int
    events: int
    reference: bool = False

    @property
    def name(self) -> str:
        """The covariate and its level."""
        return f"{self.covariate}={self.level}"


@dataclass(frozen=True)
class Fit:
    """A model of one question: what it is of, its terms, and what has to be said beside them.

    `of` names the question and `base` says in words of which cases; `left_out` says how many
    cases are not among them, by the reason. `how` names the estimator.
    """

    of: str
    kind: Kind
    how: str
    base: str
    landmark: int
    n: int
    events: int
    left_out: dict[str, int]
    terms: tuple[Term, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def with_notes(self, *notes: str) -> Fit:
        """The same, with more to be said beside it."""
        return replace(self, notes=(*self.notes, *notes))
