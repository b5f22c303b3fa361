"""Choosing a safe word: it is typed here once, and shown on no page of hers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from answerable.actions.safe_words import put_own_word
from answerable.web.forms.fields import Choice, Line
from answerable.web.forms.rendering import controls
from answerable.web.portal.form import problems, spoken
from answerable.web.portal.hers import Hers, for_the_victim
from answerable.web.portal.shell import PAGES, menu, show
from answerable.web.portal.words import CODES

TITLE = "Choose a safe word"


class Word(forms.Form):
    """Who says it, and the word."""

    use_required_attribute = False

    kind = Choice(
        [*CODES["safe_word"].items()], required=True, asked="What is the word for?",
        hint="You can have one of each. Choose one at a time.",
    )  # fmt: skip
    value = Line(
        required=True, asked="What is the word?",
        hint="Choose a word that you can say in any talk, such as a fruit. Do not use a name.",
    )  # fmt: skip

    def __init__(self, typed: Any = None) -> None:
        super().__init__(typed)
        spoken(self)


@for_the_victim
def safe_words(request: HttpRequest, hers: Hers) -> HttpResponse:
    """The form, and the word that is put down with it."""
    form = Word(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        put_own_word(hers.account, said["kind"], said["value"], at=hers.at)
        return HttpResponseRedirect(f"{reverse('hers_reach')}?done=word")
    shown = {
        "controls": controls(form, checked=form.is_bound), "pages": menu("reach"),
        "wrong": problems(form) if form.is_bound else [],
    }  # fmt: skip
    status = 400 if form.is_bound else 200
    return show(request, "safe_words", TITLE, PAGES["reach"][1], status=status, **shown)
