"""What the counts of earlier releases truly were, worked out again: a force remembers its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from answerable.analysis.audit.cells import HOLDER, Cell
from answerable.analysis.audit.guarding import tables
from answerable.analysis.audit.knowledge import Name, told
from answerable.analysis.log import Log
from answerable.analysis.measure import Measure
from answerable.events.times import parse_instant, show_instant

Asked = Iterable[tuple[Sequence[Measure], Sequence[str]]]  # measures, each by some dimensions


def remembered(log: Log, asked: Asked, earlier: Sequence[Cell]) -> list[Cell]:
    """Earlier cells with their true counts, where they are of a force's own cases.

    A register holds no true count, and whoever guessed at one would have a force know what it
    does not. The log still says it, of the day as of which it was released. Where what it says now
    is not what readers were told, for entries came late, a count stays unknown."""
    of_forces = [(measures, by) for measures, by in asked if HOLDER in by]
    wanted = {_name(one) for one in earlier if HOLDER in dict(one.place) and one.true is None}
    true: dict[Name, int | None] = {}
    for day in sorted({as_of for _, as_of, _ in wanted}):
        for one in _as_of(log, day, of_forces):
            true.setdefault(_name(one), one.true)
    return [_with(one, true.get(_name(one))) for one in earlier]


def _as_of(log: Log, day: str, asked: Asked) -> Iterable[Cell]:
    try:
        when = parse_instant(day)
    except ValueError:
        return  # as of no time
    if when > log.as_of:
        return  # of what came later this log knows nothing
    then = log if when == log.as_of else Log(log.columns, when, duties=log.duties)
    for measures, by in asked:
        for table in tables(then, measures, by):
            yield from table.cells(show_instant(when))


def _with(cell: Cell, true: int | None) -> Cell:
    least, most = told(cell)
    if cell.true is not None or true is None or not least <= true <= most:
        return cell
    return replace(cell, true=true)


def _name(cell: Cell) -> Name:
    return cell.count, cell.as_of, cell.place


__all__ = ["remembered"]
