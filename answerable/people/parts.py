"""Who has which part in a case: the rows themselves. Who may give one is for access to say."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from answerable.people.models import CaseAgency, Part, Staff


def give(
    case_id: UUID,
    staff_id: UUID,
    part: str,
    *,
    by: UUID,
    at: datetime,
    why: str = "",
    how: str = "given",
    until: datetime | None = None,
) -> UUID:
    """Give somebody a part in a case, from now on: its id."""
    given = Part(
        case_id=case_id, staff_id=staff_id, part=part, how=how, since=at, until=until, given_by=by,
        why=why,
    )  # fmt: skip
    given.save(force_insert=True)
    return given.id


def end(case_id: UUID, staff_id: UUID, *, by: UUID, at: datetime, part: str | None = None) -> int:
    """End the parts that somebody has in a case, or one of them: how many there were."""
    held = Part.objects.filter(_now(at), case_id=case_id, staff_id=staff_id)
    if part is not None:
        held = held.filter(part=part)
    return held.update(until=at, ended_by=by)


def bring(case_id: UUID, agency: str, *, by: UUID, at: datetime, team: UUID | None = None) -> None:
    """Bring an agency to a case, where it is not with it already."""
    if not CaseAgency.objects.filter(_now(at), case_id=case_id, agency_id=agency).exists():
        CaseAgency(
            case_id=case_id, agency_id=agency, team_id=team, since=at, brought_by=by
        ).save(force_insert=True)  # fmt: skip


def put_with_team(case_id: UUID, agency: str, team: UUID | None) -> None:
    """Say which team of an agency has a case."""
    CaseAgency.objects.filter(case_id=case_id, agency_id=agency, until=None).update(team_id=team)


def agency_of(staff_id: UUID) -> tuple[str, UUID | None] | None:
    """The agency and the team that somebody is of."""
    return Staff.objects.filter(id=staff_id).values_list("agency_id", "team_id").first()


def _now(at: datetime) -> Q:
    return Q(since__lte=at) & (Q(until=None) | Q(until__gt=at))
