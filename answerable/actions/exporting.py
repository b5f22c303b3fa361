"""One's own view taken away as a file: without names, and on record before it is given."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from answerable.people.acting import acting_as
from answerable.record.writing import note_readings
from answerable.worklist.listing import Filters
from answerable.worklist.my_work import Row, my_work
from answerable.worklist.team import team_rows

PART = "my work as a file"
PART_OF_TEAM = "the team's work as a file"
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
    return _table(COLUMNS, (_line(row) for row in work.rows))


def export_team_work(person: UUID, now: datetime, filters: Filters, sort: str) -> str | None:
    """The same of what somebody's team owes; None for who answers for no team."""
    with acting_as(person), transaction.atomic():
        found = team_rows(person, now, filters, sort)
        if found is None:
            return None
        cases = [row.case_id for row, _ in found]
        note_readings(cases, by=person, at=now, part=PART_OF_TEAM)
    return _table(
        (*COLUMNS, "nobodys_yet"),
        ((*_line(row), "yes" if nobodys else "no") for row, nobodys in found),
    )


def _table(columns: Iterable[str], lines: Iterable[Iterable[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows(lines)
    return out.getvalue()


def _line(row: Row) -> tuple[object, ...]:
    due_at = row.due_at.isoformat() if row.due_at else ""
    return (
        row.reference, row.stage, row.next_move, row.when, due_at, row.group,
        " ".join(row.whose_move), row.more, row.overdue, row.signals,
    )  # fmt: skip
