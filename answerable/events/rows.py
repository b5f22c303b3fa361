"""Rows of any codec made into entries: checked, counted, and put aside where they cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from answerable.events.datatext import parse_data
from answerable.events.entry import NO_DATA, Entry
from answerable.events.model import AGENCIES, EventType
from answerable.events.problems import Problem, ReadError
from answerable.events.times import parse_instant, shown
from answerable.events.validate import check_data

AGENCY_SET = frozenset(AGENCIES) | {""}


class PutAside(Exception):
    """A row cannot be read: the column at fault, and why."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column
        self.reason = reason


@dataclass
class Reading:
    """What was read, and what became of every row: `rows == read + put_aside`.

    `cases` holds the entries of each case in order. `not_recorded` counts fields that an event
    type requires and a row lacks. `attributes` holds what an XES log says of whole cases.
    """

    cases: dict[str, list[Entry]]
    problems: list[Problem]
    rows: int
    not_recorded: int
    notes: list[str] = field(default_factory=list)
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def put_aside(self) -> int:
        """Rows that could not be read."""
        return len(self.problems)

    @property
    def read(self) -> int:
        """Rows that were read."""
        return self.rows - self.put_aside


@dataclass
class Rows:
    """The rows of a log as they are read. Every row is either read or put aside."""

    types: Mapping[str, EventType] | None
    strict: bool = False
    rows: int = 0
    not_recorded: int = 0
    cases: dict[str, list[Entry]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _lines: dict[tuple[str, int], tuple[str, int]] = field(default_factory=dict)
    _checked: dict[tuple[str, str], tuple[Mapping[str, Any], int]] = field(default_factory=dict)

    def take(self, path: str, line: int, cells: Mapping[str, Any]) -> None:
        """Read one row, whose cells are texts by column, or put it aside."""
        self.rows += 1
        try:
            self._take(path, line, cells)
        except PutAside as problem:
            self._put_aside(Problem(path, line, problem.column, problem.reason))

    def refuse(self, path: str, line: int, column: str, reason: str) -> None:
        """Put a row aside that a codec could not even take apart."""
        self.rows += 1
        self._put_aside(Problem(path, line, column, reason))

    def reading(
        self, notes: list[str] | None = None, attributes: dict[str, dict[str, Any]] | None = None
    ) -> Reading:
        """What was read, once all rows have been taken."""
        for entries in self.cases.values():
            entries.sort(key=lambda entry: entry.order)
        return Reading(
            self.cases, self.problems, self.rows, self.not_recorded, notes or [], attributes or {}
        )

    def _put_aside(self, problem: Problem) -> None:
        if self.strict:
            raise ReadError(str(problem))
        self.problems.append(problem)

    def _take(self, path: str, line: int, cells: Mapping[str, Any]) -> None:
        case_id = cells.get("case_id") or ""
        if not case_id:
            raise PutAside("case_id", "is missing")
        event = self._event(cells.get("event") or "")
        occurred_at = _instant("occurred_at", cells.get("occurred_at") or "")
        written = cells.get("recorded_at") or ""
        recorded_at = _instant("recorded_at", written) if written else occurred_at
        agency = cells.get("agency") or ""
        if agency not in AGENCY_SET and self.types is not None:
            raise PutAside("agency", f"{shown(agency)} is no agency; allowed are {_agencies()}")
        entries = self.cases.get(case_id, [])
        seq = _seq(cells["seq"]) if "seq" in cells else len(entries) + 1
        twin = self._lines.get((case_id, seq))
        data, missing = self._data(event, cells.get("data") or "")
        entry = Entry(
            case_id, seq, event, occurred_at, recorded_at, cells.get("actor") or "", agency,
            cells.get("subject") or "", data,
        )  # fmt: skip
        if twin is not None:
            self._refuse_twin(entry, twin)
        self._lines[case_id, seq] = (path, line)
        self.not_recorded += missing
        entries.append(entry)
        self.cases[case_id] = entries

    def _event(self, event: str) -> str:
        if not event:
            raise PutAside("event", "is missing")
        if self.types is not None and event not in self.types:
            raise PutAside("event", f"{shown(event)} is no event type of the catalogue")
        return event

    def _data(self, event: str, text: Any) -> tuple[Mapping[str, Any], int]:
        """A row's data, checked once for each event type and text."""
        if not isinstance(text, str):
            return self._check(event, text)
        found = self._checked.get((event, text))
        if found is None:
            data, reason = parse_data(text)
            if data is None:
                raise PutAside("data", reason)
            found = self._checked[event, text] = self._check(event, data)
        return found

    def _check(self, event: str, data: Mapping[str, Any]) -> tuple[Mapping[str, Any], int]:
        if self.types is None:
            return data or NO_DATA, 0
        checked = check_data(self.types[event], data)
        if checked.problems:
            raise PutAside(*checked.problems[0])
        return checked.data or NO_DATA, checked.not_recorded

    def _refuse_twin(self, entry: Entry, twin: tuple[str, int]) -> None:
        path, line = twin
        same = entry in (e for e in self.cases[entry.case_id] if e.seq == entry.seq)
        what = "is the same row as" if same else "another row of the case has this number:"
        raise PutAside("seq", f"{what} line {line} of {path}")


def _instant(column: str, text: str) -> datetime:
    if not text:
        raise PutAside(column, "is missing")
    try:
        return parse_instant(text)
    except ValueError as error:
        raise PutAside(column, str(error)) from None


def _seq(cell: Any) -> int:
    text = str(cell)
    if not (text.isascii() and text.isdigit()) or not 0 < int(text[:10]) < 2**31 or len(text) > 10:
        raise PutAside("seq", f"{shown(cell)} is no whole number from 1")
    return int(text)


def _agencies() -> str:
    return ", ".join(AGENCIES)
