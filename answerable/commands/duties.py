"""What was owed, by whom, until when, and what became of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from answerable.commands.failing import Failed
from answerable.commands.owed import COLUMNS, STATUSES, Owed
from answerable.commands.reading_logs import (
    LogAt,
    as_of_option,
    format_option,
    known_at_option,
    large_parquet,
    path_argument,
    settings_option,
    strict_option,
)


@click.command()
@path_argument
@as_of_option
@known_at_option
@format_option()
@click.option("--only", help="Statuses to show, such as late,missed,overdue.")
@settings_option
@strict_option
def command(
    path: LogAt,
    as_of: datetime,
    known_at: datetime | None,
    form: str,
    only: str | None,
    settings: Path | None,
    strict: bool,
) -> int:
    """What was owed, by whom, until when, and what became of it.

    PATH is a log: a CSV, Parquet or XES file, or a folder of them. A duty is met or late;
    lifted, or missed where it was lifted after it was due; and else open, paused or overdue at
    the time asked for.
    """
    from answerable.commands.answering import answer  # noqa: PLC0415  --help needs none of it
    from answerable.commands.settings import duties_with  # noqa: PLC0415

    asked = Owed(as_of, known_at, duties_with(settings, path), _statuses(only))
    if large_parquet(path):
        from answerable.commands.owed_by_columns import print_owed  # noqa: PLC0415  slow to load

        return print_owed(path, asked, form, strict=strict)
    return answer(path, asked, COLUMNS, form, none="Nothing was owed.", strict=strict)


def _statuses(only: str | None) -> frozenset[str]:
    if only is None:
        return frozenset(STATUSES)
    names = [name.strip() for name in only.split(",")]
    for name in names:
        if name not in STATUSES:
            raise Failed(f"{name!r} is no status; there are {', '.join(STATUSES)}")
    return frozenset(names)
