"""Saying something: the form, and what comes of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from answerable.actions import commit
from answerable.actions.asking import ask
from answerable.clocks.days import local_day
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Event
from answerable.people.acting import acting_as_victim
from answerable.people.victims import reading
from answerable.record.audience import entry_audience
from answerable.rules.enquiry import REQUESTED
from answerable.rules.gates import refused
from answerable.web.acting import now
from answerable.web.forms import drafts
from answerable.web.forms.fields import Words
from answerable.web.forms.machine import key_of
from answerable.web.forms.rendering import controls
from answerable.web.language import gettext as _
from answerable.web.portal import coming, decisions, errors, gathering, words
from answerable.web.portal.asking import Say
from answerable.web.portal.form import SayForm, may_be_said, problems, title_of
from answerable.web.portal.hers import Hers, for_the_victim, let_out
from answerable.web.portal.requests import Asked, asked_for
from answerable.web.portal.sayings import SAYINGS
from answerable.web.portal.shell import PAGES, menu, show

NOT_NOW = "You cannot do this right now. Talk to one of your people, and they will help."
NOT_SENT = "We could not save this. Take out signs that are not letters, and try again."
DONE = {
    "shared": "We have this now. One of your people will meet them and give them codes.",
    "ticked": "This works from now on.",
    "unshared": "They see nothing any more.",
    "app": "You can sign in with the app now. Your paper still works too.",
    "app-gone": "The app opens nothing here any more. Your paper still works.",
    "word": "We have this word now. Your people can use it when they talk with you.",
    "own-word": "We have this now. Your people use it when they talk about you.",
    "kept": "We kept what you wrote. Nothing was sent.",
    "new-way": "We have this now. We do not use it yet. One of your people talks with you first.",
}
READERS = {
    "police": "the police", "cps": "the prosecutor", "witness_care": "the witness care team",
    "support": "your support worker",
}  # fmt: skip


def say(request: HttpRequest, name: str) -> HttpResponse:
    """Something that the victim may say, by its name; nothing that was typed is lost on the way."""
    response = _say(request, name=name)
    signed_out = response.headers.get("Location") == reverse("hers_in")
    if request.method != "POST" or not signed_out:
        return response
    drafts.keep_for_author(request.POST, at=now(request), acting=acting_as_victim)
    return errors.signed_out(request)


@for_the_victim
def _say(request: HttpRequest, hers: Hers, name: str) -> HttpResponse:
    what = SAYINGS.get(name)
    if what is None or not may_be_said(what, hers.told):
        return errors.not_found(request)
    if request.method != "POST":
        kept = drafts.kept(*_draft(what, hers), acting=acting_as_victim)
        form = SayForm(what, hers, kept.typed if kept else None)
        return _page(request, what, form, hers, kept_at=kept.saved_at if kept else None)
    if request.POST.get("do") == "keep":
        drafts.keep(*_draft(what, hers), request.POST, at=hers.at, acting=acting_as_victim)
        return HttpResponseRedirect(f"{reverse(f'hers_{what.page}')}?done=kept")
    return _send(request, what, hers)


def _send(request: HttpRequest, what: Say, hers: Hers) -> HttpResponse:
    form = SayForm(what, hers, request.POST)
    if not may_be_sent(what, hers):
        return _page(request, what, form, hers, wrong=NOT_NOW)
    if not form.is_valid():
        return _page(request, what, form, hers, checked=True)
    key = key_of(request)
    try:
        commit.record_as_victim(hers.account, [form.event()], key=key, at=hers.at)
    except (commit.NotAllowed, commit.GateClosed):
        return _page(request, what, form, hers, wrong=NOT_NOW)
    except (commit.Invalid, commit.Unrecordable):
        return _page(request, what, form, hers, wrong=NOT_SENT)
    drafts.throw_away(*_draft(what, hers), acting=acting_as_victim)
    if what.event == "contact.breached":
        # The session has ended with it, and every code.
        return let_out(request, show(request, "cut_off", "We have this now", "Notes"))
    return HttpResponseRedirect(f"{reverse(f'hers_{what.page}')}?{urlencode({'done': what.name})}")


def _draft(what: Say, hers: Hers) -> tuple[UUID, UUID, str]:
    return hers.account, hers.case_id, what.name


def may_be_sent(what: Say, hers: Hers) -> bool:
    """Whether it has its place now, and a gate would let it pass: what asks something has none."""
    if not gathering.is_time_for(what.name, hers):
        return False
    if what.asks:
        return True
    event = Event(what.event, hers.at, "victim", "", dict(what.fixed))
    return not refused([answer for one in ask(hers.case_id, [event], hers.at) for answer in one])


def who_reads(what: Say) -> str:
    """Who will read what is typed into a form."""
    type_ = EVENT_TYPES[what.event]
    seen = ("support",) if type_.hidden else entry_audience(type_, "victim", "case").agencies
    named = [READERS[one] for one in seen if one in READERS]
    return words.listed(_(one) for one in named)


def done(request: HttpRequest) -> str:
    """What was just sent, as the page says it that follows."""
    name = request.GET.get("done", "")
    what = SAYINGS.get(name)
    said = what.done if what else DONE.get(name, "")
    return _(said) if said else ""


def _page(
    request: HttpRequest,
    what: Say,
    form: SayForm,
    hers: Hers,
    *,
    checked: bool = False,
    wrong: str = "",
    kept_at: datetime | None = None,
) -> HttpResponse:
    title = PAGES[what.page][1]
    closed = not may_be_sent(what, hers)
    listed: list[dict[str, Any]] = []
    if checked:
        listed = problems(form)
    elif wrong or closed:
        listed = [{"text": _(wrong or NOT_NOW), "href": "#main-content"}]
    shown = {
        "say": what, "lead": what.lead + (what.lead_under_age if hers.under_age else ()),
        "wrong": listed, "controls": controls(form, checked=checked),
        "written": any(isinstance(one, Words) for one in form.fields.values()), "closed": closed,
        "words": words,
        "who_reads": who_reads(what), "key": key_of(request),
        "author": drafts.author_token(*_draft(what, hers)), "kept_at": kept_at,
        "back": reverse(f"hers_{what.page}"), "pages": menu(what.page),
        "requests": _requests(form), "day_in": coming.day_in, "today": local_day(hers.at),
        "may_ask": decisions.to_ask_about(hers.told) if what.name == "look-again" else [],
    }  # fmt: skip
    heading = title_of(what, hers.told)
    return show(request, "say", heading, title, status=400 if listed else 200, **shown)


def _requests(form: SayForm) -> list[Asked]:
    """The requests that an answer may be to: what is asked is read where it is answered."""
    about = {one.subject for one in form.about}
    events = [event for event in REQUESTED if event in form.say.about]
    enquiries = reading.lines() if events else {}
    return [
        one for event in events
        for one in asked_for(form.told, event, enquiries) if one.subject in about
    ]  # fmt: skip
