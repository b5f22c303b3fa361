"""Which page answers for a mistake: the agencies' own, or one of the victim's."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from answerable.people.acting import acting_as_victim
from answerable.web import errors
from answerable.web.acting import now
from answerable.web.forms import drafts
from answerable.web.person import signed_in
from answerable.web.portal import errors as hers
from answerable.web.portal.shell import is_hers


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return hers.page(request, 400) if is_hers(request) else errors.bad_request(request, exception)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return hers.page(request, 403) if is_hers(request) else errors.forbidden(request, exception)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  Django says why
    """403, of a form whose page was too old to be trusted: signed in or out since, in another
    window. What was typed on it is kept for whoever the page was made for."""
    if is_hers(request):
        drafts.keep_for_author(request.POST, at=now(request), acting=acting_as_victim)
        return hers.page(request, 403)
    person = signed_in(request)
    kept = drafts.keep_for_author(request.POST, at=now(request))
    if kept and drafts.is_author(request.POST, person):
        return errors.stale_and_kept(request)
    return errors.not_theirs(request, kept=kept, signed_in=person is not None)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return hers.page(request, 404) if is_hers(request) else errors.not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return hers.broken() if is_hers(request) else errors.server_error(request)
