"""Instants and days as a log writes them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
FIRST_YEAR, LAST_YEAR = 1900, 2199  # of a day; an instant keeps a year away from both

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@lru_cache(maxsize=200_000)
def parse_instant(text: str) -> datetime:
    """An instant in UTC; a bare date is 00:00 in London. ValueError says what is wrong with it."""
    if _DAY.fullmatch(text):
        found = datetime.combine(parse_day(text), time(), LONDON)
    else:
        found = _date_and_time(text)
    if not FIRST_YEAR < found.year < LAST_YEAR:
        raise ValueError(f"{shown(text)} is not between {FIRST_YEAR + 1} and {LAST_YEAR - 1}")
    return found.astimezone(UTC)


def _date_and_time(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{shown(text)} is no date and time (2026-03-06T10:00:00+00:00)") from None
    if found.tzinfo is None:
        raise ValueError(f"{shown(text)} has no offset; write +00:00, +01:00 or Z")
    return found


@lru_cache(maxsize=100_000)
def parse_day(text: str) -> date:
    """A calendar day. ValueError says what is wrong with it."""
    if not _DAY.fullmatch(text):
        raise ValueError(f"{shown(text)} is no day (2026-03-06)")
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{shown(text)} is no day of the calendar") from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(f"{shown(text)} is not between {FIRST_YEAR} and {LAST_YEAR}")
    return found


def show_instant(instant: datetime) -> str:
    """An instant to the second, with the offset of London."""
    return instant.astimezone(LONDON).isoformat(timespec="seconds")


def shown(value: object, most: int = 40) -> str:
    """A value as an error repeats it: cut short, with nothing that would break the line."""
    text = repr(value)
    return text if len(text) <= most else f"{text[:most]}…"
