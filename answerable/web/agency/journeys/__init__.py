"""The journeys that are walked most: each a page of its own, its events recorded together."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

from answerable.events.catalogue import EVENT_TYPES
from answerable.web.agency.journeys import (
    contact,
    court_and_decision,
    investigation,
    prosecution,
    report,
)
from answerable.web.forms.sections import FormPage

PAGES: tuple[FormPage, ...] = (
    *report.PAGES, *contact.PAGES, *investigation.PAGES, *prosecution.PAGES,
    *court_and_decision.PAGES,
)  # fmt: skip

JOURNEYS: Mapping[str, FormPage] = MappingProxyType({page.name: page for page in PAGES})


def of_rooms(rooms: Collection[str]) -> list[FormPage]:
    """The journeys that begin in these chapters; what only follows from another is in no list."""
    return [page for page in PAGES if not page.follows and _room(page) in rooms]


def _room(page: FormPage) -> str:
    """The chapter to which a journey belongs: that of the first event without which it is none."""
    needed = [one for one in page.sections if not one.optional]
    return EVENT_TYPES[(needed or page.sections)[0].event].room
