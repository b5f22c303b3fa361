"""What somebody is to a case: the facts, gathered for the rule in access.py to judge.

The program asks for itself, and not with the eyes of whoever it asks about: the database decides
the same a second time, when it shows rows or does not.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from answerable.people.access import NOBODY, Held, Standing, may_hold, stand
from answerable.people.acting import WORKER, acting_for
from answerable.people.models import Staff

FACTS = """
SELECT agency.kind, staff.role,
    EXISTS (SELECT FROM people_exclusion AS e WHERE e.staff_id = staff.id AND e.case_id = %(case)s),
    EXISTS (
        SELECT FROM people_case_agency AS its
        WHERE its.case_id = %(case)s AND its.agency_id = staff.agency_id
            AND its.since <= %(at)s AND (its.until IS NULL OR its.until > %(at)s)
            AND (its.team_id IS NULL OR its.team_id = staff.team_id)
    ),
    (SELECT coalesce(array_agg(ARRAY[mate.role, held.part]), '{}')
        FROM people_part AS held JOIN people_staff AS mate ON mate.id = held.staff_id
        WHERE held.case_id = %(case)s AND held.how = 'given' AND mate.team_id = staff.team_id
            AND held.since <= %(at)s AND (held.until IS NULL OR held.until > %(at)s)
    ),
    (SELECT coalesce(array_agg(ARRAY[part, how, CASE
            WHEN since > %(at)s THEN 'later' WHEN until <= %(at)s THEN 'over' ELSE 'now' END]
        ), '{}') FROM people_part WHERE case_id = %(case)s AND staff_id = staff.id)
FROM people_staff AS staff JOIN people_agency AS agency ON agency.code = staff.agency_id
WHERE staff.id = %(staff)s AND staff.since <= %(at)s
    AND (staff.until IS NULL OR staff.until > %(at)s)
"""


def standing_in(case_id: UUID, staff_id: UUID | None, at: datetime) -> Standing:
    """What somebody is to a case at a time: within a transaction."""
    with acting_for(WORKER), connection.cursor() as cursor:
        cursor.execute(FACTS, {"case": case_id, "staff": staff_id, "at": at})
        found = cursor.fetchone()
    if found is None or staff_id is None:
        return NOBODY
    kind, role, excluded, with_team, of_team, held = found
    return stand(
        staff_id, kind, role, held=[Held(*one) for one in held], excluded=excluded,
        with_team=with_team or any(may_hold(*one, excluded=False) for one in of_team),
    )  # fmt: skip


def of_one_agency(one: UUID, other: UUID) -> bool:
    """Whether two members of staff work for the same agency, as far as whoever asks may know."""
    agencies = Staff.objects.filter(id__in={one, other}).values_list("agency_id", flat=True)
    return len(agencies) == len({one, other}) and len(set(agencies)) == 1


def with_agency_of(case_id: UUID, staff_id: UUID) -> bool:
    """Whether a case is with somebody's agency now."""
    with acting_for(WORKER), connection.cursor() as cursor:
        cursor.execute("SELECT agency_has(%s, agency_of(%s))", [case_id, staff_id])
        return bool(cursor.fetchone()[0])
