"""Reasons given at gates, told apart from a field of an event type that has the same name.

With any event the record keeps, as `reasons`, a reason in words for each requirement of a gate that
asked for one. Two event types have a field of that name, in which the victim's reasons stand. There
nothing is a reason given at a gate, and no gate may ask for one (`rules/model.py` refuses to hold
such a requirement): what the victim said and what an officer explained never stand in one place.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.validate import REASONS

OWN_FIELD = frozenset(name for name, type_ in EVENT_TYPES.items() if REASONS in type_.all_fields)


def gate_reasons(event: str, data: Mapping[str, Any]) -> Mapping[str, str]:
    """The reasons in words that an event gives at gates, by requirement."""
    given = data.get(REASONS)
    if event in OWN_FIELD or not isinstance(given, dict):
        return {}
    return {
        name: words for name, words in given.items() if isinstance(words, str) and words.strip()
    }
