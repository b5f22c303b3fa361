"""The same days as tables, for reading many at once."""

from __future__ import annotations

from datetime import UTC, date, datetime

from answerable.clocks.days import MICROSECOND, start_of_day
from answerable.clocks.holidays import PUBLISHED, SATURDAY, computed, is_provisional

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY_IN_MICROSECONDS = 86_400_000_000
WEEK = 7


def _start(ordinal: int) -> int:
    return (start_of_day(date.fromordinal(ordinal)) - EPOCH) // MICROSECOND


def day_starts(first: date, last: date) -> list[int]:
    """When each local day from first to last begins, in microseconds since 1970 in UTC."""
    starts: list[int] = []
    end = last.toordinal() + 1
    there = _start(first.toordinal())
    for week in range(first.toordinal(), end, WEEK):
        days = min(WEEK, end - week)
        here, there = there, _start(week + days)
        # No two changes of the clocks have ever lain within a week, so a week that is as long
        # as it should be has none.
        if there - here == days * DAY_IN_MICROSECONDS:
            starts.extend(range(here, there, DAY_IN_MICROSECONDS))
        else:
            starts.extend(_start(day) for day in range(week, week + days))
    return starts


def working_day_flags(first: date, last: date) -> list[bool]:
    """Whether each local day from first to last is a working day."""
    begin, end = first.toordinal(), last.toordinal() + 1
    # Day 1 of the proleptic calendar was a Monday.
    flags = [(ordinal - 1) % WEEK < SATURDAY for ordinal in range(begin, end)]
    holidays = set(PUBLISHED)
    for year in range(first.year, last.year + 1):
        holidays.update(day for day in computed(year) if is_provisional(day))
    for holiday in holidays:
        if first <= holiday <= last:
            flags[holiday.toordinal() - begin] = False
    return flags
