"""What a line of an agency's list makes of somebody: new here, changed, gone, or as they were."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from answerable.people import models
from answerable.people.staff import Qualified
from answerable.people.staff_list import Line

# What a list says of somebody and may say otherwise later; the name and the role it alone.
ON_A_LIST = ("name", "role", "rank", "telephone", "email", "working_pattern", "until")


class Known(NamedTuple):
    """Somebody who is there: for which agency, and until when if they have left."""

    id: UUID
    agency: str
    until: datetime | None


def by_email(emails: Collection[str]) -> dict[str, Known]:
    """Members of staff, those who left too, by their address."""
    found = models.Staff.objects.filter(email__in=emails)
    return {one.email: Known(one.id, one.agency_id, one.until) for one in found}


def others_of(agencies: Collection[str], emails: Collection[str]) -> int:
    """How many work for these agencies and have none of these addresses."""
    there = models.Staff.objects.filter(agency_id__in=agencies, until=None)
    return there.exclude(email__in=emails).count()


def teams_named(names: Collection[tuple[str, str]]) -> tuple[dict[tuple[str, str], UUID], int]:
    """The teams of these agencies and names, made where there is none; and how many were made."""
    there = models.Team.objects.filter(agency_id__in={agency for agency, _ in names})
    found = {(team.agency_id, team.name): team.id for team in there}
    new = sorted(set(names) - set(found))
    for agency, name in new:
        found[agency, name] = models.Team.objects.create(agency_id=agency, name=name).id
    return found, len(new)


def become(line: Line, team: UUID, known: Known | None) -> str:
    """Make somebody what a line of their agency's list says: what became of it, in a word."""
    values = {name: getattr(line, name) for name in ON_A_LIST} | {"team_id": team}
    if known is None:
        one = models.Staff.objects.create(agency_id=line.agency, since=line.since, **values)
        _train(one.id, line.trained)
        return "came"
    them = models.Staff.objects.filter(id=known.id)
    was = them.values(*values).get()
    changed = {name: value for name, value in values.items() if value != was[name]}
    if {"name", "role"} & set(changed):
        with connection.cursor() as cursor:
            cursor.execute("SELECT list_says(%s, %s, %s)", [known.id, line.name, line.role])
    if rest := {name: value for name, value in changed.items() if name not in ("name", "role")}:
        them.update(**rest)
    trained = _train(known.id, line.trained)
    if changed.get("until"):
        return "left"
    return "changed" if changed or trained else "as they were"


def _train(staff_id: UUID, trained: Collection[Qualified]) -> bool:
    """Put down what a list says of somebody's training: whether that changed anything. What was
    taken back here stays taken back."""
    held = {
        (one.kind, one.gained_on): one
        for one in models.Qualification.objects.filter(staff_id=staff_id)
    }
    new = [one for one in trained if (one.kind, one.gained_on) not in held]
    models.Qualification.objects.bulk_create(
        models.Qualification(staff_id=staff_id, **one._asdict()) for one in new
    )
    ended = [
        one
        for one in trained
        if (was := held.get((one.kind, one.gained_on))) and was.taken_back_at is None
        and was.expires_on != one.expires_on
    ]  # fmt: skip
    for one in ended:
        models.Qualification.objects.filter(id=held[one.kind, one.gained_on].id).update(
            expires_on=one.expires_on
        )
    return bool(new or ended)
