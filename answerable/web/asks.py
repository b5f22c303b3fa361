"""What the gates ask for, in words: beside each reason that was given for not keeping to it."""

from __future__ import annotations

from answerable.rules.gate_catalogue import REQUIREMENTS

# Asked by a page of ours, and by no gate: under which an entry keeps why she was not told first.
TOLD_FIRST = "told_first"
BEFORE_SOMEBODY_NEW = (
    "The victim is told, by somebody whom they know, before somebody new is in touch."
)
_ASKS = {one.id: one.asks for one in REQUIREMENTS} | {TOLD_FIRST: BEFORE_SOMEBODY_NEW}


def asks(requirement: str) -> str:
    """What a requirement asks, without the full stop."""
    return _ASKS.get(requirement, requirement).rstrip(".")
