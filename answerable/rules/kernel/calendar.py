"""The civil calendar of Europe/London as arrays, so that a due date is a few look-ups."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from answerable.clocks.calendar import day_starts, working_day_flags

# Wider than the days that a log may hold, so that no clock started in them runs off the end.
FIRST = date(1890, 1, 1)
LAST = date(2215, 12, 31)


# Columns of `Calendar.day` and `Calendar.month`.
MONTH, DAY_OF_MONTH, WORKING_BEFORE = range(3)  # WORKING_BEFORE counts the day itself too
FIRST_DAY, LENGTH = range(2)


class Calendar(NamedTuple):
    """Days and months are counted from FIRST's. Instants are microseconds since 1970 in UTC."""

    origin: int  # 00:00 UTC of FIRST
    starts: NDArray[np.int64]  # the instant at which each local day begins
    day: NDArray[np.int32]
    month: NDArray[np.int32]
    working: NDArray[np.int32]  # the working days


@lru_cache(maxsize=1)
def calendar() -> Calendar:
    """The calendar, made once a process."""
    days = np.arange(np.datetime64(FIRST), np.datetime64(LAST) + 1)
    months = days.astype("datetime64[M]")
    every_month = np.arange(months[0], months[-1] + 1)
    firsts = every_month.astype("datetime64[D]")
    lengths = (every_month + 1).astype("datetime64[D]") - firsts
    flags = np.array(working_day_flags(FIRST, LAST), dtype=np.bool_)
    of_month = (days - months.astype("datetime64[D]")).astype(np.int64) + 1
    number = (months - months[0]).astype(np.int64)
    return Calendar(
        origin=int(days[0].astype("datetime64[us]").astype(np.int64)),
        starts=np.array(day_starts(FIRST, LAST + timedelta(days=1)), dtype=np.int64),
        day=np.stack([number, of_month, np.cumsum(flags)], axis=1).astype(np.int32),
        month=np.stack([firsts - days[0], lengths], axis=1).astype(np.int64).astype(np.int32),
        working=np.flatnonzero(flags).astype(np.int32),
    )


def day_number(day: date) -> int:
    """A day as the kernel counts it."""
    return (day - FIRST).days
