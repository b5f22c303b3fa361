"""A Parquet log read into columns, in parts by case, with bounded memory and nothing dropped.

A file whose rows lie together by case, the cases in order, is read part by part; any other is
read whole and put in order first.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from answerable.events.codecs.parquet_file import batches, opened, statistics_of, unused
from answerable.events.codecs.parquet_part import Account, Part, are_in_order, runs_of
from answerable.events.codecs.parquet_values import are_sound
from answerable.events.columns import Columns
from answerable.events.datas import ShapedDatas, Shaper
from answerable.events.datatext import parse_data
from answerable.events.model import EventType
from answerable.events.validate import check_data

CODED = ("case_id", "event", "actor", "agency", "subject", "data")
# All but `actor`, which no rule reads and which may say anything.
WANTED = (
    "case_id", "seq", "event", "occurred_at", "recorded_at", "agency", "subject", "data",
)  # fmt: skip
BATCH = 1 << 21  # rows, at most, that are read at once
GATHERED = 1 << 17  # rows, at most, of small groups that are read together


class ArrowLog:
    """A log that comes as tables of Arrow; `account` says what became of every row."""

    def __init__(
        self,
        path: Path,
        types: Mapping[str, EventType],
        asked: Iterable[str],
        names: list[str],
        *,
        recorded: bool = False,
    ) -> None:
        """`asked` are the fields that a rule reads, `names` the columns to be read. `recorded`
        keeps `recorded_at`, which evaluation alone has no use for."""
        self.path = path
        self.types = types
        self.account = Account()
        self.shaper = Shaper(types.values(), asked)
        self.columns = names
        self.recorded = recorded

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
        shape = datas.shapes[code]
        found = shape.checked.get(event)
        if found is None:
            found = shape.checked[event] = self._check(event, shape.data, shape.reason)
        return found

    def check_text(self, event: str, text: str) -> tuple[str, str, int]:
        """The same of one text of JSON."""
        return self._check(event, *parse_data(text))

    def _check(
        self, event: str, data: Mapping[str, Any] | None, reason: str
    ) -> tuple[str, str, int]:
        if data is None:
            return "data", reason, 0
        _, problems, missing, _ = check_data(self.types[event], data)
        column, wrong = problems[0] if problems else ("", "")
        return column, wrong, missing


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
        self.file = opened(path, CODED)
        names = wanted(self.file.schema_arrow.names)
        if not recorded and "recorded_at" in names and self._recorded_is_sound():
            names.remove("recorded_at")
        super().__init__(path, types, asked, names, recorded=recorded)
        self.account.notes += unused(path, self.file)

    def _recorded_is_sound(self) -> bool:
        """Whether no row can be put aside for its `recorded_at`, which then need not be read."""
        metadata = self.file.metadata
        groups = (metadata.row_group(number) for number in range(metadata.num_row_groups))
        return all(are_sound(statistics_of(group, "recorded_at")) for group in groups)

    def parts(self) -> Iterator[Columns]:
        """The log in parts, each with whole cases in order."""
        for rows_before, table in self.tables():
            yield self.part(table, rows_before)

    def in_one_part(self) -> Columns:
        """The whole of a log that has rows, in whatever order they lie."""
        return self.part(next(self._whole()))

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
        """The file by its groups of rows, each of which has dictionaries of its own, that are so
        read once: small groups together, and one that is too long in pieces."""
        for groups, rows in self.groups():
            size = math.ceil(rows / math.ceil(rows / BATCH))
            pieces = batches(self.path, self.file, self.columns, size, groups)
            if len(groups) == 1:
                yield from (pa.Table.from_batches([piece]) for piece in pieces)
            else:
                yield pa.concat_tables([pa.Table.from_batches([piece]) for piece in pieces])

    def groups(self) -> Iterator[tuple[list[int], int]]:
        """The numbers of the groups that are read together, and how many rows they have."""
        groups: list[int] = []
        gathered = 0
        for number in range(self.file.metadata.num_row_groups):
            rows = self.file.metadata.row_group(number).num_rows
            if groups and gathered + rows > GATHERED:
                yield groups, gathered
                groups, gathered = [], 0
            if rows:
                groups.append(number)
                gathered += rows
        if groups:
            yield groups, gathered

    def _is_in_order(self) -> bool:
        """Whether the rows of each case lie together and the cases are in order of their names."""
        last = ""
        for batch in batches(self.path, self.file, ["case_id"], BATCH):
            cases = batch.column(0)
            if cases.null_count:
                return False
            names, _ = runs_of(cases)
            if not are_in_order(names):
                return False
            if names and names[0] < last:
                return False
            last = names[-1] if names else last
        return True

    def _whole(self) -> Iterator[pa.Table]:
        table = in_one_piece(pa.concat_tables(list(self._batches())))
        if len(table):
            yield table


def wanted(names: list[str]) -> list[str]:
    """The columns to be read, of those that there are."""
    return [name for name in WANTED if name in names]


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
