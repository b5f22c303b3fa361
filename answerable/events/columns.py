"""The columnar log: arrays with dictionary codes, sorted by case and order, for whole logs.

About 35 bytes an event, so that a hundred million fit into the memory of one machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice, repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from answerable.events.corrections import CORRECTED, FAILED, fates
from answerable.events.entry import NO_DATA, Entry
from answerable.events.model import AGENCIES, EventType
from answerable.events.validate import as_recorded

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
AGENCY_CODES: Mapping[str, int] = {"": 0} | {name: i for i, name in enumerate(AGENCIES, 1)}
AGENCY_NAMES = ("", *AGENCIES)
STRUCK_OUT = ""  # the event type of a row that a correction removed
NO_ROWS, NO_CODES = np.empty(0, np.int64), np.empty(0, np.int32)
CASES = 500  # that become entries at a time


@dataclass(frozen=True)
class Columns:
    """A log as arrays of one length, the rows of a case together and in order.

    `first` holds the first row of each case, and one more at the end. `event`, `subject`, `data`
    and `actor` are codes into their tables, `agency` into AGENCY_NAMES; code 0 of `subjects` and
    `actors` is the empty text. Instants are microseconds since 1970 in UTC. `recorded` and
    `actor` may be empty where a path has no use for them.
    """

    cases: Sequence[str]
    first: NDArray[np.int64]
    seq: NDArray[np.int32]
    event: NDArray[np.int16]
    occurred: NDArray[np.int64]
    recorded: NDArray[np.int64]
    agency: NDArray[np.int8]
    subject: NDArray[np.int32]
    data: NDArray[np.int32]
    actor: NDArray[np.int32]
    events: Sequence[str]
    subjects: Sequence[str]
    datas: Sequence[Mapping[str, Any]]
    actors: Sequence[str]

    def __len__(self) -> int:
        return len(self.event)

    def case_of_row(self) -> NDArray[np.int32]:
        """The case of each row, as an index into `cases`."""
        return np.repeat(
            np.arange(len(self.cases), dtype=np.int32), np.diff(self.first).astype(np.int64)
        )

    def entry(self, case: int, row: int) -> Entry:
        """A row as an entry."""
        recorded = self.recorded if len(self.recorded) else self.occurred
        return Entry(
            self.cases[case], int(self.seq[row]), self.events[self.event[row]],
            instant(self.occurred[row]), instant(recorded[row]),
            self.actors[self.actor[row]] if len(self.actor) else "",
            AGENCY_NAMES[self.agency[row]], self.subjects[self.subject[row]],
            self.datas[self.data[row]],
        )  # fmt: skip

    def entries(self, types: Mapping[str, EventType]) -> Iterator[tuple[str, list[Entry]]]:
        """Each case and its entries, in order, as they are read from any other form of log."""
        for start in range(0, len(self.cases), CASES):
            names = self.cases[start : start + CASES]
            first = self.first[start : start + len(names) + 1]
            rows = self._rows(slice(int(first[0]), int(first[-1])), types)
            for name, count in zip(names, np.diff(first).tolist(), strict=True):
                yield name, [Entry(name, *row) for row in islice(rows, count)]

    def _rows(self, which: slice, types: Mapping[str, EventType]) -> Iterator[tuple[Any, ...]]:
        """Some rows as the fields of an entry, but for the case: a column at a time, for speed."""
        occurred, recorded = _instants(self.occurred[which]), _instants(self.recorded[which])
        actor = map(self.actors.__getitem__, self.actor[which].tolist())
        return zip(
            self.seq[which].tolist(),
            map(self.events.__getitem__, self.event[which].tolist()),
            occurred,
            recorded or occurred,
            actor if len(self.actor) else repeat(""),
            map(AGENCY_NAMES.__getitem__, self.agency[which].tolist()),
            map(self.subjects.__getitem__, self.subject[which].tolist()),
            self._data_of_rows(which, types),
            strict=False,
        )

    def _data_of_rows(
        self, which: slice, types: Mapping[str, EventType]
    ) -> Iterator[Mapping[str, Any]]:
        found: dict[tuple[int, int], Mapping[str, Any]] = {}
        for pair in zip(self.event[which].tolist(), self.data[which].tolist(), strict=True):
            data = found.get(pair)
            if data is None:
                event, code = pair
                recorded = as_recorded(types[self.events[event]], self.datas[code])
                data = found[pair] = recorded or NO_DATA
            yield data


def instant(microseconds: int | np.int64) -> datetime:
    """An instant of the arrays as an aware one, in UTC."""
    return EPOCH + timedelta(microseconds=int(microseconds))


def _instants(microseconds: NDArray[np.int64]) -> list[datetime]:
    plain: list[datetime] = microseconds.astype("datetime64[us]").tolist()
    return [one.replace(tzinfo=UTC) for one in plain]


def microseconds(instant: datetime) -> int:
    """An aware instant as the arrays hold it."""
    return (instant - EPOCH) // MICROSECOND


class Joined(Sequence[Mapping[str, Any]]):
    """Two sequences of datas as one, neither copied nor looked into."""

    def __init__(
        self, first: Sequence[Mapping[str, Any]], second: Sequence[Mapping[str, Any]]
    ) -> None:
        self.first = first
        self.second = second

    def __len__(self) -> int:
        return len(self.first) + len(self.second)

    def __getitem__(self, code: Any) -> Any:
        if code < len(self.first):
            return self.first[code]
        return self.second[code - len(self.first)]


class Table:
    """Codes for values in the order in which they are first met."""

    def __init__(self, *values: str) -> None:
        self.values: list[str] = list(values)
        self.codes: dict[str, int] = {}
        for code, value in enumerate(values):
            self.codes.setdefault(value, code)  # of a value that stands there twice, the first

    def code(self, value: str) -> int:
        """The code of a value, a new one where it was not met before."""
        found = self.codes.get(value)
        if found is None:
            found = self.codes[value] = len(self.values)
            self.values.append(value)
        return found


class DataTable:
    """Codes for the data of rows; an object that was met before has its old code.

    The datas `before` are not looked into: what is added is numbered after them.
    """

    def __init__(self, before: int = 0) -> None:
        self.before = before
        self.values: list[Mapping[str, Any]] = [] if before else [NO_DATA]
        self.codes: dict[int, int] = {}

    def code(self, value: Mapping[str, Any]) -> int:
        """The code of a row's data."""
        if not value and not self.before:
            return 0
        found = self.codes.get(id(value))
        if found is None:
            found = self.codes[id(value)] = self.before + len(self.values)
            self.values.append(value)  # kept, so that its id is not used again
        return found


def from_cases(cases: Iterable[tuple[str, Sequence[Entry]]]) -> Columns:
    """The columnar form of cases, each with its entries in order."""
    names: list[str] = []
    first = [0]
    events, subjects, actors, datas = Table(), Table(""), Table(""), DataTable()
    rows: list[tuple[int, int, int, int, int, int, int, int]] = []
    for name, entries in sorted(cases, key=lambda case: case[0]):
        names.append(name)
        rows.extend(
            (
                e.seq, events.code(e.event), microseconds(e.occurred_at),
                microseconds(e.recorded_at), AGENCY_CODES[e.agency], subjects.code(e.subject),
                datas.code(e.data), actors.code(e.actor),
            )
            for e in entries
        )  # fmt: skip
        first.append(len(rows))
    table = np.array(rows, dtype=np.int64).reshape(-1, 8)
    return Columns(
        cases=names, first=np.array(first, dtype=np.int64),
        seq=table[:, 0].astype(np.int32), event=table[:, 1].astype(np.int16),
        occurred=table[:, 2].copy(), recorded=table[:, 3].copy(),
        agency=table[:, 4].astype(np.int8), subject=table[:, 5].astype(np.int32),
        data=table[:, 6].astype(np.int32), actor=table[:, 7].astype(np.int32),
        events=events.values, subjects=subjects.values, datas=datas.values, actors=actors.values,
    )  # fmt: skip


def take(columns: Columns, rows: NDArray[np.int64], first: NDArray[np.int64]) -> Columns:
    """The rows given, in the order given, with the first row of each case among them."""
    recorded = columns.recorded[rows] if len(columns.recorded) else columns.recorded
    return replace(
        columns, first=first, seq=columns.seq[rows], event=columns.event[rows],
        occurred=columns.occurred[rows], recorded=recorded, agency=columns.agency[rows],
        subject=columns.subject[rows], data=columns.data[rows],
        actor=columns.actor[rows] if len(columns.actor) else columns.actor,
    )  # fmt: skip


def known_by(columns: Columns, known_at: datetime) -> Columns:
    """The rows that were recorded by an instant."""
    recorded = columns.recorded if len(columns.recorded) else columns.occurred
    kept = recorded <= microseconds(known_at)
    return _keep(columns, kept)


def _keep(columns: Columns, kept: NDArray[np.bool_]) -> Columns:
    counts = np.bincount(columns.case_of_row()[kept], minlength=len(columns.cases))
    first = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return take(columns, np.flatnonzero(kept), first)


def corrected(columns: Columns) -> Columns:
    """The log as it stands, corrections applied: the columnar form of corrections.in_force.

    A row that was struck out stays where it is, as of no event type: to close the gap would be to
    copy the whole log for a few rows. Only the cases that hold a correction are touched.
    """
    naming = [code for code, name in enumerate(columns.events) if name in (CORRECTED, FAILED)]
    where = np.flatnonzero(np.isin(columns.event, naming)) if naming else NO_ROWS
    if not len(where):
        return columns
    return _Corrections(columns).apply(where)


class _Corrections:
    """Rows struck out and rows put in the place of others, while a log is corrected."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.events, self.subjects = Table(*columns.events), Table(*columns.subjects)
        self.datas = DataTable(before=len(columns.datas))
        self.nothing = self.events.code(STRUCK_OUT)
        self.seq = columns.seq.copy()
        self.event, self.subject = columns.event.copy(), columns.subject.copy()
        self.occurred, self.agency = columns.occurred.copy(), columns.agency.copy()
        self.data = columns.data.copy()

    def apply(self, where: NDArray[np.int64]) -> Columns:
        first = self.columns.first
        case_of = np.searchsorted(first, where, side="right") - 1
        cuts = np.flatnonzero(np.diff(case_of)) + 1
        for case, naming in zip(np.unique(case_of).tolist(), np.split(where, cuts), strict=True):
            start, end = int(first[case]), int(first[case + 1])
            if self._case(case, start, end, naming):
                self._reorder(start, end)
        return replace(
            self.columns, seq=self.seq, event=self.event, subject=self.subject,
            occurred=self.occurred, agency=self.agency, data=self.data, events=self.events.values,
            recorded=NO_ROWS, actor=NO_CODES,
            subjects=self.subjects.values, datas=Joined(self.columns.datas, self.datas.values),
        )  # fmt: skip

    def _case(self, case: int, start: int, end: int, naming: NDArray[np.int64]) -> bool:
        """Correct one case; whether anything may now stand in another place."""
        seqs = self.columns.seq[start:end]

        def row_of(seq: int) -> int | None:
            found = np.flatnonzero(seqs == seq)
            return start + int(found[0]) if len(found) else None

        def find(seq: int) -> Entry | None:
            row = row_of(seq)
            return None if row is None else self.columns.entry(case, row)

        found = fates([self.columns.entry(case, int(row)) for row in naming], find)
        for seq, entry in found.items():
            row = row_of(seq)
            if row is not None:
                self._put(row, entry)
        return any(entry is not None for entry in found.values())

    def _put(self, row: int, entry: Entry | None) -> None:
        if entry is None:
            self.event[row] = self.nothing
            return
        self.event[row] = self.events.code(entry.event)
        self.subject[row] = self.subjects.code(entry.subject)
        self.occurred[row] = microseconds(entry.occurred_at)
        self.agency[row] = AGENCY_CODES[entry.agency]
        self.data[row] = self.datas.code(entry.data)

    def _reorder(self, start: int, end: int) -> None:
        by_order = np.lexsort((self.seq[start:end], self.occurred[start:end]))
        for column in (self.seq, self.event, self.subject, self.occurred, self.agency, self.data):
            column[start:end] = column[start:end][by_order]
