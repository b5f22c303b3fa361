"""One's own view taken away as a file: without names, and on record before it is given."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from uuid import UUID

from django.db import transaction

from answerable.people.acting import acting_as
from answerable.record.writing import note_readings
from answerable.worklist.listing import Filters
from answerable.worklist.my_work import Row, my_work

PART = "my work as a file"
COLUMNS = (
    "reference", "stage", "next_move", "when", "due_at", "group", "whose_move", "more", "overdue",
    "signals",
)  # fmt: skip


def export_my_work(
    person: UUID, now: datetime, filters: Filters | None = None, sort: str = "rank"
) -> str:
    """All of somebody's own work as the text of a CSV file; each case in it is noted as read."""
    with acting_as(person), transaction.atomic():
        work = my_work(person, now, filters, sort, size=None)
        note_readings([row.case_id for row in work.rows], by=person, at=now, part=PART)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(_line(row) for row in work.rows)
    return out.getvalue()


def _line(row: Row) -> tuple[object, ...]:
    due_at = row.due_at.isoformat() if row.due_at else ""
    return (
        row.reference, row.stage, row.next_move, row.when, due_at, row.group,
        " ".join(row.whose_move), row.more, row.overdue, row.signals,
    )  # fmt: skip
