"""One part of a Parquet log on its way from Arrow to columns, every row accounted for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple, Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from answerable.events.codecs.parquet_values import (
    coded,
    every,
    filled,
    indices,
    instants,
    numbers,
    told,
    wrong_datas,
    wrong_texts,
)
from answerable.events.columns import AGENCY_CODES, NO_CODES, NO_ROWS, Columns
from answerable.events.datas import ShapedDatas, Shaper
from answerable.events.model import EventType
from answerable.events.problems import Problem
from answerable.events.rows import not_an_agency, not_an_event, taken_by
from answerable.events.standing import count_pairs, stands_in_order


@dataclass
class Account:
    """What became of the rows of a log: every one is either read or put aside."""

    rows: int = 0
    put_aside: int = 0
    not_recorded: int = 0
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
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
    recorded: bool

    def check(self, event: str, code: int, datas: ShapedDatas) -> tuple[str, str, int]:
        """The column at fault and why, and how many required fields are not recorded."""

    def check_text(self, event: str, text: str) -> tuple[str, str, int]:
        """The same of one text."""


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
        events, event = self._events()
        occurred = self._occurred()
        recorded = self._recorded(occurred)
        agency = self._agencies()
        subjects, subject = self._coded("subject")
        self.put_aside("subject", wrong_texts(subjects, subject))
        actors, actor = self._actors()
        seq = self._seq()
        datas, data = self._datas()
        lacking = self._check_data(events, event, datas, data)
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
        whole = are_in_order(self.names) and bool(self.good.all())
        return whole and stands_in_order(self.starts, occurred, seq)

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

    def put_aside(self, column: str, wrong: Iterable[tuple[int, str]]) -> None:
        """Put rows aside, each with its own reason, counted once and with the first found."""
        path, found = str(self.log.path), []
        for row, reason in wrong:
            if self.good[row]:
                self.good[row] = False
                found.append(Problem(path, self.rows_before + row + 1, column, reason))
        account = self.log.account
        with account.lock:
            account.put_aside += len(found)
            account.problems += found

    def _cases(self) -> tuple[list[str], NDArray[np.int64]]:
        names, starts = runs_of(self.chunk["case_id"])
        if "" in names:
            of_row = np.repeat(np.array([not name for name in names]), self._lengths(starts))
            self.put_aside("case_id", every(of_row, "is missing"))
        if next(wrong_texts(names, np.arange(len(names))), None):
            of_row = np.repeat(np.arange(len(names)), self._lengths(starts))
            self.put_aside("case_id", wrong_texts(names, of_row))
        return names, starts

    def _lengths(self, starts: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.diff(np.append(starts, self.rows))

    def _coded(self, name: str) -> tuple[list[str], NDArray[np.int32]]:
        """A column's values and codes; code 0 is the empty text."""
        if name not in self.chunk:
            return [""], np.zeros(self.rows, dtype=np.int32)
        return coded(self.chunk[name])

    def _actors(self) -> tuple[Sequence[str], NDArray[np.int32]]:
        """Who recorded each row, where that was asked for: no rule reads it."""
        return self._coded("actor") if "actor" in self.chunk else (("",), NO_CODES)

    def _events(self) -> tuple[list[str], NDArray[np.int16]]:
        """The event types that there are, and the one of each row; others are put aside."""
        names, codes = self._coded("event")
        known = [name for name in names if name in self.log.types] or [next(iter(self.log.types))]
        number = {name: code for code, name in enumerate(known)}
        event = np.array([number.get(name, 0) for name in names], dtype=np.int16)[codes]
        wrong = {
            code: not_an_event(name) if name else "is missing"
            for code, name in enumerate(names)
            if name not in number
        }
        self.put_aside("event", told(codes, wrong))
        return known, event

    def _occurred(self) -> NDArray[np.int64]:
        found = instants(self.chunk["occurred_at"])
        self.put_aside("occurred_at", every(found.missing, "is missing"))
        self.put_aside("occurred_at", found.wrong)
        return found.values

    def _recorded(self, occurred: NDArray[np.int64]) -> NDArray[np.int64]:
        """When each row was recorded, where that is asked for; it is looked at in any case, for a
        row is read or put aside whatever is asked of it."""
        if "recorded_at" not in self.chunk:
            return occurred if self.log.recorded else NO_ROWS
        found = instants(self.chunk["recorded_at"])
        self.put_aside("recorded_at", found.wrong)
        if not self.log.recorded:
            return NO_ROWS
        return np.where(found.missing, occurred, found.values)

    def _agencies(self) -> NDArray[np.int8]:
        if "agency" not in self.chunk:
            return np.zeros(self.rows, dtype=np.int8)
        agencies = self.chunk["agency"]
        names, codes = [*agencies.dictionary.to_pylist(), ""], indices(agencies)
        known = np.array([AGENCY_CODES.get(name or "", -1) for name in names], dtype=np.int8)
        wrong = {code: not_an_agency(names[code]) for code in np.flatnonzero(known < 0).tolist()}
        self.put_aside("agency", told(codes, wrong))
        found: NDArray[np.int8] = np.maximum(known, 0)[codes]
        return found

    def _datas(self) -> tuple[ShapedDatas, NDArray[np.int32]]:
        if "data" not in self.chunk:
            return self.log.shaper.shape(pa.array([""])), np.zeros(self.rows, dtype=np.int32)
        coded = self.chunk["data"]
        texts, codes = coded.dictionary.cast(pa.string()), indices(coded)
        if coded.null_count:
            texts = pa.concat_arrays([texts, pa.array([""])])
        self.put_aside("data", wrong_datas(texts, codes))
        return self.log.shaper.shape(texts), codes

    def _check_data(
        self,
        events: Sequence[str],
        event: NDArray[np.int16],
        datas: ShapedDatas,
        data: NDArray[np.int32],
    ) -> list[Lacking]:
        """Check each event type with each shape of data once; which of them lack fields."""
        counts = count_pairs(event, data, datas.shape, len(datas.shapes))
        lacking, wrong = [], []
        for kind, shape in np.argwhere(counts).tolist():
            _, reason, missing = self.log.check(events[kind], shape, datas)
            if reason:
                wrong.append(kind * len(datas.shapes) + shape)
            elif missing:
                lacking.append(Lacking(kind, shape, int(counts[kind, shape]), missing))
        if wrong:
            pair = event.astype(np.int64) * len(datas.shapes) + datas.shape[data]
            for row in np.flatnonzero(np.isin(pair, wrong) & self.good).tolist():
                # Rows of one shape have dates of their own, and the reason may name one.
                text = datas.texts[int(data[row])].as_py()
                column, reason, _ = self.log.check_text(events[event[row]], text)
                self.put_aside(column, [(row, reason)])
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
        found, wrong = numbers(self.chunk["seq"])
        self.put_aside("seq", wrong)
        return found

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
        same = (run[a] == run[b]) & (seq[a] == seq[b])
        if same.any():
            first = np.maximum.accumulate(np.where(same, 0, np.arange(1, len(same) + 1)))
            twins = np.flatnonzero(same)
            lines = (self.rows_before + by_seq[first[twins]] + 1).tolist()
            reasons = (taken_by(self.log.path, line) for line in lines)
            self.put_aside("seq", zip(b[twins].tolist(), reasons, strict=True))
        return order[self.good[order]]


def runs_of(cases: Any) -> tuple[list[str], NDArray[np.int64]]:
    """The names of the cases in the order in which their rows lie, and where each run begins."""
    if not pa.types.is_dictionary(cases.type):
        cases = cases.dictionary_encode()
    if not len(cases):
        return [], np.zeros(0, dtype=np.int64)
    codes = filled(cases.indices, -1)
    starts = np.concatenate([[0], np.flatnonzero(codes[1:] != codes[:-1]) + 1])
    of_runs, names = codes[starts], cases.dictionary.to_pylist()
    if not cases.dictionary.null_count and np.array_equal(of_runs, np.arange(len(names))):
        return names, starts  # as a log has them that we wrote
    names = ["", *(name or "" for name in names)]
    return [names[code + 1] for code in of_runs.tolist()], starts


def are_in_order(names: Sequence[str]) -> bool:
    """Whether names rise, each above the one before it."""
    return len(set(names)) == len(names) and list(names) == sorted(names)
