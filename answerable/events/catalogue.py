"""Every event type, room by room, and the two that are worked out and never typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from answerable.events import (
    contact,
    court,
    decision,
    engagement,
    every,
    investigation,
    material,
    prosecution,
    report,
    support,
)
from answerable.events.model import EventType, in_room, one_of


def _by_name(types: Iterable[EventType]) -> Mapping[str, EventType]:
    found: dict[str, EventType] = {}
    for type_ in types:
        if type_.name in found:
            raise ValueError(f"{type_.name} is declared twice")
        found[type_.name] = type_
    return MappingProxyType(found)


EVENT_TYPES = _by_name(
    (
        *every.TYPES, *report.TYPES, *support.TYPES, *contact.TYPES, *engagement.TYPES,
        *investigation.TYPES, *material.TYPES, *prosecution.TYPES, *decision.TYPES, *court.TYPES,
    )
)  # fmt: skip

DERIVED = _by_name(
    (
        *in_room(
            "decision",
            EventType(
                name="case.decided",
                by=(),
                meaning=(
                    "A decision without a subject, or the one that leaves no identified suspect "
                    "without a standing decision."
                ),
                to_agencies="The case was decided",
                fields=(
                    one_of("by", "police|cps", "Who made the decision that completes it"),
                    one_of(
                        "result", "charge|no_further_action",
                        "Charge, if any suspect is charged; else what was decided",
                    ),
                ),
            ),
        ),
        *in_room(
            "contact",
            EventType(
                name="contact.tried",
                by=(),
                meaning=(
                    "An agency's third attempt, on a third local day, since it last reached the "
                    "victim or tried like this."
                ),
                to_agencies="Contact was tried on three days",
            ),
        ),
    )
)  # fmt: skip

_KINDS = {name: type_.subject for name, type_ in EVENT_TYPES.items()}


def subject_kind(event: str) -> str | None:
    """The kind of thing that an event of this type is about; None where it has no subject."""
    return _KINDS.get(event)
