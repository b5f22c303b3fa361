"""A log as Parquet, row by row; large ones are read by columns (codecs/parquet_columns.py)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from answerable.events.codecs.parquet_file import batches, opened, texts, unused
from answerable.events.datatext import write_data
from answerable.events.entry import COLUMNS, Entry
from answerable.events.rows import Rows

BATCH = 1 << 16  # rows that are read at a time
GROUP = 1_000_000  # rows of a row group, which ends where a case does
DICTIONARY = 1 << 26  # bytes of a group's different texts; of GROUP rows there are seldom as many

_CODED = pa.dictionary(pa.int32(), pa.string())
_INSTANT = pa.timestamp("us", tz="UTC")
SCHEMA = pa.schema(
    [
        ("case_id", _CODED), ("seq", pa.int32()), ("event", _CODED), ("occurred_at", _INSTANT),
        ("recorded_at", _INSTANT), ("actor", _CODED), ("agency", _CODED), ("subject", _CODED),
        ("data", _CODED),
    ]
)  # fmt: skip


def read_parquet(path: Path, into: Rows, notes: list[str]) -> None:
    """Read a Parquet log. ReadError where it is broken or lacks a column that a log has."""
    file = opened(path)
    notes += unused(path, file)
    wanted = [name for name in COLUMNS if name in file.schema_arrow.names]
    take_rows(path, batches(path, file, wanted, BATCH), 0, into)


def take_rows(path: Path, found: Iterable[pa.RecordBatch], before: int, into: Rows) -> None:
    """Read rows one by one; `before` of the file lie before them."""
    number = before
    for batch in found:
        columns = [texts(column) for column in batch.columns]
        for row in pa.RecordBatch.from_arrays(columns, batch.schema.names).to_pylist():
            number += 1
            into.take(str(path), number, row)


def writer(path: Path, schema: pa.Schema = SCHEMA) -> pq.ParquetWriter:
    """A Parquet file for a log. What rows say is a place in a dictionary, however long this gets,
    for most of it was said before; instants stand as they are, for hardly one comes again."""
    coded = [field.name for field in schema if field.type == _CODED]
    return pq.ParquetWriter(
        path, schema, compression="zstd", use_dictionary=coded, dictionary_pagesize_limit=DICTIONARY
    )


def write_parquet(path: Path, entries: Iterable[Entry]) -> None:
    """Write a log as Parquet, by case and in order, in the columns of a log."""
    write_tables(path, [parquet_piece(sorted(entries, key=lambda e: (e.case_id, *e.order)))])


def write_tables(path: Path, tables: Iterable[pa.Table]) -> None:
    """Write tables of whole cases as a Parquet log, in groups of about GROUP rows."""
    with writer(path) as file:
        waiting = [SCHEMA.empty_table()]
        for table in tables:
            waiting.append(table)
            if sum(map(len, waiting)) >= GROUP:
                _write_group(file, waiting)
                waiting = []
        if waiting:
            _write_group(file, waiting)


def _write_group(file: pq.ParquetWriter, tables: list[pa.Table]) -> None:
    table = pa.concat_tables(tables).unify_dictionaries().combine_chunks()
    file.write_table(table, row_group_size=max(len(table), 1))


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
