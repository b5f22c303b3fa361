"""What somebody will most likely record now: what meets what their agency owes, the most urgent
first; then all the rest, by chapter."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.model import EventType
from answerable.people.roles import AGENCY_OF
from answerable.rules.catalogue import DUTY_OF
from answerable.web.agency.looking import Looked
from answerable.web.agency.rooms import ROOM_WORDS, Page
from answerable.worklist.case_view import Owed

MOST = 6  # more than these are no longer read at a glance


class ToRecord(NamedTuple):
    """What may be recorded from a page: `first` what is owed, `rest` under each chapter's name."""

    first: Sequence[EventType]
    rest: Sequence[tuple[str, Sequence[EventType]]]


def to_record(page: Page, looked: Looked) -> ToRecord:
    """What this person's agency may record from a page of a case."""
    may = page.recordable(looked.standing.agency)
    first = meeting(looked.view.owed, looked.standing.agency, may)
    left = [one for one in may if one not in first]
    rooms = dict.fromkeys(one.room for one in left)
    return ToRecord(
        first, [(ROOM_WORDS[room], [one for one in left if one.room == room]) for room in rooms]
    )


def meeting(owed: Iterable[Owed], agency: str, may: Collection[EventType]) -> list[EventType]:
    """The event types by which an agency meets what it owes, in the order in which that ranks."""
    names = {one.name for one in may}
    found = dict.fromkeys(
        pattern.event
        for one in owed
        if any(AGENCY_OF[part] == agency for part in one.parts)
        for pattern in DUTY_OF[one.duty].patterns["meets"]
        if pattern.event in names
    )
    return [EVENT_TYPES[name] for name in list(found)[:MOST]]
