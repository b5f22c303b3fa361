"""Who is signed in. Signing in puts the person into the session; everything else asks here."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse

from answerable.people.acting import acting_as

STAFF = "staff_id"

View = Callable[..., HttpResponse]


def signed_in(request: HttpRequest) -> UUID | None:
    """The member of staff who is signed in; None where nobody is."""
    found = request.session.get(STAFF)
    try:
        return UUID(str(found)) if found else None
    except ValueError:
        return None


class SignedIn(HttpRequest):
    """A request of somebody who is signed in."""

    person: UUID


def for_staff(view: View) -> View:
    """A page for whoever is signed in: the database shows it what this person may see."""

    @wraps(view)
    def page(request: Any, **kwargs: Any) -> HttpResponse:
        request.person = signed_in(request)
        if request.person is None:
            return to_sign_in(request)
        with acting_as(request.person):
            return view(request, **kwargs)

    return page


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The way to the sign-in page, and back to where one was."""
    try:
        address = reverse("sign_in")
    except NoReverseMatch:
        raise PermissionDenied from None
    response = HttpResponseRedirect(address)
    request.session["after_sign_in"] = request.get_full_path()
    return response
