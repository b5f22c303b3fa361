"""The worklist made anew from the record, or compared with it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from functools import partial
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any
from uuid import UUID

import click

from answerable.commands.plugging import plug_in
from answerable.commands.reading_logs import Instant, now

if TYPE_CHECKING:
    from answerable.worklist.rebuilding import Checked

DIFFERS = 1
PARTS = 64  # of the cases, by their ids, one a process at a time

at_option = click.option(
    "--at",
    type=Instant(),
    default=now,
    help="From when on: what is over by then is of no interest. Default: now.",
)
processes_option = click.option(
    "--processes",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    show_default="one a core",
    help="How many work at once.",
)


@click.group()
def command() -> None:
    """What is owed now, worked out from the record.

    Each entry brings the worklist of its case up to date as it is recorded, so nothing here has to
    run for it to be right: `check` shows that it is, `rebuild` makes all of it anew.
    """


@command.command()
@at_option
@processes_option
def rebuild(at: datetime, processes: int) -> int:
    """Make the whole worklist anew."""
    cases = sum(_over_all(partial(_rebuild, at), processes))
    _put_down()
    click.echo(f"{cases:,} cases worked out.")
    return 0


@command.command()
@at_option
@processes_option
def check(at: datetime, processes: int) -> int:
    """Compare the worklist with what the record gives.

    Exit codes: 0 it is the same · 1 it differs, and the first difference is named · 2 wrong use.
    """
    cases = 0
    for checked in _over_all(partial(_check, at), processes):
        cases += checked.cases
        if checked.difference:
            click.echo(f"{checked.difference}. {cases - 1:,} cases are the same.")
            return DIFFERS
    click.echo(f"{cases:,} cases compared; all are the same.")
    return 0


def _put_down() -> None:
    from answerable.people.acting import working  # noqa: PLC0415  after Django
    from answerable.worklist.by_rules import put_down  # noqa: PLC0415

    with working():
        put_down()


def _rebuild(at: datetime, first: UUID, last: UUID) -> int:
    from answerable.worklist.rebuilding import rebuild as run  # noqa: PLC0415  after Django

    return run(at, first, last)


def _check(at: datetime, first: UUID, last: UUID) -> Checked:
    from answerable.worklist.rebuilding import check as run  # noqa: PLC0415

    return run(at, first, last)


def _over_all(work: Callable[[UUID, UUID], Any], processes: int) -> Iterator[Any]:
    """The work on each part of the cases, in the order of their ids."""
    plug_in()
    edges = [UUID(int=(2**128 * part) // PARTS) for part in range(PARTS)]
    ends = [*(UUID(int=edge.int - 1) for edge in edges[1:]), UUID(int=2**128 - 1)]
    if processes == 1:
        yield from map(work, edges, ends)
        return
    # Each process plugs itself in: a connection cannot be shared.
    with ProcessPoolExecutor(processes, get_context("spawn"), plug_in) as pool:
        yield from pool.map(work, edges, ends)
