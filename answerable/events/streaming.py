"""A log in parts of whole cases, in the order of the cases, each small enough to hold and to send.

A CSV or Parquet log whose cases lie in order is never held whole; any other is read whole first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Entry
from answerable.events.problems import ReadError
from answerable.events.reading import files_at, read, said_of
from answerable.events.rows import Reading, Rows

if TYPE_CHECKING:
    from answerable.events.codecs.parquet_part import Account
    from answerable.events.columns import Columns

ROWS = 20_000  # of a part, about: some hundred and fifty cases, under a second's work
CASES = 100  # of a part of a log that was read whole

# Bytes of a file that hold about as many rows as one part. A log below that is read at once, which
# is soonest done; the rest is a matter for several processes.
LARGE = {".parquet": 1_000_000, ".csv": 3_000_000, ".xes": 12_000_000, ".gz": 1_000_000}


class Part(Protocol):
    """Some whole cases of a log."""

    @property
    def share(self) -> float:
        """The share of the log that has gone by when the part is done."""

    def read(self) -> Reading:
        """The part as a log of its own."""


@dataclass(frozen=True)
class ReadPart:
    """Some cases of a log that was read whole; the first part accounts for the rows of all."""

    reading: Reading
    share: float

    def read(self) -> Reading:
        """The cases as they were read."""
        return self.reading


@dataclass
class Stream:
    """A log in parts; what `notes` say of its files is complete once they have all been taken."""

    parts: Iterator[Part]
    notes: list[str] = field(default_factory=list)


def is_large(path: Path) -> bool:
    """Whether a log is so large that it is best gone through in parts."""
    return sum(file.stat().st_size / LARGE[file.suffix.lower()] for file in files_at(path, [])) >= 1


def stream(path: Path, *, any_event: bool = False) -> Stream:
    """The log at a path in parts, its cases in order. ReadError where there is none."""
    notes: list[str] = []
    files = list(files_at(path, notes))
    if _in_order(files):
        parts = (_parts_of(file, notes, any_event=any_event) for file in files)
        return Stream(chain.from_iterable(parts), notes)
    found = None if any_event else _columns_of(files)
    if found is not None:
        notes += found[1].notes
        return Stream(_whole_columns(*found), notes)
    return Stream(_whole(path, notes, any_event=any_event), notes)


def read_case(path: Path, case_id: str, *, strict: bool = False) -> Reading | None:
    """One case of a log whose files are all Parquet, its rows read alone; None of any other."""
    notes: list[str] = []
    files = list(files_at(path, notes))
    if any(file.suffix.lower() != ".parquet" for file in files):
        return None
    from answerable.events.codecs import parquet_stream  # noqa: PLC0415  only what is needed

    rows = Rows(EVENT_TYPES, strict)
    for file in files:
        with said_of(file):
            parquet_stream.read_case(file, case_id, rows)
    return rows.reading([*notes, f"{path}: only the rows of that case were read"])


def _in_order(files: list[Path]) -> bool:
    """Whether the cases of every file lie in order, and those of each before those of the next.

    Not where one of several cannot be read: it is put aside when they are read whole.
    """
    last = ""
    for file in files:
        try:
            found = _bounds(file)
        except ReadError:
            if len(files) == 1:
                raise
            return False
        if found is None or (last and "" < found[0] <= last):
            return False
        last = found[1] or last
    return True


def _bounds(file: Path) -> tuple[str, str] | None:
    with said_of(file):
        if file.suffix.lower() == ".csv":
            from answerable.events.codecs import csv_stream  # noqa: PLC0415  only what is needed

            return csv_stream.bounds(file)
        if file.suffix.lower() == ".parquet":
            from answerable.events.codecs import parquet_stream  # noqa: PLC0415

            return parquet_stream.bounds(file)
    return None


def _parts_of(file: Path, notes: list[str], *, any_event: bool) -> Iterator[Part]:
    with said_of(file):
        if file.suffix.lower() == ".csv":
            from answerable.events.codecs import csv_stream  # noqa: PLC0415  only what is needed

            yield from csv_stream.parts_of(file, notes, ROWS, any_event=any_event)
        else:
            from answerable.events.codecs import parquet_stream  # noqa: PLC0415

            yield from parquet_stream.parts_of(file, notes, ROWS, any_event=any_event)


def _columns_of(files: list[Path]) -> tuple[Columns, Account] | None:
    """The columns of a single Parquet log, which take a small part of the room of its rows."""
    if len(files) != 1 or files[0].suffix.lower() != ".parquet":
        return None
    from answerable.events.codecs import parquet_stream  # noqa: PLC0415  only what is needed

    return parquet_stream.whole(files[0])


def _whole_columns(columns: Columns, account: Account) -> Iterator[Part]:
    problems = sorted(account.problems, key=lambda problem: problem.line)
    yield ReadPart(Reading({}, problems, account.rows, account.not_recorded), 0.0)
    yield from _by_cases(columns.entries(EVENT_TYPES), len(columns.cases))


def _whole(path: Path, notes: list[str], *, any_event: bool) -> Iterator[Part]:
    reading = read(path, None if any_event else EVENT_TYPES)
    notes[:] = reading.notes
    yield ReadPart(replace(reading, cases={}), 0.0)
    names = sorted(reading.cases)
    yield from _by_cases(((name, reading.cases.pop(name)) for name in names), len(names))


def _by_cases(cases: Iterator[tuple[str, list[Entry]]], count: int) -> Iterator[Part]:
    done = 0
    while some := dict(islice(cases, CASES)):
        done += len(some)
        yield ReadPart(Reading(some, [], 0, 0), done / count)
