"""Erasing what an entry says in words: the entry, its chain, and that it had words, stay."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from answerable.actions.allocating import known
from answerable.actions.refusing import NotAllowed
from answerable.people.access import may_erase
from answerable.people.acting import acting_as
from answerable.record import reading, writing
from answerable.record.writing import NoSuchCase


def erase_words(
    case_id: UUID, seq: int, *, by: UUID, at: datetime, why: str, log: str = "case"
) -> int:
    """Erase every text of an entry, for good: how many there were.

    By whoever answers for a team of the agency that recorded it; of what the victim wrote, of the
    police, who keep the record. Who erased it, when and why is kept.
    """
    with acting_as(by), transaction.atomic():
        standing = known(case_id, by, at)
        entry = next((one for one in reading.entries(case_id, log=log) if one.seq == seq), None)
        if entry is None:
            raise NoSuchCase
        if not may_erase(standing, entry.agency):
            raise NotAllowed
        return writing.erase_notes(case_id, log=log, seq=seq, field=None, by=by, at=at, why=why)
