"""What a page says when it cannot do what was asked: what happened, and what to do now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from answerable.web.layout import frame

NOTHING_WRITTEN = "Nothing was recorded."


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what arrived could not be read."""
    return _page(
        request, 400, "We could not read what was sent",
        "Something in it was missing or damaged on the way.",
        f"{NOTHING_WRITTEN} Go back to the page that you came from and try again.",
    )  # fmt: skip


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: this person may not do this."""
    return _page(
        request, 403, "You cannot do this",
        "What you asked for is for somebody with another part in the case, or you are not "
        "signed in.",
        f"{NOTHING_WRITTEN} If you think that you should be able to, ask your supervisor.",
    )  # fmt: skip


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403, of a form whose page was too old to be trusted."""
    return _page(
        request, 403, "The page that you sent was too old",
        "You may have signed in or out since you opened it, in this window or in another.",
        f"{NOTHING_WRITTEN} What was typed is nowhere but on your screen: go back, copy it, open "
        "the page again, and send it once more.",
    )  # fmt: skip


def stale_and_kept(request: HttpRequest) -> HttpResponse:
    """403, of a form that is kept as a draft, since its page was too old to be trusted."""
    return _page(
        request, 403, "The page that you sent was too old",
        "You signed in again since you opened it, in this window or in another.",
        f"{NOTHING_WRITTEN} What you had written is kept for you alone, as a draft: open the same "
        "page of the case again, and it is all there.",
    )  # fmt: skip


def not_theirs(request: HttpRequest, *, kept: bool, signed_in: bool) -> HttpResponse:
    """403, of a form that was made for somebody else, or for whoever is signed out by now."""
    if not kept:
        return stale_form(request)
    if not signed_in:
        return signed_out(request)
    return _page(
        request, 403, "Somebody else began this page",
        "It was opened by whoever was signed in here before you.",
        f"{NOTHING_WRITTEN} What was written is kept for them alone, as a draft: they find it when "
        "they sign in and open the same page. To record something yourself, open the page again.",
    )  # fmt: skip


def signed_out(request: HttpRequest) -> HttpResponse:
    """403, of somebody who was signed out while they wrote."""
    return _page(
        request, 403, "You were signed out before you sent this",
        f"{NOTHING_WRITTEN} What you had written is kept for you alone, as a draft.",
        "Sign in, and open the same page of the case again: it is all there.",
    )  # fmt: skip


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: it is not there, or is not for this person. Nobody is told which."""
    return _page(
        request, 404, "There is nothing here for you to see",
        "If you typed the address or a reference, check that it is right.",
        "If it is right, the case is not one of yours. Ask its supervisor for a part in it.",
    )  # fmt: skip


def begun_before(request: HttpRequest) -> HttpResponse:
    """409, of a case that is begun from a page with which its author began one before, which is
    not for them to see any more."""
    return _page(
        request, 409, "You began a case from this page before",
        "That case is not one of yours any more, so we cannot show it.",
        f"{NOTHING_WRITTEN} To begin another case, go to My work and choose “Begin a case” again.",
    )  # fmt: skip


def under_way(request: HttpRequest) -> HttpResponse:
    """409, of a letter that she cannot have yet: nobody can have handed it over."""
    return _page(
        request, 409, "The letter is with the print service",
        f"{NOTHING_WRITTEN} It is on its way, or it did not arrive, so nobody can have brought it.",
        "“Letters” says what became of it. If it must not wait, write it again to bring by hand.",
    )  # fmt: skip


def server_error(_request: HttpRequest) -> HttpResponse:
    """500: asks nothing of the database, which may be what is broken."""
    text = render_to_string(
        "error.html",
        {
            **frame(),
            "title": "Something went wrong on our side",
            "lines": [
                "It is not your fault, and nothing was half recorded: what you sent is either on "
                "record as a whole, or not at all.",
                "Try again in a few minutes. If somebody is in danger now, do not wait for us.",
            ],
        },
    )
    return HttpResponse(text, status=500)


def _page(request: HttpRequest, status: int, title: str, *lines: str) -> HttpResponse:
    return render(request, "error.html", {"title": title, "lines": lines}, status=status)
