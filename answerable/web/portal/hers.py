"""For whom a page of the victim's is made: whoever came in with their codes, for ten minutes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.clocks.days import local_day
from answerable.events.entry import Entry
from answerable.people.acting import SIGNING_IN, acting_as_victim, acting_for
from answerable.people.victims import sessions, supporters
from answerable.people.victims.reading import case_of
from answerable.record import reading
from answerable.record.notes import ERASED, WITHHELD
from answerable.rules.age import may_be_under_age
from answerable.rules.case import Case
from answerable.rules.told import Told, shown_entries, told
from answerable.web.acting import now
from answerable.web.portal.speaking import COOKIE as LANGUAGE
from answerable.web.portal.speaking import speak_as_agreed
from answerable.web.portal.turn import COOKIE, TURN


@dataclass(frozen=True)
class Hers:
    """What a page knows: whose case it is, and what they were told of it. Nothing else is there."""

    account: UUID
    case_id: UUID
    at: datetime
    told: Told
    entries: tuple[Entry, ...]

    @property
    def under_age(self) -> bool:
        """Whether they may be under 18, as far as the record says."""
        return may_be_under_age(Case(self.entries, self.at), local_day(self.at))


View = Callable[..., HttpResponse]


def for_the_victim(view: View) -> View:
    """A page for the victim: no member of staff gets to it, whoever they are signed in as."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def page(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        account = _whose(request)
        if account is None:
            return HttpResponseRedirect(reverse("hers_in"))
        with acting_as_victim(account), transaction.atomic():
            hers = look(account, now(request))
            if hers is None:
                return HttpResponseRedirect(reverse("hers_in"))
            speak_as_agreed(request, hers.told)
            return view(request, hers, **kwargs)

    return page


def look(account: UUID, at: datetime) -> Hers | None:
    """What the victim was told by now; None where the account is of no case."""
    case_id = case_of(account)
    if case_id is None:
        return None
    entries = [readable(entry) for entry in reading.entries(case_id)]
    shown = tuple(shown_entries(entries, at))
    return Hers(account, case_id, at, told(entries, at), shown)


def let_in(response: HttpResponse, account: UUID, at: datetime) -> HttpResponse:
    """Begin a session: it lives as long as the browser's window, and no longer."""
    with acting_for(SIGNING_IN), transaction.atomic():
        key = sessions.start(account, at=at)
    response.set_cookie(
        COOKIE, key, httponly=True, samesite="Strict", secure=settings.SESSION_COOKIE_SECURE
    )
    return response


def let_out(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """End the session here and in the database, and leave nothing in the browser."""
    key = request.COOKIES.get(COOKIE, "")
    if key:
        with acting_for(SIGNING_IN), transaction.atomic():
            sessions.end(key)
            supporters.end_session(key)
    spoke = (LANGUAGE,) if LANGUAGE in request.COOKIES else ()
    for name in (COOKIE, TURN, settings.CSRF_COOKIE_NAME, *spoke):
        response.delete_cookie(name, samesite="Strict")
    # Not "cache": a browser that empties it first leaves the page standing for seconds, and every
    # page says no-store.
    response["Clear-Site-Data"] = '"cookies", "storage"'
    return response


def _whose(request: HttpRequest) -> UUID | None:
    key = request.COOKIES.get(COOKIE, "")
    if not key:
        return None
    with acting_for(SIGNING_IN), transaction.atomic():
        return sessions.whose(key, at=now(request))


def readable(entry: Entry) -> Entry:
    """An entry without the words that are not for the victim, and without saying so."""
    if not {WITHHELD, ERASED} & {one for one in entry.data.values() if isinstance(one, str)}:
        return entry
    kept = {name: value for name, value in entry.data.items() if value not in (WITHHELD, ERASED)}
    return entry._replace(data=kept)
