"""When nothing hard leaves by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.clocks.days import LONDON
from answerable.clocks.holidays import is_working_day
from answerable.events.catalogue import EVENT_TYPES
from answerable.rules.hard_news import BY_A_PERSON, HARD, waits_until, warning
from answerable.rules.pattern import parse_patterns
from answerable.rules.told import HELD


def london(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("at", "until"),
    [
        (london(2026, 11, 27, 15, 59), None),  # a Friday
        (london(2026, 11, 27, 16, 0), london(2026, 11, 30, 9)),
        (london(2026, 11, 28, 11, 0), london(2026, 11, 30, 9)),
        (london(2026, 11, 26, 20, 0), None),  # a Thursday evening
        (
            london(2026, 12, 24, 16, 0),
            london(2026, 12, 29, 9),
        ),  # Christmas, and Boxing Day's Monday
        (london(2026, 12, 24, 15, 0), None),
        (london(2026, 4, 2, 16, 30), london(2026, 4, 7, 9)),  # before Good Friday
        (london(2026, 5, 25, 10, 0), london(2026, 5, 26, 9)),  # the spring bank holiday itself
    ],
)
def test_nothing_hard_leaves_after_four_before_a_day_on_which_nobody_works(at, until):
    assert waits_until(at) == until


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)).map(lambda d: d.replace(tzinfo=UTC))
)
def test_what_waits_leaves_at_nine_on_a_working_day_and_waits_no_more(at):
    until = waits_until(at)

    if until is not None:
        assert at < until < at + timedelta(days=6)
        assert (until.hour, until.minute) == (9, 0) and is_working_day(until.date())
        assert waits_until(until) is None
        assert "by voice" in warning(at)


def test_an_author_is_warned_on_the_day_before_and_not_in_the_middle_of_a_week():
    assert "4pm today" in warning(london(2026, 11, 27, 10))
    assert "Monday 30 November 2026" in warning(london(2026, 11, 27, 17))
    assert warning(london(2026, 11, 25, 17)) == ""


def test_each_kind_of_news_that_is_held_back_is_hard_or_for_a_person():
    known = {pattern.event for pattern in parse_patterns(f"{HARD}; {BY_A_PERSON}")}
    about_court = (
        "hearing.",
        "measures.",
        "trial.",
        "witness_care.",
        "court_visit.",
        "case.reopened",
    )

    held = {pattern.event for rule in HELD for pattern in parse_patterns(rule.events)}
    assert {event for event in held if not event.startswith(about_court)} <= known
    assert known <= set(EVENT_TYPES)
