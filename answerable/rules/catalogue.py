"""Every duty in force, room by room.

`DUTIES` are those that the sources ask for: commands and figures go by them. The page of a case and
the lists ask for some more, which are ours.
"""

from __future__ import annotations

from collections.abc import Mapping

from answerable.rules import (
    contact,
    court,
    decision,
    engagement,
    investigation,
    material,
    prosecution,
    report,
    safe_ways,
    support,
)
from answerable.rules.model import Duty

DUTIES: tuple[Duty, ...] = (
    *report.DUTIES, *support.DUTIES, *contact.DUTIES, *engagement.DUTIES, *investigation.DUTIES,
    *material.DUTIES, *prosecution.DUTIES, *decision.DUTIES, *court.DUTIES,
)  # fmt: skip

# The published ones first: of a tuple that forces have set in, too, they are the first of it.
ON_RECORD: tuple[Duty, ...] = (*DUTIES, *safe_ways.DUTIES)

DUTY_OF: Mapping[str, Duty] = {duty.id: duty for duty in ON_RECORD}
