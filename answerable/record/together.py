"""Since when what told the victim of a case waits for another victim of the same suspect."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection

from answerable.events.entry import Entry
from answerable.rules.together import WAITS_AT_MOST
from answerable.rules.told import shown_since


def told_before(case_id: UUID, at: datetime) -> datetime | None:
    """From this recording on, what tells the victim of hard news does not show to them yet; None
    where nothing waits, or for whoever does not work in the case."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT told_before(%s, %s)", [case_id, at])
        (found,) = cursor.fetchone()
    return found if isinstance(found, datetime) else None


def not_shown_before(case_id: UUID, entries: Sequence[Entry], at: datetime) -> datetime | None:
    """The same, for a case whose entries are there: asked only where something of it may wait."""
    lately = at - WAITS_AT_MOST
    if all(since < lately for since in shown_since(entries, at).values()):
        return None
    return told_before(case_id, at)
