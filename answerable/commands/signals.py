"""Patterns over a case that no clock catches."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

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
@settings_option
@strict_option
def command(
    path: LogAt,
    as_of: datetime,
    known_at: datetime | None,
    form: str,
    settings: Path | None,
    strict: bool,
) -> int:
    """Patterns over a case that no clock catches, with the entries that raised each.

    A pattern, once seen, stays raised; a state is cleared when it is no longer true.
    """
    from answerable.commands.answering import answer  # noqa: PLC0415  --help needs none of it
    from answerable.commands.raised import COLUMNS, NONE, Signals  # noqa: PLC0415
    from answerable.commands.settings import duties_with  # noqa: PLC0415

    duties = duties_with(settings, path)
    if large_parquet(path):
        from answerable.analysis.view import View  # noqa: PLC0415  slow to load
        from answerable.commands.raised_by_columns import print_raised  # noqa: PLC0415

        return print_raised(path, View(as_of, known_at, duties), form, strict=strict)
    return answer(path, Signals(as_of, known_at, duties), COLUMNS, form, none=NONE, strict=strict)
