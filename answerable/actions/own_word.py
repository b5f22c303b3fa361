"""The word that the victim has for themself, put down on their own pages."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from answerable.actions.refusing import NotAllowed
from answerable.people import own_word
from answerable.people.acting import acting_as_victim
from answerable.people.victims import reading as hers
from answerable.record import reading
from answerable.record.writing import NoSuchCase


def put_word_for_oneself(account: UUID, word: str, *, at: datetime) -> None:
    """Put it down, in the place of the one before; NotAllowed for a word that is not in the list,
    and of somebody who was erased."""
    with acting_as_victim(account), transaction.atomic():
        case_id = hers.case_of(account)
        if case_id is None:
            raise NoSuchCase
        reading.hold_still(case_id)  # whoever puts the victim down now comes before or after this
        if word not in own_word.WORDS or not own_word.put(case_id, word, by=account, at=at):
            raise NotAllowed
