"""Every requirement of every gate in force, room by room."""

from __future__ import annotations

from answerable.rules import (
    contact_gates,
    decision_gates,
    engagement_gates,
    investigation_gates,
    letter_gates,
    material_gates,
    outcome_gates,
    prosecution_gates,
)
from answerable.rules.model import Requirement

REQUIREMENTS: tuple[Requirement, ...] = (
    *contact_gates.REQUIREMENTS, *engagement_gates.REQUIREMENTS, *investigation_gates.REQUIREMENTS,
    *material_gates.REQUIREMENTS, *prosecution_gates.REQUIREMENTS, *decision_gates.REQUIREMENTS,
    *outcome_gates.REQUIREMENTS, *letter_gates.REQUIREMENTS,
)  # fmt: skip
