"""What was owed, by whom, until when, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from answerable.commands.failing import Failed
from answerable.commands.reading_logs import (
    as_of_option,
    failing,
    format_option,
    known_at_option,
    path_argument,
    settings_option,
    strict_option,
)
from answerable.events.streaming import is_large
from answerable.rules.explain import show
from answerable.rules.obligation import Obligation

if TYPE_CHECKING:
    from answerable.events.entry import Entry
    from answerable.rules.model import Duty

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
    from answerable.commands.answering import answer  # noqa: PLC0415  --help needs none of it
    from answerable.commands.settings import duties_with  # noqa: PLC0415

    asked = Owed(as_of, known_at, duties_with(settings), _statuses(only))
    with failing():
        by_columns = path.suffix == ".parquet" and path.is_file() and is_large(path)
    if by_columns:
        from answerable.commands.owing import print_owed  # noqa: PLC0415  slow to load

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


@dataclass(frozen=True)
class Owed:
    """What do cases owe?"""

    as_of: datetime
    known_at: datetime | None
    duties: tuple[Duty, ...]
    statuses: frozenset[str]

    def __call__(self, cases: dict[str, list[Entry]], *, many: bool) -> Iterator[dict[str, Any]]:
        """A row an obligation, of the statuses asked for."""
        from answerable.commands import evaluating  # noqa: PLC0415  --help needs none of it

        how = evaluating.owed_by_many if many else evaluating.owed_by
        found = how(cases, self.as_of, self.known_at, self.duties)
        return rows(owed for owed in found if owed.status in self.statuses)


def rows(found: Iterable[Obligation]) -> Iterator[dict[str, Any]]:
    """Obligations as the rows that are printed."""
    for owed in found:
        yield {
            "case_id": owed.case_id, "duty": owed.duty, "subject": owed.subject,
            "owner": list(owed.owner), "started_at": show(owed.started_at),
            "due_at": show(owed.due_at), "closed_at": show(owed.closed_at),
            "status": owed.status, "days_late": owed.days_late or 0,
        }  # fmt: skip
