"""Beginning a case that is new: it gets its reference, and its report is recorded first."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.actions.commit import NoSuchCase
from answerable.actions.opening import open_case
from answerable.people.roles import PARTS_OF
from answerable.web import errors
from answerable.web.acting import now
from answerable.web.forms.machine import key_of
from answerable.web.person import SignedIn, for_staff, role_of

FIRST_PART = "investigator"  # what whoever takes a report is in the case, until it is given on


def begins_cases(role: str) -> bool:
    """Whether somebody of this role takes reports: the police."""
    return FIRST_PART in PARTS_OF.get(role, ())


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
def page(request: SignedIn) -> HttpResponse:
    """Begin a case, once however often it is asked for, and go on to its report."""
    if not begins_cases(role_of(request)):
        return errors.not_found(request)
    if request.method != "POST":
        shown = {"title": "Begin a case", "key": key_of(request)}
        return render(request, "work/new_case.html", shown)
    at, key = now(request), key_of(request)
    try:
        _, reference = open_case(by=request.person, part=FIRST_PART, at=at, key=key)
    except NoSuchCase:
        return errors.begun_before(request)
    where = {"reference": reference, "name": "report"}
    return HttpResponseRedirect(reverse("record_form", kwargs=where))
