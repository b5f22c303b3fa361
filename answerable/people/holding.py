"""Who holds which part in which case now: asked of many cases at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from answerable.people.models import Part

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
    now = Q(until__isnull=True) | Q(until__gt=at)
    return Part.objects.filter(now, since__lte=at).exclude(how="break_glass")


def _by_case(held: QuerySet[Part]) -> Holders:
    found: dict[UUID, dict[str, tuple[UUID, ...]]] = {}
    rows = held.order_by("since").values_list("case_id", "part", "staff_id")
    for case_id, part, staff_id in rows:
        of_case = found.setdefault(case_id, {})
        if staff_id not in of_case.get(part, ()):
            of_case[part] = (*of_case.get(part, ()), staff_id)
    return found
