"""Giving a part in a case, ending one, and bringing an agency to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from answerable.actions.refusing import Invalid, NotAllowed
from answerable.events.entry import Event
from answerable.people import parts
from answerable.people.access import (
    CHANGES,
    GIVES,
    Standing,
    event_officer,
    gives_part,
    may_end,
    may_give,
    may_hold,
    may_see_case,
    may_work,
)
from answerable.people.acting import acting_as
from answerable.people.holding import holders
from answerable.people.standing import of_one_agency, standing_in
from answerable.record import reading
from answerable.record.writing import NoSuchCase

# By whom a part is given out, the others follow: whose team has it has the case.
LEADS = ("investigator", "prosecutor", "adviser", "witness_care_officer")
# What is sent to prosecutors brings their Area to the case.
SENT = ("file.submitted", "early_advice.requested")


def give_part(case_id: UUID, to: UUID, part: str, *, by: UUID, at: datetime, why: str = "") -> None:
    """Give somebody of one's own agency a part in a case."""
    with acting_as(by), transaction.atomic():
        if not may_give(known(case_id, by, at), str(to)):
            raise NotAllowed
        reading.hold_still(case_id)  # of two at once, the second finds what the first gave
        _give(case_id, to, part, by=by, at=at, why=why)


def end_part(case_id: UUID, of: UUID, part: str, *, by: UUID, at: datetime, why: str = "") -> None:
    """End a part in a case: one's own, or that of somebody of one's agency. Access by it ends at
    once, and what was owed by it is nobody's yet."""
    with acting_as(by), transaction.atomic():
        standing = known(case_id, by, at)
        if not may_end(standing, own=of == by) or not of_one_agency(by, of):
            raise NotAllowed
        parts.end(case_id, of, by=by, at=at, part=part, why=why)


def take_back(case_id: UUID, agency: str, *, by: UUID, at: datetime, why: str) -> None:
    """Take back an agency that was brought to a case by mistake: what it could see there, it sees
    no more. Who may is judged by the database, which alone knows what others do not see."""
    with acting_as(by), transaction.atomic():
        if not may_give(known(case_id, by, at), ""):
            raise NotAllowed
        if not parts.take_back(case_id, agency, by=by, at=at, why=why):
            raise NotAllowed


def bring(case_id: UUID, agency: str, *, by: UUID, at: datetime) -> None:
    """Bring another agency to a case: those who answer for its teams see it, as nobody's yet."""
    with acting_as(by), transaction.atomic():
        if not may_work(known(case_id, by, at)):
            raise NotAllowed
        reading.hold_still(case_id)
        parts.bring(case_id, agency, by=by, at=at)


def put_with_team(case_id: UUID, team: UUID, *, by: UUID, at: datetime) -> None:
    """Say which team of one's own agency has a case."""
    with acting_as(by), transaction.atomic():
        if not may_give(known(case_id, by, at), ""):
            raise NotAllowed
        agency, _ = parts.agency_of(by) or ("", None)
        if not parts.put_with_team(case_id, agency, team):
            raise NotAllowed


def follow(case_id: UUID, events: Sequence[Event], *, by: UUID, at: datetime) -> None:
    """What follows from what was recorded: an allocation gives the part that it speaks of."""
    for event in events:
        part = gives_part(event)
        if part is not None:
            _replace(case_id, event, part, by=by, at=at)
        if event.event in SENT and (area := _area(event, by)):
            parts.bring(case_id, area, by=by, at=at)


def changed_hands(case_id: UUID, events: Sequence[Event]) -> list[Event]:
    """That a part which another has or had goes to somebody new by an allocation: the event that
    opens the duty to tell the victim, where nobody records it beside the allocation."""
    found = []
    said = {gives_part(event) for event in events if event.event == "officer.changed"}
    for event in events:
        part = gives_part(event)
        if event.event not in GIVES or part is None or part in said:
            continue
        had, to = parts.last_given(case_id, part), event_officer(event)
        if had is not None and str(had) != to:
            role = next(role for role, of in CHANGES.items() if of == part)
            data = {"role": role, "name": to}
            found.append(Event("officer.changed", event.occurred_at, event.agency, "", data))
    return found


def known(case_id: UUID, by: UUID, at: datetime) -> Standing:
    """What somebody is to a case that exists for them."""
    standing = standing_in(case_id, by, at)
    if not may_see_case(standing):
        raise NoSuchCase
    return standing


def _replace(case_id: UUID, event: Event, part: str, *, by: UUID, at: datetime) -> None:
    try:
        to = UUID(event_officer(event))
        for before in holders([case_id], at).get(case_id, {}).get(part, ()):
            if before != to:
                parts.end(case_id, before, by=by, at=at, part=part)
        _give(case_id, to, part, by=by, at=at)
    except (ValueError, NotAllowed):
        field = "name" if event.event == "officer.changed" else "officer"
        problem = (f"data.{field}", "is nobody of this agency who can have this part in the case")
        raise Invalid([[problem]]) from None


def _give(case_id: UUID, to: UUID, part: str, *, by: UUID, at: datetime, why: str = "") -> None:
    theirs = standing_in(case_id, to, at)
    if not may_hold(theirs.role, part, excluded=theirs.excluded) or not of_one_agency(by, to):
        raise NotAllowed
    agency, team = parts.agency_of(to) or ("", None)
    if part not in parts.held(case_id, to, at):
        parts.give(case_id, to, part, by=by, at=at, why=why)
    parts.bring(case_id, agency, by=by, at=at, team=team)
    if part in LEADS:
        parts.put_with_team(case_id, agency, team)


def _area(event: Event, by: UUID) -> str | None:
    """The CPS Area that something was sent to: the one it names, or the one of the force."""
    agency, _ = parts.agency_of(by) or ("", None)
    return parts.area(str(event.data.get("cps_area", "")), agency)
