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


@dataclass(frozen=True)
class Page:
    """A page of a case. `rooms` are the chapters of the record that it tells; `events` narrows
    what may be recorded from here to the event types that belong to the page's work."""

    name: str
    title: str
    agencies: tuple[str, ...]
    rooms: tuple[str, ...] = ()
    events: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """The name of its address."""
        return self.name if self.name in ("case", "history", "people") else "room"

    def arguments(self, reference: str) -> dict[str, str]:
        """What its address is made from."""
        named = {"page": self.name} if self.address == "room" else {}
        return {"reference": reference, **named}

    def recordable(self, agency: str) -> list[EventType]:
        """The event types that this agency may record from this page."""
        return [
            type_ for type_ in EVENT_TYPES.values()
            if (type_.room in self.rooms or type_.name in self.events)
            and agency in type_.by
            and not type_.name.startswith("case.decided")
        ]  # fmt: skip


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
