"""The pages of a case, in the order of their importance: for whom each is, and what it holds."""

from __future__ import annotations

from dataclasses import dataclass

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.model import EventType

# The rooms, as a page names them.
ROOM_WORDS = {
    "report": "Report", "support": "Support", "contact": "Contact",
    "engagement": "Staying, pausing, stopping", "investigation": "Investigation",
    "material": "Phones and records", "prosecution": "Joint plan", "decision": "Decision",
    "court": "Court", "every": "Corrections, links and delays",
}  # fmt: skip
ALL = ("police", "cps", "support", "witness_care")


# Where an agency records what belongs to chapters that have no page for it: beside its own work.
BESIDE = {"support": "support", "witness_care": "court"}


@dataclass(frozen=True)
class Page:
    """A page of a case. `rooms` are the chapters of the record that it tells."""

    name: str
    title: str
    agencies: tuple[str, ...]
    rooms: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """The name of its address."""
        return self.name if self.name in ("case", "history", "people") else "room"

    def arguments(self, reference: str) -> dict[str, str]:
        """What its address is made from."""
        named = {"page": self.name} if self.address == "room" else {}
        return {"reference": reference, **named}

    def rooms_of(self, agency: str) -> tuple[str, ...]:
        """The chapters of which this agency records from this page."""
        if agency not in self.agencies:
            return ()
        if BESIDE.get(agency) != self.name:
            return self.rooms
        theirs = {room for page in PAGES if agency in page.agencies for room in page.rooms}
        return (*self.rooms, *(room for room in ROOM_WORDS if room not in theirs))

    def recordable(self, agency: str) -> list[EventType]:
        """The event types that this agency may record from this page."""
        rooms = self.rooms_of(agency)
        found = [one for one in EVENT_TYPES.values() if one.room in rooms and agency in one.by]
        return sorted(found, key=lambda one: rooms.index(one.room))


PAGES = (
    Page("case", "Case", ALL),
    Page("people", "People and needs", ALL, ("report",)),
    Page("contact", "Contact", ALL, ("contact", "engagement")),
    Page("investigation", "Investigation", ("police", "cps"), ("investigation",)),
    Page("material", "Material", ("police", "cps"), ("material",)),
    Page("plan", "Joint plan", ("police", "cps"), ("prosecution",)),
    Page("decision", "Decision and telling", ("police", "cps"), ("decision",)),
    Page("court", "Court", ("police", "cps", "witness_care", "support"), ("court",)),
    Page("support", "Support", ALL, ("support",)),
    Page("history", "Record and handover", ALL, ("every",)),
)  # fmt: skip
PAGE_OF = {page.name: page for page in PAGES}
