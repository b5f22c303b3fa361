"""Naming a supporter, ticking what they see, ending it: by the victim, or by a worker with her."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db import transaction

from answerable.actions.allocating import known
from answerable.actions.refusing import NotAllowed
from answerable.people.access import may_let_in, may_work
from answerable.people.acting import SIGNING_IN, acting_as, acting_as_victim, acting_for
from answerable.people.victims import reading as hers
from answerable.people.victims import supporters
from answerable.people.victims.codes import Issued
from answerable.people.victims.sharing import SEES
from answerable.record import reading, writing
from answerable.record.writing import NoSuchCase

ISSUED, NAMED, ENDED = "codes for a supporter", "a supporter named", "a supporter ended"


def name_supporter(
    account: UUID, called: str, sees: Collection[str], *, at: datetime
) -> UUID:  # fmt: skip
    """The victim names one."""
    with _hers(account) as case_id:
        return _name(case_id, called, sees, by=account, at=at)


def tick(account: UUID, supporter: UUID, sees: Collection[str], *, at: datetime) -> None:
    """The victim lets one see this and nothing else, at once; nothing at all ends it."""
    with _hers(account) as case_id:
        if not set(sees) <= set(SEES):
            raise NotAllowed
        if sees:
            done = supporters.tick(case_id, supporter, sees)
        else:
            done = supporters.end(case_id, supporter, at)
        if not done:
            raise NoSuchCase
        with acting_for(SIGNING_IN):
            supporters.end_sessions(supporter)


def name_for_her(
    case_id: UUID, called: str, sees: Collection[str], *, by: UUID, at: datetime
) -> UUID:
    """A worker writes down whom she named, and what she ticked on paper."""
    with acting_as(by), transaction.atomic():
        if not may_let_in(known(case_id, by, at)):
            raise NotAllowed
        reading.hold_still(case_id)
        writing.note_reading(case_id, by=by, at=at, part=NAMED)
        return _name(case_id, called, sees, by=by, at=at)


def end_for_her(case_id: UUID, supporter: UUID, *, by: UUID, at: datetime) -> None:
    """A worker ends one, as she asked or for her safety."""
    with acting_as(by), transaction.atomic():
        if not may_work(known(case_id, by, at)):
            raise NotAllowed
        writing.note_reading(case_id, by=by, at=at, part=ENDED)
        if not supporters.end(case_id, supporter, at):
            raise NoSuchCase
        with acting_for(SIGNING_IN):
            supporters.end_sessions(supporter)


def issue_to_supporter(case_id: UUID, supporter: UUID, *, by: UUID, at: datetime) -> Issued:
    """Codes for one, in person: that they were given is on record before they are shown."""
    with acting_as(by), transaction.atomic():
        if not may_let_in(known(case_id, by, at)):
            raise NotAllowed
        reading.hold_still(case_id)  # of two at once, the second voids what the first gave
        if not any(one.id == supporter and one.lives for one in supporters.named(case_id)):
            raise NoSuchCase
        writing.note_reading(case_id, by=by, at=at, part=ISSUED, reason="in_person")
        with acting_for(SIGNING_IN):
            return supporters.issue(supporter, by=by, at=at)


def _name(case_id: UUID, called: str, sees: Collection[str], *, by: UUID, at: datetime) -> UUID:
    there = [one for one in supporters.named(case_id) if one.lives]
    for one in there:
        if (one.name, sorted(one.sees)) == (called, sorted(set(sees))):
            return one.id  # sent twice
    if not sees or not set(sees) <= set(SEES) or len(there) >= supporters.MOST:
        raise NotAllowed
    return supporters.name(case_id, called, sees, by=by, at=at)


@contextmanager
def _hers(account: UUID) -> Iterator[UUID]:
    with acting_as_victim(account), transaction.atomic():
        case_id = hers.case_of(account)
        if case_id is None:
            raise NoSuchCase
        reading.hold_still(case_id)  # of two at once, one is first
        yield case_id
