"""A log read from a path, with nothing dropped in silence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from answerable.events.model import EventType
from answerable.events.problems import ReadError
from answerable.events.rows import Reading, Rows

__all__ = ["ENDINGS", "Reading", "files_at", "read", "said_of"]

ENDINGS = (".csv", ".parquet", ".xes", ".xes.gz")


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
            with said_of(file):
                _read_file(file, rows, notes, attributes, progress if len(files) == 1 else None)
        except ReadError as error:
            if strict or len(files) == 1:
                raise
            put_file_aside(file, error, rows)
    return rows.reading(notes, attributes)


@contextmanager
def said_of(file: Path) -> Iterator[None]:
    """What the operating system refuses, said of the file."""
    try:
        yield
    except OSError as error:
        raise ReadError(f"{file}: {error.strerror or error}") from None


def put_file_aside(file: Path, error: ReadError, rows: Rows) -> None:
    """Put a file of a folder aside as one row, so that the others are read all the same."""
    where, _, reason = str(error).removeprefix(str(file)).partition(": ")
    rows.refuse(f"{file}{where}", 0, "", reason)


def files_at(path: Path, notes: list[str]) -> Iterator[Path]:
    """The files of a log, in the order of their names; ReadError where there are none."""
    if not path.exists():
        raise ReadError(f"{path}: there is no such file or folder")
    if not path.is_dir():
        if not path.name.lower().endswith(ENDINGS):
            raise ReadError(f"{path}: not a log; one ends in {', '.join(ENDINGS)}")
        yield path
        return
    inside = sorted(file for file in path.iterdir() if not file.name.startswith("."))
    found = [file for file in inside if file.is_file() and file.name.lower().endswith(ENDINGS)]
    if not found:
        raise ReadError(f"{path}: the folder holds no log ({', '.join(ENDINGS)})")
    notes += [
        f"{file}: {'a folder within' if file.is_dir() else 'not a log'}, and not read"
        for file in inside
        if file not in found
    ]
    yield from found


def _read_file(
    file: Path,
    rows: Rows,
    notes: list[str],
    attributes: dict[str, dict[str, Any]],
    progress: Callable[[float], None] | None,
) -> None:
    ending = file.suffix.lower()
    if ending == ".csv":
        from answerable.events.codecs.csv_log import read_csv  # noqa: PLC0415  only what is needed

        read_csv(file, rows, notes, progress)
    elif ending == ".parquet":
        from answerable.events.codecs.parquet_log import read_parquet  # noqa: PLC0415

        read_parquet(file, rows, notes)
    else:
        from answerable.events.codecs.xes_log import read_xes  # noqa: PLC0415

        attributes.update(read_xes(file, rows))
