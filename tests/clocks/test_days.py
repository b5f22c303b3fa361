"""Local days begin and end where London's clocks say, on every day the product accepts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.clocks.days import (
    FIRST_DAY,
    LAST_DAY,
    LONDON,
    MICROSECOND,
    add_months,
    end_of_day,
    local_day,
    start_of_day,
)
from tests.clocks import slow


def test_every_day_of_three_centuries_begins_at_one_instant_and_ends_where_the_next_begins():
    for day in slow.days_of(FIRST_DAY, LAST_DAY):
        start = start_of_day(day)

        assert start.tzinfo is UTC
        assert local_day(start) == day
        assert local_day(start - MICROSECOND) == day - timedelta(days=1)
        assert end_of_day(day) == start_of_day(day + timedelta(days=1))


def test_the_day_of_an_instant_agrees_with_the_slow_one_from_2000_to_2040():
    for day in slow.days_of(date(2000, 1, 1), date(2040, 12, 31)):
        start = slow.begins(day)

        assert start_of_day(day) == start
        assert end_of_day(day) == slow.over(day)
        for hour in (0, 1, 2, 12, 22):
            instant = start + timedelta(hours=hour)
            assert local_day(instant) == slow.day_at(instant) == day


def test_each_year_has_one_day_of_23_hours_and_one_of_25_and_they_are_the_last_sundays():
    for year in range(2000, 2041):
        odd = {
            day: (end_of_day(day) - start_of_day(day)) / timedelta(hours=1)
            for day in slow.days_of(date(year, 1, 1), date(year, 12, 31))
            if end_of_day(day) - start_of_day(day) != timedelta(hours=24)
        }

        spring = max(d for d in slow.days_of(date(year, 3, 25), date(year, 3, 31)) if _sunday(d))
        autumn = max(d for d in slow.days_of(date(year, 10, 25), date(year, 10, 31)) if _sunday(d))
        assert odd == {spring: 23, autumn: 25}


def _sunday(day: date) -> bool:
    return day.isoweekday() == 7


def test_a_summer_evening_in_utc_is_already_the_next_day_in_london():
    instant = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)

    assert local_day(instant) == date(2026, 7, 2)


def test_an_instant_written_with_another_offset_is_the_same_day():
    instant = datetime(2026, 1, 2, 4, 0, tzinfo=timezone(timedelta(hours=5)))

    assert local_day(instant) == date(2026, 1, 1)


def test_both_half_past_ones_of_the_autumn_night_are_the_same_day():
    first, second = (datetime(2026, 10, 25, 1, 30, fold=fold, tzinfo=LONDON) for fold in (0, 1))

    assert local_day(first) == local_day(second) == date(2026, 10, 25)


def test_a_time_without_a_zone_is_refused_by_name():
    with pytest.raises(ValueError, match="2026-01-01T10:00:00 has no time zone"):
        local_day(datetime(2026, 1, 1, 10))


def test_months_end_where_the_shorter_month_ends():
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2028, 1, 31), 1) == date(2028, 2, 29)
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert add_months(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert add_months(date(2026, 3, 31), -1) == date(2026, 2, 28)
    assert add_months(date(2026, 12, 15), 1) == date(2027, 1, 15)


@given(st.datetimes(datetime(1901, 1, 1), datetime(2198, 1, 1), timezones=st.just(UTC)))
def test_any_instant_lies_within_its_own_day(instant: datetime):
    day = local_day(instant)

    assert start_of_day(day) <= instant < end_of_day(day)
