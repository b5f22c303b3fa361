"""A case as a rule sees it: what happened, in order, up to the time asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from typing import Any

from answerable.events.entry import Entry
from answerable.rules.obligation import Obligation
from answerable.rules.pattern import Pattern, parse_patterns, recorded

_parsed = lru_cache(maxsize=None)(parse_patterns)


@dataclass(frozen=True)
class Case:
    """One case's events in order, derived events among them, as they stand at `as_of`.

    Every method that takes `patterns` takes the notation of the catalogue, such as
    `decision.made[by=cps]; proceedings.stopped`.
    """

    events: Sequence[Entry]
    as_of: datetime
    obligations: Sequence[Obligation] = field(default=(), repr=False)

    @cached_property
    def _by_type(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for place, event in enumerate(self.events):
            places.setdefault(event.event, []).append(place)
        return places

    def all(self, patterns: str, subject: str | None = None) -> list[Entry]:
        """The events that match, in order; with `subject`, those about it alone."""
        places = sorted(
            place
            for pattern in _parsed(patterns)
            for place in self._by_type.get(pattern.event, ())
            if pattern.matches(self.events[place])
        )
        found = [self.events[place] for place in dict.fromkeys(places)]
        return found if subject is None else [e for e in found if e.subject == subject]

    def any(self, patterns: str, subject: str | None = None) -> bool:
        """Whether any event matches."""
        return bool(self.all(patterns, subject))

    def first(self, patterns: str, subject: str | None = None) -> Entry | None:
        """The first event that matches."""
        return next(iter(self.all(patterns, subject)), None)

    def last(self, patterns: str, subject: str | None = None) -> Entry | None:
        """The last event that matches."""
        return next(reversed(self.all(patterns, subject)), None)

    def last_value(self, patterns: str, name: str) -> Any:
        """What the last matching event that recorded the field says; None where none did."""
        found = (e.data[name] for e in reversed(self.all(patterns)) if recorded(e.data, name))
        return next(found, None)

    def before(self, entry: Entry) -> Case:
        """The case strictly before an entry, in the order of the log."""
        return replace(self, events=[e for e in self.events if e.order < entry.order])

    def since(self, entry: Entry | None) -> Case:
        """The case strictly after an entry; all of it where there is none."""
        if entry is None:
            return self
        return replace(self, events=[e for e in self.events if e.order > entry.order])

    def within(self, end: datetime, days: int) -> Case:
        """What happened in the `days` elapsed days up to and including `end`."""
        start = end - timedelta(days=days)
        return replace(self, events=[e for e in self.events if start < e.occurred_at <= end])

    def subjects(self, patterns: str) -> list[str]:
        """The subjects of the events that match, each once, in order."""
        return list(dict.fromkeys(e.subject for e in self.all(patterns) if e.subject))


def matches(patterns: str, entry: Entry) -> bool:
    """Whether an entry is one of those that the patterns name."""
    found: tuple[Pattern, ...] = _parsed(patterns)
    return any(pattern.matches(entry) for pattern in found)
