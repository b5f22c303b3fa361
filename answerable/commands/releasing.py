"""Figures that leave: held against all that was released before, and entered in its register."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from answerable.commands.failing import Failed
from answerable.commands.reading_logs import now

if TYPE_CHECKING:
    from answerable.analysis.attrition import Period
    from answerable.analysis.audit.cells import Cell
    from answerable.analysis.audit.guarding import Table
    from answerable.analysis.disclosure import Released
    from answerable.analysis.evaluate import Found
    from answerable.analysis.log import Log

SAID = 5  # cells that a refusal names
HELD = "in {} something is hidden for what it would say of other numbers, beside all released"


def release_rows(
    found: Iterable[Found],
    as_of: datetime,
    by: Sequence[str],
    before: Sequence[Cell],
    register: Path | None,
) -> list[Released]:
    """The rows as they may leave; Failed, with the table and its cells, where one would give
    somebody away."""
    from answerable.analysis.audit.guarding import guard, tables_of  # noqa: PLC0415
    from answerable.analysis.audit.register import add_to_register  # noqa: PLC0415
    from answerable.analysis.reporting.left_out import named, why  # noqa: PLC0415
    from answerable.events.times import show_instant  # noqa: PLC0415

    day = show_instant(as_of)
    kept = guard(list(tables_of(found, by)), day, before)
    refused = [table for table in kept if table.refused]
    if refused:
        lost = [one for table in refused for one in table.refused]
        names = "; ".join(named(table, ids=True) for table in refused)
        raise Failed(f"not released: {names}. Of it {why(lost, SAID)}")
    for table in kept:
        if table.held:
            click.echo(f"answerable: {HELD.format(named(table, ids=True))}", err=True)
    if register is not None:
        title = f"measures by {' and '.join(by)}" if by else "measures"
        cells_ = [cell for table in kept for cell in table.cells(day)]
        add_to_register(register, title, now().isoformat(timespec="seconds"), cells_)
    return [one for table in kept for one in table.rows]


def release_tables(
    wanted: Sequence[Table], periods: Sequence[Period], as_of: datetime, title: str,
    before: Sequence[Cell], register: Path | None,
) -> Iterator[Table]:  # fmt: skip
    """The tables that may leave beside each other, beside what happened in the periods, and beside
    all that was released before; they are in the register before the first of them is given. Of
    those that may not it is said why. Failed, where the periods alone give somebody away."""
    from answerable.analysis.audit.audit import audit  # noqa: PLC0415
    from answerable.analysis.audit.guarding import guard  # noqa: PLC0415
    from answerable.analysis.audit.periods import cells_of_periods  # noqa: PLC0415
    from answerable.analysis.audit.register import add_to_register  # noqa: PLC0415
    from answerable.analysis.reporting.left_out import named, why  # noqa: PLC0415
    from answerable.events.times import show_instant  # noqa: PLC0415

    day = show_instant(as_of)
    of_periods = cells_of_periods(periods, day)
    if found := audit(of_periods, before):
        raise Failed(f"not released: what happened in each period. Of it {why(found, SAID)}")
    kept = guard(wanted, day, [*before, *of_periods])
    if register is not None:
        cells = [*of_periods, *(cell for table in kept for cell in table.cells(day))]
        add_to_register(register, title, now().isoformat(timespec="seconds"), cells)
    for table in kept:
        if table.refused:
            said = f"{named(table, ids=True)}: {why(table.refused, 1)}"
            click.echo(f"answerable: left out: {said}", err=True)
        elif table.held:
            click.echo(f"answerable: {HELD.format(named(table, ids=True))}", err=True)
    yield from kept


def remembered_before(register: Path, log: Callable[[], Log]) -> list[Cell]:
    """The same, with what each force still knows of its own cases; the log is read for it, where
    the register has counts by force."""
    from answerable.analysis.reporting.asked_before import (  # noqa: PLC0415  --help needs none
        is_forgotten,
        remembered_again,
    )

    earlier = released_before(register)
    return remembered_again(log(), earlier) if is_forgotten(earlier) else earlier


def released_before(register: Path) -> list[Cell]:
    """What a register says was released; Failed where it cannot be read."""
    from answerable.analysis.audit.register import Broken, read_register  # noqa: PLC0415

    try:
        return read_register(register)
    except Broken as error:
        raise Failed(str(error)) from None
