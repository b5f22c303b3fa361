"""Handing over what somebody has, and leaving: access ends at once, and nothing is left lying."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from answerable.actions import commit
from answerable.actions.allocating import end_part, give_part, known
from answerable.actions.refusing import NotAllowed
from answerable.events.entry import Event
from answerable.people import parts, staff
from answerable.people.access import CHANGES, may_give
from answerable.people.acting import acting_as
from answerable.people.holding import cases_of
from answerable.people.reading import somebody
from answerable.people.roles import AGENCY_OF, MANAGES_AS
from answerable.people.standing import of_one_agency

# The parts whose change is told to the victim: an event of the record opens the duty to tell her.
TOLD = {part: role for role, part in CHANGES.items() if AGENCY_OF[part] in ("police", "cps")}


class HandedOver(NamedTuple):
    """How many parts went to others, and the cases that still wait for somebody."""

    parts: int
    left_over: tuple[UUID, ...]


def hand_over(
    of: UUID,
    to: Mapping[UUID, UUID],
    *,
    by: UUID,
    at: datetime,
    key: str,
    leaves: bool = False,
    why: str = "other",
) -> HandedOver:
    """Hand somebody's parts in cases to others, all or none; `to` says by case to whom.

    `why` is a code of officer.changed, which the record of each case then holds.

    What is owed goes with the part, promises and all: an obligation belongs to a part in the case.
    Whoever leaves has no access from this moment; what nobody was named for stays with the team,
    where those who answer for it see that it is nobody's.
    """
    with acting_as(by), transaction.atomic():
        _may(by, of)
        if of in to.values():  # what is not told to the victim would be taken from them
            raise NotAllowed
        told = "left" if leaves else why
        moved = sum(_move(case_id, of, to[case_id], by, at, key, told) for case_id in sorted(to))
        left_over = cases_of(of, at) - set(to)  # of those that exist for whoever hands over
        if leaves:
            staff.leave(of, at=at)
    return HandedOver(moved, tuple(sorted(left_over)))


def move_part(
    case_id: UUID, of: UUID, part: str, to: UUID, *, by: UUID, at: datetime, key: str, why: str,
    said: str,
) -> None:  # fmt: skip
    """Hand one part of somebody in one case to another; `said` is the reason in words."""
    with acting_as(by), transaction.atomic():
        if not may_give(known(case_id, by, at), str(to)) or not of_one_agency(by, of):
            raise NotAllowed
        if of == to or part not in parts.held(case_id, of, at):
            raise NotAllowed
        end_part(case_id, of, part, by=by, at=at, why=said)
        take_over(case_id, part, to, by=by, at=at, key=key, why=why)


def take_over(
    case_id: UUID, part: str, to: UUID, *, by: UUID, at: datetime, key: str, why: str
) -> None:
    """Give somebody a part that another had: where the victim deals with whoever has it, by an
    event of the record, which opens the duty to tell her."""
    if part not in TOLD:
        return give_part(case_id, to, part, by=by, at=at)
    data = {"role": TOLD[part], "name": str(to), "why": why}
    event = Event("officer.changed", at, AGENCY_OF[part], "", data)
    commit.record(case_id, [event], by=by, key=key, expected_seq=None, at=at)
    return None


def _may(by: UUID, of: UUID) -> None:
    who = somebody(by)
    if by == of or who is None or who.role not in MANAGES_AS or not of_one_agency(by, of):
        raise NotAllowed


def _move(case_id: UUID, of: UUID, to: UUID, by: UUID, at: datetime, key: str, why: str) -> int:
    held = parts.held(case_id, of, at)
    for part in held:
        take_over(case_id, part, to, by=by, at=at, key=f"{key} {case_id} {part}", why=why)
        if part not in TOLD:
            end_part(case_id, of, part, by=by, at=at)
    return len(held)
