"""A CSV log in parts, where its cases lie in order; each part is read as any other CSV is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.codecs.csv_log import (
    cells_of,
    header_of,
    numbered,
    only_returns,
    take_row,
)
from answerable.events.rows import PutAside, Reading, Rows


@dataclass(frozen=True)
class CsvPart:
    """Some lines of a CSV log, the first of them of the number given, with whole cases."""

    path: Path
    header: tuple[str, ...]
    first: int
    lines: bytes
    share: float
    any_event: bool = False

    def read(self) -> Reading:
        """The part as a log of its own."""
        rows = Rows(None if self.any_event else EVENT_TYPES)
        for number, raw in enumerate(BytesIO(self.lines), self.first):
            if raw.strip(b"\r\n"):
                take_row(self.path, number, raw, self.header, rows)
        return rows.reading()


def bounds(path: Path) -> tuple[str, str] | None:
    """The first and the last case of a log whose cases lie in order; None where they do not.

    A line whose case cannot be told counts as one of the case before it: it will be put aside.
    """
    if not path.stat().st_size or only_returns(path):
        return None
    first = last = b""
    with path.open("rb") as file:
        at = header_of(path, file.readline(), []).index("case_id")
        for raw in file:
            case = _case(raw, at)
            if case < last and case:
                return None
            last = case or last
            first = first or last
    return first.decode(errors="replace"), last.decode(errors="replace")


def parts_of(
    path: Path, notes: list[str], most: int, *, any_event: bool = False
) -> Iterator[CsvPart]:
    """The parts of a log whose cases lie in order, of about `most` lines each; with `any_event`,
    of a log from elsewhere."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.readline()
        header = tuple(header_of(path, head, notes))
        at = header.index("case_id")
        lines: list[bytes] = []
        first, done, last = 2, len(head), b""
        for number, raw in numbered(file, 2):
            case = _case(raw, at)
            if len(lines) >= most and case and case != last:
                yield CsvPart(path, header, first, b"".join(lines), done / size, any_event)
                lines, first = [], number
            lines.append(raw)
            done += len(raw)
            last = case or last
    yield CsvPart(path, header, first, b"".join(lines), 1.0, any_event)


def _case(raw: bytes, at: int) -> bytes:
    """The case of a line, as its bytes; empty where the line cannot be read."""
    cells = raw.split(b",", at + 1)
    if len(cells) > at + 1 and not any(b'"' in cell for cell in cells[: at + 1]):
        return cells[at]  # most lines: nothing is quoted up to there
    try:
        return cells_of(raw)[at].encode()
    except (PutAside, IndexError):
        return b""
