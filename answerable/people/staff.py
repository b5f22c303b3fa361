"""An agency's own list of its teams and staff: put in as a whole, and changed line by line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from answerable.people import models
from answerable.people.one_at_a_time import hold
from answerable.people.roles import kind_of_role


class NotOfThisAgency(Exception):
    """A line of the list that does not fit: a role its agency has not, or the team of another."""


class Team(NamedTuple):
    """Those who work for one supervisor."""

    id: UUID
    agency: str
    name: str


class Qualified(NamedTuple):
    """What somebody is trained for, and from when to when."""

    kind: str
    gained_on: date
    expires_on: date | None = None


class Staff(NamedTuple):
    """A member of staff, as the list of an agency has them."""

    id: UUID
    agency: str
    team: UUID | None
    name: str
    role: str
    rank: str
    telephone: str
    email: str
    working_pattern: str
    since: datetime
    until: datetime | None = None
    qualifications: tuple[Qualified, ...] = ()


def put_in(teams: Sequence[Team], staff: Sequence[Staff]) -> int:
    """Put in those who are not there yet: how many staff there were. For the program's own work."""
    kinds = dict(models.Agency.objects.values_list("code", "kind"))
    agency_of = {team.id: team.agency for team in teams}
    for one in staff:
        fits = kind_of_role(one.role, kinds.get(one.agency, ""))
        if not fits or agency_of.get(one.team or UUID(int=0), one.agency) != one.agency:
            raise NotOfThisAgency(f"{one.id}: {one.role} in {one.agency}")
    models.Team.objects.bulk_create(
        [models.Team(id=team.id, agency_id=team.agency, name=team.name) for team in teams],
        ignore_conflicts=True,
    )
    there = set(
        models.Staff.objects.filter(id__in=[one.id for one in staff]).values_list("id", flat=True)
    )
    new = [one for one in staff if one.id not in there]
    models.Staff.objects.bulk_create([_row(one) for one in new])
    models.Qualification.objects.bulk_create(
        models.Qualification(staff_id=one.id, **held._asdict())
        for one in new
        for held in one.qualifications
    )
    return len(new)


def qualify(
    staff_id: UUID, qualified: Qualified, *, by: UUID | None = None, at: datetime | None = None
) -> None:
    """Put down what somebody is trained for now."""
    models.Qualification(
        staff_id=staff_id, recorded_by=by, recorded_at=at, **qualified._asdict()
    ).save(force_insert=True)  # fmt: skip


def hold_trainings(staff_id: UUID) -> None:
    """Let nobody else put down what somebody is trained for until this transaction ends."""
    hold(f"{staff_id} training")


def end_qualification(staff_id: UUID, id_: UUID, *, on: date) -> bool:
    """Say from which day on it no longer holds: whether there was such a training."""
    return bool(_held(staff_id, id_).filter(gained_on__lte=on).update(expires_on=on))


def take_back_qualification(staff_id: UUID, id_: UUID, *, by: UUID, at: datetime) -> bool:
    """Say that it was put down wrongly: whether there was such a training."""
    return bool(_held(staff_id, id_).update(taken_back_at=at, taken_back_by=by))


def _held(staff_id: UUID, id_: UUID) -> QuerySet[models.Qualification]:
    return models.Qualification.objects.filter(id=id_, staff_id=staff_id, taken_back_at=None)


def leave(staff_id: UUID, *, at: datetime) -> bool:
    """Say that somebody has left: from then on, they are nobody."""
    return bool(models.Staff.objects.filter(id=staff_id, until=None).update(until=at))


def _row(one: Staff) -> models.Staff:
    values = one._asdict()
    del values["qualifications"]
    agency, team = values.pop("agency"), values.pop("team")
    return models.Staff(agency_id=agency, team_id=team, **values)
