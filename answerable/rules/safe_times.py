"""The times at which the victim may be written to, as they said them in words.

A text that somebody else reads can cost a life, so a machine goes by what it understands and by
nothing else. A few ways of writing are understood; all others are for a person to read. Nothing
leaves at night, whatever was said.

    any time · after 18:00 · before 9am · 9 to 15 · weekdays 10:00 to 16:00 · Mon, Wed 9am to 3pm
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from functools import lru_cache
from typing import NamedTuple

from answerable.clocks.days import LONDON, ONE_DAY, local_day
from answerable.events.entry import Entry

DAYTIME = (8 * 60, 20 * 60)  # minutes of the day
WEEK = 7
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_GROUPS = {"weekdays": range(5), "weekends": range(5, 7), "every day": range(7), "daily": range(7)}

_HOUR = r"(\d{1,2})(?:[:.](\d\d))? ?(am|pm)?"
_SPAN = re.compile(rf"(?:from |between )?{_HOUR} ?(?:to|and|until|-|–) ?{_HOUR}")
_AFTER, _BEFORE = re.compile(rf"after {_HOUR}"), re.compile(rf"before {_HOUR}")
_DAY = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)[a-z]*")


class Times(NamedTuple):
    """On these days of the week (Monday is 0), from this minute of the day to that."""

    days: frozenset[int]
    first: int
    last: int


EVERY_DAY = frozenset(range(WEEK))
ANY_TIME = (Times(EVERY_DAY, *DAYTIME),)


def agreed_times(case: Sequence[Entry]) -> str:
    """The victim's words of the latest agreement that has any; empty: of times nothing was said.

    An agreement that is silent on times does not undo those that were told before: whoever asks
    again about the way may not see them, or forget them. Only “any time” lifts them."""
    said = (
        str(one.data.get("safe_times") or "")
        for one in reversed(case)
        if one.event == "contact.agreed"
    )
    return next(filter(None, said), "")


@lru_cache(maxsize=1024)
def understood(words: str) -> tuple[Times, ...] | None:
    """The times that words name; None where they are for a person to read."""
    text = " ".join(words.casefold().replace(";", ",").strip(" .").split())
    if text in ("", "any time", "anytime", "always"):
        return ANY_TIME
    found = tuple(_one(part.strip()) for part in re.split(r",? or |\. ", text))
    return tuple(one for one in found if one) if all(found) else None


def next_safe(times: tuple[Times, ...], at: datetime) -> datetime | None:
    """The first instant from `at` on at which something may leave; None where there is none."""
    return min(_openings(times, at), default=None)


def _openings(times: tuple[Times, ...], at: datetime) -> Iterator[datetime]:
    today = local_day(at)
    for ahead in range(WEEK + 1):
        day = today + ahead * ONE_DAY
        for one in times:
            if day.weekday() not in one.days:
                continue
            opens, closes = (
                datetime.combine(day, time(*divmod(minute, 60)), LONDON)
                for minute in (one.first, one.last)
            )
            if at < closes:
                yield max(at, opens)


def _one(text: str) -> Times | None:
    days, rest = _days(text)
    if days is None:
        return None
    hours = _hours(rest)
    if hours is None:
        return None
    first, last = max(hours[0], DAYTIME[0]), min(hours[1], DAYTIME[1])
    return Times(days, first, last) if first < last else None


def _days(text: str) -> tuple[frozenset[int] | None, str]:
    """The days that a text begins with, and what comes after them."""
    for words, days in _GROUPS.items():
        if text == words or text.startswith(f"{words} "):
            return frozenset(days), text.removeprefix(words).strip(" ,")
    named, rest = [], text
    while found := _DAY.match(rest):
        if found[0] not in (found[1], _full(found[1])) and found[0] != f"{_full(found[1])}s":
            return None, text
        named.append(_DAYS.index(found[1]))
        rest = rest[found.end() :].strip(" ,").removeprefix("and ")
        if rest.startswith(("to ", "- ", "–")) and (end := _DAY.match(rest[2:].strip())):
            last = _DAYS.index(end[1])
            named += range(named[-1], last + 1)
            rest = rest[2:].strip()[end.end() :].strip(" ,")
            if last < named[0]:
                return None, text
    return frozenset(named) or EVERY_DAY, rest


def _full(day: str) -> str:
    return {
        "mon": "monday", "tue": "tuesday", "wed": "wednesday", "thu": "thursday",
        "fri": "friday", "sat": "saturday", "sun": "sunday",
    }[day]  # fmt: skip


def _hours(text: str) -> tuple[int, int] | None:
    if text == "":
        return DAYTIME
    if found := _SPAN.fullmatch(text):
        first, last = _minute(*found.groups()[:3]), _minute(*found.groups()[3:])
    elif found := _AFTER.fullmatch(text):
        first, last = _minute(*found.groups()), DAYTIME[1]
    elif found := _BEFORE.fullmatch(text):
        first, last = DAYTIME[0], _minute(*found.groups())
    else:
        return None
    return None if first is None or last is None else (first, last)


def _minute(hour: str, minute: str | None, half: str | None) -> int | None:
    """A time of day in minutes; None where it is none, or could be one of two."""
    number, past = int(hour), int(minute or 0)
    if past > 59 or number > 24:
        return None
    if half:
        return None if not 1 <= number <= 12 else (number % 12 + 12 * (half == "pm")) * 60 + past
    if minute is None and number < 8:
        return None  # 6 may be in the morning or in the evening
    return number * 60 + past
