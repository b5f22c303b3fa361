"""One part of a Parquet log on its way from Arrow to columns, every row accounted for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from answerable.events.columns import AGENCY_CODES, Columns, microseconds
from answerable.events.datas import ShapedDatas, Shaper
from answerable.events.model import EventType
from answerable.events.problems import Problem
from answerable.events.times import parse_instant


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


class Part:
    """One part of a file on its way from Arrow to columns."""

    def __init__(self, log: Reader, chunk: Mapping[str, Any], rows: int, rows_before: int) -> None:
        self.log = log
        self.rows_before = rows_before
        self.chunk = chunk
        self.rows = rows
        self.good = np.ones(rows, dtype=np.bool_)
        self.pair = np.empty(0, np.int64)  # event type and shape of data of each row, as one
        self.lacking: list[tuple[int, int]] = []  # such a pair, and the fields that it lacks

    def columns(self) -> Columns:
        names, run = self._cases()
        events, event = self._coded("event")
        self._know_events(events, event)
        occurred = self._instants("occurred_at")
        recorded = (
            self._instants("recorded_at") if "recorded_at" in self.chunk else np.empty(0, np.int64)
        )
        agency = self._agencies()
        subjects, subject = self._coded("subject")
        actors, actor = self._actors()
        datas, data = self._datas()
        self._check_data(events, event, datas, data)
        seq = self._seq(run)
        order = self._order(run, occurred, seq)
        order = self._drop_twins(order, run, seq)
        self._count_not_recorded()
        counts = np.bincount(run[order], minlength=len(names))
        first = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        whole = len(order) == self.rows and bool((order[:-1] < order[1:]).all())
        pick: Any = slice(None) if whole else order
        return Columns(
            cases=names, first=first, seq=seq[pick], event=event[pick].astype(np.int16),
            occurred=occurred[pick], recorded=recorded[pick] if len(recorded) else recorded,
            agency=agency[pick], subject=subject[pick], data=data[pick],
            actor=actor[pick] if len(actor) else actor, events=events, subjects=subjects,
            datas=datas, actors=actors,
        )  # fmt: skip

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
        run = np.zeros(self.rows, dtype=np.int64)
        run[starts[1:]] = 1
        run = np.cumsum(run)
        by_name = sorted(set(names))
        if by_name != names:
            number = {name: i for i, name in enumerate(by_name)}
            run = np.array([number[name] for name in names], dtype=np.int64)[run]
        if "" in by_name:
            self.put_aside(np.flatnonzero(run == by_name.index("")), "case_id", "is missing")
        return by_name, run

    def _no_nulls(self, column: Any, name: str, reason: str) -> None:
        if column.null_count:
            self.put_aside(np.flatnonzero(column.is_null().to_numpy(False)), name, reason)

    def _coded(self, name: str) -> tuple[list[str], NDArray[np.int32]]:
        """A column's values and codes; code 0 is the empty text."""
        if name not in self.chunk:
            return [""], np.zeros(self.rows, dtype=np.int32)
        column = self.chunk[name]
        values = ["", *(value or "" for value in column.dictionary.to_pylist())]
        number = np.arange(len(values), dtype=np.int32)
        number[[code for code, value in enumerate(values) if not value]] = 0
        codes = column.indices.fill_null(-1).to_numpy(False) + 1
        return values, number[codes]

    def _actors(self) -> tuple[Sequence[str], NDArray[np.int32]]:
        """Who recorded each row, where that was asked for: no rule reads it."""
        return self._coded("actor") if "actor" in self.chunk else (("",), np.empty(0, np.int32))

    def _know_events(self, events: list[str], event: NDArray[np.int32]) -> None:
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
        names, codes = self._coded("agency")
        known = np.array([AGENCY_CODES.get(name, -1) for name in names], dtype=np.int8)
        for code in np.flatnonzero(known < 0):
            rows = np.flatnonzero(codes == code)
            self.put_aside(rows, "agency", f"{names[code]!r} is no agency")
        return np.maximum(known, 0)[codes]

    def _datas(self) -> tuple[ShapedDatas, NDArray[np.int32]]:
        if "data" not in self.chunk:
            return self.log.shaper.shape(pa.array([""])), np.zeros(self.rows, dtype=np.int32)
        column = self.chunk["data"]
        texts = pa.concat_arrays([pa.array([""]), column.dictionary.cast(pa.string())])
        codes = column.indices.fill_null(-1).to_numpy(False).astype(np.int32) + np.int32(1)
        return self.log.shaper.shape(texts), codes

    def _check_data(
        self,
        events: Sequence[str],
        event: NDArray[np.int32],
        datas: ShapedDatas,
        data: NDArray[np.int32],
    ) -> None:
        """Check each event type with each shape of data once."""
        width = len(datas.shapes)
        pair = event.astype(np.int64) * width + datas.shape[data]
        counts = np.bincount(pair if self.good.all() else pair[self.good])
        for one in np.flatnonzero(counts).tolist():
            column, reason, missing = self.log.check(events[one // width], one % width, datas)
            if reason:
                self.put_aside(np.flatnonzero(pair == one), column, reason)
            elif missing:
                self.lacking.append((one, missing))
        self.pair = pair

    def _count_not_recorded(self) -> None:
        """Count the required fields that rows lack, of the rows that were read."""
        if self.lacking:
            counts = np.bincount(self.pair if self.good.all() else self.pair[self.good])
            lacking = sum(
                missing * int(counts[one]) for one, missing in self.lacking if one < len(counts)
            )
            with self.log.account.lock:
                self.log.account.not_recorded += lacking

    def _seq(self, run: NDArray[np.int64]) -> NDArray[np.int32]:
        if "seq" not in self.chunk:
            by_case = np.argsort(run, kind="stable")
            starts = np.concatenate([[0], np.cumsum(np.bincount(run))])[:-1]
            seq = np.empty(self.rows, dtype=np.int32)
            seq[by_case] = np.arange(self.rows) - starts[run[by_case]] + 1
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

    def _order(
        self, run: NDArray[np.int64], occurred: NDArray[np.int64], seq: NDArray[np.int32]
    ) -> NDArray[np.int64]:
        """The good rows by case, then when they happened, then when they were recorded."""
        rows = np.flatnonzero(self.good)
        if len(rows) == self.rows and _rising(run, occurred, seq):
            return rows
        a, b = rows[:-1], rows[1:]
        later = (occurred[a] < occurred[b]) | ((occurred[a] == occurred[b]) & (seq[a] <= seq[b]))
        in_order = (run[a] < run[b]) | ((run[a] == run[b]) & later)
        if in_order.all():
            return rows
        found: NDArray[np.int64] = rows[np.lexsort((seq[rows], occurred[rows], run[rows]))]
        return found

    def _drop_twins(
        self, order: NDArray[np.int64], run: NDArray[np.int64], seq: NDArray[np.int32]
    ) -> NDArray[np.int64]:
        """Put aside each row whose number another row of its case, earlier in the file, has."""
        if "seq" not in self.chunk:
            return order
        sizes = np.bincount(run[order])
        offset = np.concatenate([[0], np.cumsum(sizes)])[run[order]]
        number = seq[order].astype(np.int64) - 1
        if (number < sizes[run[order]]).all():
            # Numbers of a case that are all among its first ones: each place is taken once.
            taken = np.zeros(len(order), dtype=np.bool_)
            taken[offset + number] = True
            if taken.all():
                return order
        rows = np.sort(order)
        by_seq = rows[np.lexsort((rows, seq[rows], run[rows]))]
        a, b = by_seq[:-1], by_seq[1:]
        twins = b[(run[a] == run[b]) & (seq[a] == seq[b])]
        if not len(twins):
            return order
        self.put_aside(twins, "seq", "another row of the case has this number")
        return order[self.good[order]]


def _rising(run: NDArray[np.int64], occurred: NDArray[np.int64], seq: NDArray[np.int32]) -> bool:
    """Whether rows already stand by case, then when they happened, then their number."""
    same = run[:-1] == run[1:]
    later = occurred[:-1] < occurred[1:]
    tied = (occurred[:-1] == occurred[1:]) & (seq[:-1] <= seq[1:])
    return bool(((run[:-1] < run[1:]) | (same & (later | tied))).all())


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
