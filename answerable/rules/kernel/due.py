"""When a clock falls due, compiled: days by number, instants in microseconds since 1970."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from answerable.events.compiling import compiler
from answerable.rules.kernel.calendar import (
    DAY_OF_MONTH,
    FIRST_DAY,
    LENGTH,
    MONTH,
    WORKING_BEFORE,
)
from answerable.rules.kernel.tables import (
    BEFORE,
    CLOCK_KIND,
    DAYS,
    FIELD,
    HOURS,
    MONTHS,
    NEVER,
    NOT_RECORDED,
    NUMBER,
    OTHERWISE,
    UNTIL,
    WORKING,
)

DAY = 86_400_000_000
HOUR = 3_600_000_000

SOURCES = tuple(Path(__file__).parent.glob("*.py"))  # any may be compiled into any other
compiled: Any = compiler(SOURCES)
in_place: Any = compiler(SOURCES, forceinline=True)


@in_place
def local_day(cal, instant):  # type: ignore[no-untyped-def]
    """The number of the local day of an instant; London is never behind UTC."""
    day = (instant - cal.origin) // DAY
    if instant >= cal.starts[day + 1]:
        day += 1
    return day


@in_place
def end_of_day(cal, day):  # type: ignore[no-untyped-def]
    """The instant at which the next local day begins."""
    return cal.starts[day + 1]


@in_place
def counting_clock(p, clock, fields, data):  # type: ignore[no-untyped-def]
    """The clock that counts: its alternative where its own field is not recorded."""
    while p.clock[clock, FIELD] >= 0 and p.clock[clock, OTHERWISE] >= 0:
        if fields[p.clock[clock, FIELD], data] != NOT_RECORDED:
            break
        clock = p.clock[clock, OTHERWISE]
    return clock


@in_place
def due_at(cal, p, clock, start, anchor, fields, data):  # type: ignore[no-untyped-def]
    """The instant due: NEVER where a field that the clock reads is not recorded."""
    kind = p.clock[clock, CLOCK_KIND]
    n = p.clock[clock, NUMBER]
    if p.clock[clock, FIELD] >= 0:
        value = fields[p.clock[clock, FIELD], data]
        if value == NOT_RECORDED:
            return NEVER
        if kind == UNTIL:
            return end_of_day(cal, value)
        if kind == BEFORE:
            return end_of_day(cal, value - n)
        n = value
        kind = DAYS
    if anchor >= 0 and fields[anchor, data] == NOT_RECORDED:
        return NEVER
    if kind == HOURS:
        if anchor >= 0:
            start = cal.starts[fields[anchor, data]]
        return start + n * HOUR
    day = fields[anchor, data] if anchor >= 0 else local_day(cal, start)
    return end_of_day(cal, due_day(cal, kind, n, day))


@in_place
def due_day(cal, kind, n, day):  # type: ignore[no-untyped-def]
    """The day at whose end a clock of days, working days or months is due."""
    if kind == DAYS:
        return day + n
    if kind == WORKING:
        return np.int64(cal.working[cal.day[day, WORKING_BEFORE] + n - 1])
    if kind == MONTHS:
        month = cal.day[day, MONTH] + n
        last = np.int64(cal.month[month, LENGTH])
        return cal.month[month, FIRST_DAY] + min(np.int64(cal.day[day, DAY_OF_MONTH]), last) - 1
    first = day + 1  # months beginning with the day after
    month = cal.day[first, MONTH] + n
    corresponding = np.int64(cal.day[first, DAY_OF_MONTH])
    last = np.int64(cal.month[month, LENGTH])
    if corresponding > last:  # there is no such day: the month's last
        return cal.month[month, FIRST_DAY] + last - 1
    return cal.month[month, FIRST_DAY] + corresponding - 2


@compiled
def moved(cal, due, elapsed, paused, resumed, floor):  # type: ignore[no-untyped-def]
    """The instant due after a pause that began before it."""
    if elapsed:
        later = due + (resumed - paused)
    else:
        days = local_day(cal, resumed) - local_day(cal, paused)
        later = end_of_day(cal, local_day(cal, due) - 1 + days)
    if floor > 0:
        later = max(later, end_of_day(cal, local_day(cal, resumed) + floor - 1))
    return later
