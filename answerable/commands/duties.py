"""What was owed, by whom, until when, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from answerable.commands.failing import Failed
from answerable.commands.printing import print_rows
from answerable.commands.reading_logs import (
    as_of_option,
    format_option,
    known_at_option,
    path_argument,
    settings_option,
    strict_option,
    tell,
)
from answerable.rules.explain import show
from answerable.rules.obligation import Obligation

COLUMNS = (
    "case_id", "duty", "subject", "owner", "started_at", "due_at", "closed_at", "status",
    "days_late",
)  # fmt: skip
STATUSES = ("met", "late", "lifted", "missed", "open", "paused", "overdue")


@click.command()
@path_argument
@as_of_option
@known_at_option
@format_option()
@click.option("--only", help="Statuses to show, such as late,missed,overdue.")
@settings_option
@strict_option
def command(
    path: Path,
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
    from answerable.commands.evaluating import evaluated  # noqa: PLC0415  --help needs none of it

    wanted = _statuses(only)
    found, account = evaluated(path, as_of, known_at, settings, strict=strict)
    kept = (owed for owed in found if owed.status in wanted)
    print_rows(rows(kept), COLUMNS, form, none="Nothing was owed.")
    return tell(account)


def _statuses(only: str | None) -> frozenset[str]:
    if only is None:
        return frozenset(STATUSES)
    names = [name.strip() for name in only.split(",")]
    for name in names:
        if name not in STATUSES:
            raise Failed(f"{name!r} is no status; there are {', '.join(STATUSES)}")
    return frozenset(names)


def rows(found: Iterable[Obligation]) -> Iterator[dict[str, Any]]:
    """Obligations as the rows that are printed."""
    for owed in found:
        yield {
            "case_id": owed.case_id, "duty": owed.duty, "subject": owed.subject,
            "owner": list(owed.owner), "started_at": show(owed.started_at),
            "due_at": show(owed.due_at), "closed_at": show(owed.closed_at),
            "status": owed.status, "days_late": owed.days_late or 0,
        }  # fmt: skip
