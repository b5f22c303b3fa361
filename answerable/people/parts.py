"""Who has which part in a case."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from answerable.people.models import Part

# For which agency somebody acts, by their part in the case.
AGENCY_OF = {
    "investigator": "police",
    "victims_officer": "police",
    "supervisor": "police",
    "prosecutor": "cps",
    "adviser": "support",
    "witness_care_officer": "witness_care",
}


def give(
    case_id: UUID, staff_id: UUID, part: str, *, by: UUID, at: datetime, why: str = ""
) -> None:
    """Give somebody a part in a case, from now on."""
    Part.objects.create(
        case_id=case_id, staff_id=staff_id, part=part, since=at, given_by=by, why=why
    )


def agencies_in(case_id: UUID, staff_id: UUID, at: datetime) -> set[str]:
    """For which agencies somebody acts in a case now."""
    held = Part.objects.filter(case_id=case_id, staff_id=staff_id, since__lte=at)
    return {AGENCY_OF[one.part] for one in held if one.until is None or one.until > at}
