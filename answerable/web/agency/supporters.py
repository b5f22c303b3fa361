"""Supporters whom the victim named: codes for one, in person, and writing one down for her."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.actions.commit import NoSuchCase
from answerable.actions.refusing import NotAllowed
from answerable.actions.sharing import end_for_her, issue_to_supporter, name_for_her
from answerable.people.access import may_let_in
from answerable.people.victims import supporters
from answerable.web import errors, words
from answerable.web.agency.case import frame
from answerable.web.agency.looking import Looked, looked_at
from answerable.web.agency.rooms import PAGE_OF
from answerable.web.forms.fields import Line, Several
from answerable.web.forms.plain import error_list
from answerable.web.forms.rendering import controls
from answerable.web.person import recently_signed_in

SEES = {
    "where": "Where the case is",
    "dates": "Days in court",
    "people": "Who works in the case",
    "owed": "What is owed to the victim, and by when",
}
LONGEST = 60
WRITTEN_DOWN = "It was written down. The victim can see it on their pages."
TOO_MANY = "The victim can share with five people. End one first"


class Named(forms.Form):
    """Whom she names, and what she ticks, read back to her."""

    name = Line(
        required=True, asked="What does the victim call them?",
        hint="A name that the victim chooses. It need not be the supporter’s own.",
    )  # fmt: skip
    sees = Several(
        [*SEES.items()], required=True, asked="What may they see?", hint="As the victim ticked."
    )

    def clean_name(self) -> str:
        """A short one."""
        return str(self.cleaned_data["name"])[:LONGEST]


@require_http_methods(["GET", "HEAD", "POST"])
@recently_signed_in
@looked_at
def named_supporters(request: HttpRequest, looked: Looked) -> HttpResponse:
    """Those whom she named, and the codes of one, once."""
    if not may_let_in(looked.standing):
        return errors.forbidden(request)
    do, issued, form = request.POST.get("do", ""), None, Named(None)
    try:
        if do == "codes":
            issued = issue_to_supporter(
                looked.case_id, _which(request), by=looked.person, at=looked.at
            )
        elif do == "end":
            end_for_her(looked.case_id, _which(request), by=looked.person, at=looked.at)
            return _done(request, looked, "They see nothing any more.")
        elif request.method == "POST":
            form = Named(request.POST)
            if form.is_valid():
                if _name(looked, form):
                    return _done(request, looked, WRITTEN_DOWN)
                form.add_error("name", TOO_MANY)
    except (NoSuchCase, NotAllowed, ValueError):
        return errors.not_found(request)
    return _show(request, looked, form, issued)


def _name(looked: Looked, form: Named) -> bool:
    """Write one down; False where there are as many as there may be."""
    said = form.cleaned_data
    try:
        name_for_her(looked.case_id, said["name"], said["sees"], by=looked.person, at=looked.at)
    except NotAllowed:
        there = [one for one in supporters.named(looked.case_id) if one.lives]
        if len(there) < supporters.MOST:
            raise
        return False
    return True


def _show(request: HttpRequest, looked: Looked, form: Named, issued: Any) -> HttpResponse:
    there = [
        {
            "id": one.id, "name": one.name, "lives": one.lives,
            "sees": words.and_(SEES[code].lower() for code in one.sees),
        }
        for one in supporters.named(looked.case_id)
    ]  # fmt: skip
    shown = frame(looked, PAGE_OF["contact"], title="Supporters whom the victim named")
    shown |= {
        "there": there, "issued": issued, "controls": controls(form, checked=form.is_bound),
        "error_list": error_list(form),
    }  # fmt: skip
    return render(request, "case/supporters.html", shown, status=400 if form.is_bound else 200)


def _which(request: HttpRequest) -> UUID:
    return UUID(request.POST.get("supporter", ""))


def _done(request: HttpRequest, looked: Looked, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(reverse("supporters", kwargs={"reference": looked.reference}))
