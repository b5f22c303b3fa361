"""Opening a case to read it: on record before the page is served, or the one page for all others.

A case that is not there and one that is not for this person are the same page, byte for byte. It is
answered and never raised: what is raised takes along what professional standards are to be told.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from answerable.actions.commit import NoSuchCase
from answerable.actions.letting_in import find
from answerable.actions.opening import open_to_read
from answerable.actions.refusing import ReasonNeeded
from answerable.people.access import Standing
from answerable.web import errors
from answerable.web.acting import now
from answerable.web.onward import next_of
from answerable.web.person import for_staff, signed_in

LONGEST_REASON = 500


class OpenCase(NamedTuple):
    """A case that somebody has open: which, who they are, and what they are to it."""

    case_id: UUID
    reference: str
    person: UUID
    standing: Standing
    at: datetime


def open_case(
    request: HttpRequest, reference: str, part: str, *, reason: str = ""
) -> OpenCase | HttpResponse:
    """Open a part of a case for whoever is signed in; or the page to show in its place."""
    person, at = signed_in(request), now(request)
    if person is None:
        return errors.not_found(request)
    try:
        case_id = find(reference, by=person, at=at, what="open")
        standing = open_to_read(case_id, by=person, at=at, part=part, reason=reason)
    except NoSuchCase:
        return errors.not_found(request)
    except ReasonNeeded:
        onward = urlencode({"next": request.path})
        return HttpResponseRedirect(f"{reverse('reason', args=[reference])}?{onward}")
    return OpenCase(case_id, reference, person, standing, at)


def of_case(part: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A page of a case: the view is given the open case in the place of its reference."""

    def page_of(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @for_staff
        @wraps(view)
        def page(request: HttpRequest, reference: str, **kwargs: str) -> HttpResponse:
            case = open_case(request, reference, part)
            return view(request, case, **kwargs) if isinstance(case, OpenCase) else case

        return page

    return page_of


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
def reason(request: HttpRequest, reference: str) -> HttpResponse:
    """Why somebody opens a case that was not given to them: asked once, and on record."""
    given = request.POST.get("reason", "").replace("\x00", "").strip()
    wrong = ""
    if request.method == "POST":
        wrong = _wrong(given)
        if not wrong:
            opened = open_case(request, reference, "reason", reason=given)
            onward = next_of(request)
            return HttpResponseRedirect(onward) if isinstance(opened, OpenCase) else opened
    else:
        opened = open_case(request, reference, "reason")
        if isinstance(opened, OpenCase):
            return HttpResponseRedirect(next_of(request))  # it needs none, or has one
        if opened.status_code == 404:
            return opened
    shown = {
        "title": "Why do you open this case?", "reference": reference, "given": given,
        "wrong": wrong, "next": next_of(request),
    }  # fmt: skip
    return render(request, "reason.html", shown, status=400 if wrong else 200)


def _wrong(given: str) -> str:
    if not given:
        return "Enter why you open this case"
    return (
        ""
        if len(given) <= LONGEST_REASON
        else f"Your reason must be {LONGEST_REASON} characters or fewer"
    )
