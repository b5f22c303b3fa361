"""In which language the victim's pages speak: as was just chosen, or as was agreed, or English."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from answerable.letters.languages import wants_welsh
from answerable.rules.told import Told
from answerable.web.language import ENGLISH, WELSH
from answerable.web.portal.shell import is_hers

ASKED = "iaith"  # in an address; it is Welsh for "language", and says nothing else
COOKIE = "iaith"  # gone with the window, as the session is
LANGUAGES = (ENGLISH, WELSH)


def in_the_language_chosen(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """The victim's pages in the language of the link that was followed, here or before."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not is_hers(request):
            return get_response(request)
        asked = request.GET.get(ASKED, "")
        with translation.override(chosen(request) or ENGLISH):
            response = get_response(request)
        if asked in LANGUAGES and COOKIE not in response.cookies:
            response.set_cookie(
                COOKIE, asked, httponly=True, samesite="Strict",
                secure=settings.SESSION_COOKIE_SECURE,
            )  # fmt: skip
        return response

    return answer


def chosen(request: HttpRequest) -> str:
    """The language that was chosen in this window; empty where none was."""
    said = (request.GET.get(ASKED, ""), request.COOKIES.get(COOKIE, ""))
    return next((one for one in said if one in LANGUAGES), "")


def speak_as_agreed(request: HttpRequest, told: Told) -> None:
    """Go on in the language that was agreed with them, where none was chosen in this window."""
    agreed = told.last("contact.agreed")
    if not chosen(request) and agreed and wants_welsh(agreed.data.get("language")):
        translation.activate(WELSH)
