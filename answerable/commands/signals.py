"""Patterns over a case that no clock catches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from answerable.commands.printing import print_rows
from answerable.commands.reading_logs import (
    as_of_option,
    format_option,
    known_at_option,
    load,
    path_argument,
    settings_option,
    strict_option,
    tell,
)

COLUMNS = ("case_id", "signal", "subject", "status", "raised_at", "events")


@click.command()
@path_argument
@as_of_option
@known_at_option
@format_option()
@settings_option
@strict_option
def command(
    path: Path,
    as_of: datetime,
    known_at: datetime | None,
    form: str,
    settings: Path | None,
    strict: bool,
) -> int:
    """Patterns over a case that no clock catches, with the entries that raised each.

    A pattern, once seen, stays raised; a state is cleared when it is no longer true.
    """
    reading = load(path, strict=strict)
    found = _signals(reading.cases, as_of, known_at, settings)
    print_rows(found, COLUMNS, form, none="No signal was raised.")
    return tell(reading)


def _signals(
    cases: dict[str, Any], as_of: datetime, known_at: datetime | None, settings: Path | None
) -> Iterator[dict[str, Any]]:
    from answerable.commands.evaluating import case_at  # noqa: PLC0415  --help needs none of it
    from answerable.commands.settings import duties_with  # noqa: PLC0415
    from answerable.rules.explain import show  # noqa: PLC0415
    from answerable.rules.signal_catalogue import SIGNALS  # noqa: PLC0415
    from answerable.rules.signals import raise_signals  # noqa: PLC0415

    duties = duties_with(settings)
    for _, entries in sorted(cases.items()):
        for row in raise_signals(case_at(entries, as_of, known_at, duties), SIGNALS):
            yield {
                "case_id": row.case_id, "signal": row.signal, "subject": row.subject,
                "status": row.status, "raised_at": show(row.raised_at),
                "events": list(row.events),
            }  # fmt: skip
