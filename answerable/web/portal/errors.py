"""What the victim's pages say when something cannot be done: no blame, and a way to a person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from answerable.web.language import gettext as _
from answerable.web.portal.shell import frame, show
from answerable.web.portal.turn import TURN

SIGNED_OUT = "Nothing was sent. We kept what you wrote. Sign in and open the same page again."
PAGES = {
    400: ("We could not read that", "Go back and try again."),
    403: ("That page was too old", "Nothing was sent. Go back, load the page again and send it."),
    404: ("There is nothing here", "Go to the first page and start from there."),
    429: ("Wait a little", "Too many wrong tries came from here. Wait five minutes."),
    500: ("Something went wrong here", "It is not your fault. Wait a little and try again."),
}


def page(request: HttpRequest, status: int) -> HttpResponse:
    """The page of a mistake."""
    heading, line = PAGES.get(status, PAGES[400])
    return show(request, "error", heading, "Notes", status=status, line=_(line))


def not_found(request: HttpRequest) -> HttpResponse:
    """404: it is not there, or there is nothing to say it about."""
    return page(request, 404)


def signed_out(request: HttpRequest) -> HttpResponse:
    """403, of somebody who was signed out while they wrote."""
    return show(request, "error", "You were signed out", "Notes", status=403, line=_(SIGNED_OUT))


def broken() -> HttpResponse:
    """500: asks nothing of the database, which may be what is broken."""
    heading, line = PAGES[500]
    shown = {
        **frame(),
        "heading": _(heading),
        "title": _("Notes"),
        "line": _(line),
        "pages": [],
        "wrong": [],
    }
    response = HttpResponse(render_to_string("portal/error.html", shown), status=500)
    # It has no number, so the page before it was not the last one: nobody is signed out by it.
    response.delete_cookie(TURN, samesite="Strict")
    return response
