"""Who holds which part in which case now: asked of many cases at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from answerable.people.lasting import lasts
from answerable.people.models import CaseAgency

Holders = Mapping[UUID, Mapping[str, tuple[UUID, ...]]]

# Breaking the glass is for reading alone: nobody works in a case by it.
HELD = """
SELECT case_id, part, staff_id FROM people_part
WHERE how <> 'break_glass' AND since <= %(at)s AND (until IS NULL OR until > %(at)s)
"""
IN_CASES = f"{HELD} AND case_id = ANY(%(cases)s) ORDER BY since"
OF_STAFF = f"{HELD} AND staff_id = %(staff)s"
AROUND = f"{HELD} AND case_id IN (SELECT case_id FROM ({OF_STAFF}) AS theirs) ORDER BY since"  # noqa: S608

# Cover and broken glass concern all who work in the case, a case that somebody gave one oneself.
LATELY = """
SELECT case_id, part, how, since, until, staff_id, given_by, why FROM people_part
WHERE case_id = ANY((SELECT working_case_ids())::uuid[]) AND since <= %(at)s AND since > %(after)s
    AND (how IN ('cover', 'break_glass') OR staff_id = %(staff)s AND given_by <> %(staff)s)
ORDER BY since DESC, case_id, part LIMIT %(most)s
"""


class Came(NamedTuple):
    """Somebody came to a case: to cover it, by breaking the glass, or because it was given them."""

    case_id: UUID
    part: str
    how: str
    since: datetime
    until: datetime | None
    staff_id: UUID
    given_by: UUID
    why: str


def cases_of(staff_id: UUID, at: datetime) -> set[UUID]:
    """The cases in which somebody has a part to work in."""
    return {case_id for case_id, _, _ in _held(OF_STAFF, at, staff=staff_id)}


def holders(case_ids: Collection[UUID], at: datetime) -> Holders:
    """By case and part, who holds it; a part that nobody holds is not there."""
    return _by_case(_held(IN_CASES, at, cases=list(case_ids)))


def around(staff_id: UUID, at: datetime) -> Holders:
    """The same, of every case in which somebody has a part to work in."""
    return _by_case(_held(AROUND, at, staff=staff_id))


def _held(statement: str, at: datetime, **values: Any) -> list[tuple[UUID, str, UUID]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"at": at, **values})
        return list(cursor.fetchall())


def _by_case(held: Iterable[tuple[UUID, str, UUID]]) -> Holders:
    found: dict[UUID, dict[str, tuple[UUID, ...]]] = {}
    for case_id, part, staff_id in held:
        of_case = found.setdefault(case_id, {})
        if staff_id not in of_case.get(part, ()):
            of_case[part] = (*of_case.get(part, ()), staff_id)
    return found


def working_cases() -> list[UUID]:
    """The cases in which whoever is acting works: their own, and the team's they answer for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT unnest(working_case_ids())")
        return [case_id for (case_id,) in cursor.fetchall()]


def of_units(case_ids: Collection[UUID], units: Collection[str], at: datetime) -> set[UUID]:
    """Those among the cases that are with one of these agencies, by code, or teams, by id."""
    wanted = set(units)
    rows = CaseAgency.objects.filter(lasts(at), case_id__in=list(case_ids))
    return {
        case_id
        for case_id, agency, team in rows.values_list("case_id", "agency_id", "team_id")
        if wanted & {agency, str(team)}
    }


def units_of(case_ids: Collection[UUID], at: datetime) -> dict[str, str]:
    """The agencies and teams that cases are with, by code and by id, with their names."""
    rows = (
        CaseAgency.objects.filter(lasts(at), case_id__in=list(case_ids))
        .order_by("agency__name", "team__name")
        .values_list("agency_id", "agency__name", "team_id", "team__name")
        .distinct()
    )
    found: dict[str, str] = {}
    for agency, of_agency, team, of_team in rows:
        found.setdefault(agency, of_agency)
        if team and of_team:
            found.setdefault(str(team), f"{of_agency}: {of_team}")
    return found


def came_lately(staff_id: UUID, after: datetime, at: datetime, most: int) -> list[Came]:
    """Who came to the cases in which this person works since a time, the latest first."""
    with connection.cursor() as cursor:
        cursor.execute(LATELY, {"staff": staff_id, "after": after, "at": at, "most": most})
        return [Came(*row) for row in cursor.fetchall()]
