"""Every signal in force, room by room."""

from __future__ import annotations

from answerable.rules import (
    contact_signals,
    court_signals,
    decision_signals,
    engagement_signals,
    investigation_signals,
    material_signals,
    prosecution_signals,
    report_signals,
    support_signals,
)
from answerable.rules.model import Signal

SIGNALS: tuple[Signal, ...] = (
    *report_signals.SIGNALS, *support_signals.SIGNALS, *contact_signals.SIGNALS,
    *engagement_signals.SIGNALS, *investigation_signals.SIGNALS, *material_signals.SIGNALS,
    *prosecution_signals.SIGNALS, *decision_signals.SIGNALS, *court_signals.SIGNALS,
)  # fmt: skip
