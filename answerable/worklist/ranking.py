"""How urgent something is at the time of asking, and how that is said: pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Literal, NamedTuple

from answerable.clocks.days import LONDON, ONE_DAY, end_of_day, local_day
from answerable.clocks.working import in_words

Severity = Literal["critical", "overdue", "today", "week", "later", "undated", "others"]

# In the order in which they rank. "others": nothing is owed by who asks, but by somebody else.
SEVERITIES: tuple[Severity, ...] = (
    "critical", "overdue", "today", "week", "later", "undated", "others",
)  # fmt: skip

# Duties in which somebody's safety, or evidence that will not come back, hangs on the hour.
GRAVE = frozenset(
    {
        "report.risk", "report.safeguarding", "report.preserve", "contact.warn_release",
        "contact.respond_breach", "investigation.bail_review", "investigation.orders",
    }
)  # fmt: skip
LONG = timedelta(days=28)  # as the signal about delays that nobody explained
WEEK = 7  # days, today the first
COUNTED = 90  # days: nobody counts more of them
MONTH, YEAR = 30.4375, 365.25  # days


class Standing(NamedTuple):
    """An obligation that stands: what its urgency is worked out from."""

    duty: str
    state: str
    due_at: datetime | None
    late_from: datetime | None


class Bounds(NamedTuple):
    """The instants that divide what is owed, at the time of asking."""

    now: datetime
    long_ago: datetime
    end_of_today: datetime
    end_of_week: datetime


def bounds(now: datetime) -> Bounds:
    """Where overdue, today, this week and later begin and end."""
    today = local_day(now)
    return Bounds(now, now - LONG, end_of_day(today), end_of_day(today + (WEEK - 1) * ONE_DAY))


def severity(one: Standing, at: Bounds) -> Severity:
    """How urgent an obligation is; the lists ask the same in SQL (`listing.SEVERITY`)."""
    if one.late_from is None or one.due_at is None:
        return "undated"
    if one.late_from <= at.now:
        grave = one.duty in GRAVE or one.late_from <= at.long_ago
        return "critical" if grave else "overdue"
    if one.due_at <= at.end_of_today:
        return "today"
    return "week" if one.due_at <= at.end_of_week else "later"


def pressing(one: Standing, at: Bounds) -> float | None:
    """How many seconds its moment is from now, where safety or evidence hangs on it and it is late
    or due today; None of all else, which comes after (`listing.PRESSING` is the same in SQL).

    What can still be done in time, or was missed today, comes before what was missed last year.
    """
    if one.duty not in GRAVE or one.late_from is None or one.due_at is None:
        return None
    return abs((one.late_from - at.now).total_seconds()) if one.due_at <= at.end_of_today else None


def when(one: Standing, now: datetime) -> str:
    """When it is due, or by how much it is overdue, in words."""
    if one.state == "paused":
        return "its clock stands still"
    if one.due_at is None or one.late_from is None:
        return "no day is recorded by which it is due"
    if one.late_from <= now:
        since = due_day(one.due_at, one.late_from)
        return f"overdue by {_how_long(one.due_at, one.late_from, now)}{_since(since, now)}"
    day = due_day(one.due_at, one.late_from)
    today = local_day(now)
    at = f" at {one.due_at.astimezone(LONDON):%H:%M}" if one.late_from > one.due_at else ""
    if day == today:
        return f"due today{at}"
    if day == today + ONE_DAY:
        return f"due tomorrow{at}"
    return f"due on {in_words(day)}{at}"


def why_there(one: Standing, at: Bounds) -> str:
    """Why something ranks where it does, in words."""
    found = severity(one, at)
    if pressing(one, at) is not None:
        late = "is due today" if found == "today" else "is overdue"
        return f"First, for it {late} and safety or evidence hangs on it."
    return WHY[found]


WHY: Mapping[Severity, str] = MappingProxyType(
    {
        "critical": f"After safety and evidence: it is overdue by more than {LONG.days} days.",
        "overdue": "After what has been overdue for longer.",
        "today": "After what is overdue: it is due today.",
        "week": f"After what is due today: it is due within {WEEK} days.",
        "later": "After what is due this week.",
        "undated": "After what has a day: its clock stands still, or no day is recorded.",
        "others": "Last, for you owe nothing in it now.",
    }
)


def due_day(due_at: datetime, late_from: datetime) -> date:
    """The day on which it is due: what is due at the end of a day is due on that day."""
    return local_day(due_at) if late_from > due_at else local_day(due_at) - ONE_DAY


def _how_long(due_at: datetime, late_from: datetime, now: datetime) -> str:
    if late_from == due_at:  # a day's end: counted in days, as people do
        return span((local_day(now) - due_day(due_at, late_from)).days)
    elapsed = now - due_at
    if elapsed >= 2 * ONE_DAY:
        return span(elapsed.days)
    hours = int(elapsed.total_seconds() // 3600)
    return count(hours, "hour") if hours else "less than an hour"


def _since(due: date, now: datetime) -> str:
    return f", since {due.day} {due:%B %Y}" if (local_day(now) - due).days >= COUNTED else ""


def span(days: float) -> str:
    """So many days as people say it: 12 days, about 8 months, almost 9 years."""
    if days < COUNTED:
        return "less than a day" if 0 < days < 1 else count(int(days), "day")
    if days < 2 * YEAR:
        return f"about {round(days / MONTH)} months"
    years = days / YEAR
    return f"{'almost' if years < round(years) else 'over'} {round(years)} years"


def count(number: int, thing: str) -> str:
    """A number of things: 1 day, 12 days."""
    return f"{number} {thing}" if number == 1 else f"{number:,} {thing}s"
