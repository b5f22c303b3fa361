"""Saying something: the form, and what comes of it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from answerable.actions import commit
from answerable.actions.asking import ask
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Event
from answerable.record.audience import entry_audience
from answerable.rules.gates import refused
from answerable.web.forms.fields import Words
from answerable.web.forms.rendering import controls
from answerable.web.portal import errors
from answerable.web.portal.asking import Say
from answerable.web.portal.form import SayForm, may_be_said
from answerable.web.portal.hers import Hers, for_the_victim, let_out
from answerable.web.portal.sayings import SAYINGS
from answerable.web.portal.shell import PAGES, menu, show

NOT_NOW = "You cannot do this right now. Talk to one of your people, and they will help."
NOT_SENT = "We could not save this. Take out signs that are not letters, and try again."
READERS = {
    "police": "the police", "cps": "the prosecutor", "witness_care": "the witness care team",
    "support": "your support worker",
}  # fmt: skip


@for_the_victim
def say(request: HttpRequest, hers: Hers, name: str) -> HttpResponse:
    """Something that the victim may say, by its name."""
    what = SAYINGS.get(name)
    if what is None or not may_be_said(what, hers.told):
        return errors.not_found(request)
    form = SayForm(what, hers.told, hers.at, request.POST if request.method == "POST" else None)
    if not may_be_sent(what, hers):
        return _page(request, what, form, wrong=NOT_NOW, closed=True)
    if request.method != "POST":
        return _page(request, what, form)
    if not form.is_valid():
        return _page(request, what, form, checked=True)
    key = request.POST.get("key", "")[:64] or uuid4().hex
    try:
        commit.record_as_victim(hers.account, [form.event()], key=key, at=hers.at)
    except (commit.NotAllowed, commit.GateClosed):
        return _page(request, what, form, wrong=NOT_NOW)
    except (commit.Invalid, commit.Unrecordable):
        return _page(request, what, form, wrong=NOT_SENT)
    response = HttpResponseRedirect(
        f"{reverse(f'hers_{what.page}')}?{urlencode({'done': what.name})}"
    )
    if what.event == "contact.breached":
        # The session has ended with it, and every code.
        return let_out(request, show(request, "cut_off", "We have this now", "Notes"))
    return response


def may_be_sent(what: Say, hers: Hers) -> bool:
    """Whether a gate would let it pass; one that asks nothing has no gate to ask."""
    if what.asks:
        return True
    event = Event(what.event, hers.at, "victim", "", dict(what.fixed))
    return not refused([answer for one in ask(hers.case_id, [event], hers.at) for answer in one])


def who_reads(what: Say) -> str:
    """Who will read what is typed into a form."""
    type_ = EVENT_TYPES[what.event]
    seen = ("support",) if type_.hidden else entry_audience(type_, "victim", "case").agencies
    named = [READERS[one] for one in seen if one in READERS]
    last = f" and {named[-1]}" if len(named) > 1 else ""
    return ", ".join(named[: -1 if last else None]) + last


def done(request: HttpRequest) -> str:
    """What was just sent, as the page says it that follows."""
    what = SAYINGS.get(request.GET.get("done", ""))
    return what.done if what else ""


def _page(
    request: HttpRequest,
    what: Say,
    form: SayForm,
    *,
    checked: bool = False,
    wrong: str = "",
    closed: bool = False,
) -> HttpResponse:
    _, title = PAGES[what.page]
    listed: list[dict[str, Any]] = [{"text": wrong, "href": "#main-content"}] if wrong else []
    if checked:
        listed = [
            {"text": str(errors_of[0]), "href": f"#{_place(form, name)}"}
            for name, errors_of in form.errors.items()
        ]
    shown = {
        "say": what, "wrong": listed, "controls": controls(form, checked=checked),
        "words": any(isinstance(one, Words) for one in form.fields.values()), "closed": closed,
        "who_reads": who_reads(what), "key": request.POST.get("key") or uuid4().hex,
        "back": reverse(f"hers_{what.page}"), "pages": menu(what.page),
    }  # fmt: skip
    return show(request, "say", what.title, title, status=400 if listed else 200, **shown)


def _place(form: SayForm, name: str) -> str:
    field = form.fields.get(name)
    return f"{name}-day" if field is not None and hasattr(field.widget, "parts") else name
