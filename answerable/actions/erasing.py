"""Erasing what an entry says in words, or what was written to the victim.

The entry, its chain, and that it had words, or that there was a letter, stay.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from answerable.actions.allocating import known
from answerable.actions.messaging import never_went
from answerable.actions.refusing import NotAllowed
from answerable.messages import outbox
from answerable.people.access import may_erase
from answerable.people.acting import WORKER, acting_as, acting_for
from answerable.record import reading, writing
from answerable.record.letters import keeping
from answerable.record.letters import reading as letters
from answerable.record.letters.reading import Kept
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


def erase_letter(case_id: UUID, letter_id: UUID, *, by: UUID, at: datetime, why: str) -> None:
    """Erase what a letter says, for good; that there was one, and when it went, stays.

    One that has not left yet does not leave. It was not sent then, and the record says so.
    """
    with acting_as(by), transaction.atomic():
        standing = known(case_id, by, at)
        reading.hold_still(case_id)  # nobody hands it to the printers meanwhile
        letter = letters.one_of(case_id, letter_id)
        if letter is None or letter.erased_at is not None:
            raise NoSuchCase
        if not may_erase(standing, letter.agency):
            raise NotAllowed
        if erase_what_was_written(case_id, by=by, at=at, why=why, letter=letter):
            never_went(case_id, letter.sent, at)


def erase_what_was_written(
    case_id: UUID, *, by: UUID, at: datetime, why: str, letter: Kept | None = None
) -> int:
    """Erase one letter to the victim, or all that was written to them: as it is kept, and as it
    waits to leave. How much of it had not left."""
    with acting_for(WORKER):
        reading.hold_still(case_id)
        keeping.erase(case_id, by=by, at=at, why=why, letter_id=letter.id if letter else None)
        if letter is None:
            return outbox.erase(case_id, at)
        return outbox.erase(case_id, at, letter_of=letter.sent) if letter.sent else 0
