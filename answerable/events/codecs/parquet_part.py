"""One part of a Parquet log on its way from Arrow to columns, every row accounted for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple, Protocol, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from answerable.events.columns import (
    AGENCY_CODES,
    NO_CODES,
    NO_ROWS,
    Columns,
    microseconds,
)
from answerable.events.datas import ShapedDatas, Shaper
from answerable.events.model import EventType
from answerable.events.problems import Problem, ReadError
from answerable.events.standing import count_pairs, stands_in_order
from answerable.events.times import parse_instant

Code = TypeVar("Code", np.int16, np.int32)


@dataclass
class Account:
    """What became of the rows of a log: every one is either read or put aside."""

    rows: int = 0
    put_aside: int = 0
    not_recorded: int = 0
    problems: list[Problem] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock, repr=False, compare=False)

    @property
    def read(self) -> int:
        """Rows that were read."""
        return self.rows - self.put_aside


class Reader(Protocol):
    """What a part needs of the log that it belongs to."""

    path: Path
    types: Mapping[str, EventType]
    account: Account
    shaper: Shaper

    def check(self, event: str, code: int, datas: ShapedDatas) -> tuple[str, str, int]:
        """The column at fault and why, and how many required fields are not recorded."""


class Lacking(NamedTuple):
    """An event type with a shape of data that lacks required fields: how many rows, and fields."""

    event: int
    shape: int
    rows: int
    missing: int


class Part:
    """One part of a file on its way from Arrow to columns."""

    def __init__(self, log: Reader, chunk: Mapping[str, Any], rows: int, rows_before: int) -> None:
        self.log = log
        self.rows_before = rows_before
        self.chunk = chunk
        self.rows = rows
        self.good = np.ones(rows, dtype=np.bool_)
        self.names, self.starts = self._cases()

    def columns(self) -> Columns:
        events, event = self._coded("event", np.int16)
        self._know_events(events, event)
        occurred = self._instants("occurred_at")
        recorded = self._instants("recorded_at") if "recorded_at" in self.chunk else NO_ROWS
        agency = self._agencies()
        subjects, subject = self._coded("subject", np.int32)
        actors, actor = self._actors()
        datas, data = self._datas()
        lacking = self._check_data(events, event, datas, data)
        seq = self._seq()
        if self._is_plain(occurred, seq):
            pick: Any = slice(None)
            names, first = self.names, np.append(self.starts, self.rows)
        else:
            names, pick = self.by_name, self._drop_twins(self._order(occurred, seq), seq)
            counts = np.bincount(self.run[pick], minlength=len(names))
            first = np.concatenate([[0], np.cumsum(counts)])
        self._count_not_recorded(lacking, event, datas.shape, data)
        return Columns(
            cases=names, first=first.astype(np.int64), seq=seq[pick], event=event[pick],
            occurred=occurred[pick], recorded=recorded[pick] if len(recorded) else recorded,
            agency=agency[pick], subject=subject[pick], data=data[pick],
            actor=actor[pick] if len(actor) else actor, events=events, subjects=subjects,
            datas=datas, actors=actors,
        )  # fmt: skip

    def _is_plain(self, occurred: NDArray[np.int64], seq: NDArray[np.int32]) -> bool:
        """Whether every row is good and stands where it should, as a log that we wrote has it."""
        in_order = all(a < b for a, b in pairwise(self.names))
        return in_order and bool(self.good.all()) and stands_in_order(self.starts, occurred, seq)

    @cached_property
    def by_name(self) -> list[str]:
        """The cases in order of their names."""
        return sorted(set(self.names))

    @cached_property
    def run(self) -> NDArray[np.int64]:
        """The case of each row, as an index into `by_name`."""
        number = {name: i for i, name in enumerate(self.by_name)}
        of_run = np.array([number[name] for name in self.names], dtype=np.int64)
        return np.repeat(of_run, np.diff(np.append(self.starts, self.rows)))

    def put_aside(self, rows: NDArray[np.int64], column: str, reason: str) -> None:
        """Put rows aside, each counted once and with the first reason found."""
        fresh = rows[self.good[rows]]
        self.good[fresh] = False
        account = self.log.account
        path = str(self.log.path)
        found = [Problem(path, self.rows_before + int(row) + 1, column, reason) for row in fresh]
        with account.lock:
            account.put_aside += len(fresh)
            account.problems += found

    def _cases(self) -> tuple[list[str], NDArray[np.int64]]:
        cases = self.chunk["case_id"]
        self._no_nulls(cases, "case_id", "is missing")
        names, starts = runs_of(cases)
        ends = np.append(starts[1:], self.rows)
        for number in [i for i, name in enumerate(names) if not name]:
            self.put_aside(np.arange(starts[number], ends[number]), "case_id", "is missing")
        return names, starts

    def _no_nulls(self, column: Any, name: str, reason: str) -> None:
        if column.null_count:
            self.put_aside(np.flatnonzero(column.is_null().to_numpy(False)), name, reason)

    def _coded(self, name: str, kind: type[Code]) -> tuple[list[str], NDArray[Code]]:
        """A column's values and codes; code 0 is the empty text."""
        if name not in self.chunk:
            return [""], np.zeros(self.rows, dtype=kind)
        column: Any = self.chunk[name]
        values = ["", *(value or "" for value in column.dictionary.to_pylist())]
        if len(values) > np.iinfo(kind).max:
            raise ReadError(f"{self.log.path}: {len(values) - 1:,} different values of {name}")
        number = np.array([i if value else 0 for i, value in enumerate(values)], dtype=kind)
        return values, np.append(number[1:], number[:1])[_indices(column)]

    def _actors(self) -> tuple[Sequence[str], NDArray[np.int32]]:
        """Who recorded each row, where that was asked for: no rule reads it."""
        return self._coded("actor", np.int32) if "actor" in self.chunk else (("",), NO_CODES)

    def _know_events(self, events: list[str], event: NDArray[np.int16]) -> None:
        for code, name in enumerate(events):
            if name not in self.log.types:
                reason = f"{name!r} is no event type of the catalogue" if name else "is missing"
                self.put_aside(np.flatnonzero(event == code), "event", reason)
                events[code] = next(iter(self.log.types))

    def _instants(self, name: str) -> NDArray[np.int64]:
        column = self.chunk[name]
        self._no_nulls(column, name, "is missing")
        if pa.types.is_timestamp(column.type):
            if column.type.tz is None:
                self.put_aside(np.arange(self.rows), name, "is a time without an offset")
            instants = column.cast(pa.timestamp("us", tz="UTC")).cast(pa.int64())
            plain: NDArray[np.int64] = instants.fill_null(0).to_numpy(False)
            return plain
        return self._written_instants(column, name)

    def _written_instants(self, column: Any, name: str) -> NDArray[np.int64]:
        coded = column.dictionary_encode() if not pa.types.is_dictionary(column.type) else column
        codes = coded.indices.fill_null(0).to_numpy(False)
        instants = np.zeros(max(len(coded.dictionary), 1), dtype=np.int64)
        for code, text in enumerate(coded.dictionary.cast(pa.string()).to_pylist()):
            try:
                instants[code] = microseconds(parse_instant(text))
            except ValueError as error:
                self.put_aside(np.flatnonzero(codes == code), name, str(error))
        found: NDArray[np.int64] = instants[codes]
        return found

    def _agencies(self) -> NDArray[np.int8]:
        if "agency" not in self.chunk:
            return np.zeros(self.rows, dtype=np.int8)
        agencies = self.chunk["agency"]
        names, codes = [*agencies.dictionary.to_pylist(), ""], _indices(agencies)
        known = np.array([AGENCY_CODES.get(name or "", -1) for name in names], dtype=np.int8)
        for code in np.flatnonzero(known < 0):
            rows = np.flatnonzero(codes == code)
            self.put_aside(rows, "agency", f"{names[code]!r} is no agency")
        found: NDArray[np.int8] = np.maximum(known, 0)[codes]
        return found

    def _datas(self) -> tuple[ShapedDatas, NDArray[np.int32]]:
        if "data" not in self.chunk:
            return self.log.shaper.shape(pa.array([""])), np.zeros(self.rows, dtype=np.int32)
        coded = self.chunk["data"]
        texts = coded.dictionary.cast(pa.string())
        if coded.null_count:
            texts = pa.concat_arrays([texts, pa.array([""])])
        return self.log.shaper.shape(texts), _indices(coded)

    def _check_data(
        self,
        events: Sequence[str],
        event: NDArray[np.int16],
        datas: ShapedDatas,
        data: NDArray[np.int32],
    ) -> list[Lacking]:
        """Check each event type with each shape of data once; which of them lack fields."""
        counts = count_pairs(event, data, datas.shape, len(datas.shapes))
        lacking = []
        for kind, shape in np.argwhere(counts).tolist():
            at_fault, reason, missing = self.log.check(events[kind], shape, datas)
            if reason:
                rows = np.flatnonzero((event == kind) & (datas.shape[data] == shape))
                self.put_aside(rows, at_fault, reason)
            elif missing:
                lacking.append(Lacking(kind, shape, int(counts[kind, shape]), missing))
        return lacking

    def _count_not_recorded(
        self,
        lacking: list[Lacking],
        event: NDArray[np.int16],
        shape: NDArray[np.int32],
        data: NDArray[np.int32],
    ) -> None:
        """Count the required fields that rows lack, of the rows that were read."""
        total = sum(one.missing * one.rows for one in lacking)
        bad = np.flatnonzero(~self.good)
        for kind, of in zip(event[bad].tolist(), shape[data[bad]].tolist(), strict=True):
            total -= sum(one.missing for one in lacking if (one.event, one.shape) == (kind, of))
        with self.log.account.lock:
            self.log.account.not_recorded += total

    def _seq(self) -> NDArray[np.int32]:
        if "seq" not in self.chunk:
            by_case = np.argsort(self.run, kind="stable")
            starts = np.concatenate([[0], np.cumsum(np.bincount(self.run))])[:-1]
            seq = np.empty(self.rows, dtype=np.int32)
            seq[by_case] = np.arange(self.rows) - starts[self.run[by_case]] + 1
            return seq
        column = self.chunk["seq"]
        self._no_nulls(column, "seq", "is missing")
        if not pa.types.is_integer(column.type):
            self.put_aside(np.arange(self.rows), "seq", "is not a whole number")
            return np.zeros(self.rows, dtype=np.int32)
        seq = pc.fill_null(column, 0).to_numpy(False)
        wrong = np.flatnonzero((seq < 1) | (seq > np.iinfo(np.int32).max))
        self.put_aside(wrong, "seq", "is not a whole number from 1")
        numbers: NDArray[np.int32] = seq.astype(np.int32)
        return numbers

    def _order(self, occurred: NDArray[np.int64], seq: NDArray[np.int32]) -> NDArray[np.int64]:
        """The good rows by case, then when they happened, then when they were recorded."""
        rows = np.flatnonzero(self.good)
        found: NDArray[np.int64] = rows[np.lexsort((seq[rows], occurred[rows], self.run[rows]))]
        return found

    def _drop_twins(self, order: NDArray[np.int64], seq: NDArray[np.int32]) -> NDArray[np.int64]:
        """Put aside each row whose number another row of its case, earlier in the file, has."""
        if "seq" not in self.chunk:
            return order
        run, rows = self.run, np.sort(order)
        by_seq = rows[np.lexsort((rows, seq[rows], run[rows]))]
        a, b = by_seq[:-1], by_seq[1:]
        twins = b[(run[a] == run[b]) & (seq[a] == seq[b])]
        if not len(twins):
            return order
        self.put_aside(twins, "seq", "another row of the case has this number")
        return order[self.good[order]]


def _indices(column: Any) -> Any:
    """The codes of a column; of a null, the code after the last."""
    if not column.null_count:
        return column.indices.to_numpy(False)
    return column.indices.fill_null(len(column.dictionary)).to_numpy(False)


def runs_of(cases: Any) -> tuple[list[str], NDArray[np.int64]]:
    """The names of the cases in the order in which their rows lie, and where each run begins."""
    if not pa.types.is_dictionary(cases.type):
        cases = cases.dictionary_encode()
    if not len(cases):
        return [], np.zeros(0, dtype=np.int64)
    codes = cases.indices.fill_null(-1).to_numpy(False)
    starts = np.concatenate([[0], np.flatnonzero(codes[1:] != codes[:-1]) + 1])
    names = ["", *(name or "" for name in cases.dictionary.to_pylist())]
    return [names[code + 1] for code in codes[starts].tolist()], starts
