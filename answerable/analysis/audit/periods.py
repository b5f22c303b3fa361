"""What happened in each period, as cells of the audit: a year is made up of its quarters."""

from __future__ import annotations

from collections.abc import Iterable

from answerable.analysis.attrition import Period
from answerable.analysis.audit.cells import Cell, State, place_of
from answerable.analysis.disclosure import MOST_HIDDEN, shown

YEAR = "year to March "


def cells_of_periods(periods: Iterable[Period], as_of: str) -> list[Cell]:
    """The cells of what happened, by quarter or by the year to March."""
    return [
        _cell(one.period, name, count, as_of)
        for one in periods
        for name, count in one.happened.items()
    ]


def _cell(period: str, name: str, count: int, as_of: str) -> Cell:
    state: State = "hidden" if count <= MOST_HIDDEN else "shown"
    where, table = place_of({"period": _quarters(period)}), f"happened.{name}"
    return Cell(table, where, as_of, state, shown(count), table, true=count)


def _quarters(period: str) -> str | tuple[str, ...]:
    if not period.startswith(YEAR):
        return period
    year = int(period.removeprefix(YEAR))
    return (*(f"{year - 1}-Q{quarter}" for quarter in (2, 3, 4)), f"{year}-Q1")


def without_gaps(periods: list[Period]) -> list[Period]:
    """Quarters from the first to the last: one that is not there would be known to be nought."""
    there = {one.period: one for one in periods}
    if not there:
        return []
    nothing = dict.fromkeys(periods[0].happened, 0)
    first, last = (int(name[:4]) for name in (min(there), max(there)))
    names = [f"{year}-Q{number}" for year in range(first, last + 1) for number in (1, 2, 3, 4)]
    return [
        there.get(name) or Period(name, nothing)
        for name in names
        if min(there) <= name <= max(there)
    ]
