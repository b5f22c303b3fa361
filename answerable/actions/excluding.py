"""Keeping somebody from a case: what they see afterwards is what anybody sees of no case at all."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from answerable.actions.allocating import known
from answerable.actions.refusing import NotAllowed
from answerable.people import exclusions, parts
from answerable.people.access import may_exclude, may_see_case
from answerable.people.acting import WORKER, acting_as, acting_for
from answerable.people.standing import of_one_agency, standing_in
from answerable.record.writing import NoSuchCase


def exclude(case_id: UUID, staff_id: UUID, *, by: UUID, at: datetime, why: str) -> None:
    """Decide it for another of one's own agency; their parts in the case end with it."""
    with acting_as(by), transaction.atomic():
        standing = standing_in(case_id, by, at)
        of_own_agency = of_one_agency(by, staff_id)
        if staff_id == by or not may_exclude(standing, of_own_agency=of_own_agency):
            raise NotAllowed if may_see_case(standing) else NoSuchCase
        exclusions.put(case_id, staff_id, "decided", by=by, at=at, why=why)
        end_parts(case_id, staff_id, by, at)


def declare(case_id: UUID, *, by: UUID, at: datetime, why: str) -> None:
    """Say of oneself that one is a party, or close to one. It cannot be taken back by oneself."""
    with acting_as(by), transaction.atomic():
        known(case_id, by, at)
        exclusions.put(case_id, by, "declared", by=by, at=at, why=why)
        end_parts(case_id, by, by, at)


def end_parts(case_id: UUID, staff_id: UUID, by: UUID, at: datetime) -> None:
    """End what somebody excluded had in the case, so that it is nobody's and is seen to be."""
    # The program's own work: professional standards do not see the parts, and whoever declared
    # sees nothing of the case any more.
    with acting_for(WORKER):
        parts.end(case_id, staff_id, by=by, at=at)
