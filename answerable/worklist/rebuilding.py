"""The whole worklist made anew from the record, or compared with it: some cases at a time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from answerable.people.acting import working
from answerable.record.audience import Audience
from answerable.record.histories import FIRST, LAST, case_ids, histories
from answerable.worklist.ahead import Ahead, Holds
from answerable.worklist.refresh import COMMON, PAIRS, TABLES, hold, look_ahead_of, replace_all


class Difference(NamedTuple):
    """A row that the record gives and the worklist does not hold, or the other way about."""

    case_id: UUID
    table: str
    row: str
    missing: bool

    def __str__(self) -> str:
        what = "lacks" if self.missing else "holds, and the record does not give,"
        return f"case {self.case_id}: {self.table} {what} {self.row}"


class Checked(NamedTuple):
    """How many cases were compared, and the first difference."""

    cases: int
    difference: Difference | None


def rebuild(at: datetime, first: UUID = FIRST, last: UUID = LAST) -> int:
    """Work out anew what every case owes from `at` on: how many cases there are."""
    return sum(len(batch) for batch in _batches(first, last, lambda found: _put(found, at)))


def check(at: datetime, first: UUID = FIRST, last: UUID = LAST) -> Checked:
    """Compare what the worklist holds from `at` on with what the record gives."""
    cases = 0
    for found in _batches(first, last, lambda found: _compare(found, at)):
        cases += len(found)
        difference = next((one for one in found if one is not None), None)
        if difference is not None:
            return Checked(cases, difference)
    return Checked(cases, None)


Found = Mapping[UUID, Sequence[Any]]


def _batches(
    first: UUID, last: UUID, work: Callable[[Found], list[Difference | None]]
) -> Iterator[list[Difference | None]]:
    """The work on the entries of some cases at a time, each time in a transaction of its own.

    Whoever writes to a case holds it until its worklist is up to date, so nothing is seen half.
    """
    after = first
    while True:
        with working():
            batch = next(case_ids(after, last), None)
            if batch is None:
                return
            for case_id in batch:
                hold(case_id)
            found = work(histories(batch))
        yield found
        after = UUID(int=batch[-1].int + 1)
        if batch[-1] == LAST:
            return


def _put(found: Found, at: datetime) -> list[Difference | None]:
    replace_all(list(found), look_ahead_of(found.values(), at))
    return [None] * len(found)


def _compare(found: Found, at: datetime) -> list[Difference | None]:
    stored = _stored(list(found), at)
    return [
        _difference(case_id, _given(ahead, at), stored.get(case_id, set()))
        for case_id, ahead in zip(found, look_ahead_of(found.values(), at), strict=True)
    ]


def _difference(case_id: UUID, given: set[str], stored: set[str]) -> Difference | None:
    for rows, missing in ((given - stored, True), (stored - given, False)):
        if rows:
            table, _, row = min(rows).partition(" ")
            return Difference(case_id, table, row, missing)
    return None


def _given(ahead: Ahead, at: datetime) -> set[str]:
    by_table: Sequence[Any] = ahead  # rows of each kind, in the order of TABLES
    rows = {
        _said(table, holds, row[-1], dict(zip(columns, row[:-1], strict=True)), at)
        for (table, columns), of_table in zip(TABLES.items(), by_table, strict=True)
        for row, holds in of_table
    }
    return {row for row in rows if row}


def _stored(wanted: Sequence[UUID], at: datetime) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = {}
    for table, columns in TABLES.items():
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {', '.join((*COMMON, *columns))} FROM {table} WHERE case_id = ANY(%s)",  # noqa: S608
                [list(wanted)],
            )
            rows = cursor.fetchall()
        for case_id, holds, agencies, shared_if, *values in rows:
            seen = Audience(tuple(agencies), shared_if)
            row = dict(zip(columns, values, strict=True))
            said = _said(table, (holds.lower, holds.upper), seen, row, at)
            if said:
                found.setdefault(case_id, set()).add(said)
    return found


def _said(table: str, holds: Holds, seen: Audience, row: Mapping[str, Any], at: datetime) -> str:
    """A row as a line by which it is compared; empty for one that is over at the time asked for.

    What began before then began at some time, which is all that matters of it.
    """
    since, until = holds
    if until is not None and until <= at:
        return ""
    begins = None if since is None or since <= at else since
    values = [f"{name}={_plain(name, value)}" for name, value in row.items()]
    return f"{table} {' '.join(values)} from={_plain('', begins)} until={_plain('', until)} {seen}"


def _plain(name: str, value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if name in PAIRS:
        return str(_pairs(value))
    several = isinstance(value, list | tuple)
    return str([_plain("", one) for one in value]) if several else str(value)


def _pairs(counts: str | Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Counts as they were worked out, or as the text of JSON that a cursor gives."""
    return sorted((json.loads(counts).items()) if isinstance(counts, str) else counts)
