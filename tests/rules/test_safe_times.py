"""The times at which the victim may be written to, in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.clocks.days import LONDON
from answerable.rules.safe_times import DAYTIME, next_safe, understood

WEDNESDAY = datetime(2026, 11, 25, 12, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("words", "from_noon_on_wednesday"),
    [
        ("", (25, 12, 0)),
        ("Any time.", (25, 12, 0)),
        ("after 18:00", (25, 18, 0)),
        ("After 6pm", (25, 18, 0)),
        ("after 12pm", (25, 12, 0)),
        ("after 18:59", (25, 18, 59)),
        ("after 8", (25, 12, 0)),  # nobody means the evening
        ("before 10am", (26, 8, 0)),
        ("9 to 15", (25, 12, 0)),
        ("9am - 11am", (26, 9, 0)),
        ("between 14:30 and 16:00", (25, 14, 30)),
        ("weekends", (28, 8, 0)),
        ("weekdays 9am to 11am", (26, 9, 0)),
        ("Monday to Friday, 9am to 11am", (26, 9, 0)),
        ("Mondays and Fridays after 17:15", (27, 17, 15)),
        ("Mon, Wed 9am to 3pm", (25, 12, 0)),
        ("9am to 10am or 4pm to 5pm", (25, 16, 0)),
    ],
)
def test_what_is_understood(words, from_noon_on_wednesday):
    day, hour, minute = from_noon_on_wednesday

    assert next_safe(understood(words), WEDNESDAY) == datetime(
        2026, 11, day, hour, minute, tzinfo=LONDON
    )


@pytest.mark.parametrize(
    "words",
    [
        "after six", "after 6", "after 7", "after 13pm", "after 0am", "after 18:60", "when he is at work", "not when he is at home", "9 to 5", "ask Isla",
        "after 18:00 but not on Fridays", "never", "mornings", "after 25:00", "22:00 to 23:00",
        "not after 18:00", "monday 9am to 3pm except half term", "(erased)", "(not shown to you)",
        "after 20:30", "3pm to 9am", "monkey", "friday to monday",
    ],
)  # fmt: skip
def test_what_may_mean_two_things_or_anything_else_is_for_a_person(words):
    assert understood(words) is None


@given(
    st.sampled_from(["", "after 18:00", "weekends 9am to 1pm", "Tue 10:00 to 10:30", "before 9am"]),
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)).map(lambda d: d.replace(tzinfo=UTC)),
)
def test_the_next_safe_time_is_safe_is_by_day_and_is_within_a_week(words, at):
    times = understood(words)
    safe = next_safe(times, at)

    assert at <= safe < at + timedelta(days=7, hours=1)
    assert 8 <= safe.astimezone(LONDON).hour < 20
    assert next_safe(times, safe) == safe


@given(st.text(alphabet="aftermondy 0123456789:,-pm", max_size=24))
def test_whatever_is_written_is_by_day_or_for_a_person(words):
    for one in understood(words) or ():
        assert one.days <= set(range(7)) and DAYTIME[0] <= one.first < one.last <= DAYTIME[1]
