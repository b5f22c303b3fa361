"""Sharing: the victim names a supporter, ticks what they see, and unticks it at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from answerable.actions.commit import NoSuchCase
from answerable.actions.refusing import NotAllowed
from answerable.actions.sharing import name_supporter, tick
from answerable.people.victims import supporters
from answerable.web.forms.fields import Line, Several
from answerable.web.forms.rendering import controls
from answerable.web.language import gettext as _
from answerable.web.portal import words
from answerable.web.portal.form import problems, spoken
from answerable.web.portal.hers import Hers, for_the_victim
from answerable.web.portal.shell import PAGES, menu, show

TICK = "Tick what they may see"
TOO_MANY = "You can share with five people. Stop one first"
LONGEST = 60


class Shared(NamedTuple):
    """Somebody with whom she shares: what they may see, and when they looked."""

    id: UUID
    name: str
    sees: Sequence[str]
    asked_again: bool
    looked: Sequence[datetime]


class Ticks(forms.Form):
    """What they may see."""

    use_required_attribute = False

    sees = Several(
        [*words.CODES["sees"].items()], required=False, asked="What may they see?",
        hint="They never see your statement, your phone, your records or how we reach you.",
    )  # fmt: skip

    def __init__(self, typed: Any = None) -> None:
        super().__init__(typed)
        spoken(self)


class NewOne(Ticks):
    """The same, with what she calls them."""

    name = Line(
        required=True, asked="What do you call them?",
        hint="Any name that you choose, such as Aunt. Only you and your people see it.",
    )  # fmt: skip
    field_order = ("name", "sees")

    def clean_name(self) -> str:
        """A short one: it is a name and no letter."""
        return str(self.cleaned_data["name"])[:LONGEST]

    def clean_sees(self) -> list[str]:
        """Somebody who sees nothing is nobody to share with."""
        if not self.cleaned_data["sees"]:
            raise forms.ValidationError(_(TICK))
        return list(self.cleaned_data["sees"])


def shared(hers: Hers) -> list[Shared]:
    """Those with whom she shares, the first named first."""
    visits = supporters.visits(hers.case_id)
    return [
        Shared(
            one.id, one.name, words.each("sees", one.sees), not one.lives,
            visits.get(one.id, [])[:5],
        )
        for one in supporters.named(hers.case_id)
    ]  # fmt: skip


@for_the_victim
def new(request: HttpRequest, hers: Hers) -> HttpResponse:
    """Name one."""
    form = NewOne(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            name_supporter(
                hers.account, form.cleaned_data["name"], form.cleaned_data["sees"], at=hers.at
            )
        except NotAllowed:
            form.add_error("name", _(TOO_MANY))
        else:
            return HttpResponseRedirect(f"{reverse('hers_people')}?done=shared")
    return _page(request, form, "Share with somebody", None)


@for_the_victim
def change(request: HttpRequest, hers: Hers, supporter: UUID) -> HttpResponse:
    """Tick and untick for one, or stop."""
    one = next((o for o in supporters.named(hers.case_id) if o.id == supporter and o.lives), None)
    if one is None:
        raise Http404
    typed = request.POST if request.method == "POST" else {"sees": list(one.sees)}
    form = Ticks(typed)
    if request.method == "POST" and form.is_valid():
        stop = request.POST.get("do") == "stop"
        sees = [] if stop else form.cleaned_data["sees"]
        try:
            tick(hers.account, supporter, sees, at=hers.at)
        except NoSuchCase:
            raise Http404 from None
        done = "ticked" if sees else "unshared"
        return HttpResponseRedirect(f"{reverse('hers_people')}?done={done}")
    return _page(request, form, "What they may see", one)


def _page(
    request: HttpRequest, form: Ticks, heading: str, one: supporters.Named | None
) -> HttpResponse:
    checked = request.method == "POST"
    shown = {
        "controls": controls(form, checked=checked), "pages": menu("people"), "one": one,
        "wrong": problems(form) if checked else [],
    }  # fmt: skip
    status = 400 if checked else 200
    return show(request, "sharing", heading, PAGES["people"][1], status=status, **shown)
