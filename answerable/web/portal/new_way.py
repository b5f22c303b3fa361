"""Putting down a new number or address on the victim's own pages: it waits, and is never shown."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from answerable.actions.own_contact import NewWay, put_own_contact
from answerable.web.forms.fields import Choice, Line, Several, YesNo
from answerable.web.forms.machine import key_of
from answerable.web.forms.rendering import controls
from answerable.web.forms.ways import can_be
from answerable.web.language import gettext as _
from answerable.web.portal.asking import OF_WHOM
from answerable.web.portal.form import problems, spoken
from answerable.web.portal.hers import Hers, for_the_victim
from answerable.web.portal.shell import PAGES, menu, show
from answerable.web.portal.words import CODES

WHO = {**OF_WHOM, "support": "Your support worker"}
WRONG = {
    "telephone": "Type a phone number, such as 07700 900 982. Start one from another country "
    "with +",
    "email": "Type an email address, such as name@example.com",
}
TITLE = "Give us a new number or address"
ASKS = {
    "telephone": "I gave you a new phone number here.",
    "email": "I gave you a new email address here.",
    "address": "I gave you a new address here.",
    "other": "I gave you a new way to reach me here.",
}
PLEASE = "Please talk with me in a way that you knew before, to make sure that it was me."


class Way(forms.Form):
    """One number or address, who may have it, and what of the old one."""

    use_required_attribute = False

    kind = Choice(
        [*CODES["way"].items()], required=True, asked="What is it?",
        hint="Give us one at a time.",
    )  # fmt: skip
    value = Line(
        required=True, asked="What is the new one?",
        hint="We keep it safe. These pages will never show it.",
    )  # fmt: skip
    end_old = YesNo(
        required=True, asked="Must we stop using the old one now?",
        hint="Say yes if somebody else may see it. We tell the old one nothing of the new one.",
    )  # fmt: skip
    of = Choice(
        [*OF_WHOM.items()], required=True, asked="Who do you want to talk with about it?",
        hint="They will ask you if the new one is yours.",
    )  # fmt: skip
    shown_to = Several(
        [*WHO.items()], required=False, asked="Who else may have it?",
        hint="You can leave this empty.",
    )  # fmt: skip

    def __init__(self, typed: Any = None) -> None:
        super().__init__(typed)
        spoken(self)

    def clean_value(self) -> str:
        """What can be rung or written to, as far as its form shows."""
        value, kind = self.cleaned_data["value"].strip(), self.cleaned_data.get("kind", "")
        if not can_be(kind, value):
            raise ValidationError(_(WRONG[kind]))
        return str(value)


@for_the_victim
def new_way(request: HttpRequest, hers: Hers) -> HttpResponse:
    """The form, and what is put down with it."""
    form = Way(request.POST if request.method == "POST" else None)
    key = key_of(request)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        way = NewWay(said["kind"], said["value"], said["shown_to"], said["end_old"])
        what = f"{ASKS[way.kind]} {PLEASE}"
        put_own_contact(hers.account, way, asks=said["of"], what=what, key=key, at=hers.at)
        return HttpResponseRedirect(f"{reverse('hers_reach')}?done=new-way")
    shown = {
        "controls": controls(form, checked=form.is_bound), "key": key, "pages": menu("reach"),
        "wrong": problems(form) if form.is_bound else [],
    }  # fmt: skip
    status = 400 if form.is_bound else 200
    return show(request, "new_way", TITLE, PAGES["reach"][1], status=status, **shown)
