"""A Parquet log read into columns, in parts by case, with bounded memory and nothing dropped.

A file whose rows lie together by case, the cases in order, is read part by part; any other is
read whole and put in order first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from answerable.events.codecs.parquet_part import Account, Part, runs_of
from answerable.events.columns import Columns
from answerable.events.datas import ShapedDatas, Shaper
from answerable.events.model import EventType
from answerable.events.problems import ReadError
from answerable.events.validate import check_data

CODED = ("case_id", "event", "actor", "agency", "subject", "data")
NEEDED = ("case_id", "event", "occurred_at")
WANTED = ("case_id", "seq", "event", "occurred_at", "agency", "subject", "data")
BATCH = 1 << 20  # rows
NO_CASES: Sequence[str] = ()


class ArrowLog:
    """A log that comes as tables of Arrow; `account` says what became of every row."""

    def __init__(
        self, path: Path, types: Mapping[str, EventType], asked: Iterable[str], names: list[str]
    ) -> None:
        """`asked` are the fields that a rule reads, `names` the columns to be read."""
        self.path = path
        self.types = types
        self.account = Account()
        self.shaper = Shaper(types.values(), asked)
        self.checked: dict[tuple[str, int], tuple[str, str, int]] = {}
        self.columns = names

    def part(self, table: pa.Table, rows_before: int = 0) -> Columns:
        """The columns of whole cases, whatever the order of their rows. Several threads may each
        make a part; `rows_before` says how many rows of the log lie before it."""
        chunk = {name: table.column(name).chunk(0) for name in self.columns}
        columns = Part(self, chunk, len(table), rows_before).columns()
        with self.account.lock:
            self.account.rows += len(table)
        return columns

    def check(self, event: str, code: int, datas: ShapedDatas) -> tuple[str, str, int]:
        """Whether data of a shape may belong to an event: the column and the reason why not, and
        how many required fields are not recorded."""
        found = self.checked.get((event, code))
        if found is None:
            shape = datas.shapes[code]
            if shape.data is None:
                found = ("data", shape.reason, 0)
            else:
                _, problems, missing, _ = check_data(self.types[event], shape.data)
                column, reason = problems[0] if problems else ("", "")
                found = (column, reason, missing)
            self.checked[event, code] = found
        return found


class ParquetLog(ArrowLog):
    """One Parquet file, read in parts; `account` is complete once they have all been taken."""

    def __init__(
        self,
        path: Path,
        types: Mapping[str, EventType],
        asked: Iterable[str],
        *,
        recorded: bool = False,
    ) -> None:
        """`recorded` asks for `recorded_at` too, which evaluation alone has no use for."""
        self.file = _open(path)
        super().__init__(path, types, asked, wanted(self.file.schema_arrow.names, recorded))

    def parts(self) -> Iterator[Columns]:
        """The log in parts, each with whole cases in order."""
        for rows_before, table in self.tables():
            yield self.part(table, rows_before)

    def tables(self) -> Iterator[tuple[int, pa.Table]]:
        """The tables that the parts are made of, each with the number of rows before it."""
        before = 0
        for table in self._cut():
            yield before, table
            before += len(table)

    def _cut(self) -> Iterator[pa.Table]:
        if not self._is_in_order():
            yield from self._whole()
            return
        carried: pa.Table | None = None
        for batch in self._batches():
            table = in_one_piece(batch)
            _, starts = runs_of(table.column("case_id").chunk(0))
            head = 0
            if carried is not None and _first_case(carried) == _first_case(table):
                # The case goes on here: its few rows are joined, and the rest is left as it is.
                head = int(starts[1]) if len(starts) > 1 else len(table)
                carried = _joined([carried, table.slice(0, head)])
            if head == len(table):
                continue
            if carried is not None:
                yield in_one_piece(carried)
            last = int(starts[-1])
            if last > head:
                yield table.slice(head, last - head)
            carried = _plain(table.slice(last))
        if carried is not None and len(carried):
            yield in_one_piece(carried)

    def _batches(self) -> Iterator[pa.Table]:
        try:
            for batch in self.file.iter_batches(BATCH, columns=self.columns):
                yield pa.Table.from_batches([batch])
        except (OSError, pa.ArrowException) as error:
            raise ReadError(f"{self.path}: the Parquet file is broken: {_line(error)}") from None

    def _is_in_order(self) -> bool:
        """Whether the rows of each case lie together and the cases are in order of their names."""
        last = ""
        for batch in self.file.iter_batches(BATCH, columns=["case_id"]):
            cases = batch.column(0)
            if cases.null_count:
                return False
            names, _ = runs_of(cases)
            if any(a >= b for a, b in pairwise(names)):
                return False
            if names and names[0] < last:
                return False
            last = names[-1] if names else last
        return True

    def _whole(self) -> Iterator[pa.Table]:
        table = in_one_piece(pa.concat_tables(list(self._batches())))
        if len(table):
            yield table


def wanted(names: list[str], recorded: bool) -> list[str]:
    """The columns to be read, of those that there are."""
    needed = (*WANTED, "recorded_at") if recorded else WANTED
    return [name for name in needed if name in names]


def _open(path: Path) -> pq.ParquetFile:
    try:
        file = pq.ParquetFile(path, read_dictionary=list(CODED))
    except (OSError, pa.ArrowException) as error:
        raise ReadError(f"{path}: not a readable Parquet file: {_line(error)}") from None
    names = file.schema_arrow.names
    for name in NEEDED:
        if name not in names:
            raise ReadError(f"{path}: the column {name} is missing")
    return file


def _line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def in_one_piece(table: pa.Table) -> pa.Table:
    """A table whose columns are each one array, coded where a log's are."""
    if all(column.num_chunks == 1 for column in table.columns):
        coded = [_coded(name, table.column(name).chunk(0)) for name in table.column_names]
        return pa.table(dict(zip(table.column_names, coded, strict=True)))
    whole = table.unify_dictionaries().combine_chunks()
    coded = [_coded(name, _one(whole.column(name))) for name in whole.column_names]
    return pa.table(dict(zip(whole.column_names, coded, strict=True)))


def _one(column: Any) -> Any:
    return column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)


def _coded(name: str, column: Any) -> Any:
    if name not in CODED or pa.types.is_dictionary(column.type):
        return column
    return column.dictionary_encode()


def _plain(table: pa.Table) -> pa.Table:
    """The few rows of a case without the dictionaries of the part that they were cut from."""
    return pa.table(
        {
            name: _one(column.cast(column.type.value_type))
            if pa.types.is_dictionary(column.type)
            else _one(column)
            for name, column in zip(table.column_names, table.columns, strict=True)
        }
    )


def _joined(tables: list[pa.Table]) -> pa.Table:
    """Tables one after the other, as one."""
    return in_one_piece(pa.concat_tables([_plain(table) for table in tables]))


def _first_case(table: pa.Table) -> Any:
    return table.column("case_id")[0].as_py()
