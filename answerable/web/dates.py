"""Days and times as a page says them: in London, in words."""

from __future__ import annotations

from datetime import date, datetime

from answerable.events.times import LONDON


def day(on: date | datetime) -> str:
    """A day: 6 March 2026."""
    local = on.astimezone(LONDON) if isinstance(on, datetime) else on
    return f"{local.day} {local:%B %Y}"


def time(at: datetime) -> str:
    """A time of day: 10:05am, midday, midnight."""
    local = at.astimezone(LONDON)
    if local.minute == 0 and local.hour in (0, 12):
        return "midday" if local.hour else "midnight"
    minutes = f":{local:%M}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def moment(at: datetime) -> str:
    """A day and time: 6 March 2026 at 10:05am."""
    return f"{day(at)} at {time(at)}"
