"""The signals of a whole log, as the rules list those of a case."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from answerable.analysis.log import NONE, Log
from answerable.analysis.signals.catalogue import IN_COLUMNS, raised_in
from answerable.analysis.signals.raised import Raised
from answerable.analysis.signals.starts import starts_of
from answerable.events.columns import instant
from answerable.rules.signals import SignalRow

Listed = tuple[int, int, str, str, bool, tuple[int, ...]]


def signal_rows(log: Log) -> Iterator[SignalRow]:
    """A row a signal and subject, by case and, within it, by when it was raised."""
    listed = sorted(row for signal in sorted(IN_COLUMNS) for row in _listed(log, signal))
    for case, at, signal, subject, cleared, events in listed:
        status = "cleared" if cleared else "raised"
        yield SignalRow(log.columns.cases[case], signal, subject, status, instant(at), events)  # type: ignore[arg-type]


def _listed(log: Log, signal: str) -> Iterator[Listed]:
    found = raised_in(log, signal)
    names = [duty.id for duty in log.duties] if found.of_duties else log.columns.subjects
    columns = (found.case, found.at, found.about, found.cleared)
    rows = zip(*(each.tolist() for each in columns), _events(log, found), strict=True)
    for case, at, about, cleared, events in rows:
        yield case, at, signal, names[about], cleared, events


def _events(log: Log, found: Raised) -> Iterator[tuple[int, ...]]:
    """The numbers (`seq`) of the entries that raised each."""
    rows, first, end = found.by
    if found.of_duties:
        yield from ((seq,) for seq in starts_of(log, rows[first]))
        return
    numbers = np.append(log.columns.seq, NONE)[rows].tolist()
    for begin, stop in zip(first.tolist(), end.tolist(), strict=True):
        yield tuple(seq for seq in numbers[begin:stop] if seq != NONE)
