"""Who is who, as far as whoever asks may see: one statement each, however many are asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q

from answerable.people import models
from answerable.people.agencies import Agency
from answerable.people.lasting import lasts

PEOPLE = """
SELECT staff.id, staff.name, staff.role, staff.rank, staff.agency_id, agency.kind, agency.name,
    staff.team_id, coalesce(team.name, ''), staff.telephone, staff.email, staff.working_pattern,
    staff.until
FROM people_staff AS staff JOIN people_agency AS agency ON agency.code = staff.agency_id
LEFT JOIN people_team AS team ON team.id = staff.team_id
"""
HERE = "staff.since <= %(at)s AND (staff.until IS NULL OR staff.until > %(at)s)"


class Somebody(NamedTuple):
    """A member of staff, with how to reach them directly."""

    id: UUID
    name: str
    role: str
    rank: str
    agency: str
    agency_kind: str
    agency_name: str
    team: UUID | None
    team_name: str
    telephone: str
    email: str
    working_pattern: str
    until: datetime | None


class PartHeld(NamedTuple):
    """A part in a case, and who has or had it; nobody, where one may not know who that is."""

    id: UUID
    case_id: UUID
    part: str
    how: str
    since: datetime
    until: datetime | None
    staff_id: UUID
    somebody: Somebody | None
    given_by: UUID
    why: str
    ended_by: UUID | None
    ended_why: str

    def now(self, at: datetime) -> bool:
        """Whether they have it at a time."""
        return self.since <= at and (self.until is None or self.until > at)


class WithAgency(NamedTuple):
    """An agency that a case is with, and its team; no team: nobody's yet."""

    case_id: UUID
    agency: str
    kind: str
    name: str
    team: UUID | None
    since: datetime
    until: datetime | None
    brought_by: UUID
    ended_by: UUID | None
    ended_why: str


class Qualification(NamedTuple):
    """What somebody is trained for, and from when to when."""

    kind: str
    gained_on: date
    expires_on: date | None


class Training(NamedTuple):
    """A line of what was put down of somebody's training; one that was taken back never counts."""

    id: UUID
    kind: str
    gained_on: date
    expires_on: date | None
    recorded_by: UUID | None
    recorded_at: datetime | None
    taken_back_at: datetime | None


def agencies(kind: str | None = None) -> list[Agency]:
    """The agencies that there are, or those of one kind, by name."""
    found = models.Agency.objects.order_by("name")
    if kind is not None:
        found = found.filter(kind=kind)
    return [Agency(*row) for row in found.values_list(*Agency._fields)]


def staff(ids: Collection[UUID]) -> dict[UUID, Somebody]:
    """Members of staff by id, those who left too; who may not be known is left out."""
    if not ids:
        return {}
    return {one.id: one for one in _people("staff.id = ANY(%(ids)s)", ids=list(set(ids)))}


def somebody(staff_id: UUID) -> Somebody | None:
    """One member of staff."""
    return staff([staff_id]).get(staff_id)


def with_email(email: str) -> Somebody | None:
    """The member of staff with this e-mail address, for signing in: the program's own work."""
    return next(iter(_people("staff.email = %(email)s", email=email.lower())), None)


def services_of(actors: Collection[str]) -> dict[str, str]:
    """For which support service each of these actors works; others are left out."""
    found = models.Staff.objects.filter(id__in=set(actors), agency__kind="support")
    return {str(id_): agency for id_, agency in found.values_list("id", "agency_id")}


def team(team_id: UUID, at: datetime) -> list[Somebody]:
    """The people of a team, by name."""
    return teams([team_id], at)


def teams(ids: Collection[UUID], at: datetime) -> list[Somebody]:
    """The people of several teams, by name."""
    return _people(f"{HERE} AND staff.team_id = ANY(%(teams)s)", at=at, teams=list(ids))


def of_agency(agency: str, at: datetime, roles: Collection[str] = ()) -> list[Somebody]:
    """The people of an agency, or those with one of these roles, by name."""
    these = f"{HERE} AND staff.agency_id = %(agency)s"
    if roles:
        these += " AND staff.role = ANY(%(roles)s)"
    return _people(these, at=at, agency=agency, roles=list(roles))


def qualifications(ids: Collection[UUID], on: date) -> dict[UUID, list[Qualification]]:
    """What people are trained for on a day."""
    found: dict[UUID, list[Qualification]] = {one: [] for one in ids}
    rows = models.Qualification.objects.filter(
        Q(expires_on=None) | Q(expires_on__gt=on),
        staff_id__in=set(ids),
        gained_on__lte=on,
        taken_back_at=None,
    ).order_by("kind", "gained_on")
    for who, *values in rows.values_list("staff_id", *Qualification._fields):
        found.setdefault(who, []).append(Qualification(*values))
    return found


def trainings(staff_id: UUID) -> list[Training]:
    """All that was ever put down of what somebody is trained for, the latest first."""
    rows = models.Qualification.objects.filter(staff_id=staff_id).order_by("-gained_on", "kind")
    return [Training(*row) for row in rows.values_list(*Training._fields)]


def parts_of(case_ids: Collection[UUID]) -> dict[UUID, list[PartHeld]]:
    """Everybody's parts in cases, those that are over too, in the order in which they began."""
    return parts_and_people(case_ids, ())[0]


def parts_and_people(
    case_ids: Collection[UUID], others: Collection[UUID]
) -> tuple[dict[UUID, list[PartHeld]], dict[UUID, Somebody]]:
    """The same, and who they and these others are."""
    found: dict[UUID, list[PartHeld]] = {one: [] for one in case_ids}
    rows = list(
        models.Part.objects.filter(case_id__in=set(case_ids)).order_by("since", "id").values_list(
            "id", "case_id", "part", "how", "since", "until", "staff_id", "given_by", "why",
            "ended_by", "ended_why",
        )
    )  # fmt: skip
    known = staff({row[6] for row in rows} | set(others))
    for row in rows:
        found[row[1]].append(PartHeld(*row[:7], known.get(row[6]), *row[7:]))
    return found, known


def parts_in(case_id: UUID) -> list[PartHeld]:
    """Everybody's parts in a case."""
    return parts_of([case_id])[case_id]


def held_now(parts: Iterable[PartHeld], at: datetime) -> dict[str, tuple[UUID, ...]]:
    """Who holds each part at a time, of the parts in a case: as `holding.holders` has it."""
    found: dict[str, dict[UUID, None]] = {}
    for one in parts:
        if one.how != "break_glass" and one.now(at):
            found.setdefault(one.part, {})[one.staff_id] = None
    return {part: tuple(of_part) for part, of_part in found.items()}


def agencies_on(case_ids: Collection[UUID], at: datetime) -> dict[UUID, list[WithAgency]]:
    """The agencies that cases are with."""
    found: dict[UUID, list[WithAgency]] = {one: [] for one in case_ids}
    for one in _with_agencies(lasts(at), case_id__in=set(case_ids)):
        found[one.case_id].append(one)
    return found


def agencies_ever(case_id: UUID) -> list[WithAgency]:
    """The agencies that a case is or was with."""
    return _with_agencies(case_id=case_id)


def _with_agencies(*which: Q, **of: Any) -> list[WithAgency]:
    rows = models.CaseAgency.objects.filter(*which, **of).order_by("since")
    return [
        WithAgency(*row)
        for row in rows.values_list(
            "case_id", "agency_id", "agency__kind", "agency__name", "team_id", "since", "until",
            "brought_by", "ended_by", "ended_why",
        )
    ]  # fmt: skip


def caseload(ids: Collection[UUID], at: datetime) -> dict[UUID, int]:
    """In how many cases each was given a part, of those that whoever asks may see."""
    rows = (
        models.Part.objects.filter(lasts(at), staff_id__in=set(ids), how="given")
        .values_list("staff_id")
        .annotate(Count("case_id", distinct=True))
    )
    return dict.fromkeys(ids, 0) | dict(rows)


def _people(these: str, **values: Any) -> list[Somebody]:
    with connection.cursor() as cursor:
        cursor.execute(f"{PEOPLE} WHERE {these} ORDER BY staff.name, staff.id", values)
        return [Somebody(*row) for row in cursor.fetchall()]
