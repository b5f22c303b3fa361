"""The victim's ten pages. Each is made of what they were told, and says what can be said there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from answerable.clocks.days import local_day
from answerable.people import own_word
from answerable.people.victims import reading
from answerable.web.portal import (
    coming,
    decisions,
    gathering,
    letters,
    sharing,
    waiting,
    words,
)
from answerable.web.portal.asking import UNDER_AGE
from answerable.web.portal.form import may_be_said, title_of
from answerable.web.portal.hers import Hers, for_the_victim
from answerable.web.portal.requests import asked_for
from answerable.web.portal.saying import done, may_be_sent
from answerable.web.portal.sayings import of_page
from answerable.web.portal.shell import ANY_FORM, PAGES, menu, show
from answerable.web.portal.texts import texts

FEW = 3  # codes on paper: from then on the page says to ask for more
Gather = Callable[[Hers], Mapping[str, Any]]


def _page(name: str) -> Callable[[Gather], Callable[..., HttpResponse]]:
    """A page by its name: what it gathers goes into its template."""
    heading, title = PAGES[name]

    def page_of(gather: Gather) -> Callable[..., HttpResponse]:
        @require_safe
        @for_the_victim
        @wraps(gather)
        def page(request: HttpRequest, hers: Hers) -> HttpResponse:
            shown = {
                "told": hers.told, "words": words, "numbers": coming.numbers(hers.told),
                "day_in": coming.day_in, "pages": menu(name),
                "done": done(request), "says": says(name, hers), **gather(hers),
            }  # fmt: skip
            return show(request, name, heading, title, **shown)

        return page

    return page_of


def says(name: str, hers: Hers) -> dict[str, str]:
    """What may be said from a page now: by name, its title."""
    return {
        one.name: title_of(one, hers.told) for one in of_page(name)
        if may_be_said(one, hers.told) and may_be_sent(one, hers)
    }  # fmt: skip


@_page("updates")
def updates(hers: Hers) -> Mapping[str, Any]:
    """Where it is now, what is next, by when, and who; and all that there was."""
    left, sent = reading.codes_left(), letters.sent(hers)
    return {
        "now": coming.now(hers.told), "steps": coming.steps(hers),
        "left": left if left <= FEW else None, "letters": sent,
        "letter_at": decisions.letters_by_line(hers, sent),
        "there_was": gathering.without_mere_contact(hers.told),
        "waiting": waiting.for_an_answer(hers.told),
        "may_ask": decisions.to_ask_about(hers.told), "today": local_day(hers.at),
    }  # fmt: skip


@_page("safe")
def safe(hers: Hers) -> Mapping[str, Any]:
    """What protects them, as they were told, and what to do if it is broken."""
    return {
        "rules": gathering.rules(hers), "orders": gathering.orders(hers.told),
        "today": local_day(hers.at),
    }  # fmt: skip


@_page("reach")
def reach(hers: Hers) -> Mapping[str, Any]:
    """How they are reached, and how to stop it."""
    return {
        "agreed": gathering.agreed(hers.told),
        "texts": texts(hers),
        "ways": reading.ways(),
        "chosen": reading.words(),
    }


@_page("people")
def people(hers: Hers) -> Mapping[str, Any]:
    """Who works with them, and how to reach each directly."""
    return {
        "workers": gathering.workers(hers.told, reading.workers()),
        "questions": hers.told.all("question.asked", "question.answered"),
        "shared": sharing.shared(hers),
    }  # fmt: skip


@_page("phone")
def phone(hers: Hers) -> Mapping[str, Any]:
    """What was asked for, what they said, and when it comes back."""
    enquiries = reading.lines()
    return {
        "under_age": UNDER_AGE if hers.under_age else "",
        "devices": asked_for(hers.told, "device.requested", enquiries),
        "records": asked_for(hers.told, "third_party.requested", enquiries),
        "letter_at": decisions.letters_by_line(hers, letters.sent(hers)),
    }  # fmt: skip


@_page("talks")
def talks(hers: Hers) -> Mapping[str, Any]:
    """What was said, put right where it is not so; and going on, pausing, stopping."""
    stopping = coming.stopping(hers.told)
    return {
        "said": hers.told.all("discussion.agreed", "discussion.disputed", "wishes.stated"),
        "stopping": stopping,
        "sure_from": gathering.may_be_sure_from(stopping) if stopping else None,
        "sure": bool(stopping and hers.told.last("withdrawal.confirmed")),
        "paused": coming.is_paused(hers.told),
    }  # fmt: skip


@_page("dates")
def dates(hers: Hers) -> Mapping[str, Any]:
    """Speaking with the police, the statement, days in court, and help with court."""
    return {
        "account": hers.told.all("account.offered", "account.rearranged", "account.recorded"),
        "statement": hers.told.all("statement.offered", "statement.taken"),
        "hearings": gathering.hearings(hers.told),
        "measures": hers.told.all(
            "measures.considered", "measures.applied", "measures.decided", "court_visit.offered"
        ),
        "charged": bool(hers.told.last("charge.made")),
    }  # fmt: skip


@_page("answers")
def answers(hers: Hers) -> Mapping[str, Any]:
    """What they were told, the reasons, and asking for it to be looked at again: three steps."""
    told = hers.told
    return {
        "decisions": told.all(
            "decision.made", "decision.told", "proceedings.stopped", "letter.sent",
            "letter.delivered", "court.outcome", "sentence.passed", "case.closed", "case.reopened",
        ),
        "reviews": told.all(
            "review.requested", "review.acknowledged", "review.decided", "review.escalated",
            "review.not_wanted",
        ),
        "may_ask": decisions.to_ask_about(told), "today": local_day(hers.at),
        "no_right": decisions.was_told_no_right(told),
        "no_more": decisions.holds_no_more(told) and not decisions.that_hold(told),
        "asked": [one for one in decisions.that_hold(told) if one.asked],
        "letter_at": decisions.letters_by_line(hers, letters.sent(hers)),
    }  # fmt: skip


@_page("yours")
def yours(hers: Hers) -> Mapping[str, Any]:
    """Who opened their record, when their codes were used, what is wrong, how it was."""
    return {
        "opened": gathering.opened(hers.told, reading.opened())[:50],
        "visits": reading.visits()[:20], "own_word": said_of_oneself(),
        "left": reading.codes_left(), "complaints": gathering.complaints(hers.told),
    }  # fmt: skip


def said_of_oneself() -> str:
    """The code of the word that they have for themself; empty where none was said."""
    known = own_word.kept()
    return (known.word or "") if known else ""


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Safety, codes, and what cannot be hidden: for everybody, before they come in."""
    heading, title = PAGES["start"]
    return show(request, "start", heading, title, pages=[])


@require_safe
def any_form(request: HttpRequest) -> HttpResponse:
    """Easy Read and BSL: how to have them, for everybody, before they come in or after."""
    heading, title = ANY_FORM
    return show(request, "forms", heading, title, pages=[])
