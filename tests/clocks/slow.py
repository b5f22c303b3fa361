"""The clocks a second time, one day after another and sharing no code, to check the first by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/London")
ONE = timedelta(days=1)

# Days that were a bank holiday in one year only, and usual ones that were not.
EXTRA = {
    date(1999, 12, 31), date(2002, 6, 3), date(2002, 6, 4), date(2011, 4, 29), date(2012, 6, 4),
    date(2012, 6, 5), date(2020, 5, 8), date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19),
    date(2023, 5, 8),
}  # fmt: skip
NOT_KEPT = {date(2002, 5, 27), date(2012, 5, 28), date(2020, 5, 4), date(2022, 5, 30)}


@cache
def easter(year: int) -> date:
    """Easter by the church's own tables: the golden number, the epact, the Sunday after."""
    golden = year % 19 + 1
    century = year // 100 + 1
    dropped_leap_days = 3 * century // 4 - 12
    moon_correction = (8 * century + 5) // 25 - 5
    epact = (11 * golden + 20 + moon_correction - dropped_leap_days) % 30
    if epact == 24 or (epact == 25 and golden > 11):
        epact += 1
    day_of_march = 44 - epact
    if day_of_march < 21:
        day_of_march += 30
    day = date(year, 3, 1) + (day_of_march - 1) * ONE + ONE
    while day.strftime("%A") != "Sunday":
        day += ONE
    return day


@cache
def holidays(year: int) -> frozenset[date]:
    """The bank holidays of a year from 1978 on, by looking at each of its days."""
    found = {easter(year) - 2 * ONE, easter(year) + ONE}
    for day in days_of(date(year, 1, 1), date(year, 12, 31)):
        weekday = day.isoweekday()
        if weekday == 1 and day.month == 5 and (day.day <= 7 or day.day >= 25):
            found.add(day)
        if weekday == 1 and day.month == 8 and day.day >= 25:
            found.add(day)
    new_year = date(year, 1, 1)
    found.add(new_year + {6: 2 * ONE, 7: ONE}.get(new_year.isoweekday(), 0 * ONE))
    # Christmas and Boxing Day: two days, by the weekday that Christmas falls on.
    two_days = {5: (25, 28), 6: (27, 28), 7: (26, 27)}
    christmas_weekday = date(year, 12, 25).isoweekday()
    found.update(date(year, 12, day) for day in two_days.get(christmas_weekday, (25, 26)))
    extra = {day for day in EXTRA if day.year == year}
    return frozenset((found | extra) - NOT_KEPT)


@cache
def works(day: date) -> bool:
    return day.isoweekday() <= 5 and day not in holidays(day.year)


def days_of(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += ONE


def day_at(instant: datetime) -> date:
    seconds = (instant - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds()
    return datetime.fromtimestamp(seconds, ZONE).date()


@cache
def begins(day: date) -> datetime:
    """The instant at which London's clocks show midnight, found by trying every hour around."""
    midnight = datetime.combine(day, time())
    for hours in range(-3, 4):
        instant = (midnight + timedelta(hours=hours)).replace(tzinfo=UTC)
        if instant.astimezone(ZONE).replace(tzinfo=None) == midnight:
            return instant
    raise AssertionError(f"London had no midnight on {day}")


def over(day: date) -> datetime:
    return begins(day + ONE)


def after_hours(start: datetime, n: int) -> datetime:
    return datetime.fromtimestamp(start.timestamp() + 3600 * n, UTC)


def after_days(day: date, n: int) -> date:
    for _ in range(n):
        day += ONE
    return day


def before_days(day: date, n: int) -> date:
    for _ in range(n):
        day -= ONE
    return day


def after_working_days(day: date, n: int) -> date:
    while n > 0:
        day += ONE
        if works(day):
            n -= 1
    return day


def _walk_to_month(day: date, n: int) -> Iterator[date]:
    """The days of the month that begins when the n-th new month since the day has begun."""
    begun = 0
    while begun < n:
        day += ONE
        begun += day.day == 1
    while True:
        yield day
        day += ONE
        if day.day == 1:
            return


def after_months(day: date, n: int) -> date:
    """Walk into the n-th month; stop at the same number, or where the month stops."""
    reached = day
    for reached in _walk_to_month(day, n):
        if reached.day == day.day:
            break
    return reached


def last_of_months(day: date, n: int) -> date:
    """The last day of n months beginning the day after: stop before the number comes again."""
    first = day + ONE
    reached = first
    for reached in _walk_to_month(first, n):
        if reached.day == first.day:
            return reached - ONE
    return reached
