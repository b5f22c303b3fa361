"""A model as it may leave the house: no term that rests on fewer than eight cases.

A term rests on four groups: its cases in which it happened and in which it did not, and those of
the level that it is compared with. Counts are rounded as others are, and ratios to two digits, so
that they say little beyond them. Where one level of a covariate is hidden the next smallest
is hidden with it, for the others would add up to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from answerable.analysis.disclosure import shown
from answerable.analysis.models.terms import Fit, Term

DIGITS = 2
HIDDEN = "levels that rest on fewer than eight cases, and the next smallest, are hidden"


@dataclass(frozen=True)
class Released:
    """A term as it may be shown; what is hidden is None, and never nought."""

    covariate: str
    level: str
    estimate: float | None
    low: float | None
    high: float | None
    n: int | None
    events: int | None
    reference: bool
    hidden: bool

    @property
    def name(self) -> str:
        """The covariate and its level."""
        return f"{self.covariate}={self.level}"


def released(fit: Fit) -> Iterator[Released]:
    """The terms of a model as they may leave the house."""
    for _, terms in groupby(fit.terms, key=lambda term: term.covariate):
        yield from _of_covariate(list(terms))


def notes(fit: Fit) -> tuple[str, ...]:
    """What may be said beside them: nothing that tells of a few cases."""
    return (HIDDEN,) if any(one.hidden for one in released(fit)) else ()


def _of_covariate(terms: Sequence[Term]) -> Iterator[Released]:
    small = {term.level for term in terms if not _rests(term)}
    if small:
        rest = [term for term in terms if term.level not in small]
        small |= {min(rest, key=lambda term: term.n).level} if rest else set()
    compared = next((term for term in terms if term.reference), None)
    for term in terms:
        if term.level in small:
            yield Released(term.covariate, term.level, None, None, None, None, None,
                           term.reference, hidden=True)  # fmt: skip
            continue
        told = compared is not None and compared.level not in small
        estimate, low, high = (
            two_digits(end) if told else None for end in (term.estimate, term.low, term.high)
        )
        yes, no = shown(term.events), shown(term.n - term.events)
        whole = None if yes is None or no is None else yes + no
        yield Released(term.covariate, term.level, estimate, low, high, whole, yes,
                       term.reference, hidden=not told)  # fmt: skip


def _rests(term: Term) -> bool:
    return shown(term.events) is not None and shown(term.n - term.events) is not None


def two_digits(end: float | None) -> float | None:
    """A ratio as it may be shown."""
    return None if end is None else float(f"{end:.{DIGITS}g}")
