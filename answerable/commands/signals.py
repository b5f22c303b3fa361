"""Patterns over a case that no clock catches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from answerable.commands.reading_logs import (
    as_of_option,
    format_option,
    known_at_option,
    path_argument,
    settings_option,
    strict_option,
)

if TYPE_CHECKING:
    from answerable.events.entry import Entry
    from answerable.rules.model import Duty

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
    from answerable.commands.answering import answer  # noqa: PLC0415  --help needs none of it
    from answerable.commands.settings import duties_with  # noqa: PLC0415

    asked = Signals(as_of, known_at, duties_with(settings))
    return answer(path, asked, COLUMNS, form, none="No signal was raised.", strict=strict)


@dataclass(frozen=True)
class Signals:
    """Which signals do cases raise?"""

    as_of: datetime
    known_at: datetime | None
    duties: tuple[Duty, ...]

    def __call__(self, cases: dict[str, list[Entry]], *, many: bool) -> Iterator[dict[str, Any]]:
        """A row a signal and subject."""
        from answerable.commands.evaluating import cases_at  # noqa: PLC0415  --help needs none
        from answerable.rules.explain import show  # noqa: PLC0415
        from answerable.rules.signal_catalogue import SIGNALS  # noqa: PLC0415
        from answerable.rules.signals import raise_signals  # noqa: PLC0415

        for case in cases_at(cases, self.as_of, self.known_at, self.duties, many=many):
            for row in raise_signals(case, SIGNALS):
                yield {
                    "case_id": row.case_id, "signal": row.signal, "subject": row.subject,
                    "status": row.status, "raised_at": show(row.raised_at),
                    "events": list(row.events),
                }  # fmt: skip
