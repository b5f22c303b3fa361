"""A made-up caseload as a file, part by part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from answerable.events.codecs.parquet_log import writer

Part = Callable[[pa.Table], None]


@contextmanager
def as_parquet(path: Path, schema: pa.Schema) -> Iterator[Part]:
    """Write parts as the row groups of a Parquet log."""
    with writer(path, schema) as file:
        yield lambda table: file.write_table(
            table.replace_schema_metadata(schema.metadata), row_group_size=max(len(table), 1)
        )


@contextmanager
def as_csv(path: Path, schema: pa.Schema) -> Iterator[Part]:
    """Write parts as the lines of a CSV log; that it is made up stands in the names of its cases,
    for a CSV has nowhere else to say so."""
    plain = pa.schema([(name, pa.string()) for name in schema.names])
    with pyarrow.csv.CSVWriter(path, plain) as file:
        yield lambda table: file.write_table(_as_text(table, plain))


def _as_text(table: pa.Table, plain: pa.Schema) -> pa.Table:
    columns = {}
    for name, column in zip(table.column_names, table.columns, strict=True):
        if pa.types.is_timestamp(column.type):
            # Whole seconds, for nothing made up is more exact.
            seconds = column.cast(pa.timestamp("s", tz="UTC"), safe=False)
            columns[name] = pc.strftime(seconds, format="%Y-%m-%dT%H:%M:%SZ")
        else:
            columns[name] = column.cast(pa.string())
    return pa.table(columns, schema=plain)
