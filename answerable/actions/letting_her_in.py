"""Letting the victim in to pages of their own, and cutting that off at once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from answerable.actions.allocating import known
from answerable.actions.refusing import NotAllowed
from answerable.people.access import may_let_in
from answerable.people.acting import SIGNING_IN, acting_as, acting_for
from answerable.people.victims import codes
from answerable.people.victims.codes import Issued
from answerable.record import reading, writing

# After it, whoever has the codes may be somebody else.
CUTS_OFF = frozenset({"contact.breached"})
ISSUED = "codes for the victim"


def issue_codes(case_id: UUID, *, by: UUID, at: datetime, how: str, interpreter: str) -> Issued:
    """New codes for the victim, by a worker who speaks with them now; older ones open nothing.

    That they were issued, by whom and how, is on record before they are shown.
    """
    with acting_as(by), transaction.atomic():
        if not may_let_in(known(case_id, by, at)):
            raise NotAllowed
        reading.hold_still(case_id)  # of two at once, the second voids what the first gave
        writing.note_reading(
            case_id, by=by, at=at, part=ISSUED, reason=f"{how}, interpreter: {interpreter}"
        )
        with acting_for(SIGNING_IN):
            return codes.issue(case_id, by=by, at=at, how=how, interpreter=interpreter)


def cut_off(case_id: UUID, at: datetime) -> None:
    """End the victim's sessions and void their codes: a worker gives new ones by a safe way."""
    with acting_for(SIGNING_IN):
        codes.end_all(case_id, at=at)
