"""A log as Parquet, row by row; large ones are read by columns (codecs/parquet_columns.py)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from answerable.events.datatext import write_data
from answerable.events.entry import COLUMNS, Entry
from answerable.events.problems import ReadError
from answerable.events.rows import Rows

NEEDED = ("case_id", "event", "occurred_at")
GROUP = 1_000_000  # rows of a row group, which ends where a case does

_CODED = pa.dictionary(pa.int32(), pa.string())
_INSTANT = pa.timestamp("us", tz="UTC")
SCHEMA = pa.schema(
    [
        ("case_id", _CODED), ("seq", pa.int32()), ("event", _CODED), ("occurred_at", _INSTANT),
        ("recorded_at", _INSTANT), ("actor", _CODED), ("agency", _CODED), ("subject", _CODED),
        ("data", _CODED),
    ]
)  # fmt: skip


def read_parquet(path: Path, into: Rows) -> None:
    """Read a Parquet log. ReadError where it is broken or lacks a column that a log has."""
    try:
        file = pq.ParquetFile(path)
        names = file.schema_arrow.names
        for name in NEEDED:
            if name not in names:
                raise ReadError(f"{path}: the column {name} is missing")
        wanted = [name for name in COLUMNS if name in names]
        take_rows(path, file.iter_batches(columns=wanted), 0, into)
    except (OSError, pa.ArrowException) as error:
        raise broken(path, error) from None


def broken(path: Path, error: Exception) -> ReadError:
    """What is said of a file that cannot be read."""
    line = (str(error).splitlines() or ["it cannot be read"])[0]
    return ReadError(f"{path}: not a readable Parquet file: {line}")


def take_rows(path: Path, batches: Iterable[pa.RecordBatch], before: int, into: Rows) -> None:
    """Read rows one by one; `before` of the file lie before them."""
    number = before
    for batch in batches:
        for row in _texts(batch).to_pylist():
            number += 1
            into.take(str(path), number, row)


def _texts(batch: pa.RecordBatch) -> pa.RecordBatch:
    """A batch whose every column is of texts, as in a CSV."""
    return pa.RecordBatch.from_arrays(
        [_text(column) for column in batch.columns], names=batch.schema.names
    )


def _text(column: Any) -> Any:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_timestamp(column.type):
        # An instant is written with its offset; a time without one stays without, and is refused.
        end = "Z" if column.type.tz else ""
        plain = column.cast(pa.timestamp("us", tz=column.type.tz))
        return pa.array([None if t is None else _iso(t, end) for t in plain.to_pylist()])
    return column.cast(pa.string())


def _iso(instant: Any, end: str) -> str:
    if not end:
        return str(instant.isoformat())
    return str(instant.astimezone(UTC).replace(tzinfo=None).isoformat()) + end


def write_parquet(path: Path, entries: Iterable[Entry]) -> None:
    """Write a log as Parquet, by case and in order, in the columns of a log."""
    write_tables(path, [parquet_piece(sorted(entries, key=lambda e: (e.case_id, *e.order)))])


def write_tables(path: Path, tables: Iterable[pa.Table]) -> None:
    """Write tables of whole cases as a Parquet log, in groups of about GROUP rows."""
    with pq.ParquetWriter(path, SCHEMA, compression="zstd") as writer:
        waiting = [SCHEMA.empty_table()]
        for table in tables:
            waiting.append(table)
            if sum(map(len, waiting)) >= GROUP:
                _write_group(writer, waiting)
                waiting = []
        if waiting:
            _write_group(writer, waiting)


def _write_group(writer: pq.ParquetWriter, tables: list[pa.Table]) -> None:
    table = pa.concat_tables(tables).unify_dictionaries().combine_chunks()
    writer.write_table(table, row_group_size=max(len(table), 1))


def parquet_piece(entries: Iterable[Entry]) -> pa.Table:
    """Entries in the columns of a log."""
    entries = list(entries)
    columns = {
        "case_id": [e.case_id for e in entries],
        "seq": [e.seq for e in entries],
        "event": [e.event for e in entries],
        "occurred_at": [e.occurred_at for e in entries],
        "recorded_at": [e.recorded_at for e in entries],
        "actor": [e.actor for e in entries],
        "agency": [e.agency for e in entries],
        "subject": [e.subject for e in entries],
        "data": [write_data(e.data) for e in entries],
    }
    return pa.table(
        {name: pa.array(values, SCHEMA.field(name).type) for name, values in columns.items()}
    )
