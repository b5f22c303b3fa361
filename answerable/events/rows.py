"""Rows of any codec made into entries: checked, counted, and put aside where they cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from answerable.events.datatext import parse_data
from answerable.events.entry import NO_DATA, Entry
from answerable.events.model import AGENCIES, EventType
from answerable.events.problems import Problem, RowRefused
from answerable.events.times import parse_instant, shown
from answerable.events.validate import check_data

AGENCY_SET = frozenset(AGENCIES) | {""}
MOST_SEQ = 2**31 - 1
LONGEST = 1_000_000  # characters of a cell


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
    _numbered: dict[str, int] = field(default_factory=dict)  # rows of each case, where seq is none
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
            raise RowRefused(str(problem))
        self.problems.append(problem)

    def _take(self, path: str, line: int, cells: Mapping[str, Any]) -> None:
        case_id = _text(cells, "case_id")
        if not case_id:
            raise PutAside("case_id", "is missing")
        # Numbered at once: a row that is put aside below has its place among those of its case.
        number = None if "seq" in cells else self._next_number(case_id)
        event = self._event(cells.get("event") or "")
        occurred_at = _instant("occurred_at", cells.get("occurred_at") or "")
        written = cells.get("recorded_at") or ""
        recorded_at = _instant("recorded_at", written) if written else occurred_at
        agency = cells.get("agency") or ""
        if agency not in AGENCY_SET and self.types is not None:
            raise PutAside("agency", not_an_agency(agency))
        subject = _text(cells, "subject")
        seq = number or parse_seq(cells["seq"])
        data, missing = self._data(event, cells.get("data") or "")
        entry = Entry(
            case_id, seq, event, occurred_at, recorded_at, cells.get("actor") or "", agency,
            subject, data,
        )  # fmt: skip
        if (case_id, seq) in self._lines:
            self._refuse_twin(entry, *self._lines[case_id, seq])
        self._lines[case_id, seq] = (path, line)
        entries = self.cases.get(case_id, [])
        self.not_recorded += missing
        entries.append(entry)
        self.cases[case_id] = entries

    def _next_number(self, case_id: str) -> int:
        number = self._numbered[case_id] = self._numbered.get(case_id, 0) + 1
        return number

    def _event(self, event: str) -> str:
        if not event:
            raise PutAside("event", "is missing")
        if self.types is not None and event not in self.types:
            raise PutAside("event", not_an_event(event))
        return event

    def _data(self, event: str, text: Any) -> tuple[Mapping[str, Any], int]:
        """A row's data, checked once for each event type and text."""
        if not isinstance(text, str):
            return self._check(event, text)
        found = self._checked.get((event, text))
        if found is None:
            reason = wrong_with_text(text)
            data, reason = (None, reason) if reason else parse_data(text)
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

    def _refuse_twin(self, entry: Entry, path: str, line: int) -> None:
        same = entry in (e for e in self.cases[entry.case_id] if e.seq == entry.seq)
        raise PutAside("seq", taken_by(path, line, "is the same row as" if same else ""))


def _instant(column: str, text: str) -> datetime:
    if not text:
        raise PutAside(column, "is missing")
    try:
        return parse_instant(text)
    except ValueError as error:
        raise PutAside(column, str(error)) from None


def _text(cells: Mapping[str, Any], column: str) -> str:
    text: str = cells.get(column) or ""
    reason = wrong_with_text(text)
    if reason:
        raise PutAside(column, reason)
    return text


def wrong_with_text(text: str) -> str:
    """What is wrong with a cell's text, whatever it says; an empty text where nothing is."""
    if len(text) > LONGEST:
        return f"is longer than {LONGEST:,} characters"
    return "holds bytes that are no text: a NUL, or not UTF-8" if "\0" in text else ""


def parse_seq(cell: Any) -> int:
    """A row's number. PutAside says what is wrong with it."""
    text = "" if cell is None else str(cell)
    if not text:
        raise PutAside("seq", "is missing")
    plain = text.isascii() and text.isdigit() and len(text) <= 10
    if not plain or not 0 < int(text) <= MOST_SEQ:
        raise PutAside("seq", f"{shown(text)} is no whole number from 1 to {MOST_SEQ:,}")
    return int(text)


def taken_by(path: Path | str, line: int, what: str = "") -> str:
    """What is said of a row whose number an earlier one of its case has."""
    return f"{what or 'another row of the case has this number:'} line {line} of {path}"


def not_an_event(name: str) -> str:
    """What is said of an event type that there is not."""
    return f"{shown(name)} is no event type of the catalogue"


def not_an_agency(name: str) -> str:
    """What is said of an agency that there is not."""
    return f"{shown(name)} is no agency; allowed are {', '.join(AGENCIES)}"
