"""What is new since somebody looked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from answerable.rules.catalogue import DUTY_OF
from answerable.rules.signal_catalogue import SIGNALS
from answerable.worklist.listing import PAGE

SIGNAL_OF = {signal.id: signal for signal in SIGNALS}


# In the cases in which whoever is acting works: their own, and the team's they answer for.
RAISED = """
SELECT case_id, signal, subject, raised_at, known_at, count(*) OVER () FROM worklist_signal
WHERE case_id = ANY((SELECT working_case_ids())::uuid[]) AND holds @> %(now)s
    AND status = 'raised' AND known_at > %(since)s
ORDER BY known_at DESC, case_id, signal, subject LIMIT %(most)s
"""


class Raised(NamedTuple):
    """A signal that stands."""

    case_id: UUID
    signal: str
    subject: str
    raised_at: datetime
    known_at: datetime


class NewSignal(NamedTuple):
    """A signal in a case of one's own; `about` says which duty, where it is about one."""

    case_id: UUID
    reference: str
    signal: str
    subject: str
    what: str
    about: str
    put_right: str
    raised_at: datetime
    known_at: datetime


def raised_since(since: datetime, now: datetime) -> tuple[list[Raised], int]:
    """Signals that stand and that nobody could have seen before `since`: the latest of them, and
    how many there are, for whoever is acting.

    What was recorded late is new when it was recorded, however long ago it happened.
    """
    with connection.cursor() as cursor:
        cursor.execute(RAISED, {"now": now, "since": since, "most": PAGE})
        rows = cursor.fetchall()
    return [Raised(*row[:-1]) for row in rows], rows[0][-1] if rows else 0


def signals_in_words(found: Sequence[Raised], names: Mapping[UUID, str]) -> list[NewSignal]:
    """Signals as a page shows them; `names` are the references of their cases."""
    return [_signal(one, names.get(one.case_id, "")) for one in found]


def _signal(one: Raised, reference: str) -> NewSignal:
    said = SIGNAL_OF[one.signal]
    return NewSignal(
        one.case_id, reference, one.signal, one.subject, said.what, about(one.subject),
        said.put_right, one.raised_at, one.known_at,
    )  # fmt: skip


def about(subject: str) -> str:
    """The duty that a signal is about, in words, where its subject is one."""
    duty = DUTY_OF.get(subject)
    return duty.what if duty else ""
