"""Messages that did not reach the victim: whose they are to see to now, one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from answerable.people.holding import Holders
from answerable.worklist.my_work import owed_by

# Who tells the victim, and so who tells it now.
TELLS = frozenset({"victims_officer", "witness_care_officer"})
NOT_RECEIVED = "message_not_received"
STANDING = """
SELECT case_id, subject, raised_at FROM worklist_signal
WHERE case_id = ANY(%(cases)s) AND signal = %(signal)s AND status = 'raised' AND holds @> %(now)s
ORDER BY raised_at, subject
"""


class Unseen(NamedTuple):
    """A message that did not reach the victim."""

    case_id: UUID
    message: str
    since: datetime


class LeftOver(NamedTuple):
    """A message that nobody has made good yet."""

    message: str
    reference: str
    since: datetime


def not_received(person: UUID, held: Holders, now: datetime) -> list[Unseen]:
    """The messages that are this person's to see to, who holds these parts; the oldest first."""
    theirs = {case_id for case_id, part in owed_by(person, held) if part in TELLS}
    if not theirs:
        return []
    with connection.cursor() as cursor:
        cursor.execute(STANDING, {"cases": list(theirs), "signal": NOT_RECEIVED, "now": now})
        return [Unseen(*row) for row in cursor.fetchall()]


def messages_in_words(found: Sequence[Unseen], names: Mapping[UUID, str]) -> list[LeftOver]:
    """Messages as a page shows them; `names` are the references of their cases."""
    return [LeftOver(one.message, names.get(one.case_id, ""), one.since) for one in found]
