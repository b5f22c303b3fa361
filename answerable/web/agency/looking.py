"""A case that somebody looks at: opened, put on record as read, and gathered for its pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, wraps
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from answerable.events.corrections import CORRECTED, in_force
from answerable.events.entry import Entry
from answerable.people import vault
from answerable.people.access import (
    Standing,
    may_read_sealed_needs,
    may_see_person,
    may_work,
)
from answerable.people.reading import PartHeld, Somebody, held_now, parts_and_people
from answerable.people.safe_words import there_are
from answerable.record import reading
from answerable.record.together import not_shown_before
from answerable.web import errors, story, words
from answerable.web.agency import named, things
from answerable.web.agency.rooms import PAGES
from answerable.web.opening import OpenCase, open_case
from answerable.web.person import for_staff
from answerable.worklist.case_view import CaseView, case_view


@dataclass(frozen=True)
class Looked:
    """A case as this person may see it now."""

    case_id: UUID
    reference: str
    person: UUID
    at: datetime
    standing: Standing
    recorded: Sequence[Entry]
    in_force: Sequence[Entry]
    parts: Sequence[PartHeld]
    people: Mapping[UUID, Somebody]
    contacts: Sequence[vault.Contact]
    safe_words: frozenset[str]
    persons: Sequence[vault.Person]
    view: CaseView
    told_before: datetime | None = None  # from then on, what the victim was told waits

    def lines(self, *rooms: str, most: int | None = None, after: int = 0) -> list[story.Line]:
        """What was recorded in these rooms, or in all, the latest first."""
        return story.lines(
            self.recorded,
            people=self.people,
            standing=[entry.seq for entry in self.in_force],
            sealed=not may_read_sealed_needs(self.standing),
            rooms=rooms,
            most=most,
            after=after,
            about=self.about,
            themselves=self.themselves,
        )

    def short_story(self, most: int) -> list[story.Line]:
        """What stands, each kind of thing once, the latest first."""
        return story.short_story(
            [one for one in self.in_force if one.event != CORRECTED],
            most,
            people=self.people,
            sealed=not may_read_sealed_needs(self.standing),
            about=self.about,
            themselves=self.themselves,
        )

    @property
    def themselves(self) -> str:
        """Who recorded what is the victim's and no colleague's: where an adviser had the case whom
        this reader may not know, it may have been that adviser."""
        unknown = any(one.part == "adviser" and one.somebody is None for one in self.parts)
        return story.THEMSELVES + (", or their adviser for them" if unknown else "")

    @cached_property
    def called(self) -> Mapping[str, str]:
        """What to call each suspect, by the name that the record has for them: by their own name
        to whoever may know it, by their place to all others."""
        return named.names(self.places, self.persons)

    @cached_property
    def places(self) -> Mapping[str, str]:
        """Each suspect by their place in the case alone."""
        return named.places(self.recorded, self.in_force, self.persons)

    @cached_property
    def things(self) -> things.Things:
        """What to call everything else of the case, by its kind and its name in the record."""
        return things.things(self.recorded, self.in_force)

    def about(self, subject: str, kind: str = "") -> str:
        """What an entry is about, in words where there are any; of a kind, where it is known."""
        if subject in self.called and kind in ("", "suspect"):
            return self.called[subject]
        return things.called(self.things, subject, kind)

    def names(self, ids: Sequence[UUID]) -> str:
        """People by name; that it is nobody's yet, where nobody is known."""
        known = [self.people[one].name for one in ids if one in self.people]
        return words.and_(known) if known else "nobody’s yet"

    def line(self, name: str) -> str:
        """A line of enquiry by what it is about; never by its name in the record alone."""
        return self.things.get(("line", name), "A line of enquiry that is not recorded")

    def last(self, event: str, **data: Any) -> Entry | None:
        """The latest entry of an event type that stands."""
        fits = (
            entry for entry in reversed(self.in_force)
            if entry.event == event
            and all(entry.data.get(name) == value for name, value in data.items())
        )  # fmt: skip
        return next(fits, None)


def case_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of a case, which is put on record as read before it is made."""
    return require_safe(for_staff(looked_at(view)))


def looked_at(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that is given the case looked at in the place of its reference."""

    @wraps(view)
    def page(request: HttpRequest, reference: str, **kwargs: str) -> HttpResponse:
        opened = open_case(request, reference, kwargs.get("page", view.__name__))
        if not isinstance(opened, OpenCase):
            return opened
        looked = look(opened)
        return view(request, looked, **kwargs) if looked else errors.not_found(request)

    return page


def look(opened: OpenCase) -> Looked | None:
    """What the pages of a case are made from; None where it went out of sight just now."""
    case_id, at = opened.case_id, opened.at
    with transaction.atomic(savepoint=False):
        recorded = reading.entries(case_id)
        parts, people = parts_and_people([case_id], story.staff_of(recorded))
        works = may_work(opened.standing)
        contacts = vault.contacts(case_id, at) if works else []
        safe_words = there_are(case_id) if works else frozenset()
        persons = [
            one for one in vault.persons([case_id])[case_id]
            if may_see_person(opened.standing, one.kind)
        ]  # fmt: skip
        held_by = held_now(parts[case_id], at)
        view = case_view(case_id, at, by=opened.person, held_by=held_by)
        before = not_shown_before(case_id, recorded, at)
    if view is None:
        return None
    return Looked(
        case_id, opened.reference, opened.person, at, opened.standing, recorded,
        in_force(recorded, at), parts[case_id], people, contacts, safe_words, persons, view, before,
    )  # fmt: skip


def navigation(looked: Looked, current: str) -> list[dict[str, Any]]:
    """The pages of the case that are for this person's agency."""
    return [
        {
            "text": page.title,
            "href": reverse(page.address, kwargs=page.arguments(looked.reference)),
            "current": page.name == current,
        }
        for page in PAGES
        if looked.standing.agency in page.agencies
    ]
