"""Opening a case that is new, and opening one to read it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from answerable.actions.refusing import NotAllowed, ReasonNeeded
from answerable.people import parts
from answerable.people.access import Standing, may_hold, may_open
from answerable.people.acting import acting_as
from answerable.people.reading import somebody
from answerable.people.standing import standing_in
from answerable.record import reading, writing
from answerable.record.writing import NoSuchCase
from answerable.worklist.refresh import refresh


def open_case(*, by: UUID, part: str, at: datetime, key: str = "") -> tuple[UUID, str]:
    """A new case, in which whoever opens it has the first part: its id and its reference.

    Asked for again with the same key, it is the case that there is already; NoSuchCase where
    whoever opened it does not see it any more.
    """
    with acting_as(by), transaction.atomic():
        who = somebody(by)
        if who is None or not may_hold(who.role, part, excluded=False):
            raise NotAllowed
        case_id, reference, is_new = writing.open_case_once(actor=by, at=at, key=key or uuid4().hex)
        if is_new:
            parts.give(case_id, by, part, by=by, at=at)
            parts.bring(case_id, who.agency, by=by, at=at, team=who.team)
            refresh(case_id, at)
    return case_id, reference


def open_to_read(case_id: UUID, *, by: UUID, at: datetime, part: str, reason: str = "") -> Standing:
    """Put on record that somebody opened a case, or a part of it, before it is shown: what they
    are to it.

    One's own is opened freely. A case of the team, or one behind broken glass, asks once for a
    reason, and is opened freely after that.

    It is noted in the transaction of the page: where the page then fails, whoever asked read
    nothing of the case but that something went wrong, and the note goes with it. Otherwise
    a case would be on record as read that nobody has seen. Nothing of a page leaves before that
    transaction has been kept.
    """
    # Refused outside of it: what is raised within would undo what the page's transaction noticed.
    with acting_as(by), transaction.atomic(savepoint=False):
        standing = standing_in(case_id, by, at)
        opening = may_open(standing)
        asks = opening == "with_reason" and not reading.reason_given(case_id, by)
        lacks_reason = asks and not reason.strip()
        if opening != "no" and not lacks_reason:
            writing.note_reading(case_id, by=by, at=at, part=part, reason=reason)
    if opening == "no":
        raise NoSuchCase
    if lacks_reason:
        raise ReasonNeeded
    return standing


def note_reading(case_id: UUID, *, by: UUID, at: datetime, part: str, reason: str = "") -> None:
    """Put on record that somebody opened a case, or a part of it: before it is shown."""
    with acting_as(by), transaction.atomic():
        writing.note_reading(case_id, by=by, at=at, part=part, reason=reason)
