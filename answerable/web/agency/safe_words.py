"""The safe words: opened by a click of somebody who has just signed in, and put down for her."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.actions.commit import NoSuchCase
from answerable.actions.refusing import NotAllowed
from answerable.actions.safe_words import open_words, put_word
from answerable.people.access import may_work
from answerable.web import errors
from answerable.web.agency.case import frame
from answerable.web.agency.looking import Looked, looked_at
from answerable.web.agency.rooms import PAGE_OF
from answerable.web.forms.fields import Choice, Line
from answerable.web.forms.plain import error_list
from answerable.web.forms.rendering import controls
from answerable.web.person import recently_signed_in

KINDS = {
    "hers": "The victim says it, so that you know who it is",
    "ours": "You say it, so that the victim knows that it is us",
    "listened": "Said when somebody is listening: talk of something else, and ring off",
}
OPEN = "open"


class Word(forms.Form):
    """Who says it, and the word."""

    kind = Choice([*KINDS.items()], required=True, asked="What is it for?", hint="")
    value = Line(
        required=True, asked="The word",
        hint="As the victim chose it. It takes the place of the one before.",
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@recently_signed_in
@looked_at
def safe_words(request: HttpRequest, looked: Looked) -> HttpResponse:
    """What there is to open, the words once they were asked for, and a form for another."""
    if not may_work(looked.standing):
        return errors.not_found(request)
    opening = request.POST.get("do") == OPEN
    form = Word(request.POST if request.method == "POST" and not opening else None)
    shown: dict[str, Any] = {"opened": None, "kinds": KINDS}
    try:
        if opening:
            shown["opened"] = open_words(looked.case_id, by=looked.person, at=looked.at)
        elif form.is_bound and form.is_valid():
            said = form.cleaned_data
            put_word(looked.case_id, said["kind"], said["value"], by=looked.person, at=looked.at)
            messages.success(request, "It was put down. It is opened by a click.")
            return HttpResponseRedirect(reverse("case", kwargs={"reference": looked.reference}))
    except (NoSuchCase, NotAllowed):  # it went out of sight just now
        return errors.not_found(request)
    shown |= frame(looked, PAGE_OF["case"], title="Safe words")
    shown |= {"controls": controls(form, checked=form.is_bound), "error_list": error_list(form)}
    return render(request, "case/safe_words.html", shown, status=400 if form.is_bound else 200)
