"""A clock reads as it is written, and what cannot be read is named."""

from __future__ import annotations

import csv
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.clocks.clock import (
    Before,
    Clock,
    Days,
    Else,
    Every,
    Hours,
    Months,
    MonthsBeginning,
    Schedule,
    Until,
    Version,
    WorkingDays,
    parse_clock,
    parse_schedule,
)
from tests.shared import shared

BAIL = (
    "none; Days(28) from 2017-04-03; MonthsBeginning(3) from 2022-10-28; "
    "anchor=arrested_on; version=arrested_on"
)


def test_every_clock_of_the_table_of_duties_is_written_as_it_was_read():
    with shared("spec", "duties.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    own = [clock for row in rows for clock in re.findall(r"@(\w+\([^)]*\))", row["starts"])]

    assert [str(parse_schedule(row["clock"])) for row in rows] == [row["clock"] for row in rows]
    assert [str(parse_clock(clock)) for clock in own] == own
    assert len(rows) > 60
    assert own


def test_a_schedule_is_read_into_its_parts():
    assert parse_schedule(BAIL) == Schedule(
        (
            Version(None),
            Version(Days(28), date(2017, 4, 3)),
            Version(MonthsBeginning(3), date(2022, 10, 28)),
        ),
        anchor="arrested_on",
        version_by="arrested_on",
    )


@pytest.mark.parametrize(
    ("written", "clock"),
    [
        ("Hours(24)", Hours(24)),
        ("Days(7)", Days(7)),
        ("WorkingDays(5)", WorkingDays(5)),
        ("Months(3)", Months(3)),
        ("MonthsBeginning(3)", MonthsBeginning(3)),
        ("Until(target)", Until("target")),
        ("Before(on, 28)", Before("on", 28)),
        ("Every(every_days)", Every("every_days")),
        ("Until(expires_on) else Hours(24)", Else(Until("expires_on"), Hours(24))),
    ],
)
def test_each_kind_of_clock_is_read_and_written(written: str, clock: Clock):
    assert parse_clock(written) == clock
    assert str(clock) == written
    assert str(Schedule((Version(clock),))) == written


def test_the_day_from_which_the_first_version_is_law_is_no_part_of_the_notation():
    schedule = Schedule((Version(Days(1), date(2021, 4, 1)), Version(None, date(2027, 1, 1))))

    assert str(schedule) == "Days(1); none from 2027-01-01"


@pytest.mark.parametrize(
    "written",
    [
        "", "Days", "Days()", "Days(x)", "Days(-1)", "Days(1, 2)", "Days(07)", "days(7)",
        "Fortnights(2)", "Until()", "Until(7)", "Until(on, 7)", "Before(on)", "Before(28, on)",
        "Before(on,28)", "Every(7)", "Days(7) else", "else Days(7)", "Days(7))", "none",
        "Hours(24", "Days(7) from 2026-01-01", "Until(on) else none",
    ],
)  # fmt: skip
def test_a_clock_that_cannot_be_read_is_named(written: str):
    with pytest.raises(ValueError, match=r"is no clock: '") as caught:
        parse_clock(written)

    assert any(part.strip() in str(caught.value) for part in written.split("else"))


def test_an_else_after_a_clock_that_needs_no_field_is_refused():
    with pytest.raises(ValueError, match=r"'Days\(7\)' needs no field"):
        parse_clock("Days(7) else Hours(24)")


def test_a_working_day_number_nought_is_refused():
    with pytest.raises(ValueError, match="no working day number 0"):
        parse_clock("WorkingDays(0)")


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("Days(7);", "no version of a clock: ''"),
        ("anchor=on", "at least one version"),
        ("Days(7); anker=on", "no part of a clock: 'anker=on'"),
        ("Days(7); anchor=", "no part of a clock: 'anchor='"),
        ("Days(7); anchor=a; anchor=b", "no part of a clock: 'anchor=b'"),
        ("Days(7); Days(1)", "must each begin later"),
        ("Days(7); Days(1) from 2026-02-30", "2026-02-30 is no day"),
        ("Days(7); Days(1) from soon", r"no clock: 'Days\(1\) from soon'"),
    ],
)
def test_a_schedule_that_cannot_be_read_is_named(written: str, named: str):
    with pytest.raises(ValueError, match=named):
        parse_schedule(written)


NUMBERS = st.integers(1, 999)
NAMES = st.from_regex(r"[a-z][a-z_]{0,11}", fullmatch=True)
FIELD_CLOCKS = st.one_of(
    st.builds(Until, NAMES), st.builds(Before, NAMES, NUMBERS), st.builds(Every, NAMES)
)
PLAIN = st.one_of(
    FIELD_CLOCKS,
    *(st.builds(kind, NUMBERS) for kind in (Hours, Days, WorkingDays, Months, MonthsBeginning)),
)
CLOCKS = st.recursive(PLAIN, lambda inner: st.builds(Else, FIELD_CLOCKS, inner), max_leaves=3)


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    clocks = draw(st.lists(st.none() | CLOCKS, min_size=1, max_size=4))
    later = len(clocks) - 1
    days = draw(st.lists(st.dates(), min_size=later, max_size=later, unique=True))
    since = [None, *sorted(days)]
    return Schedule(
        tuple(Version(clock, day) for clock, day in zip(clocks, since, strict=True)),
        anchor=draw(st.just("") | NAMES),
        version_by=draw(st.just("") | NAMES),
    )


@given(schedules())
def test_any_schedule_is_read_back_as_it_was_written(schedule: Schedule):
    assert parse_schedule(str(schedule)) == schedule
