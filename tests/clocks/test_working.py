"""A due date is shown with its working."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from answerable.clocks.clock import (
    Clock,
    Schedule,
    Version,
    WorkingDays,
    parse_clock,
    parse_schedule,
)
from answerable.clocks.days import LONDON
from answerable.clocks.working import Working, in_words, instant_in_words, working

BAIL = (
    "none; Days(28) from 2017-04-03; MonthsBeginning(3) from 2022-10-28; "
    "anchor=arrested_on; version=arrested_on"
)


def show(written: str, start: str, own: Clock | None = None, **fields: Any) -> Working:
    """The working of a schedule for a start by London's clocks."""
    schedule = parse_schedule(written)
    started = datetime.fromisoformat(start).replace(tzinfo=LONDON)
    if own is not None:
        return working(schedule, own, started, fields, "")
    chosen = schedule.choose(started, fields).version.clock
    return working(schedule, chosen, started, fields, schedule.anchor)


def test_each_day_skipped_is_named_with_its_reason():
    shown = show("WorkingDays(2)", "2026-04-02T10:00")

    assert [(skip.day.isoformat(), skip.why) for skip in shown.skipped] == [
        ("2026-04-03", "Good Friday"),
        ("2026-04-04", "Saturday"),
        ("2026-04-05", "Sunday"),
        ("2026-04-06", "Easter Monday"),
    ]
    assert shown.due_at == datetime(2026, 4, 8, 23, tzinfo=UTC)
    assert shown.counted_from == date(2026, 4, 2)
    assert not shown.provisional
    assert shown.lines == (
        "It started at 10:00 on Thursday 2 April 2026.",
        "It counts 2 working days after Thursday 2 April 2026.",
        "Not counted: Friday 3 April 2026 (Good Friday).",
        "Not counted: Saturday 4 April 2026 (Saturday).",
        "Not counted: Sunday 5 April 2026 (Sunday).",
        "Not counted: Monday 6 April 2026 (Easter Monday).",
        "It is due by the end of Wednesday 8 April 2026.",
    )


def test_a_substitute_day_is_named_as_the_holiday_it_stands_for():
    shown = show("WorkingDays(1)", "2026-12-24T10:00")

    assert [skip.why for skip in shown.skipped] == [
        "Christmas Day", "Saturday", "Sunday", "Boxing Day",
    ]  # fmt: skip


def test_a_day_of_a_clock_that_counts_every_day_is_never_skipped():
    assert show("Days(7)", "2026-04-02T10:00").skipped == ()


@pytest.mark.parametrize(
    ("written", "start", "provisional"),
    [
        ("WorkingDays(1)", "2028-12-22T10:00", True),  # looks past the list to 27 December
        ("WorkingDays(1)", "2028-12-21T10:00", False),
        ("WorkingDays(1)", "2035-06-01T10:00", True),
        ("WorkingDays(1)", "2011-12-29T10:00", True),
        ("WorkingDays(2)", "2011-12-30T10:00", True),  # looks at 31 December, before the list
        ("WorkingDays(1)", "2012-01-02T10:00", False),
        ("Days(28)", "2035-06-01T10:00", False),
        ("Hours(24)", "2035-06-01T10:00", False),
    ],
)
def test_working_days_outside_the_published_list_are_provisional(
    written: str, start: str, provisional: bool
):
    shown = show(written, start)

    assert shown.provisional is provisional
    assert any("provisional" in line for line in shown.lines) is provisional


def test_the_provisional_line_says_how_far_the_list_goes():
    assert show("WorkingDays(1)", "2035-06-01T10:00").lines[-1] == (
        "This date is provisional. The bank holidays that gov.uk has published run from Monday 2 "
        "January 2012 to Tuesday 26 December 2028 (last checked on Tuesday 24 November 2026); "
        "outside that they are worked out from the rules."
    )


def test_hours_say_that_the_clocks_change_in_between():
    shown = show("Hours(24)", "2026-03-28T10:00")

    assert shown.due_at == datetime(2026, 3, 29, 10, tzinfo=UTC)
    assert shown.counted_from == datetime(2026, 3, 28, 10, tzinfo=LONDON)
    assert shown.lines[1:] == (
        "It counts 24 hours as time passes.",
        "It is due at 11:00 on Sunday 29 March 2026.",
        "The clocks change in between; that makes it neither longer nor shorter.",
    )


def test_hours_on_an_ordinary_day_say_nothing_of_the_clocks():
    assert show("Hours(4)", "2026-06-01T10:00").lines[1:] == (
        "It counts 4 hours as time passes.",
        "It is due at 14:00 on Monday 1 June 2026.",
    )


def test_an_hour_that_is_lived_twice_is_told_by_its_name():
    shown = show("Hours(1)", "2026-10-25T01:30")

    assert shown.lines[0] == "It started at 01:30 BST on Sunday 25 October 2026."
    assert shown.lines[2] == "It is due at 01:30 GMT on Sunday 25 October 2026."


def test_seconds_are_told_where_there_are_any():
    told = instant_in_words(datetime(2026, 7, 1, 9, 5, 7, tzinfo=UTC))

    assert told == "10:05:07 on Wednesday 1 July 2026"
    assert in_words(date(2026, 7, 1)) == "Wednesday 1 July 2026"


def test_bail_says_which_version_applies_and_what_it_runs_from():
    shown = show(BAIL, "2026-01-10T18:00", arrested_on="2026-01-10")

    assert shown.counted_from == date(2026, 1, 10)
    assert shown.lines[1:] == (
        "Of the 3 versions of its clock, the day of arrested_on, Saturday 10 January 2026, calls "
        "for the one from Friday 28 October 2022.",
        "It runs from the day in arrested_on, not from the start.",
        "It counts 3 months beginning with Sunday 11 January 2026.",
        "It is due by the end of Friday 10 April 2026.",
    )


def test_no_duty_under_the_version_that_applies_is_said():
    shown = show(BAIL, "2026-01-10T18:00", arrested_on="2016-01-10")

    assert shown.due_at is None
    assert not shown.not_yet_in_force
    assert shown.lines[1:] == (
        "Of the 3 versions of its clock, the day of arrested_on, Sunday 10 January 2016, calls "
        "for the first.",
        "Under that version there is no duty, so nothing falls due.",
    )


def test_an_anchor_that_is_not_recorded_is_said():
    shown = show(BAIL, "2026-01-10T18:00")

    assert (shown.due_at, shown.counted_from) == (None, None)
    assert "the day of the start, Saturday 10 January 2026" in shown.lines[1]
    assert shown.lines[-1] == (
        "arrested_on is not recorded, so MonthsBeginning(3) gives no due date: it is open until "
        "closed."
    )


def test_a_start_with_a_clock_of_its_own_says_so():
    shown = show(BAIL, "2026-04-09T18:00", parse_clock("Until(until)"), until="2026-07-10")

    assert shown.lines[1:] == (
        "This kind of start has a clock of its own.",
        "It runs to the day in until, Friday 10 July 2026.",
        "It is due by the end of Friday 10 July 2026.",
    )


def test_a_start_before_the_law_says_that_the_rule_was_not_yet_in_force():
    clock = WorkingDays(1)
    schedule = Schedule((Version(clock, date(2021, 4, 1)),))
    before = datetime(2021, 3, 30, 10, tzinfo=LONDON)

    shown = working(schedule, clock, before, {}, "")
    after = working(schedule, clock, datetime(2021, 4, 1, tzinfo=LONDON), {}, "")

    assert shown.not_yet_in_force
    assert shown.lines[1] == (
        "It measures against a rule not yet in force: the rule holds from Thursday 1 April 2021."
    )
    assert not after.not_yet_in_force
    assert not any("not yet in force" in line for line in after.lines)


def test_a_start_before_the_first_of_several_versions_says_both():
    schedule = Schedule(
        (Version(WorkingDays(5), date(2021, 4, 1)), Version(WorkingDays(1), date(2027, 1, 1)))
    )

    shown = working(schedule, WorkingDays(5), datetime(2020, 6, 1, tzinfo=LONDON), {}, "")

    assert shown.not_yet_in_force
    assert shown.lines[1].endswith("Monday 1 June 2020, calls for the first.")
    assert "not yet in force" in shown.lines[2]


def test_an_else_that_is_taken_says_which_field_is_not_recorded():
    written = "Until(expires_on) else Hours(24)"

    taken = show(written, "2026-06-01T10:00")
    not_taken = show(written, "2026-06-01T10:00", expires_on="2026-06-03")

    assert taken.lines[1] == "expires_on is not recorded, so Hours(24) applies."
    assert not_taken.lines[1] == "It runs to the day in expires_on, Wednesday 3 June 2026."


@pytest.mark.parametrize(
    ("written", "fields", "line"),
    [
        ("Days(1)", {}, "It counts 1 day after Thursday 15 January 2026."),
        ("Months(3)", {}, "It counts 3 months after Thursday 15 January 2026."),
        (
            "Before(on, 28)",
            {"on": "2026-06-01"},
            "It counts 28 days back from the day in on, Monday 1 June 2026.",
        ),
        (
            "Every(every_days)",
            {"every_days": 14},
            "It counts 14 days, as every_days says, after Thursday 15 January 2026.",
        ),
        (
            "Until(target)",
            {},
            "target is not recorded, so Until(target) gives no due date: it is open until closed.",
        ),
    ],
)
def test_every_kind_of_clock_has_a_line_of_its_own(written: str, fields: dict[str, Any], line: str):
    assert show(written, "2026-01-15T10:00", **fields).lines[1] == line


def test_a_start_on_a_weekend_is_not_itself_a_day_skipped():
    shown = show("WorkingDays(1)", "2026-06-06T10:00")

    assert [(skip.day, skip.why) for skip in shown.skipped] == [(date(2026, 6, 7), "Sunday")]


def test_hours_from_an_anchor_count_from_its_day():
    shown = show("Hours(24); anchor=seized_on", "2026-06-06T10:00", seized_on="2026-06-03")

    assert shown.counted_from == date(2026, 6, 3)
    assert shown.lines[1:] == (
        "It runs from the day in seized_on, not from the start.",
        "It counts 24 hours as time passes.",
        "It is due at 00:00 on Thursday 4 June 2026.",
    )


def test_a_clock_with_a_day_of_its_own_says_nothing_of_the_anchor():
    shown = show("Until(on); anchor=seized_on", "2026-06-06T10:00", on="2026-06-09")

    assert shown.lines[1] == "It runs to the day in on, Tuesday 9 June 2026."
