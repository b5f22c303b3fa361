"""Who may authorise something: ranks in their order, and the lowest that will do, dated."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from answerable.clocks.days import local_day
from answerable.events.entry import Entry

RANKS = ("sergeant", "inspector", "chief_inspector", "superintendent")


@dataclass(frozen=True, slots=True)
class LowestRank:
    """The lowest rank that will do, as an event's `field` gives it.

    `versions` are what a force has set in place of the `default`, each from a day, in order.
    """

    field: str
    default: str
    versions: tuple[tuple[date, str], ...] = ()

    def on(self, day: date) -> str:
        """The lowest rank that will do on a day."""
        return next((rank for since, rank in reversed(self.versions) if since <= day), self.default)

    def reached(self, event: Entry) -> bool:
        """Whether the event gives this rank or a higher one."""
        given = event.data.get(self.field)
        lowest = self.on(local_day(event.occurred_at))
        return given in RANKS and RANKS.index(given) >= RANKS.index(lowest)

    def setting(self, rank: str, since: date) -> LowestRank:
        """With another rank from a day on."""
        versions = sorted([*self.versions, (since, rank)], key=lambda version: version[0])
        return replace(self, versions=tuple(versions))
