"""Who has which part in a case: the rows themselves. Who may give one is for access to say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from answerable.people.lasting import lasts, not_over
from answerable.people.models import Agency, CaseAgency, Part, Staff, Team
from answerable.people.one_at_a_time import hold

A_MOMENT = timedelta(minutes=1)  # within which the same again is the same, pressed twice


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


def was_just_given(
    case_id: UUID, staff_id: UUID, how: str, *, by: UUID, at: datetime, why: str
) -> bool:
    """Whether the very same was given a moment ago: a button that was pressed twice. Who asks at
    the same time waits for the answer."""
    hold(f"{case_id} {staff_id} {how}")
    return Part.objects.filter(
        case_id=case_id, staff_id=staff_id, how=how, given_by=by, why=why,
        since__gt=at - A_MOMENT,
    ).exists()  # fmt: skip


def place(
    holders: Mapping[UUID, Mapping[str, UUID]], *, by: UUID, at: datetime, why: str = ""
) -> None:
    """Give out the parts of many cases at once, by case and part: for cases that were loaded.

    Each case comes to the agencies of those who get a part in it, and to the team of the first.
    For the program's own work.
    """
    people = {who for held in holders.values() for who in held.values()}
    of = {
        who: (agency, team)
        for who, agency, team in Staff.objects.filter(id__in=people).values_list(
            "id", "agency_id", "team_id"
        )
    }
    given, brought = [], []
    for case_id, held in holders.items():
        for part, who in held.items():
            given.append(
                Part(case_id=case_id, staff_id=who, part=part, since=at, given_by=by, why=why)
            )
        teams = dict(reversed([of[who] for who in held.values()]))
        brought += [
            CaseAgency(case_id=case_id, agency_id=agency, team_id=team, since=at, brought_by=by)
            for agency, team in teams.items()
        ]
    Part.objects.bulk_create(given)
    CaseAgency.objects.bulk_create(brought)


def end(
    case_id: UUID, staff_id: UUID, *, by: UUID, at: datetime, part: str | None = None, why: str = ""
) -> int:
    """End the parts that somebody has in a case, or one of them: how many there were."""
    held = Part.objects.filter(lasts(at), case_id=case_id, staff_id=staff_id)
    if part is not None:
        held = held.filter(part=part)
    return held.update(until=at, ended_by=by, ended_why=why)


def bring(case_id: UUID, agency: str, *, by: UUID, at: datetime, team: UUID | None = None) -> None:
    """Bring an agency to a case, where it is not with it already."""
    if not CaseAgency.objects.filter(not_over(at), case_id=case_id, agency_id=agency).exists():
        CaseAgency(
            case_id=case_id, agency_id=agency, team_id=team, since=at, brought_by=by
        ).save(force_insert=True)  # fmt: skip


def take_back(case_id: UUID, agency: str, *, by: UUID, at: datetime, why: str) -> bool:
    """End that a case is with an agency; False where it cannot be taken back. The database judges
    the same: whoever has nothing there to see cannot tell that there is nothing."""
    found = CaseAgency.objects.filter(case_id=case_id, agency_id=agency, until=None)
    row = found.extra(where=["may_take_back(people_case_agency)"])
    return bool(row.update(until=at, ended_by=by, ended_why=why))


def taken_back(case_id: UUID) -> list[str]:
    """The agencies that whoever acts may take back from a case."""
    found = CaseAgency.objects.filter(case_id=case_id, until=None)
    row = found.extra(where=["may_take_back(people_case_agency)"])
    return list(row.values_list("agency_id", flat=True))


def put_with_team(case_id: UUID, agency: str, team: UUID | None) -> bool:
    """Say which team of an agency has a case."""
    if team is not None and not Team.objects.filter(id=team, agency_id=agency).exists():
        return False
    found = CaseAgency.objects.filter(case_id=case_id, agency_id=agency, until=None)
    return bool(found.update(team_id=team))


def held(case_id: UUID, staff_id: UUID, at: datetime) -> list[str]:
    """The parts that somebody was given in a case and has now."""
    found = Part.objects.filter(not_over(at), case_id=case_id, staff_id=staff_id, how="given")
    return list(found.order_by("since").values_list("part", flat=True))


def last_given(case_id: UUID, part: str) -> UUID | None:
    """Who was given a part in a case last, whether they have it still or not."""
    found = Part.objects.filter(case_id=case_id, part=part, how="given").order_by("-since")
    return found.values_list("staff_id", flat=True).first()


def area(named: str, force: str) -> str | None:
    """The CPS Area of this code; where there is none, the one that a force works with."""
    if Agency.objects.filter(code=named, kind="cps").exists():
        return named
    works_with = Agency.objects.filter(code=force, kind="police").values_list("area", flat=True)
    return works_with.first() or None


def agency_of(staff_id: UUID) -> tuple[str, UUID | None] | None:
    """The agency and the team that somebody is of."""
    return Staff.objects.filter(id=staff_id).values_list("agency_id", "team_id").first()
