"""A Parquet log in parts, where its cases lie in order; and one case of it, read alone.

A part is read by columns. Where that would put a row aside, or could differ from what is read row
by row, the part is read row by row: what is said of a log is the same whatever the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.codecs.parquet_file import (
    batches,
    broken,
    opened,
    statistics_of,
    unused,
)
from answerable.events.codecs.parquet_log import take_rows
from answerable.events.entry import COLUMNS
from answerable.events.rows import Reading, Rows

if TYPE_CHECKING:
    from answerable.events.codecs.parquet_columns import ArrowLog
    from answerable.events.codecs.parquet_part import Account
    from answerable.events.columns import Columns


@dataclass(frozen=True)
class ParquetPart:
    """Some rows of a Parquet log, of whole cases, with the number of rows before them."""

    path: Path
    table: pa.Table
    rows_before: int
    share: float
    any_event: bool = False

    def read(self) -> Reading:
        """The part as a log of its own."""
        found = None if self.any_event else self._by_columns()
        return found or self._by_rows()

    def _by_columns(self) -> Reading | None:
        """The part by columns, where every row can be read like that."""
        # Loaded here, for this brings the compiler, which nothing else in this module needs.
        from answerable.events.codecs.parquet_columns import in_one_piece  # noqa: PLC0415
        from answerable.events.codecs.parquet_part import Account  # noqa: PLC0415

        log = _log(self.path, tuple(self.table.column_names))
        account = log.account = Account()
        try:
            columns = log.part(in_one_piece(self.table), self.rows_before)
        except pa.ArrowException as error:
            raise broken(self.path, error) from None
        if account.put_aside:
            return None
        return Reading(dict(columns.entries(EVENT_TYPES)), [], account.rows, account.not_recorded)

    def _by_rows(self) -> Reading:
        rows = Rows(None if self.any_event else EVENT_TYPES)
        try:
            take_rows(self.path, self.table.to_batches(), self.rows_before, rows)
        except pa.ArrowException as error:
            raise broken(self.path, error) from None
        return rows.reading()


@lru_cache(maxsize=4)
def _log(path: Path, names: tuple[str, ...]) -> ArrowLog:
    """What a process knows of a log from the parts that it has met: its shapes of data."""
    from answerable.events.codecs.parquet_columns import ArrowLog  # noqa: PLC0415  as above

    return ArrowLog(path, EVENT_TYPES, (), list(names), recorded=True)


def bounds(path: Path) -> tuple[str, str] | None:
    """The first and the last case of a log whose cases lie in order; None where they do not.

    A row without a case counts as one of the case before it: it will be put aside.
    """
    file = opened(path)
    first = last = ""
    for batch in _batches(path, file, 1 << 20, ["case_id"]):
        runs = pc.run_end_encode(_as_text(_one(batch, "case_id"))).values.to_pylist()
        names = [name for name, _ in groupby(filter(None, runs))]
        if (names and names[0] < last) or any(a > b for a, b in pairwise(names)):
            return None
        first, last = first or (names[0] if names else ""), names[-1] if names else last
    return first, last


def parts_of(
    path: Path, notes: list[str], most: int, *, any_event: bool = False
) -> Iterator[ParquetPart]:
    """The parts of a log whose cases lie in order, of about `most` rows each; with `any_event`,
    of a log from elsewhere."""
    file = opened(path)
    notes += unused(path, file)
    total, before = max(file.metadata.num_rows, 1), 0
    carried = None
    for batch in _batches(path, file, most):
        table = _plain(batch)
        if carried is not None:
            table = pa.concat_tables([carried, table]).combine_chunks()
        cut = _last_case(_one(table, "case_id"))
        if cut:
            share = (before + cut) / total
            yield ParquetPart(path, table.slice(0, cut), before, share, any_event)
        before += cut
        carried = table.slice(cut)
    if carried is not None:
        yield ParquetPart(path, carried.combine_chunks(), before, 1.0, any_event)


def whole(path: Path, asked: Iterable[str] = ()) -> tuple[Columns, Account]:
    """A log in columns, in whatever order its rows lie, and what became of them. `asked` are the
    fields that the shapes of the data have to hold, for what looks at no text."""
    from answerable.events.codecs.parquet_columns import ParquetLog  # noqa: PLC0415  as above

    log = ParquetLog(path, EVENT_TYPES, asked, recorded=True)
    log.columns = [name for name in COLUMNS if name in log.file.schema_arrow.names]
    try:
        columns = log.in_one_part()
    except pa.ArrowException as error:
        raise broken(path, error) from None
    return columns, log.account


def read_case(path: Path, case_id: str, into: Rows) -> None:
    """Read the rows of one case of a log alone, wherever they lie."""
    file, before = opened(path), 0
    for group in range(file.metadata.num_row_groups):
        found = file.metadata.row_group(group)
        may_hold = _may_hold(statistics_of(found, "case_id"), case_id)
        if may_hold and _holds(path, file, group, case_id):
            start = before
            for batch in _batches(path, file, 1 << 17, groups=[group]):
                mine = pc.equal(_as_text(_one(batch, "case_id")), case_id).fill_null(False)
                for row in pc.indices_nonzero(mine).to_pylist():
                    take_rows(path, batch.slice(row, 1).to_batches(), start + row, into)
                start += len(batch)
        before += found.num_rows


def _may_hold(statistics: Any, case_id: str) -> bool:
    """Whether a group of rows may hold a case, by the least and the greatest case in it."""
    if statistics is None or not statistics.has_min_max or not isinstance(statistics.min, str):
        return True
    return bool(statistics.min <= case_id <= statistics.max)


def _holds(path: Path, file: pq.ParquetFile, group: int, case_id: str) -> bool:
    batches = _batches(path, file, 1 << 20, ["case_id"], [group])
    return any(
        pc.any(pc.equal(_as_text(_one(batch, "case_id")), case_id)).as_py() for batch in batches
    )


def _batches(
    path: Path,
    file: pq.ParquetFile,
    rows: int,
    columns: list[str] | None = None,
    groups: list[int] | None = None,
) -> Iterator[pa.Table]:
    names = columns or [name for name in COLUMNS if name in file.schema_arrow.names]
    for batch in batches(path, file, names, rows, groups):
        yield pa.Table.from_batches([batch])


def _plain(table: pa.Table) -> pa.Table:
    """A table without dictionaries, which would go with every part that is cut from it."""
    return pa.table(
        {
            name: column.cast(column.type.value_type)
            if pa.types.is_dictionary(column.type)
            else column
            for name, column in zip(table.column_names, table.columns, strict=True)
        }
    )


def _one(table: pa.Table, name: str) -> Any:
    """A column as one array."""
    column = table.column(name)
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def _as_text(column: Any) -> Any:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    return column.cast(pa.string())


def _last_case(cases: Any) -> int:
    """Where the last case of a table begins."""
    known = pc.fill_null_forward(pc.if_else(pc.equal(cases, ""), None, cases))
    return (
        max(int(pc.index(known, known[-1]).as_py()), 0) if len(known) and known[-1].is_valid else 0
    )
