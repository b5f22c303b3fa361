"""What somebody may record, by where the work is: what meets what their agency owes comes first,
then the journeys of each chapter, then all else that belongs to it; and the way to its form."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.model import EventType
from answerable.events.words import small
from answerable.people.access import may_work
from answerable.people.roles import AGENCY_OF
from answerable.rules.catalogue import DUTY_OF
from answerable.web.agency.journeys import of_rooms
from answerable.web.agency.journeys.contact import CONFIRMATION
from answerable.web.agency.journeys.report import REPORT
from answerable.web.agency.looking import Looked
from answerable.web.agency.rooms import PAGES, ROOM_WORDS, Page
from answerable.web.agency.tables import Link
from answerable.web.forms.filled import for_any_of
from answerable.web.forms.put_right import puts_right
from answerable.web.forms.sections import FormPage
from answerable.worklist.case_view import Owed

REPORTED = "crime.reported"
MOST = 6  # more than these are no longer read at a glance
MOST_WAYS = 3  # what so many kinds of event meet is not met by any one of them in particular


# What is recorded on a page of its own, which is called by what is to be done: nobody is pressed to
# have a withdrawal confirmed.
ON_A_PAGE = {"withdrawal.confirmed": CONFIRMATION}


class Meeting(NamedTuple):
    """An event type that meets what is owed, and when the most urgent of that is due."""

    type: EventType
    when: str

    @property
    def name(self) -> str:
        """The page on which it is recorded."""
        page = ON_A_PAGE.get(self.type.name)
        return page.name if page else self.type.name

    @property
    def words(self) -> str:
        """What the page is called."""
        page = ON_A_PAGE.get(self.type.name)
        return page.title if page else self.type.to_agencies


class Chapter(NamedTuple):
    """What may be recorded from one page: its journeys, and all else under each chapter's name."""

    title: str
    journeys: Sequence[FormPage]
    rest: Sequence[tuple[str, Sequence[EventType]]]
    is_long: bool


class ToRecord(NamedTuple):
    """What may be recorded: what meets what is owed, and the chapters."""

    first: Sequence[Meeting]
    chapters: Sequence[Chapter]


def to_record(looked: Looked, *pages: Page) -> ToRecord:
    """What this person's agency may record from these pages of a case, or from all of them."""
    if not may_work(looked.standing):
        return ToRecord((), ())
    agency = looked.standing.agency
    may = {page.name: page.recordable(agency) for page in pages or PAGES}
    here = {one.name for ones in may.values() for one in ones}
    rooms = {room for page in pages or PAGES for room in page.rooms}
    first = meeting(looked.view.owed, agency, here, rooms)
    begun = looked.last(REPORTED) is not None
    chapters = [
        _chapter(page, agency, may[page.name], is_begun=begun) for page in pages or PAGES
    ]  # fmt: skip
    return ToRecord(first, [one for one in chapters if one.journeys or one.rest])


def _chapter(
    page: Page, agency: str, may: Sequence[EventType], *, is_begun: bool
) -> Chapter:  # fmt: skip
    """One page's; a case that has its report is not begun again by the journey for that."""
    rooms = dict.fromkeys(one.room for one in may)
    return Chapter(
        page.title,
        [
            one
            for one in of_rooms(page.rooms_of(agency))
            if for_any_of(one, (agency,)) and not (is_begun and one.name == REPORT.name)
        ],
        [(ROOM_WORDS[room], [one for one in may if one.room == room]) for room in rooms],
        len(may) > MOST,
    )


def meeting(
    owed: Iterable[Owed], agency: str, here: Collection[str], rooms: Collection[str]
) -> list[Meeting]:
    """The event types by which an agency meets what it owes, in the order in which that ranks:
    those that are recorded here, and of what is owed in these chapters all."""
    found: dict[str, str] = {}
    for one in owed:
        if any(AGENCY_OF[part] == agency for part in one.parts):
            for pattern in DUTY_OF[one.duty].patterns["meets"]:
                type_ = EVENT_TYPES.get(pattern.event)
                is_here = pattern.event in here or one.duty.partition(".")[0] in rooms
                if type_ is not None and agency in type_.by and is_here:
                    found.setdefault(pattern.event, one.when)
    return [Meeting(EVENT_TYPES[name], found[name]) for name in list(found)[:MOST]]


def ways(owed: Owed, looked: Looked) -> list[Link]:
    """The forms in which what this person's agency owes is recorded, once it is done."""
    if not may_work(looked.standing):
        return []
    found = meeting([owed], looked.standing.agency, EVENT_TYPES, ())
    if len(found) > MOST_WAYS:
        return []
    return [_way(looked, one.name, _record(one), owed.subject, owed.what) for one in found]


def way_to_put_right(looked: Looked, event: str, requirement: str, missing: str) -> Link | None:
    """The form in which what stands in the way of an event is put right, if it is this agency's."""
    name = puts_right(event, requirement)
    if not name or looked.standing.agency not in EVENT_TYPES[name].by:
        return None
    return _way(looked, name, f"Record that {small(EVENT_TYPES[name].to_agencies)}", "", missing)


def _record(one: Meeting) -> str:
    return one.words if one.type.name in ON_A_PAGE else f"Record that {small(one.words)}"


def _way(looked: Looked, name: str, text: str, subject: str, about: str) -> Link:
    address = reverse("record_form", kwargs={"reference": looked.reference, "name": name})
    return Link(text, f"{address}?{urlencode({'about': subject})}" if subject else address, about)
