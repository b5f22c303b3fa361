"""What the gates ask for, in words: beside each reason that was given for not keeping to it."""

from __future__ import annotations

from answerable.actions.introducing import REASON as TOLD_FIRST
from answerable.rules.gate_catalogue import REQUIREMENTS

# Asked by no gate.
BEFORE_SOMEBODY_NEW = (
    "The victim is told, by somebody whom they know, before somebody new is in touch."
)
_ASKS = {one.id: one.asks for one in REQUIREMENTS} | {TOLD_FIRST: BEFORE_SOMEBODY_NEW}


def asks(requirement: str) -> str:
    """What a requirement asks, without the full stop."""
    return _ASKS.get(requirement, requirement).rstrip(".")
