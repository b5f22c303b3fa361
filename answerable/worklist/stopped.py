"""Cases in which all contact with the victim has stopped, for somebody else answered or was told:
everybody on them is told, whatever they owe there themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

BREACH = "contact.respond_breach"  # owed until the risk has been looked at
STOPPED = """
SELECT case_id, max(started_at) FROM worklist_item
WHERE case_id = ANY((SELECT working_case_ids())::uuid[]) AND duty = %(duty)s AND state = 'owed'
    AND holds @> %(now)s
GROUP BY case_id ORDER BY max(started_at) DESC, case_id
"""


class Stopped(NamedTuple):
    """A case in which nobody may be in touch, and since when."""

    reference: str
    since: datetime


def stopped(now: datetime) -> list[tuple[UUID, datetime]]:
    """The cases of whoever is acting in which contact has stopped, the latest first."""
    with connection.cursor() as cursor:
        cursor.execute(STOPPED, {"duty": BREACH, "now": now})
        return list(cursor.fetchall())


def stopped_in_words(
    found: Sequence[tuple[UUID, datetime]], names: Mapping[UUID, str]
) -> list[Stopped]:
    """The same as a page shows it; `names` are the references of their cases."""
    return [Stopped(names.get(case_id, ""), since) for case_id, since in found]
