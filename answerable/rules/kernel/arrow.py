"""Obligations as Arrow: to be written as Parquet, or worked out inside another engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.codecs.parquet_columns import ArrowLog, in_one_piece, wanted
from answerable.events.columns import corrected
from answerable.rules.kernel.bulk import Part, catalogue_program, evaluate_log
from answerable.rules.kernel.program import Program
from answerable.rules.kernel.rows import STATUSES
from answerable.rules.kernel.tables import NEVER, OWNERS

_INSTANT = pa.timestamp("us", tz="UTC")
_CODED = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema(
    [
        ("case_id", _CODED), ("duty", _CODED), ("subject", _CODED), ("owner", _CODED),
        ("started_at", _INSTANT), ("due_at", _INSTANT), ("closed_at", _INSTANT),
        ("status", _CODED), ("days_late", pa.float64()),
    ]
)  # fmt: skip


def obligations_table(part: Part) -> pa.Table:
    """The obligations of a part as a table; an owner of two is written `police; cps`."""
    rows = part.rows
    columns = {
        "case_id": _named(rows.case, part.cases),
        "duty": _named(rows.duty, [duty.id for duty in part.program.duties]),
        "subject": _named(rows.subject, part.subjects),
        "owner": _named(rows.owner, ["; ".join(owner) for owner in OWNERS]),
        "started_at": pa.array(rows.started).cast(_INSTANT),
        "due_at": _instants(rows.due),
        "closed_at": _instants(rows.closed),
        "status": _named(rows.status, STATUSES),
        "days_late": pa.array(part.days_late()),
    }
    return pa.table(columns, schema=SCHEMA)


CODED = tuple(field.name for field in SCHEMA if field.type == _CODED)


def write_obligations(part: Part, path: Path) -> None:
    """The obligations of a part as a Parquet file."""
    # A dictionary of instants or of days late would only be given up half-way; and whoever looks
    # for rows by a range looks by these.
    pq.write_table(
        obligations_table(part), path, use_dictionary=list(CODED), compression="lz4",
        write_statistics=["case_id", "due_at"],
    )  # fmt: skip


def _named(
    codes: NDArray[np.int64] | NDArray[np.int32] | NDArray[np.int16] | NDArray[np.int8],
    names: Iterable[str],
) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), pa.array([*names]))


def _instants(values: NDArray[np.int64]) -> pa.Array:
    return pa.array(values, mask=values == NEVER).cast(_INSTANT)


def evaluate_batches(
    batches: Iterable[pa.RecordBatch], as_of: datetime, program: Program | None = None
) -> Iterator[pa.RecordBatch]:
    """The obligations of whole cases that come as record batches in the columns of a log: what an
    engine that splits a log by case runs on each of its parts (`mapInArrow` of Spark).

    ValueError where a row cannot be read, for here nobody would be told.
    """
    program = program or catalogue_program()
    found = list(batches)
    if not found:
        return
    table = in_one_piece(pa.Table.from_batches(found))
    asked = {*program.bits, *program.fields}
    log = ArrowLog(Path("batches"), EVENT_TYPES, asked, wanted(table.column_names))
    columns = corrected(log.part(table))
    if log.account.problems:
        raise ValueError(str(log.account.problems[0]))
    for part in evaluate_log(columns, as_of, program):
        yield from obligations_table(part).to_batches()
