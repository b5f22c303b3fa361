"""Messages that did not reach the victim: whose they are to see to now, one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from answerable.people.holding import around
from answerable.record import reading
from answerable.worklist.listing import seen_by
from answerable.worklist.models import SignalNow
from answerable.worklist.my_work import owed_by

# Who tells the victim, and so who tells it now.
TELLS = frozenset({"victims_officer", "witness_care_officer"})
NOT_RECEIVED = "message_not_received"


class LeftOver(NamedTuple):
    """A message that nobody has made good yet."""

    message: str
    reference: str
    since: datetime


def messages_left_to(person: UUID, now: datetime) -> Sequence[LeftOver]:
    """The messages that are this person's to see to, the oldest first."""
    with seen_by(person):
        theirs = {case for case, part in owed_by(person, around(person, now)) if part in TELLS}
        found = SignalNow.objects.filter(
            case_id__in=theirs, signal=NOT_RECEIVED, status="raised", holds__contains=now
        ).order_by("raised_at", "subject")
        rows = list(found)
        names = reading.references({one.case_id for one in rows})
    return [LeftOver(one.subject, names.get(one.case_id, ""), one.raised_at) for one in rows]
