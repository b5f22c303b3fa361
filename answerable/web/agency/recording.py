"""Recording in a case: the forms of each room, and the form of one event or of one journey."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from answerable.events.catalogue import EVENT_TYPES
from answerable.web.acting import now
from answerable.web.agency.journeys import JOURNEYS
from answerable.web.agency.likely import meeting
from answerable.web.agency.rooms import ROOM_WORDS
from answerable.web.forms import drafts
from answerable.web.forms.filled import may_be_recorded_for
from answerable.web.forms.machine import serve
from answerable.web.forms.opened import Opened, opened_from
from answerable.web.forms.sections import FormPage, Section
from answerable.web.opening import OpenCase, of_case
from answerable.worklist.case_view import case_view


def page_of(name: str) -> FormPage:
    """The page of a journey or, by its name, of one kind of event."""
    if name in JOURNEYS:
        return JOURNEYS[name]
    if name not in EVENT_TYPES:
        raise Http404
    title = EVENT_TYPES[name].to_agencies
    sections = (Section(event=name),)
    return FormPage(name=name, title=title, sections=sections)


@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """The form of one journey, or of one kind of event."""
    return serve(request, reference, page_of(name), at=now(request))


@require_safe
@of_case("what to record")
def choose(request: HttpRequest, case: OpenCase) -> HttpResponse:
    """What can be recorded in a case, by room, and what was begun."""
    opened = opened_from(case)
    begun = [
        {"href": _address(opened, one.page), "text": page_of(one.page).title, "at": one.saved_at}
        for one in drafts.waiting(opened.person, opened.case_id)
        if one.page in JOURNEYS or one.page in EVENT_TYPES
    ]
    view = case_view(case.case_id, case.at, by=case.person)
    may = [one for one in EVENT_TYPES.values() if opened.on_behalf(one)]
    owed = meeting(view.owed, case.standing.agency, may) if view else []
    shown = {
        "title": "Record something", "reference": case.reference, "begun": begun,
        "owed": [_link(opened, page_of(one.name)) for one in owed],
        "journeys": [
            _link(opened, page) for page in JOURNEYS.values() if may_be_recorded_for(page, opened)
        ],
        "rooms": [room for room in (_room(opened, r) for r in ROOM_WORDS) if room["links"]],
    }  # fmt: skip
    return render(request, "forms/choose.html", shown)


def _room(opened: Opened, room: str) -> dict[str, object]:
    types = [type_ for type_ in EVENT_TYPES.values() if type_.room == room]
    links = [_link(opened, page_of(one.name)) for one in types if opened.on_behalf(one)]
    return {"name": ROOM_WORDS[room], "links": links}


def _link(opened: Opened, page: FormPage) -> dict[str, str]:
    return {"href": _address(opened, page.name), "text": page.title}


def _address(opened: Opened, name: str) -> str:
    return reverse("record_form", kwargs={"reference": opened.reference, "name": name})
