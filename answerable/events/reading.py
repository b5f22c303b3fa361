"""A log read from a path, with nothing dropped in silence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from answerable.events.entry import Entry
from answerable.events.model import EventType
from answerable.events.problems import Problem, ReadError
from answerable.events.rows import Rows

ENDINGS = (".csv", ".parquet", ".xes", ".xes.gz")


@dataclass
class Reading:
    """What was read, and what became of every row: `rows == read + put_aside`.

    `cases` holds the entries of each case in order. `not_recorded` counts fields that an event
    type requires and a row lacks. `attributes` holds what an XES log says of whole cases.
    """

    cases: dict[str, list[Entry]]
    problems: list[Problem]
    rows: int
    not_recorded: int
    notes: list[str] = field(default_factory=list)
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def put_aside(self) -> int:
        """Rows that could not be read."""
        return len(self.problems)

    @property
    def read(self) -> int:
        """Rows that were read."""
        return self.rows - self.put_aside


def read(
    path: Path,
    types: Mapping[str, EventType] | None,
    *,
    strict: bool = False,
    progress: Callable[[float], None] | None = None,
) -> Reading:
    """The log at a path: a CSV, Parquet or XES file, or a folder of them, read as one.

    With `types` None any event type is accepted as it is: a log from elsewhere. ReadError where
    there is no log, or, if `strict`, at the first row that would be put aside.
    """
    rows = Rows(types, strict)
    notes: list[str] = []
    attributes: dict[str, dict[str, Any]] = {}
    files = list(files_at(path, notes))
    for file in files:
        try:
            _read_file(file, rows, notes, attributes, progress if len(files) == 1 else None)
        except OSError as error:
            raise ReadError(f"{file}: {error.strerror or error}") from None
    for entries in rows.cases.values():
        entries.sort(key=lambda entry: entry.order)
    return Reading(rows.cases, rows.problems, rows.rows, rows.not_recorded, notes, attributes)


def files_at(path: Path, notes: list[str]) -> Iterator[Path]:
    """The files of a log, in the order of their names; ReadError where there are none."""
    if not path.exists():
        raise ReadError(f"{path}: there is no such file or folder")
    if not path.is_dir():
        if not path.name.endswith(ENDINGS):
            raise ReadError(f"{path}: not a log; one ends in {', '.join(ENDINGS)}")
        yield path
        return
    inside = sorted(file for file in path.iterdir() if not file.name.startswith("."))
    found = [file for file in inside if file.is_file() and file.name.endswith(ENDINGS)]
    if not found:
        raise ReadError(f"{path}: the folder holds no log ({', '.join(ENDINGS)})")
    notes += [f"{file}: not a log, and not read" for file in inside if file not in found]
    yield from found


def _read_file(
    file: Path,
    rows: Rows,
    notes: list[str],
    attributes: dict[str, dict[str, Any]],
    progress: Callable[[float], None] | None,
) -> None:
    if file.suffix == ".csv":
        from answerable.events.codecs.csv_log import read_csv  # noqa: PLC0415  only what is needed

        read_csv(file, rows, notes, progress)
    elif file.suffix == ".parquet":
        from answerable.events.codecs.parquet_log import read_parquet  # noqa: PLC0415

        read_parquet(file, rows)
    else:
        from answerable.events.codecs.xes_log import read_xes  # noqa: PLC0415

        attributes.update(read_xes(file, rows))
