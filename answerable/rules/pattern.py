"""The notation in which a rule names events: `event.type[field=a|b,other=c] @Clock`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from answerable.clocks.clock import Clock, parse_clock
from answerable.events.entry import Entry

_PATTERN = re.compile(
    r"(?P<event>[a-z_0-9]+\.[a-z_0-9]+)(\[(?P<conditions>[^\]]*)\])?(\s*@(?P<clock>\S.*))?"
)


@dataclass(frozen=True, slots=True)
class Condition:
    """A field of the event holds one of the values; false where the field is not recorded."""

    field: str
    allowed: tuple[str, ...]

    def holds(self, entry: Entry) -> bool:
        """Whether it holds of an entry; a list holds it where it contains one of the values."""
        on_behalf = self.field == "agency"  # a column of the log, not a field of the data
        return self.holds_of(entry.agency if on_behalf else entry.data.get(self.field))

    def holds_of(self, value: Any) -> bool:
        """Whether it holds of what the field says."""
        if isinstance(value, list):
            return any(as_code(item) in self.allowed for item in value)
        return as_code(value) in self.allowed


@dataclass(frozen=True, slots=True)
class Pattern:
    """An event type, with conditions on its fields and, for a start, a clock of its own."""

    event: str
    conditions: tuple[Condition, ...] = ()
    clock: Clock | None = None

    def matches(self, entry: Entry) -> bool:
        """Whether the entry is one of those that the pattern names."""
        if entry.event != self.event or not self.conditions:
            return entry.event == self.event
        return all(c.holds(entry) for c in self.conditions)


def as_code(value: Any) -> str:
    """A value of a field as the notation writes it; not recorded is the empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def parse_patterns(text: str) -> tuple[Pattern, ...]:
    """The patterns that `text` names, separated by semicolons; ValueError where one is unclear."""
    return tuple(_parse(part.strip()) for part in text.split(";") if part.strip())


def _parse(part: str) -> Pattern:
    found = _PATTERN.fullmatch(part)
    if not found:
        raise ValueError(f"not a pattern: {part!r} (write event.type[field=a|b] @Clock)")
    conditions = tuple(
        _condition(piece.strip()) for piece in (found["conditions"] or "").split(",") if piece
    )
    clock = parse_clock(found["clock"]) if found["clock"] else None
    return Pattern(found["event"], conditions, clock)


def _condition(piece: str) -> Condition:
    field, equals, values = piece.partition("=")
    if not equals or not values:
        raise ValueError(f"not a condition: {piece!r} (write field=a|b)")
    return Condition(field.strip(), tuple(value.strip() for value in values.split("|")))


def first_match(patterns: tuple[Pattern, ...], entry: Entry) -> Pattern | None:
    """The first of the patterns that matches the entry."""
    for pattern in patterns:
        if pattern.matches(entry):
            return pattern
    return None


def recorded(data: Mapping[str, Any], field: str) -> bool:
    """Whether a field was recorded at all: an empty text or list was not."""
    return data.get(field) not in (None, "", [])
