"""Letting somebody in for a time: cover until a shift ends, and an hour behind broken glass."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from answerable.actions.refusing import NotAllowed, ReasonNeeded, TooLong
from answerable.people import exclusions, parts, reviews
from answerable.people.access import (
    may_break_glass,
    may_cover,
    may_hold,
    may_review,
    may_see_case,
    may_work,
)
from answerable.people.acting import WORKER, acting_as, acting_for
from answerable.people.roles import BREAK_GLASS_MINUTES, COVER_HOURS, PARTS_OF
from answerable.people.standing import of_one_agency, standing_in, with_agency_of
from answerable.record import reading, writing
from answerable.record.writing import NoSuchCase


def cover(
    reference: str, to: UUID, part: str, *, by: UUID, at: datetime, until: datetime, why: str
) -> UUID:
    """Give a case to somebody of the agency until the end of a shift, to record in it as well."""
    if not at < until <= at + timedelta(hours=COVER_HOURS):
        raise TooLong
    case_id = find(reference, by=by, at=at, what="cover")
    with acting_as(by), transaction.atomic():
        standing = standing_in(case_id, by, at)
        if not may_cover(standing, with_agency=with_agency_of(case_id, by)):
            raise NotAllowed if may_see_case(standing) else NoSuchCase
        theirs = standing_in(case_id, to, at)
        fits = may_hold(theirs.role, part, excluded=theirs.excluded)
        if to == by or not fits or not of_one_agency(by, to):
            raise NotAllowed
        if not parts.was_just_given(case_id, to, "cover", by=by, at=at, why=why):
            parts.give(case_id, to, part, by=by, at=at, why=why, how="cover", until=until)
    return case_id


def break_glass(
    reference: str, *, by: UUID, at: datetime, why: str, minutes: int = BREAK_GLASS_MINUTES
) -> UUID:
    """Open a case that is not one's own, to read it, for an hour at most: its id.

    Those on the case see it from then on, and somebody else says afterwards whether it was right.
    """
    if not 0 < minutes <= BREAK_GLASS_MINUTES:
        raise TooLong
    if not why.strip():
        raise ReasonNeeded
    case_id = find(reference, by=by, at=at, what="break_glass")
    with acting_as(by), transaction.atomic():
        standing = standing_in(case_id, by, at)
        if may_work(standing):
            return case_id
        if not may_break_glass(standing):
            raise NoSuchCase
        if parts.was_just_given(case_id, by, "break_glass", by=by, at=at, why=why):
            return case_id
        parts.give(
            case_id, by, PARTS_OF[standing.role][0], by=by, at=at, why=why, how="break_glass",
            until=at + timedelta(minutes=minutes),
        )  # fmt: skip
        writing.note_reading(case_id, by=by, at=at, part="break_glass", reason=why)
    return case_id


def review(part_id: UUID, *, by: UUID, at: datetime, finding: str, why: str) -> None:
    """Say whether another broke the glass rightly: once, by whoever comes first. The same person
    again, who pressed twice, has said it."""
    with acting_as(by), transaction.atomic():
        broken = reviews.broken_glass(part_id)
        if broken is None:
            raise NoSuchCase
        standing = standing_in(broken.case_id, by, at)
        own_agency = of_one_agency(by, broken.staff_id)
        if broken.staff_id == by or not may_review(standing, of_own_agency=own_agency):
            raise NotAllowed
        reviews.hold_still(part_id)
        said = reviews.of(part_id)
        if said is None:
            reviews.give(broken, by=by, at=at, finding=finding, why=why)
        elif said.by != by:
            raise NotAllowed


def find(reference: str, *, by: UUID, at: datetime, what: str = "find") -> UUID:
    """The case with this very reference, for who sees it or may ask for one that is not theirs.

    For whoever is excluded there is none, as for anybody where there is none; but professional
    standards are told. Whoever calls this within a transaction of their own has to end it well,
    with a page that says that there is no such case: otherwise that is undone with the rest.
    """
    with acting_as(by), transaction.atomic(savepoint=False):
        case_id = reading.case_of(reference) or reading.case_named(reference)
        if case_id is None:
            _notice(reference, by, at, what)
    if case_id is None:
        raise NoSuchCase
    return case_id


def _notice(reference: str, by: UUID, at: datetime, what: str) -> None:
    with acting_for(WORKER):
        case_id = reading.case_of(reference)
        if case_id is not None and standing_in(case_id, by, at).excluded:
            exclusions.notice(case_id, by, at=at, what=what)
