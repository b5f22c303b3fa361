"""What was recorded since a page was made, as its reader may see it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Entry
from answerable.events.words import AGENCY_WORDS
from answerable.web.dates import moment


class New(NamedTuple):
    """An entry that somebody else recorded meanwhile."""

    what: str
    by: str
    happened: str


def what_is_new(entries: Iterable[Entry]) -> list[New]:
    """The entries, each in a line."""
    return [
        New(EVENT_TYPES[one.event].to_agencies, AGENCY_WORDS[one.agency], moment(one.occurred_at))
        for one in entries
    ]
