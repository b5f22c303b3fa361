"""For whom a request acts: whoever is signed in, for as long as their session lasts.

Fifteen minutes without a click, and ten hours in all. Whoever leaves is nobody with their next
request: each one asks the database again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from answerable.people.acting import SIGNING_IN, acting_as, acting_for

LONGEST = timedelta(hours=10)
IDLE = timedelta(minutes=15)
TOUCHED_EVERY = timedelta(minutes=1)  # so that not every click writes the session
RECENT = timedelta(minutes=5)

Respond = Callable[[HttpRequest], HttpResponse]


def as_whoever_is_signed_in(respond: Respond) -> Respond:
    """The middleware: what a view asks of the database is asked with this person's eyes."""

    def respond_as(request: HttpRequest) -> HttpResponse:
        request.now = timezone.now()  # type: ignore[attr-defined]
        request.person = _person(request)  # type: ignore[attr-defined]
        with acting_as(request.person):  # type: ignore[attr-defined]
            return respond(request)

    return respond_as


def now(request: HttpRequest) -> datetime:
    """The time of a request: asked for once."""
    at: datetime = request.now  # type: ignore[attr-defined]
    return at


def began(request: HttpRequest) -> None:
    """A session begins: its hours and minutes count from here."""
    request.session["began"] = request.session["touched"] = now(request).timestamp()
    shown_again(request)


def shown_again(request: HttpRequest) -> None:
    """The person has just shown who they are, or did so at their agency's provider."""
    at: datetime = getattr(request, "shown_at", now(request))
    request.session["shown"] = at.timestamp()


def has_just_shown(request: HttpRequest) -> bool:
    """Whether it is not long since the person showed who they are."""
    return _since(request, "shown") < RECENT


def _person(request: HttpRequest) -> UUID | None:
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None  # nobody, without asking a database that may be what is broken
    with acting_for(SIGNING_IN), transaction.atomic():
        if not request.user.is_authenticated:
            return None
    if _since(request, "began") >= LONGEST or _since(request, "touched") >= IDLE:
        logout(request)
        return None
    if _since(request, "touched") >= TOUCHED_EVERY:
        request.session["touched"] = now(request).timestamp()
    return UUID(str(request.user.pk))


def _since(request: HttpRequest, what: str) -> timedelta:
    at = request.session.get(what)
    return now(request) - datetime.fromtimestamp(at, now(request).tzinfo) if at else timedelta.max
