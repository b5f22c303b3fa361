"""The local day of an instant, and the instants at which a local day begins and ends."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
ONE_DAY = timedelta(days=1)
MICROSECOND = timedelta(microseconds=1)

# The days that the product accepts. Time zones before 1900 are local mean time, and the laws of
# the twenty-third century are anybody's guess.
FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2199, 12, 31)


def local_day(instant: datetime) -> date:
    """The day it is in London at an aware instant; ValueError where it has no time zone."""
    if instant.tzinfo is None:
        # Python would take the machine's own zone, which differs from one machine to the next.
        raise ValueError(f"{instant.isoformat()} has no time zone")
    return instant.astimezone(LONDON).date()


@cache  # no more entries than days of the product
def start_of_day(day: date) -> datetime:
    """The instant, in UTC, at which a day begins in London.

    The clocks change after midnight, never at it, so there is always one such instant.
    """
    return datetime.combine(day, time.min, LONDON).astimezone(UTC)


@cache  # no more entries than days of the product
def end_of_day(day: date) -> datetime:
    """The instant, in UTC, at which a day is over in London: the next one begins."""
    return start_of_day(day + ONE_DAY)


def add_months(day: date, months: int) -> date:
    """The same day of the month that many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    if day.day > 28:  # only then can the month be too short
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    return date(year, month, day.day)
