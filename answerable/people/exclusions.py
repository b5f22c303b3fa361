"""For whom a case does not exist, and who of them tried to get to it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from answerable.people import models


class Excluded(NamedTuple):
    """That a case does not exist for somebody, and who said so."""

    case_id: UUID
    staff_id: UUID
    how: str
    at: datetime
    excluded_by: UUID
    why: str


class Attempt(NamedTuple):
    """That somebody excluded tried to find a case, to open it or to give it to another."""

    case_id: UUID
    staff_id: UUID
    at: datetime
    what: str


def put(case_id: UUID, staff_id: UUID, how: str, *, by: UUID, at: datetime, why: str = "") -> None:
    """From now on there is no such case for them."""
    models.Exclusion(
        case_id=case_id, staff_id=staff_id, how=how, at=at, excluded_by=by, why=why
    ).save(force_insert=True)  # fmt: skip


def in_case(case_id: UUID) -> list[Excluded]:
    """Who is excluded from a case, for those who may know."""
    found = models.Exclusion.objects.filter(case_id=case_id).order_by("at")
    return [Excluded(*row) for row in found.values_list(*Excluded._fields)]


def notice(case_id: UUID, staff_id: UUID, *, at: datetime, what: str) -> None:
    """Keep that somebody excluded tried: the program's own work, for nobody sees their own."""
    models.Attempt(case_id=case_id, staff_id=staff_id, at=at, what=what).save(force_insert=True)


def attempts() -> list[Attempt]:
    """Who tried, for professional standards; the latest first."""
    found = models.Attempt.objects.order_by("-at")
    return [Attempt(*row) for row in found.values_list(*Attempt._fields)]
