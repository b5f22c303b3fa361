"""How a view of signing in runs: it sees accounts, and no case; and guesses are counted."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from answerable.people.accounts import tries
from answerable.people.acting import SIGNING_IN, acting_for
from answerable.web.acting import now
from answerable.web.person import View
from answerable.web.signin.device import whence


def signing_in(view: View) -> View:
    """A page of signing in: the database shows it accounts, and nothing of any case.

    allauth's views would take a PUT as what was sent by a form.
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def page(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        with acting_for(SIGNING_IN):
            response = view(request, **kwargs)
            # allauth's views render last of all, when this would be over.
            if not getattr(response, "is_rendered", True):
                response.render()  # type: ignore[attr-defined]
            return response

    return page


def throttled(view: View) -> View:
    """A page where something can be guessed: refused for a while where too much was guessed.

    A try is counted before it is made, in a transaction of its own, so that many at once count as
    many. A page that leads on was no wrong guess.
    """

    @transaction.non_atomic_requests
    @wraps(view)
    def page(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            with transaction.atomic():
                return view(request, **kwargs)
        from_there = whence(request)
        with acting_for(SIGNING_IN), transaction.atomic():
            allowed = tries.count(from_there, now(request))
        if not allowed:
            return too_many(request)
        with transaction.atomic():
            response = view(request, **kwargs)
        if response.status_code == 302:
            with acting_for(SIGNING_IN), transaction.atomic():
                tries.forgive(from_there)
        return response

    return page


def too_many(request: HttpRequest) -> HttpResponse:
    """429: says for how long, and which way still works."""
    minutes = int(tries.WITHIN.total_seconds() // 60)
    lines = [
        f"Wait {minutes} minutes, and try again. No account is locked.",
        "A passkey works all the time, on this computer as well.",
    ]
    title = "Too many wrong tries from this computer or network"
    return render(request, "error.html", {"title": title, "lines": lines}, status=429)


def in_the_demonstration(view: View) -> View:
    """A page that the demonstration has, and the product does not."""

    @wraps(view)
    def page(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not settings.DEMONSTRATION:
            raise Http404
        return view(request, **kwargs)

    return page
