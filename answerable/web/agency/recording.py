"""Recording in a case: the forms of each room, and the form of one event or of one journey."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from answerable.events.catalogue import EVENT_TYPES
from answerable.web.acting import now
from answerable.web.agency.bail_stands import follows
from answerable.web.agency.journeys import JOURNEYS
from answerable.web.agency.likely import to_record
from answerable.web.agency.looking import Looked, case_page
from answerable.web.forms import drafts
from answerable.web.forms.machine import serve
from answerable.web.forms.sections import FormPage, Section


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
    return serve(request, reference, page_of(name), at=now(request), follows=follows)


@case_page
def choose(request: HttpRequest, looked: Looked) -> HttpResponse:
    """What was begun in a case, and what can be recorded, by where the work is."""
    shown = {
        "title": "Record something", "case": looked, "begun": begun(looked),
        "to_record": to_record(looked),
    }  # fmt: skip
    return render(request, "forms/choose.html", shown)


def begun(looked: Looked) -> list[dict[str, Any]]:
    """What this person has begun to record in a case, the latest first."""
    return [
        {"name": one.page, "text": page_of(one.page).title, "at": one.saved_at}
        for one in drafts.waiting(looked.person, looked.case_id)
        if one.page in JOURNEYS or one.page in EVENT_TYPES
    ]
