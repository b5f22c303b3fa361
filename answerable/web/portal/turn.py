"""A page that is closed ends the session: a browser that opens its windows again brings it back.

A cookie that lives as long as the window lives longer where a browser restores what was open. So
each page is numbered, and the browser holds the number of the last one. A page that goes says which
it was: if no other came in its place, it was closed. Without a script nothing says so, and ten
minutes end the session as ever; so they do where a browser was killed.
"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "page"  # of whoever came in
TURN = "turn"


def new_turn(request: HttpRequest) -> str:
    """A number for a page; an empty text where nobody has come in."""
    return secrets.token_urlsafe(9) if request.COOKIES.get(COOKIE) else ""


def give(response: HttpResponse, turn: str) -> HttpResponse:
    """Let the browser know that this page is the last one."""
    if turn:
        response.set_cookie(
            TURN, turn, httponly=True, samesite="Strict", secure=settings.SESSION_COOKIE_SECURE
        )
    return response


def was_the_last(request: HttpRequest) -> bool:
    """Whether the page that says that it goes is the last one that the browser was given."""
    turn = request.COOKIES.get(TURN, "")
    return bool(turn) and turn == request.POST.get("turn")
