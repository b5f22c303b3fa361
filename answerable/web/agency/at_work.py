"""Pages of work: for whoever may have a case, and so not for those who oversee."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import HttpResponse

from answerable.people.roles import OVERSEES
from answerable.web import errors
from answerable.web.person import View, for_staff, role_of


def for_agencies(view: View) -> View:
    """A page of work, for whoever is signed in and of an agency that may have cases: for those who
    oversee there is none."""

    @for_staff
    @wraps(view)
    def page(request: Any, **kwargs: Any) -> HttpResponse:
        if role_of(request) in OVERSEES:
            return errors.not_found(request)
        return view(request, **kwargs)

    return page
