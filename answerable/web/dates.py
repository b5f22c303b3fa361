"""Days and times as a page says them: in London, in words."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.formats import date_format

from answerable.events.times import LONDON
from answerable.web.language import gettext as _
from answerable.web.language import is_welsh


def day(on: date | datetime) -> str:
    """A day: 6 March 2026."""
    local = on.astimezone(LONDON) if isinstance(on, datetime) else on
    # The months of the page's language are Django's.
    return date_format(local, "j F Y")


def time(at: datetime) -> str:
    """A time of day: 10:05am, midday, midnight."""
    local = at.astimezone(LONDON)
    if is_welsh():  # it has no "am" and "pm" that everybody writes alike
        return f"{local:%H:%M}"
    if local.minute == 0 and local.hour in (0, 12):
        return "midday" if local.hour else "midnight"
    minutes = f":{local:%M}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def moment(at: datetime) -> str:
    """A day and time: 6 March 2026 at 10:05am."""
    return _("{day} at {time}").format(day=day(at), time=time(at))
