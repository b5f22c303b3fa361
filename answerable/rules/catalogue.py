"""Every duty in force, room by room."""

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
    support,
)
from answerable.rules.model import Duty

DUTIES: tuple[Duty, ...] = (
    *report.DUTIES, *support.DUTIES, *contact.DUTIES, *engagement.DUTIES, *investigation.DUTIES,
    *material.DUTIES, *prosecution.DUTIES, *decision.DUTIES, *court.DUTIES,
)  # fmt: skip

DUTY_OF: Mapping[str, Duty] = {duty.id: duty for duty in DUTIES}
