"""Coming in and going out: the first time, each time, Exit this page, somebody is with me."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from answerable.people.accounts import tries
from answerable.people.acting import SIGNING_IN, acting_for
from answerable.people.victims import codes, supporters
from answerable.web.acting import now
from answerable.web.language import gettext as _
from answerable.web.portal.hers import Hers, for_the_victim, let_in, let_out
from answerable.web.portal.shared import let_supporter_in
from answerable.web.portal.shell import ELSEWHERE, show
from answerable.web.portal.turn import was_the_last
from answerable.web.signin.device import network

LEAST, MOST = 12, 100  # letters of a phrase
NO = "That did not work. Each code works one time, so try the next one. Check your phrase too"
FIRST_NO = (
    "That did not work. A code works one time. Ask the person who gave it to you for a new one"
)
TOO_MANY = "Too many wrong tries. Wait five minutes. Your own codes still work"
PHRASE = "Use 12 letters or more. Four short words are good"
TWICE = "Type the same phrase two times"

Fields = Mapping[str, str]
methods = require_http_methods(["GET", "HEAD", "POST"])


@transaction.non_atomic_requests
@methods
def come_in(request: HttpRequest) -> HttpResponse:
    """Each time: a code from the paper, and the phrase."""
    typed = given(request, "code", "phrase")
    wrong: dict[str, str] = {}
    if request.method == "POST":
        with acting_for(SIGNING_IN), transaction.atomic():
            account = codes.enter(typed["code"], typed["phrase"], at=now(request))
            if account is not None:
                rotate_token(request)
                # Within: whoever voids all codes meanwhile waits, and ends this session as well.
                return let_in(HttpResponseRedirect(reverse("hers_updates")), account, now(request))
        with acting_for(SIGNING_IN), transaction.atomic():
            supporter = supporters.enter(typed["code"], typed["phrase"], at=now(request))
            if supporter is not None:
                return let_supporter_in(supporter, now(request))
        wrong = {"code": NO if counted(request) else TOO_MANY}
    status = 200 if not wrong else 400 if wrong["code"] == NO else 429
    wrong = {name: _(text) for name, text in wrong.items()}
    return show(request, "come_in", "Sign in", "Sign in", wrong_of=wrong, status=status)


@transaction.non_atomic_requests
@methods
def first_time(request: HttpRequest) -> HttpResponse:
    """The first time: the code that a worker gave, one from the paper, and a phrase to choose."""
    typed = given(request, "first", "code", "phrase", "again")
    wrong: dict[str, str] = {}
    if request.method == "POST":
        wrong = _unfit(typed)
        if not wrong:
            with acting_for(SIGNING_IN), transaction.atomic():
                account = codes.begin(
                    typed["first"], typed["code"], typed["phrase"], at=now(request)
                )
                supporter = (
                    None
                    if account
                    else supporters.begin(
                        typed["first"], typed["code"], typed["phrase"], at=now(request)
                    )
                )
                if account is not None:
                    rotate_token(request)
                    start = HttpResponseRedirect(reverse("hers_start"))
                    return let_in(start, account, now(request))
                if supporter is not None:
                    return let_supporter_in(supporter, now(request))
            wrong = {"first": FIRST_NO if counted(request) else TOO_MANY}
    status = 200 if not wrong else 429 if TOO_MANY in wrong.values() else 400
    wrong = {name: _(text) for name, text in wrong.items()}
    return show(request, "first_time", "Your first visit", "Start", wrong_of=wrong, status=status)


@methods
def leave(request: HttpRequest) -> HttpResponse:
    """Exit this page: by a link of our own, so that it works without a script."""
    response = HttpResponseRedirect(ELSEWHERE)
    response.status_code = 303
    return let_out(request, response)


@methods
def somebody_is_here(request: HttpRequest) -> HttpResponse:
    """Somebody is with me: a plain page, and the session has ended."""
    return let_out(request, show(request, "plain", "Notes", "Notes"))


@require_POST
def gone(request: HttpRequest) -> HttpResponse:
    """A page went: the session ends where no other page came in its place."""
    response = HttpResponse(status=204)
    return let_out(request, response) if was_the_last(request) else response


@for_the_victim
def stay(_request: HttpRequest, _hers: Hers) -> HttpResponse:
    """A click that keeps the session: for a script that asks before ten minutes are over."""
    return HttpResponse(status=204)


def given(request: HttpRequest, *names: str) -> dict[str, str]:
    """What was typed, without what no code and no phrase holds."""
    return {name: request.POST.get(name, "").replace("\x00", "").strip()[:200] for name in names}


def _unfit(typed: Fields) -> dict[str, str]:
    if not LEAST <= len(typed["phrase"]) <= MOST:
        return {"phrase": PHRASE}
    return {} if typed["phrase"] == typed["again"] else {"again": TWICE}


def counted(request: HttpRequest) -> bool:
    """Count a wrong try, by where it came from: whether more are let through.

    A right code is never refused, however many wrong ones came from there: nobody who guesses locks
    the victim out. And no device is remembered, which would be a trace of its own.
    """
    with acting_for(SIGNING_IN), transaction.atomic():
        return tries.count(f"victims {network(request)}", now(request))
