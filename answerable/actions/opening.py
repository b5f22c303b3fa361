"""Opening a case that is new, and opening one to read it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from answerable.people import parts
from answerable.people.acting import acting_as
from answerable.record import writing
from answerable.worklist.refresh import refresh


def open_case(*, by: UUID, part: str, at: datetime) -> tuple[UUID, str]:
    """A new case, in which whoever opens it has the first part: its id and its reference."""
    with acting_as(by), transaction.atomic():
        case_id, reference = writing.open_case(actor=by, at=at)
        parts.give(case_id, by, part, by=by, at=at)
        of = parts.agency_of(by)
        if of is not None:
            parts.bring(case_id, of[0], by=by, at=at, team=of[1])
        refresh(case_id, at)
    return case_id, reference


def note_reading(case_id: UUID, *, by: UUID, at: datetime, part: str, reason: str = "") -> None:
    """Put on record that somebody opened a case, or a part of it: before it is shown."""
    with acting_as(by), transaction.atomic():
        writing.note_reading(case_id, by=by, at=at, part=part, reason=reason)
