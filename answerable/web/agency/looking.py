"""A case that somebody looks at: opened, put on record as read, and gathered for its pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from answerable.actions.opening import open_to_read
from answerable.actions.refusing import ReasonNeeded
from answerable.events.corrections import in_force
from answerable.events.entry import Entry
from answerable.people.access import Standing, may_read_sealed_needs
from answerable.people.reading import PartHeld, Somebody, parts_in, staff
from answerable.people.standing import standing_in
from answerable.record import reading
from answerable.record.writing import NoSuchCase
from answerable.web import story
from answerable.web.agency.find import with_reason
from answerable.web.agency.rooms import PAGES
from answerable.web.person import SignedIn, View, for_staff
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
    view: CaseView

    def lines(self, *rooms: str) -> list[story.Line]:
        """What was recorded in these rooms, or in all, the latest first."""
        found = story.lines(
            self.recorded,
            people=self.people,
            standing=[entry.seq for entry in self.in_force],
            sealed=not may_read_sealed_needs(self.standing),
        )
        return [line for line in found if not rooms or line.room in rooms]

    def last(self, event: str, **data: Any) -> Entry | None:
        """The latest entry of an event type that stands."""
        fits = (
            entry for entry in reversed(self.in_force)
            if entry.event == event
            and all(entry.data.get(name) == value for name, value in data.items())
        )  # fmt: skip
        return next(fits, None)


def case_page(view: View) -> View:
    """A page of a case: safe, for whoever is signed in, and asked for once with a reason where
    the case is not one's own."""

    @wraps(view)
    def page(request: SignedIn, reference: str, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, reference=reference, **kwargs)
        except ReasonNeeded:
            return with_reason(request, reference)

    return require_safe(for_staff(page))


def look(request: SignedIn, reference: str, page: str) -> Looked:
    """Open a case to look at one of its pages, which is on record before anything is shown.

    Http404 where there is no such case, or none for this person: nobody is told which.
    """
    at = timezone.now()
    with transaction.atomic():
        case_id = reading.case_of(reference)
        if case_id is None:
            raise Http404
        try:
            open_to_read(case_id, by=request.person, at=at, part=page)
        except NoSuchCase:
            raise Http404 from None
        standing = standing_in(case_id, request.person, at)
        recorded = reading.entries(case_id)
        parts = parts_in(case_id)
        wanted = story.staff_of(recorded) | {one.staff_id for one in parts}
        people = staff(wanted)
        view = case_view(case_id, at, by=request.person)
    if view is None:
        raise Http404
    return Looked(
        case_id, reference, request.person, at, standing, recorded, in_force(recorded, at), parts,
        people, view,
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
