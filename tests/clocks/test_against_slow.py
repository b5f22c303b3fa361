"""Every kind of clock against the slow calendar, from every day of 2000 to 2040."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.clocks.clock import Clock, due, moved, parse_clock
from answerable.clocks.days import LONDON
from tests.clocks import slow
from tests.sweeping import one_in

EVERY_DAY = tuple(slow.days_of(date(2000, 1, 1), date(2040, 12, 31)))

# For each clock: the day at whose end it is due, stepped to from the day it counts from.
STEPS: dict[str, Callable[[date], date]] = {
    "Days(0)": lambda day: slow.after_days(day, 0),
    "Days(1)": lambda day: slow.after_days(day, 1),
    "Days(7)": lambda day: slow.after_days(day, 7),
    "Days(28)": lambda day: slow.after_days(day, 28),
    "Days(56)": lambda day: slow.after_days(day, 56),
    "WorkingDays(1)": lambda day: slow.after_working_days(day, 1),
    "WorkingDays(2)": lambda day: slow.after_working_days(day, 2),
    "WorkingDays(5)": lambda day: slow.after_working_days(day, 5),
    "WorkingDays(10)": lambda day: slow.after_working_days(day, 10),
    "WorkingDays(30)": lambda day: slow.after_working_days(day, 30),
    "Months(1)": lambda day: slow.after_months(day, 1),
    "Months(3)": lambda day: slow.after_months(day, 3),
    "Months(12)": lambda day: slow.after_months(day, 12),
    "MonthsBeginning(1)": lambda day: slow.last_of_months(day, 1),
    "MonthsBeginning(3)": lambda day: slow.last_of_months(day, 3),
    "MonthsBeginning(9)": lambda day: slow.last_of_months(day, 9),
    "Until(on)": lambda day: day,
    "Before(on, 28)": lambda day: slow.before_days(day, 28),
    "Every(days)": lambda day: slow.after_days(day, 10),
}
OF_A_FIELD = ("Until(on)", "Before(on, 28)")


@pytest.mark.parametrize("written", one_in(2, STEPS))
def test_a_clock_of_days_is_due_where_stepping_day_by_day_arrives(written: str):
    clock, step = parse_clock(written), STEPS[written]
    started = datetime(2026, 1, 1, 12, tzinfo=UTC)

    for day in EVERY_DAY:
        fields: dict[str, Any] = {"on": day.isoformat(), "days": 10}
        # The first instant of the day: one earlier would be another day, with another due day.
        start = started if written in OF_A_FIELD else slow.begins(day)

        assert due(clock, start, fields) == slow.over(step(day)), day


@pytest.mark.parametrize("written", one_in(2, [name for name in STEPS if name not in OF_A_FIELD]))
def test_an_anchor_takes_the_place_of_the_day_of_the_start(written: str):
    clock, step = parse_clock(written), STEPS[written]
    started = datetime(2026, 1, 1, 12, tzinfo=UTC)

    for day in EVERY_DAY[::7]:
        fields = {"anchored_on": day, "days": 10}

        assert due(clock, started, fields, anchor="anchored_on") == slow.over(step(day)), day


@pytest.mark.parametrize("hours", one_in(2, [1, 4, 24, 72]))
def test_hours_pass_at_one_pace_from_every_day_at_odd_times(hours: int):
    clock = parse_clock(f"Hours({hours})")

    for day in EVERY_DAY:
        for at in (time(0, 0), time(0, 30), time(1, 30), time(12, 0), time(23, 59, 59)):
            start = datetime.combine(day, at, LONDON)

            assert due(clock, start, {}) == slow.after_hours(start, hours), start


@pytest.mark.parametrize("written", ["Days(28)", "WorkingDays(5)", "MonthsBeginning(3)"])
@pytest.mark.parametrize("floor", [None, 7])
def test_a_pause_from_every_day_moves_the_due_day_by_the_days_it_lasted(
    written: str, floor: int | None
):
    clock, step = parse_clock(written), STEPS[written]

    for number, day in enumerate(EVERY_DAY):
        wait, lasted = number % 11, number % 37
        paused_on = slow.after_days(day, wait)
        resumed_on = slow.after_days(paused_on, lasted)
        last = step(day)
        expected = last
        if paused_on <= last:
            expected = slow.after_days(last, lasted)
            if floor is not None:
                expected = max(expected, slow.after_days(resumed_on, floor - 1))

        found = moved(
            clock,
            {},
            slow.over(last),
            slow.begins(paused_on) + timedelta(hours=number % 23),
            slow.begins(resumed_on) + timedelta(hours=22.5),
            floor,
        )

        assert found == slow.over(expected), day


ODD_TIMES = st.datetimes(
    datetime(2000, 1, 2), datetime(2040, 12, 30), timezones=st.sampled_from([UTC, LONDON])
)


@given(start=ODD_TIMES, written=st.sampled_from([n for n in STEPS if n not in OF_A_FIELD]))
def test_only_the_local_day_of_the_start_matters_to_a_clock_of_days(start: datetime, written: str):
    found = due(parse_clock(written), start, {"days": 10})

    assert found == slow.over(STEPS[written](slow.day_at(start)))


@given(start=ODD_TIMES, hours=st.integers(0, 10_000))
def test_hours_are_elapsed_time_wherever_the_start_is_written(start: datetime, hours: int):
    clock: Clock = parse_clock(f"Hours({hours})")

    found = due(clock, start, {})

    assert found is not None
    assert found - start.astimezone(UTC) == timedelta(hours=hours)


@given(
    first=st.dates(date(2000, 1, 1), date(2040, 1, 1)),
    second=st.dates(date(2000, 1, 1), date(2040, 1, 1)),
    written=st.sampled_from([n for n in STEPS if n not in OF_A_FIELD]),
)
def test_what_starts_later_is_never_due_earlier(first: date, second: date, written: str):
    earlier, later = sorted([first, second])
    clock = parse_clock(written)

    due_earlier = due(clock, slow.begins(earlier), {"days": 10})
    due_later = due(clock, slow.begins(later), {"days": 10})

    assert due_earlier is not None
    assert due_later is not None
    assert due_earlier <= due_later


@given(
    due_at=ODD_TIMES,
    wait=st.timedeltas(timedelta(days=-3), timedelta(days=90)),
    lasted=st.timedeltas(timedelta(0), timedelta(days=90)),
)
def test_a_pause_moves_hours_by_just_the_time_it_lasted(
    due_at: datetime, wait: timedelta, lasted: timedelta
):
    due_at = due_at.astimezone(UTC)
    paused_at = due_at - wait

    # In London's own time, where subtracting two instants would give hours on the wall.
    found = moved(
        parse_clock("Hours(24)"),
        {},
        due_at,
        paused_at.astimezone(LONDON),
        (paused_at + lasted).astimezone(LONDON),
        None,
    )

    assert found == (due_at + lasted if wait >= timedelta(0) else due_at)
