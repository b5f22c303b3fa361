"""Which signals a case raises, and which of them have been cleared since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from answerable.clocks.days import end_of_day, local_day
from answerable.rules.case import Case
from answerable.rules.model import Raised, Signal


@dataclass(frozen=True, slots=True)
class SignalRow:
    """A signal of a case: about whom or what, since when, by which entries (`seq`)."""

    case_id: str
    signal: str
    subject: str
    status: Literal["raised", "cleared"]
    raised_at: datetime
    events: tuple[int, ...]


def raise_signals(case: Case, signals: Iterable[Signal]) -> list[SignalRow]:
    """The signals of one case at its time, one row a signal and subject."""
    rows = [row for signal in signals for row in _rows(case, signal)] if case.events else []
    return sorted(rows, key=lambda row: (row.raised_at, row.signal, row.subject))


def _rows(case: Case, signal: Signal) -> Iterator[SignalRow]:
    found: dict[str, Raised] = {}
    for raised in signal.raised(case):
        before = found.get(raised.subject)
        # Of several about one subject the one that still stands is shown, else the last.
        if before is None or before.cleared or not raised.cleared:
            found[raised.subject] = raised
    for raised in found.values():
        status: Literal["raised", "cleared"] = "cleared" if raised.cleared else "raised"
        yield SignalRow(
            case.events[0].case_id, signal.id, raised.subject, status, raised.raised_at,
            raised.events,
        )  # fmt: skip


def days_after(start: datetime, days: int) -> datetime:
    """When a wait of so many days has run out: at the end of the last of them, as `Days` does."""
    return end_of_day(local_day(start) + timedelta(days=days))
