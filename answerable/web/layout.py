"""What stands on every page: the service, the way to its pages, and the banner."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from answerable.people.roles import MANAGES_AS, PARTS_OF
from answerable.web.person import signed_in

# In the order of their importance, each by the name of its address.
TEAM = ("Team", "team")
COUNTS = ("Counts", "counts")
CLIENTS = ("Clients", "clients")
PAGES = (("My work", "my_work"), CLIENTS, TEAM, COUNTS, ("Find and cover", "find"))
LOCK = ("Lock and switch person", "lock")
FOOTER = (
    ("Accessibility statement", "accessibility"),
    ("What is recorded when you use this service", "what_is_recorded"),
)


def layout(request: HttpRequest) -> dict[str, Any]:
    """The frame of a page for whoever asks for it."""
    person = signed_in(request)
    # Whoever is signed in was looked up with the session: no page asks who they are again.
    role = request.user.staff.role if person else ""  # type: ignore[union-attr]
    pages = (*(one for one in PAGES if _is_for(role, one)), LOCK) if person else ()
    return {
        **frame(),
        "navigation": [link | {"current": link["href"] == request.path} for link in links(pages)],
    }


def _is_for(role: str, page: tuple[str, str]) -> bool:
    if page == TEAM:
        return role in MANAGES_AS
    if page == CLIENTS:
        return "adviser" in PARTS_OF.get(role, ())
    return page != COUNTS or role == "performance"


def frame() -> dict[str, Any]:
    """The frame of a page for nobody, which asks no database: for when nothing else works."""
    return {
        "demonstration": settings.DEMONSTRATION,
        "navigation": [],
        "footer": links(FOOTER),
        "messages": [],
    }


def links(pages: tuple[tuple[str, str], ...]) -> list[dict[str, Any]]:
    """Links to those of the pages that there are."""
    return [{"text": text, "href": href} for text, name in pages if (href := _address(name))]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
