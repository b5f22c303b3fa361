"""Cases in which all contact with the victim has stopped, for somebody else answered or was told:
everybody on them is told, whatever they owe there themselves. And those in which the victim has to
be told again what was put right: for the agency that has to tell them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

BREACH = "contact.respond_breach"  # owed until the risk has been looked at
FOUND = """
SELECT true, case_id, max(started_at) AS since FROM worklist_item
WHERE case_id = ANY((SELECT working_case_ids())::uuid[]) AND duty = %(duty)s AND state = 'owed'
    AND holds @> %(now)s
GROUP BY case_id
UNION ALL
SELECT false, case_id, tell_again_since FROM worklist_case
WHERE case_id = ANY((SELECT working_case_ids())::uuid[]) AND holds @> %(now)s
    AND tell_again::text[] && (SELECT acting_agencies())::text[]
ORDER BY since DESC, case_id
"""


class Stopped(NamedTuple):
    """A case in which nobody may be in touch, or has to tell the victim again, and since when."""

    reference: str
    since: datetime


Found = list[tuple[UUID, datetime]]


def stopped_and_to_tell(now: datetime) -> tuple[Found, Found]:
    """The cases of whoever is acting in which contact has stopped, and those in which their agency
    has to tell the victim again; the latest first."""
    with connection.cursor() as cursor:
        cursor.execute(FOUND, {"duty": BREACH, "now": now})
        rows = cursor.fetchall()
    of = {which: [row[1:] for row in rows if row[0] is which] for which in (True, False)}
    return of[True], of[False]


def stopped_in_words(
    found: Sequence[tuple[UUID, datetime]], names: Mapping[UUID, str]
) -> list[Stopped]:
    """The same as a page shows it; `names` are the references of their cases."""
    return [Stopped(names.get(case_id, ""), since) for case_id, since in found]
