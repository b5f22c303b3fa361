"""Whether a glass was broken rightly: what somebody else says of it afterwards."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from answerable.clocks.days import end_of_day, local_day
from answerable.clocks.holidays import add_working_days
from answerable.people import models
from answerable.people.one_at_a_time import hold
from answerable.people.roles import REVIEW_WORKING_DAYS


class Broken(NamedTuple):
    """An hour in a case that was not one's own."""

    id: UUID
    case_id: UUID
    staff_id: UUID
    since: datetime
    until: datetime
    why: str


class Reviewed(NamedTuple):
    """What was said of it, by whom."""

    by: UUID
    at: datetime
    finding: str
    why: str


def due_at(broken_at: datetime) -> datetime:
    """By when somebody has to have said it: the end of the second working day."""
    return end_of_day(add_working_days(local_day(broken_at), REVIEW_WORKING_DAYS))


def broken_glass(part_id: UUID) -> Broken | None:
    """One broken glass, for those who may know of it."""
    found = models.Part.objects.filter(id=part_id, how="break_glass")
    row = found.values_list(*Broken._fields).first()
    return None if row is None else Broken(*row)


def hold_still(part_id: UUID) -> None:
    """Let nobody else say of a broken glass whether it was right until this transaction ends."""
    hold(f"{part_id} review")


def give(broken: Broken, *, by: UUID, at: datetime, finding: str, why: str) -> None:
    """Say it; once said, it stays said."""
    models.Review(
        part_id=broken.id, case_id=broken.case_id, by=by, at=at, finding=finding, why=why
    ).save(force_insert=True)  # fmt: skip


def unreviewed() -> list[Broken]:
    """Broken glasses of which nobody has said yet whether it was right; the oldest first."""
    found = models.Part.objects.filter(how="break_glass", review=None).order_by("since")
    return [Broken(*row) for row in found.values_list(*Broken._fields)]


def waiting(by: UUID, cases: Collection[UUID]) -> list[Broken]:
    """Those of them that wait for this person, who works in these cases: never one's own."""
    return [one for one in unreviewed() if one.staff_id != by and one.case_id in cases]


def said_lately(after: datetime) -> list[tuple[Broken, Reviewed]]:
    """What was said of broken glasses since a time, the latest first."""
    found = models.Review.objects.filter(at__gte=after).select_related("part").order_by("-at")
    return [
        (Broken(*(getattr(one.part, name) for name in Broken._fields)),
         Reviewed(*(getattr(one, name) for name in Reviewed._fields)))
        for one in found
    ]  # fmt: skip


def of(part_id: UUID) -> Reviewed | None:
    """What was said of a broken glass; None: nobody has looked at it yet."""
    row = models.Review.objects.filter(part_id=part_id).values_list(*Reviewed._fields).first()
    return None if row is None else Reviewed(*row)
