"""Putting down safe words and opening them: by a worker, or by the victim on her own pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from answerable.actions.allocating import known
from answerable.actions.refusing import NotAllowed
from answerable.people import safe_words
from answerable.people.access import may_work
from answerable.people.acting import acting_as, acting_as_victim
from answerable.people.victims import reading as hers
from answerable.record import reading, writing
from answerable.record.writing import NoSuchCase

OPENED = "safe_word"


def put_word(case_id: UUID, kind: str, value: str, *, by: UUID, at: datetime) -> None:
    """Put down a word that she said to a worker, in the place of the one before."""
    with acting_as(by), transaction.atomic():
        if not may_work(known(case_id, by, at)):
            raise NotAllowed
        reading.hold_still(case_id)  # of two at once, one is first
        safe_words.end(case_id, at, kind)
        safe_words.put(case_id, kind, value, by=by, at=at)


def open_words(case_id: UUID, *, by: UUID, at: datetime) -> Mapping[str, str]:
    """The words themselves: that they were opened is on record before they are shown."""
    with acting_as(by), transaction.atomic():
        if not may_work(known(case_id, by, at)):
            raise NotAllowed
        writing.note_reading(case_id, by=by, at=at, part=OPENED)
        return safe_words.opened(case_id)


def put_own_word(account: UUID, kind: str, value: str, *, at: datetime) -> None:
    """Put down a word that she chose on her own pages."""
    with acting_as_victim(account), transaction.atomic():
        case_id = hers.case_of(account)
        if case_id is None:
            raise NoSuchCase
        reading.hold_still(case_id)
        hers.end_word(kind, at)
        safe_words.put(case_id, kind, value, by=account, at=at)
