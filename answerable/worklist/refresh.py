"""Brings the worklist of one case up to date, inside the transaction that wrote to it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from psycopg.types.json import Jsonb
from psycopg.types.range import TimestamptzRange

from answerable.events.entry import Entry
from answerable.people.acting import WORKER, acting_for
from answerable.people.reading import services_of
from answerable.record import reading
from answerable.record.audience import SUPPORT_LOG, Audience
from answerable.worklist.ahead import Ahead, Holds, look_ahead

TABLES = {
    "worklist_item": (
        "duty", "subject", "parts", "state", "started_at", "due_at", "late_from", "closed_at",
    ),
    "worklist_signal": ("signal", "subject", "status", "raised_at", "known_at", "events"),
    "worklist_reason": ("seq", "event", "requirement", "occurred_at"),
    "worklist_case": (
        "stage", "stage_since", "suspects", "force", "team", "cps_area", "last_event_at", "owed",
        "due_first_at",
    ),
    "worklist_told": ("upto", "held", "by_person"),
    "worklist_client": ("service", "state", "state_since", "reached_at", "contact_due_on"),
}  # fmt: skip
COMMON = ("case_id", "holds", "audience", "shared_if")
COUNTS = ("suspects", "owed")
MOST_VALUES = 65_535  # of one statement, by the protocol of PostgreSQL


def refresh(case_id: UUID, at: datetime) -> None:
    """Work out anew what a case owes and signals from `at` on."""
    with acting_for(WORKER):
        hold(case_id)
        replace_all([case_id], look_ahead_of([reading.entries(case_id, words=False)], at))


def look_ahead_of(histories: Collection[Sequence[Entry]], at: datetime) -> list[Ahead]:
    """What holds of some cases from `at` on; for which service each adviser works is asked once."""
    advisers = {e.actor for of_case in histories for e in of_case if e.agency == SUPPORT_LOG}
    services = services_of(advisers) if advisers else {}
    return [look_ahead(of_case, at, services) for of_case in histories]


def hold(case_id: UUID) -> None:
    """Make whoever else would bring this case's worklist up to date wait until we are done.

    Taken before the entries are read, so that whoever comes second sees all that the first wrote.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(case_id)])


def replace_all(case_ids: Sequence[UUID], found: Sequence[Ahead]) -> None:
    """Put what was worked out for some cases in the place of what was there."""
    tables = zip(TABLES, zip(*found, strict=True), strict=True)
    with connection.cursor() as cursor:
        for table, by_case in tables:
            cursor.execute(f"DELETE FROM {table} WHERE case_id = ANY(%s)", [list(case_ids)])  # noqa: S608
            rows = [
                (*_common(case_id, holds, row[-1]), *map(_written, TABLES[table], row[:-1]))
                for case_id, of_case in zip(case_ids, by_case, strict=True)
                for row, holds in of_case
            ]
            _insert(cursor, table, (*COMMON, *TABLES[table]), rows)


def _common(case_id: UUID, holds: Holds, seen: Audience) -> tuple[Any, ...]:
    return (case_id, TimestamptzRange(*holds), list(seen.agencies), seen.shared_if)


def _written(column: str, value: Any) -> Any:
    if column in COUNTS:
        return Jsonb(dict(value))
    return list(value) if isinstance(value, tuple) else value


def _insert(cursor: Any, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    one = f"({', '.join(['%s'] * len(columns))})"
    most = MOST_VALUES // len(columns)
    for first in range(0, len(rows), most):
        some = rows[first : first + most]
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([one] * len(some))}",  # noqa: S608
            [value for row in some for value in row],
        )
