"""The tables say what the functions say, for every day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from answerable.clocks.calendar import day_starts, working_day_flags
from answerable.clocks.days import FIRST_DAY, LAST_DAY, start_of_day
from answerable.clocks.holidays import is_working_day
from tests.clocks import slow

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _microseconds(instant: datetime) -> int:
    return (instant - EPOCH) // timedelta(microseconds=1)


def test_the_table_of_day_starts_is_right_on_every_day_the_product_accepts():
    starts = day_starts(FIRST_DAY, LAST_DAY)

    assert starts == [_microseconds(start_of_day(d)) for d in slow.days_of(FIRST_DAY, LAST_DAY)]


def test_the_table_of_working_days_is_right_on_every_day_the_product_accepts():
    flags = working_day_flags(FIRST_DAY, LAST_DAY)

    assert flags == [is_working_day(day) for day in slow.days_of(FIRST_DAY, LAST_DAY)]


@pytest.mark.parametrize("length", range(1, 16))
def test_a_table_of_any_length_around_a_change_of_the_clocks_is_right(length: int):
    for offset in range(16):
        first = date(2026, 3, 20) + timedelta(days=offset)
        last = first + timedelta(days=length - 1)

        assert day_starts(first, last) == [
            _microseconds(slow.begins(day)) for day in slow.days_of(first, last)
        ]
        assert working_day_flags(first, last) == [
            slow.works(day) for day in slow.days_of(first, last)
        ]


def test_a_table_of_one_day_in_summer_begins_an_hour_before_midnight_in_utc():
    [start] = day_starts(date(2026, 7, 1), date(2026, 7, 1))

    assert start == _microseconds(datetime(2026, 6, 30, 23, tzinfo=UTC))
