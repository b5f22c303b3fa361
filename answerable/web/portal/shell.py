"""What stands on every one of the victim's pages, and how one is answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from answerable.letters.languages import is_reviewed
from answerable.web.language import ENGLISH, WELSH, is_welsh
from answerable.web.language import gettext as _
from answerable.web.portal.turn import give, new_turn

# Where Exit leads: a site that nobody has an account with, and that everybody looks at.
ELSEWHERE = "https://www.bbc.co.uk/weather"
PREFIX = "/n/"

# By the name of its address: what a menu calls it, and what a title may say of it in a history.
PAGES: Mapping[str, tuple[str, str]] = {
    "start": ("Before you start", "Start"),
    "updates": ("Your updates", "Updates"),
    "safe": ("Keeping safe", "Safe"),
    "reach": ("Reaching you", "Reach"),
    "people": ("Your people", "People"),
    "phone": ("Your phone and records", "Phone"),
    "talks": ("Conversations and choices", "Talks"),
    "dates": ("Statement and court", "Dates"),
    "answers": ("Decisions and review", "Answers"),
    "yours": ("Your record", "Yours"),
}
ANY_FORM = ("Easy Read and BSL", "Forms")


def show(
    request: HttpRequest, template: str, heading: str, title: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    """A page: `heading` is for whoever reads it, `title` for whoever looks at a history."""
    said = {"heading": _(heading), "title": _(title)}
    turn = new_turn(request)
    shown = {**frame(), **said, "wrong": [], "pages": [], "turn": turn, **more}
    return give(render(request, f"portal/{template}.html", shown, status=status), turn)


def frame() -> dict[str, Any]:
    """The frame of a page for nobody, which asks no database: for when nothing else works."""
    language = WELSH if is_welsh() else ENGLISH
    return {
        "demonstration": settings.DEMONSTRATION, "language": language,
        "draft": not is_reviewed("pages", language), "turn": "",
    }  # fmt: skip


def menu(here: str) -> list[dict[str, Any]]:
    """The pages that there are, with the one that is open."""
    return [
        {"text": _(text), "href": reverse(f"hers_{name}"), "current": name == here}
        for name, (text, _title) in PAGES.items()
    ]


def is_hers(request: HttpRequest) -> bool:
    """Whether an address is one of the victim's pages: a mistake there is answered there."""
    return request.path.startswith(PREFIX)
