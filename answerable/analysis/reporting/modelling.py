"""The models of a report: terms as they may be shown, and their counts held to the audit.

Of each covariate the counts of the level that the others are compared with are not shown: with it
the levels would add up to the total, and the rounding of each could be worked out. The victims who
had not left are the cases of the model of no further action, so these are one number, shown once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from answerable.analysis.audit.audit import audit
from answerable.analysis.audit.cells import Cell, State, place_of
from answerable.analysis.disclosure import MOST_HIDDEN, shown
from answerable.analysis.log import Log
from answerable.analysis.models.odds import fit_nfa, fit_withdrawal
from answerable.analysis.models.released import Released, notes, released
from answerable.analysis.models.terms import Fit, Term
from answerable.analysis.reporting.left_out import why

LANDMARKS = (0, 28)  # days after the report
Level = tuple[str, str]  # a covariate, and what it says


@dataclass(frozen=True)
class Line:
    """One level of a covariate against another; what is hidden is None."""

    covariate: str
    level: str
    against: str
    estimate: float
    low: float | None
    high: float | None
    n: int | None
    events: int | None


@dataclass(frozen=True)
class Model:
    """A model as it may be shown: of how many cases, in how many of them it happened, and its
    lines."""

    of: str
    landmark: int
    n: int | None
    events: int | None
    lines: Sequence[Line]
    notes: Sequence[str]


@dataclass(frozen=True)
class Models:
    """All models of a report, what they say as cells, and those that may not be shown."""

    shown: Sequence[Model]
    cells: Sequence[Cell]
    refused: Sequence[str]


def models(log: Log, as_of: str, earlier: Sequence[Cell]) -> Models:
    """The odds models of leaving and of no further action, at each landmark."""
    made: list[Model] = []
    cells: list[Cell] = []
    refused: list[str] = []
    for landmark in LANDMARKS:
        left, stopped = fit_withdrawal(log, landmark), fit_nfa(log, landmark)
        first, second = _shown(left, stopped)
        for fit, model in ((left, first), (stopped, second)):
            own = list(_cells(fit, as_of))
            found = audit([*cells, *own], earlier)
            if found:
                refused.append(f"model of {fit.of} at day {landmark}: {why(found, 1)}")
                continue
            cells += own
            made.append(model)
    return Models(made, cells, refused)


def _shown(left: Fit, stopped: Fit) -> tuple[Model, Model]:
    """The two models of a landmark. The cases of the second are those of the first in which the
    victim did not leave, of which no other number is given."""
    n, events = _total(left)
    terms = {(one.covariate, one.level): one for one in released(left) if not one.reference}
    sides = {level: (one.n, one.events) for level, one in terms.items()}
    stayed = None if n is None or events is None else n - events
    happened = shown(stopped.events)
    if shown(stopped.n - stopped.events) is None:
        happened = None
    rest = {
        (one.covariate, one.level): (_less(terms.get((one.covariate, one.level))), one.events)
        for one in released(stopped)
    }
    return (
        Model(left.of, left.landmark, n, events, _lines(left, sides), notes(left)),
        Model(stopped.of, stopped.landmark, stayed, happened, _lines(stopped, rest),
              notes(stopped)),
    )  # fmt: skip


def _total(fit: Fit) -> tuple[int | None, int | None]:
    events = shown(fit.events)
    if events is None or shown(fit.n - fit.events) is None:
        return None, None
    return shown(fit.n), events


def _less(one: Released | None) -> int | None:
    return None if one is None or one.n is None or one.events is None else one.n - one.events


def _lines(fit: Fit, counts: Mapping[Level, tuple[int | None, int | None]]) -> list[Line]:
    against = {term.covariate: term.level for term in fit.terms if term.reference}
    return [
        Line(one.covariate, one.level, against[one.covariate], one.estimate, one.low, one.high,
             *counts.get((one.covariate, one.level), (None, None)))
        for one in released(fit)
        if one.estimate is not None and not one.reference
    ]  # fmt: skip


def _cells(fit: Fit, as_of: str) -> Iterator[Cell]:
    """What a reader learns of a model's counts: the total, and both sides of each level."""
    name = f"odds.{fit.of}.{fit.landmark}"
    whole = f"{name}: in it" if fit.of == "withdrawal" else f"odds.withdrawal.{fit.landmark}: no"
    names = (f"{name}: yes", whole)
    n, events = _total(fit)
    if fit.of == "withdrawal":
        yield _cell(whole, {}, as_of, n, fit.n, name)
    yield _cell(names[0], {}, as_of, events, fit.events, name, names)
    yield _cell(f"{name}: no", {}, as_of, None, fit.n - fit.events, name, names)
    for one, term in zip(released(fit), fit.terms, strict=True):
        place = {one.covariate: one.level}
        told = one.n is not None and one.events is not None and not term.reference
        yes = one.events if told else None
        no = _less(one) if told and fit.of == "withdrawal" else None
        yield _cell(names[0], place, as_of, yes, term.events, name, names)
        yield _cell(f"{name}: no", place, as_of, no, _no(term), name, names)


def _no(term: Term) -> int:
    return term.n - term.events


def _cell(
    count: str, place: Mapping[str, str], as_of: str, value: int | None, true: int, table: str,
    names: tuple[str, str] = ("", ""),
) -> Cell:  # fmt: skip
    few: State = "hidden" if true <= MOST_HIDDEN else "withheld"
    state: State = few if value is None else "shown"
    return Cell(count, place_of(dict(place)), as_of, state, value, table, *names, true)
