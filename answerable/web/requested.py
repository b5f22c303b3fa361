"""What was asked for of the victim, as they read it: on their own pages, and before whoever asks.

Made of codes alone. Of the line of enquiry its kind is said, and nothing that an agency wrote for
itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from answerable.web.dates import day
from answerable.web.language import gettext as _

CODES: Mapping[str, Mapping[str, str]] = {
    "data": {
        "messages": "messages", "calls": "calls", "photos": "photos",
        "location": "where the phone was", "app": "one app",
        "full_download": "all that is on the phone",
    },
    "alternatives": {
        "social_media": "looking at social media", "suspect_device": "the phone of the suspect",
        "witness": "asking other people", "open_source": "what is public",
        "cloud": "what is kept online", "none_possible": "no other way was found",
    },
    "kind": {
        "medical": "health records", "counselling": "notes of talking help",
        "social_services": "records of social services", "education": "school records",
        "other": "other records",
    },
    "about": {
        "suspect": "finding out about the suspect",
        "victim_material": "looking at things of yours that may help",
        "witness": "finding out what other people saw or know",
        "forensic": "looking for traces that a lab can test",
        "digital": "looking at what is on phones, computers and online",
        "third_party": "looking at records that others keep",
        "scene": "looking at the place where it happened",
        "other": "another part. Ask one of your people which part it is",
    },
}  # fmt: skip


class Said(NamedTuple):
    """One thing about a request: what it is called, and what is so."""

    label: str
    text: str


def said_of(data: Mapping[str, Any], about: str) -> list[Said]:
    """What is asked for, for which line of enquiry, for which days, what was tried, and for how
    long; `about` is the kind of that line. What is not recorded is left out, but for the line."""
    return [Said(label, text) for label, text in _said_of(data, about) if text]


def _what(data: Mapping[str, Any]) -> str:
    """What was asked for, in a few words; an empty text where that is not recorded."""
    return ", ".join(_each("data", data.get("data"))) or _one("kind", data.get("kind"))


def _said_of(data: Mapping[str, Any], about: str) -> Iterator[tuple[str, str]]:
    yield _("What:"), _what(data)
    yield (
        _("Line of enquiry (the part of the police work that it is for):"),
        _one("about", about) or _("It is not written here. Ask one of your people which part."),
    )
    yield _("Which days:"), _days(data.get("from"), data.get("to"))
    yield (
        _("Tried or thought of first:"),
        ", ".join(_each("alternatives", data.get("alternatives"))),
    )
    yield _("How long:"), _how_long(data.get("days_estimated"))


def _days(first: object, last: object) -> str:
    if not (first and last):
        return ""
    between = _("{first} to {last}, and no other days")
    return between.format(first=_day(first), last=_day(last))


def _day(value: object) -> str:
    return day(date.fromisoformat(str(value)))


def _how_long(days: object) -> str:
    if not days:
        return ""
    return _("about 1 day") if days == 1 else _("about {days} days").format(days=days)


def _one(codes: str, value: Any) -> str:
    found = CODES[codes].get(str(value), "") if value else ""
    return _(found) if found else ""


def _each(codes: str, values: Any) -> list[str]:
    return [words for value in values or () if (words := _one(codes, value))]
