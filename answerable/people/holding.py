"""Who holds which part in which case now: asked of many cases at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from answerable.people.models import CaseAgency, Part

Holders = Mapping[UUID, Mapping[str, tuple[UUID, ...]]]


def cases_of(staff_id: UUID, at: datetime) -> set[UUID]:
    """The cases in which somebody has a part to work in."""
    return set(_held(at).filter(staff_id=staff_id).values_list("case_id", flat=True))


def holders(case_ids: Collection[UUID], at: datetime) -> Holders:
    """By case and part, who holds it; a part that nobody holds is not there."""
    return _by_case(_held(at).filter(case_id__in=list(case_ids)))


def around(staff_id: UUID, at: datetime) -> Holders:
    """The same, of every case in which somebody has a part to work in."""
    theirs = _held(at).filter(staff_id=staff_id).values("case_id")
    return _by_case(_held(at).filter(case_id__in=theirs))


def _held(at: datetime) -> QuerySet[Part]:
    # Breaking the glass is for reading alone: nobody works in a case by it.
    return Part.objects.filter(_now(at)).exclude(how="break_glass")


def _now(at: datetime) -> Q:
    return Q(since__lte=at) & (Q(until=None) | Q(until__gt=at))


def _by_case(held: QuerySet[Part]) -> Holders:
    found: dict[UUID, dict[str, tuple[UUID, ...]]] = {}
    rows = held.order_by("since").values_list("case_id", "part", "staff_id")
    for case_id, part, staff_id in rows:
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
    rows = CaseAgency.objects.filter(_now(at), case_id__in=list(case_ids))
    return {
        case_id
        for case_id, agency, team in rows.values_list("case_id", "agency_id", "team_id")
        if wanted & {agency, str(team)}
    }
