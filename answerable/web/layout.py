"""What stands on every page: the service, the way to its pages, and the banner."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from markupsafe import Markup

from answerable.people.roles import (
    MANAGES_AS,
    OVERSEES,
    PARTS_OF,
    REVIEWS_EMERGENCIES,
    SEES_FIGURES,
)
from answerable.web.jinja import component
from answerable.web.person import role_of, signed_in

# In the order of their importance, each by the name of its address.
TEAM = ("Team", "team")
EMERGENCIES = ("Opened in an emergency", "emergencies")
COUNTS = ("Counts", "counts")
CLIENTS = ("Clients", "clients")
FIGURES = ("Figures", "figures")
FIND = ("Find and cover", "find")
WORK = ("My work", "my_work")
PAGES = (WORK, CLIENTS, TEAM, EMERGENCIES, COUNTS, FIGURES, FIND)
LOCK = ("Lock and switch person", "lock")
FORM = "recording"  # the id of a form that keeps a draft
FOOTER = (
    ("Accessibility statement", "accessibility"),
    ("What is recorded when you use this service", "what_is_recorded"),
)


def layout(request: HttpRequest) -> dict[str, Any]:
    """The frame of a page for whoever asks for it."""
    role = role_of(request) if signed_in(request) else None
    return {
        **frame(),
        "navigation": "" if role is None else navigation(role, request.path),
        "navigation_on_form": "" if role is None else navigation_on_form(role),
    }


def navigation(role: str, path: str) -> Markup:
    """The way to the pages of a role, with the one that is open marked."""
    pages = pages_for(role)
    return _navigation(role, path if path in {page["href"] for page in pages} else "")


@cache
def navigation_on_form(role: str) -> Markup:
    """The same on a page whose form keeps a draft: to lock is to send it, so that what stands on it
    is kept first. Enter in a field presses the first button of a form, so one to record it comes
    before."""
    button = Markup(
        '<button type="submit" form="{}" name="do" value="lock"'
        ' class="govuk-service-navigation__link answerable-as-link">{}</button>'
    ).format(FORM, LOCK[0])
    first = Markup('<button type="submit" form="{}" name="do" value="record" hidden></button>')
    items = [*(one for one in pages_for(role) if one["text"] != LOCK[0]), {"html": button}]
    return first.format(FORM) + component(
        "govukServiceNavigation", {"navigation": items, "navigationLabel": "Pages"}
    )


@cache
def _navigation(role: str, current: str) -> Markup:
    """One for each role and page there is; it says nothing of who is signed in."""
    items = [{**page, "current": page["href"] == current} for page in pages_for(role)]
    return component("govukServiceNavigation", {"navigation": items, "navigationLabel": "Pages"})


@cache
def pages_for(role: str) -> list[dict[str, Any]]:
    """Links to the pages of a role."""
    return links((*(one for one in PAGES if _is_for(role, one)), LOCK))


def _is_for(role: str, page: tuple[str, str]) -> bool:
    if page == FIGURES:
        return role in SEES_FIGURES
    if role in OVERSEES:
        return False
    if page in (WORK, FIND):
        return bool(PARTS_OF.get(role))  # whoever can have no case can open none either
    if page == TEAM:
        return role in MANAGES_AS
    if page == EMERGENCIES:
        return role in REVIEWS_EMERGENCIES
    if page == CLIENTS:
        return "adviser" in PARTS_OF.get(role, ())
    return page != COUNTS or role == "performance"


def frame() -> dict[str, Any]:
    """The frame of a page for nobody, which asks no database: for when nothing else works."""
    return {
        "demonstration": settings.DEMONSTRATION,
        "navigation": "",
        "footer": _footer(),
        "messages": [],
    }


@cache
def _footer() -> list[dict[str, Any]]:
    return links(FOOTER)


def links(pages: tuple[tuple[str, str], ...]) -> list[dict[str, Any]]:
    """Links to those of the pages that there are."""
    return [{"text": text, "href": href} for text, name in pages if (href := _address(name))]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
