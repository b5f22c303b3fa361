"""A log as CSV: one physical line is one row, so that a stray quote costs that row and no other."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from io import StringIO
from pathlib import Path

from answerable.events.datatext import write_data
from answerable.events.entry import COLUMNS, Entry
from answerable.events.problems import ReadError
from answerable.events.rows import LONGEST, PutAside, Rows
from answerable.events.times import show_instant

NEEDED = ("case_id", "event", "occurred_at")
STEP = 20_000  # lines between two looks at how far we are

csv.field_size_limit(LONGEST)


def read_csv(
    path: Path, into: Rows, notes: list[str], progress: Callable[[float], None] | None = None
) -> None:
    """Read a CSV log. ReadError where it is empty or has no usable header."""
    size = path.stat().st_size
    if not size:
        raise ReadError(f"{path}: the file is empty")
    done = 0
    with path.open("rb") as file:
        lines = _lines(file.read(), path) if only_returns(path) else numbered(file)
        header = header_of(path, next(lines)[1], notes)
        for number, raw in lines:
            done += len(raw)
            if raw.strip(b"\r\n"):
                take_row(path, number, raw, header, into)
            if progress is not None and number % STEP == 0:
                progress(done / size)


def only_returns(path: Path) -> bool:
    """Whether the lines of a file end in carriage returns alone, as on machines of long ago."""
    with path.open("rb") as file:
        start = file.read(1 << 20)
    return b"\r" in start and b"\n" not in start


def numbered(file: Iterable[bytes], first: int = 1) -> Iterator[tuple[int, bytes]]:
    """The lines of a file with their numbers."""
    return enumerate(file, first)


def _lines(content: bytes, path: Path) -> Iterator[tuple[int, bytes]]:
    if b"\n" in content:
        raise ReadError(f"{path}: its lines end in two different ways")
    return enumerate(content.split(b"\r"), 1)


def header_of(path: Path, raw: bytes, notes: list[str]) -> list[str]:
    """The names of the columns; ReadError where they are not those of a log."""
    try:
        names = [name.strip() for name in cells_of(raw.removeprefix(b"\xef\xbb\xbf"))]
    except PutAside as problem:
        raise ReadError(f"{path}:1: the header cannot be read: it {problem.reason}") from None
    for name in NEEDED:
        if name not in names:
            raise ReadError(f"{path}:1: the column {name} is missing from the header{_hint(names)}")
    for name in COLUMNS:
        if names.count(name) > 1:
            raise ReadError(f"{path}:1: the column {name} stands twice in the header")
    unused = [name for name in names if name not in COLUMNS]
    if unused:
        notes.append(f"{path}: columns that a log does not have are not read: {', '.join(unused)}")
    return names


def _hint(names: list[str]) -> str:
    """What most likely became of a header that is all one cell, or is written in capitals."""
    for separator, what in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
        if len(names) == 1 and separator in names[0]:
            return f"; its cells are separated by {what}: save it with commas"
    if {name.lower() for name in names} >= set(NEEDED):
        return "; the names of columns are written in small letters"
    return ""


def take_row(path: Path, number: int, raw: bytes, header: Sequence[str], into: Rows) -> None:
    """Read one physical line."""
    try:
        cells = cells_of(raw)
        if len(cells) != len(header):
            raise PutAside("", f"has {len(cells)} cells where the header has {len(header)}")
    except PutAside as problem:
        into.refuse(str(path), number, problem.column, problem.reason)
        return
    into.take(str(path), number, dict(zip(header, cells, strict=True)))


def cells_of(raw: bytes) -> list[str]:
    """The cells of one physical line."""
    try:
        text = raw.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        reason = "is not UTF-8; was the file saved as cp1252 (Windows)? Save it as UTF-8"
        raise PutAside("", reason) from None
    if "\0" in text:
        raise PutAside("", "holds a NUL, which no text has")
    try:
        return next(csv.reader([text], strict=True), [])
    except csv.Error as error:
        reason = str(error)
        if "field limit" in reason:
            raise PutAside("", f"has a cell of more than {LONGEST:,} characters") from None
        if "new-line" in reason:
            raise PutAside("", "holds a carriage return in the middle of the line") from None
        reason = "has a quote that is not closed, or stray text after one, on this line"
        raise PutAside("", reason) from None


def csv_piece(entries: Iterable[Entry]) -> str:
    """Rows of a CSV log, a row a line."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for e in entries:
        writer.writerow(
            (
                _one_line(e.case_id), e.seq, e.event, _exact(e.occurred_at),
                _exact(e.recorded_at), _one_line(e.actor), e.agency, _one_line(e.subject),
                write_data(e.data),
            )
        )  # fmt: skip
    return text.getvalue()


def write_lines(path: Path, pieces: Iterable[str]) -> None:
    """Write a CSV log, its columns named in the first line."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerow(COLUMNS)
        file.writelines(pieces)


def _exact(instant: datetime) -> str:
    """An instant to the second, or to the microsecond where it has any."""
    return show_instant(instant) if not instant.microsecond else instant.isoformat()


def _one_line(text: str) -> str:
    """A text that keeps to its line, for a row is a line."""
    return text.replace("\r", " ").replace("\n", " ")
