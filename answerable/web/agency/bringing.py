"""Bringing another agency to a case: which kind first, then which of that kind.

Two pages, so that nobody looks for a witness care unit among 43 police forces.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from answerable.actions.allocating import bring
from answerable.actions.commit import NoSuchCase
from answerable.actions.refusing import NotAllowed
from answerable.people.access import may_work
from answerable.people.agencies import Agency
from answerable.people.reading import agencies
from answerable.web import errors
from answerable.web.agency.looking import Looked, looked_at
from answerable.web.agency.on_the_case import back_to_people, done, with_agencies
from answerable.web.forms.fields import Choice, Choices
from answerable.web.forms.plain import show
from answerable.web.person import for_staff

TITLE = "Bring another agency to the case"
# What one looks for most often comes first.
KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "support": ("A support service", "Which support service?"),
        "cps": ("Prosecutors (an Area of the CPS)", "Which Area of the CPS?"),
        "witness_care": ("A witness care unit", "Which witness care unit?"),
        "police": ("Another police force", "Which police force?"),
    }
)
THEN = (
    "Those who answer for its teams see the case at once, as nobody’s yet, and give it to somebody."
    " While nobody of theirs has been given it, whoever answers for your team can take it back."
)
ONLY_IF_YES = "Bring a support service only where the victim has said yes to it."
BROUGHT_NOW = "They have the case now, as nobody’s yet."


class One(forms.Form):
    """One question: which kind, or which agency."""

    def __init__(self, typed: Any, name: str, choices: Choices, asked: str) -> None:
        super().__init__(typed)
        self.fields[name] = Choice(choices, required=True, asked=asked, hint="")


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
@looked_at
def another_agency(request: HttpRequest, looked: Looked) -> HttpResponse:
    """Bring an agency to the case, for whoever works in it."""
    if not may_work(looked.standing):
        return errors.not_found(request)
    # Asked once: what the first click brings meanwhile is then no wrong choice of the second.
    there = {one.agency for one in with_agencies(looked)}
    if request.POST.get("agency") in there:  # pressed twice: they were brought just now
        return done(request, looked, BROUGHT_NOW)
    left = [one for one in agencies() if one.code not in there]
    kind = request.GET.get("kind", "")
    of_kind = [(one.code, one.name) for one in left if one.kind == kind]
    if kind in KINDS and of_kind:
        return _which(request, looked, kind, of_kind)
    return _kind(request, looked, left)


def _kind(request: HttpRequest, looked: Looked, left: Sequence[Agency]) -> HttpResponse:
    kinds = {one.kind for one in left}
    choices = [(kind, text) for kind, (text, _) in KINDS.items() if kind in kinds]
    form = _form(request, "kind", choices, "What kind of agency?")
    if form.is_bound and form.is_valid():
        return HttpResponseRedirect(f"{_here(looked)}?{urlencode(form.cleaned_data)}")
    shown = {**back_to_people(looked), "title": TITLE, "lead": ()}
    return show(request, form, shown, button="Continue")


def _which(request: HttpRequest, looked: Looked, kind: str, choices: Choices) -> HttpResponse:
    form = _form(request, "agency", choices, KINDS[kind][1])
    if form.is_bound and form.is_valid():
        try:
            bring(looked.case_id, form.cleaned_data["agency"], by=looked.person, at=looked.at)
        except (NoSuchCase, NotAllowed):  # it went out of sight just now
            return errors.not_found(request)
        return done(request, looked, BROUGHT_NOW)
    back = {"text": "Back to the kinds of agencies", "href": _here(looked)}
    lead = (THEN, ONLY_IF_YES) if kind == "support" else (THEN,)
    shown = {"case": looked, "back": back, "title": TITLE, "lead": lead}
    return show(request, form, shown, button="Bring them to the case")


def _form(request: HttpRequest, name: str, choices: Choices, asked: str) -> One:
    return One(request.POST if request.method == "POST" else None, name, choices, asked)


def _here(looked: Looked) -> str:
    return reverse("bring", kwargs={"reference": looked.reference})
