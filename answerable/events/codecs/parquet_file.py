"""A Parquet file opened as a log, whoever wrote it: its columns as numbers, instants and texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from answerable.events.entry import COLUMNS
from answerable.events.problems import ReadError

NEEDED = ("case_id", "event", "occurred_at")
INSTANTS = ("occurred_at", "recorded_at")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NO_TEXT = "\0"  # stands for bytes that are no text, and is put aside wherever it is read


def opened(path: Path, coded: Sequence[str] = ()) -> pq.ParquetFile:
    """The file; ReadError where it is broken, or its columns are not those of a log. The `coded`
    columns come with a dictionary where they hold texts."""
    try:
        with pq.ParquetFile(path) as file:
            schema = file.schema_arrow
        _check(path, schema)
        texts = [name for name in coded if name in schema.names and _is_text(schema.field(name))]
        # Without: with `pre_buffer`, what was read of every group is held until the file is closed.
        return pq.ParquetFile(path, read_dictionary=texts, pre_buffer=False)
    except (OSError, pa.ArrowException) as error:
        raise broken(path, error) from None


def broken(path: Path, error: Exception) -> ReadError:
    """What is said of a file that cannot be read."""
    line = (str(error).splitlines() or [type(error).__name__])[0]
    return ReadError(f"{path}: not a readable Parquet file: {line}")


def _check(path: Path, schema: pa.Schema) -> None:
    for name in NEEDED:
        if name not in schema.names:
            raise ReadError(f"{path}: the column {name} is missing")
    for name in COLUMNS:
        if schema.names.count(name) > 1:
            raise ReadError(f"{path}: the column {name} stands there twice")
        if name in schema.names and pa.types.is_nested(schema.field(name).type):
            kind = "a text of JSON" if name == "data" else "one value"
            raise ReadError(f"{path}: the column {name} has to hold {kind} a row")


def _is_text(field: pa.Field) -> bool:
    return field.type in (pa.string(), pa.large_string())


def unused(path: Path, file: pq.ParquetFile) -> Iterator[str]:
    """A note of the columns that are not read, where there are any."""
    names = [name for name in file.schema_arrow.names if name not in COLUMNS]
    if names:
        yield f"{path}: columns that a log does not have are not read: {', '.join(names)}"


def batches(
    path: Path,
    file: pq.ParquetFile,
    names: Sequence[str],
    rows: int,
    groups: list[int] | None = None,
) -> Iterator[pa.RecordBatch]:
    """The columns named, some rows at a time, in the forms in which a log is read: whole numbers,
    instants that know their offset, and texts for all else."""
    try:
        for batch in file.iter_batches(rows, columns=list(names), row_groups=groups):
            columns = [_read(name, batch.column(name)) for name in names]
            yield pa.RecordBatch.from_arrays(columns, list(names))
    except (OSError, pa.ArrowException) as error:
        raise broken(path, error) from None


def statistics_of(group: Any, name: str) -> Any:
    """What a group of rows says of the values of a column; None where it says nothing."""
    columns = (group.column(place) for place in range(group.num_columns))
    return next((one.statistics for one in columns if one.path_in_schema == name), None)


def _read(name: str, column: Any) -> Any:
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    whole = name == "seq" and pa.types.is_integer(kind)
    instant = name in INSTANTS and pa.types.is_timestamp(kind) and kind.tz is not None
    if whole or instant:
        return column if kind == column.type else column.dictionary_decode()
    return texts(column)


def texts(column: Any) -> Any:
    """A column as texts, as in a CSV."""
    if pa.types.is_dictionary(column.type):
        return pa.DictionaryArray.from_arrays(column.indices, texts(column.dictionary))
    if pa.types.is_timestamp(column.type):
        return pa.array([None if t is None else _written(t, column.type) for t in _ticks(column)])
    try:
        plain = column.cast(pa.string())
        plain.validate(full=True)
    except pa.ArrowInvalid:
        return pa.array([_decoded(cell) for cell in column.cast(pa.binary()).to_pylist()])
    return plain


def _decoded(cell: bytes | None) -> str | None:
    try:
        return None if cell is None else cell.decode()
    except UnicodeDecodeError:
        return NO_TEXT


def _ticks(column: Any) -> list[int | None]:
    ticks: list[int | None] = column.cast(pa.int64()).to_pylist()
    return ticks


def _written(ticks: int, kind: Any) -> str:
    """An instant with its offset; a time without one stays without, and will be refused."""
    a_second = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}[kind.unit]
    try:
        instant = EPOCH + timedelta(microseconds=ticks * 10**6 // a_second)
    except OverflowError:
        return f"{ticks // a_second} seconds from 1970"
    return instant.replace(tzinfo=None).isoformat() + ("Z" if kind.tz else "")
