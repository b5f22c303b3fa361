"""What is new since somebody looked, and how much an agency owes without saying in which cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from answerable.analysis.small_numbers import shown
from answerable.people import reading as people
from answerable.people.roles import AGENCY_OF
from answerable.record import reading
from answerable.rules.catalogue import DUTY_OF
from answerable.rules.signal_catalogue import SIGNALS
from answerable.worklist.listing import PAGE, seen_by
from answerable.worklist.ranking import GRAVE, SEVERITIES, Severity, bounds
from answerable.worklist.stage import STAGES

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


class Counts(NamedTuple):
    """How much an agency owes, as it may be told to who has none of the cases: obligations by part
    and urgency, cases by stage and by signal. None: seven or fewer, or of so few cases."""

    owed: Mapping[str, Mapping[Severity, int | None]]
    stages: Mapping[str, int | None]
    signals: Mapping[str, int | None]


def new_signals(person: UUID, since: datetime, now: datetime) -> tuple[Sequence[NewSignal], int]:
    """Signals that stand and that nobody could have seen before `since`: the latest of them, and
    how many there are.

    What was recorded late is new when it was recorded, however long ago it happened.
    """
    with seen_by(person):
        found, total = raised_since(since, now)
        names = reading.references({one.case_id for one in found})
    return signals_in_words(found, names), total


def raised_since(since: datetime, now: datetime) -> tuple[list[Raised], int]:
    """The same for whoever is acting, before anything is said in words."""
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


def agency_counts(person: UUID, now: datetime) -> Counts | None:
    """How much this person's agency owes, without a row about any case; None for who may not ask.

    The database counts over all cases of the agency, and gives nothing but the counts. Small ones
    are hidden here and the others rounded, nought among them: what is not there is as few.
    """
    at = bounds(now)
    with seen_by(person), connection.cursor() as cursor:
        me = people.somebody(person)
        if me is None or me.role != "performance":
            return None
        cursor.execute(
            "SELECT what, name, severity, number, cases FROM worklist_counts(%s, %s, %s, %s, %s)",
            [at.now, at.long_ago, at.end_of_today, at.end_of_week, sorted(GRAVE)],
        )
        rows = cursor.fetchall()
    told = {
        (what, name, severity): shown(number, cases) for what, name, severity, number, cases in rows
    }
    return Counts(
        {
            part: {one: told.get(("owed", part, n)) for n, one in enumerate(SEVERITIES)}
            for part, kind in AGENCY_OF.items()
            if kind == me.agency_kind
        },
        {stage: told.get(("stage", stage, None)) for stage in STAGES},
        {signal: told.get(("signal", signal, None)) for signal in SIGNAL_OF},
    )
