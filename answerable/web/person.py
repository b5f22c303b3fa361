"""Who is signed in. The middleware of acting.py finds out; everything else asks here."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from answerable.web.acting import has_just_shown

View = Callable[..., HttpResponse]

ENDED = (
    "You were signed out: nothing was done here for a while, or you had been signed in for ten "
    "hours. What you recorded is on record."
)


def signed_in(request: HttpRequest) -> UUID | None:
    """The member of staff who is signed in; None where nobody is."""
    person: UUID | None = getattr(request, "person", None)
    return person


class SignedIn(HttpRequest):
    """A request of somebody who is signed in."""

    person: UUID


def role_of(request: HttpRequest) -> str:
    """The role of whoever is signed in; nobody has none."""
    # Whoever is signed in was looked up with the session: no page asks who they are again.
    return str(request.user.staff.role) if signed_in(request) else ""  # type: ignore[union-attr]


def for_staff(view: View) -> View:
    """A page for whoever is signed in."""

    @wraps(view)
    def page(request: Any, **kwargs: Any) -> HttpResponse:
        return view(request, **kwargs) if signed_in(request) else to_sign_in(request)

    return page


def recently_signed_in(view: View) -> View:
    """A page for whoever has just shown who they are; else they show it again, and come back.

    They come back by GET, so the page has to answer it.
    """

    @wraps(view)
    def page(request: Any, **kwargs: Any) -> HttpResponse:
        if not signed_in(request):
            return to_sign_in(request)
        if has_just_shown(request):
            return view(request, **kwargs)
        return HttpResponseRedirect(
            f"{reverse('sign_in_again')}?{urlencode({'next': request.path})}"
        )

    return page


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The way to the sign-in page, and back to where one was."""
    # A session that holds something still stands: nobody had signed in in it yet.
    if settings.SESSION_COOKIE_NAME in request.COOKIES and not request.session.keys():
        messages.info(request, ENDED)
    request.session["after_sign_in"] = request.get_full_path()
    return HttpResponseRedirect(reverse("sign_in"))
