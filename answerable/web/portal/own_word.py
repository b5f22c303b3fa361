"""The word that the victim has for themself: no page of theirs calls them anything but you."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from answerable.actions.own_word import put_word_for_oneself
from answerable.actions.refusing import NotAllowed
from answerable.people import own_word
from answerable.web.forms.fields import Choice
from answerable.web.forms.rendering import controls
from answerable.web.language import gettext as _
from answerable.web.portal.form import problems, spoken
from answerable.web.portal.hers import Hers, for_the_victim
from answerable.web.portal.saying import NOT_NOW
from answerable.web.portal.shell import PAGES, menu, show
from answerable.web.portal.words import CODES

TITLE = "Choose the word for you"


class Word(forms.Form):
    """One word out of a closed list, or none."""

    use_required_attribute = False

    word = Choice(
        [*CODES["own_word"].items()], required=True, asked="Which word do you want us to use?",
        hint="All of these are right. The choice is yours, and you can change it at any time.",
    )  # fmt: skip

    def __init__(self, typed: Any = None, **first: Any) -> None:
        super().__init__(typed, **first)
        spoken(self)


@for_the_victim
def choose(request: HttpRequest, hers: Hers) -> HttpResponse:
    """The form, with what was chosen before."""
    known = own_word.kept()
    first = {"word": known.word} if known and known.word else {}
    form = Word(request.POST if request.method == "POST" else None, initial=first)
    wrong = problems(form) if form.is_bound else []
    if form.is_bound and form.is_valid():
        try:
            put_word_for_oneself(hers.account, form.cleaned_data["word"], at=hers.at)
            return HttpResponseRedirect(f"{reverse('hers_yours')}?done=own-word")
        except NotAllowed:
            wrong = [{"text": _(NOT_NOW), "href": "#main-content"}]
    shown = {
        "controls": controls(form, checked=form.is_bound), "pages": menu("yours"), "wrong": wrong,
    }  # fmt: skip
    status = 400 if form.is_bound else 200
    return show(request, "own_word", TITLE, PAGES["yours"][1], status=status, **shown)
