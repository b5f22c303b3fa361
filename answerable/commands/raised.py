"""Which signals cases raise, as the rows that are printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from answerable.rules.explain import show
from answerable.rules.signals import SignalRow

if TYPE_CHECKING:
    from answerable.events.entry import Entry
    from answerable.rules.model import Duty

COLUMNS = ("case_id", "signal", "subject", "status", "raised_at", "events")
NONE = "No signal was raised."


@dataclass(frozen=True)
class Signals:
    """Which signals do cases raise?"""

    as_of: datetime
    known_at: datetime | None
    duties: tuple[Duty, ...]

    def __call__(self, cases: dict[str, list[Entry]], *, many: bool) -> Iterator[dict[str, Any]]:
        """A row a signal and subject: of many cases worked out in columns."""
        return rows(self._by_columns(cases) if many else self._case_by_case(cases))

    def _by_columns(self, cases: dict[str, list[Entry]]) -> Iterator[SignalRow]:
        from answerable.analysis.log import Log  # noqa: PLC0415  slow to load
        from answerable.analysis.signals.listing import signal_rows  # noqa: PLC0415
        from answerable.events.columns import from_cases  # noqa: PLC0415

        columns = from_cases(sorted(cases.items()))
        return signal_rows(Log(columns, self.as_of, self.known_at, self.duties))

    def _case_by_case(self, cases: dict[str, list[Entry]]) -> Iterator[SignalRow]:
        from answerable.commands.evaluating import cases_at  # noqa: PLC0415  --help needs none
        from answerable.rules.signal_catalogue import SIGNALS  # noqa: PLC0415
        from answerable.rules.signals import raise_signals  # noqa: PLC0415

        for case in cases_at(cases, self.as_of, self.known_at, self.duties):
            yield from raise_signals(case, SIGNALS)


def rows(found: Iterable[SignalRow]) -> Iterator[dict[str, Any]]:
    """Signals as the rows that are printed."""
    for row in found:
        yield {
            "case_id": row.case_id, "signal": row.signal, "subject": row.subject,
            "status": row.status, "raised_at": show(row.raised_at), "events": list(row.events),
        }  # fmt: skip
