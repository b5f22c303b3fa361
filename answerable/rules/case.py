"""A case as a rule sees it: what happened, in order, up to the time asked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from typing import Any

from answerable.events.entry import Entry
from answerable.rules.obligation import Obligation
from answerable.rules.pattern import Pattern, parse_patterns, recorded

_parsed = lru_cache(maxsize=None)(parse_patterns)


class Index:
    """Where each kind of event stands in a whole case, found once however often it is asked for."""

    def __init__(self, events: Sequence[Entry]) -> None:
        self.events = events
        self.orders = [(e.occurred_at, e.seq) for e in events]
        self._of_type: dict[str, list[int]] = {}
        for place, event in enumerate(events):
            self._of_type.setdefault(event.event, []).append(place)
        self._found: dict[str, list[int]] = {}

    def places(self, patterns: str) -> list[int]:
        """The places of the events that match, in order, each once."""
        found = self._found.get(patterns)
        if found is None:
            found = self._found[patterns] = self._search(_parsed(patterns))
        return found

    def _search(self, patterns: tuple[Pattern, ...]) -> list[int]:
        places = {
            place
            for pattern in patterns
            for place in self._of_type.get(pattern.event, ())
            if pattern.matches(self.events[place])
        }
        return sorted(places)


@dataclass(frozen=True)
class Case:
    """One case's events in order, derived events among them, as they stand at `as_of`.

    Every method that takes `patterns` takes the notation of the catalogue, such as
    `decision.made[by=cps]; proceedings.stopped`. `stretch` is the part of a longer case that this
    one is, for a rule asks mostly about what came before an event, or after it.
    """

    events: Sequence[Entry]
    as_of: datetime
    obligations: Sequence[Obligation] = field(default=(), repr=False)
    stretch: tuple[Index, int, int] | None = field(default=None, repr=False, compare=False)

    @cached_property
    def _part(self) -> tuple[Index, int, int]:
        return self.stretch or (Index(self.events), 0, len(self.events))

    def _places(self, patterns: str) -> Sequence[int]:
        index, start, end = self._part
        places = index.places(patterns)
        if not places or (start <= places[0] and places[-1] < end):
            return places
        return places[bisect_left(places, start) : bisect_left(places, end)]

    def all(self, patterns: str, subject: str | None = None) -> list[Entry]:
        """The events that match, in order; with `subject`, those about it alone."""
        events = self._part[0].events
        found = [events[place] for place in self._places(patterns)]
        return found if subject is None else [e for e in found if e.subject == subject]

    def any(self, patterns: str, subject: str | None = None) -> bool:
        """Whether any event matches."""
        return bool(self._places(patterns) if subject is None else self.all(patterns, subject))

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
        index, start, end = self._part
        return self._between(start, bisect_left(index.orders, entry.order, start, end))

    def since(self, entry: Entry | None) -> Case:
        """The case strictly after an entry; all of it where there is none."""
        if entry is None:
            return self
        index, start, end = self._part
        return self._between(bisect_right(index.orders, entry.order, start, end), end)

    def within(self, end: datetime, days: int) -> Case:
        """What happened in the `days` elapsed days up to and including `end`."""
        index, first, last = self._part
        start = end - timedelta(days=days)
        return self._between(
            bisect_right(index.orders, start, first, last, key=_instant),
            bisect_right(index.orders, end, first, last, key=_instant),
        )

    def at(self, as_of: datetime) -> Case:
        """The same events, asked about at another time."""
        if as_of == self.as_of:
            return self
        return Case(self.events, as_of, self.obligations, self._part)

    def later(self, as_of: datetime) -> Case:
        """The same at a later time, where nothing was recorded in between."""
        owed = [one.later(as_of) for one in self.obligations]
        return Case(self.events, as_of, owed, self._part)

    def _between(self, start: int, end: int) -> Case:
        index = self._part[0]
        events, part = index.events[start:end], (index, start, end)
        return Case(events, self.as_of, self.obligations, part)

    def subjects(self, patterns: str) -> list[str]:
        """The subjects of the events that match, each once, in order."""
        return list(dict.fromkeys(e.subject for e in self.all(patterns) if e.subject))


def _instant(order: tuple[datetime, int]) -> datetime:
    return order[0]


def matches(patterns: str, entry: Entry) -> bool:
    """Whether an entry is one of those that the patterns name."""
    found: tuple[Pattern, ...] = _parsed(patterns)
    return any(pattern.matches(entry) for pattern in found)
