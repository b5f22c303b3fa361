"""An adviser's list of the people she supports: on record, for each of them, before it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from answerable.people.acting import acting_as
from answerable.record.writing import note_readings
from answerable.worklist.clients import Clients, clients

READ = "the list of clients"


def open_clients(
    person: UUID, now: datetime, *, states: Sequence[str], due: Sequence[str], sort: str, page: int
) -> Clients | None:
    """A page of somebody's clients, whose names it tells: each is noted as read."""
    with acting_as(person), transaction.atomic():
        found = clients(person, now, states=states, due=due, sort=sort, page=page)
        if found is not None:
            note_readings([row.case_id for row in found.rows], by=person, at=now, part=READ)
    return found
