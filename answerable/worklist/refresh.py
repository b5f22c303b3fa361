"""Brings the worklist of one case up to date, inside the transaction that wrote to it."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from answerable.events.entry import Entry
from answerable.people import one_at_a_time
from answerable.people.acting import WORKER, acting_for
from answerable.people.reading import services_of
from answerable.record import reading
from answerable.record.audience import SUPPORT_LOG
from answerable.worklist.ahead import Ahead, Holds, look_ahead

TABLES = {
    "worklist_item": (
        "duty", "subject", "parts", "state", "started_at", "due_at", "late_from", "closed_at",
    ),
    "worklist_signal": ("signal", "subject", "status", "raised_at", "known_at", "events"),
    "worklist_reason": ("seq", "event", "requirement", "occurred_at"),
    "worklist_case": (
        "stage", "stage_since", "suspects", "force", "team", "cps_area", "last_event_at", "owed",
        "due_first_at", "tell_again", "tell_again_since",
    ),
    "worklist_told": (
        "upto", "held", "by_person", "later", "later_at", "linked", "linked_at", "untold_at",
        "untold_until", "lines", "stubs",
    ),
    "worklist_client": ("service", "state", "state_since", "reached_at", "contact_due_on"),
}  # fmt: skip
COMMON = ("case_id", "holds", "audience", "shared_if")
PAIRS = ("suspects", "owed", "lines", "stubs")  # worked out as pairs, kept as an object


def _replacing(table: str, columns: Sequence[str]) -> str:
    names = ", ".join((*COMMON, *columns))
    return f"""
{table}_gone AS (DELETE FROM {table} USING given WHERE case_id = ANY(given.case_ids)),
{table}_put AS (
    INSERT INTO {table} ({names}) SELECT {names} FROM given,
        jsonb_populate_recordset(NULL::{table}, given.rows -> '{table}')
)"""  # noqa: S608


# One statement for all tables, the same for any case: sent once, and planned once a connection.
REPLACE = f"""
WITH given AS (SELECT %s::uuid[] AS case_ids, %s::jsonb AS rows),
{",".join(_replacing(table, columns) for table, columns in TABLES.items())}
SELECT 1
"""


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
    one_at_a_time.hold(str(case_id))


def replace_all(case_ids: Sequence[UUID], found: Sequence[Ahead]) -> None:
    """Put what was worked out for some cases in the place of what was there."""
    by_table = zip(TABLES.items(), zip(*found, strict=True), strict=True)
    rows = {
        table: [
            _written(case_id, columns, row, holds)
            for case_id, of_case in zip(case_ids, by_case, strict=True)
            for row, holds in of_case
        ]
        for (table, columns), by_case in by_table
    }
    with connection.cursor() as cursor:
        cursor.execute(REPLACE, [list(case_ids), json.dumps(rows, default=_plain)])


def _written(
    case_id: UUID, columns: Sequence[str], row: Sequence[Any], holds: Holds
) -> dict[str, Any]:
    *values, seen = row
    since, until = ("" if one is None else one.isoformat() for one in holds)
    return {
        **dict(zip(columns, values, strict=True)),
        **{name: dict(values[columns.index(name)]) for name in PAIRS if name in columns},
        "case_id": case_id, "holds": f"[{since},{until})",
        "audience": seen.agencies, "shared_if": seen.shared_if,
    }  # fmt: skip


def _plain(value: UUID | date) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
