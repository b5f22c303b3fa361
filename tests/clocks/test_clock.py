"""What each clock means, by examples."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from answerable.clocks.clock import (
    Before,
    Days,
    Else,
    Every,
    Hours,
    MonthsBeginning,
    Schedule,
    Until,
    Version,
    WorkingDays,
    clock_that_counts,
    day_in,
    due,
    due_day,
    is_elapsed,
    moved,
    parse_clock,
    parse_schedule,
)
from answerable.clocks.days import LONDON, end_of_day, local_day

BAIL = parse_schedule(
    "none; Days(28) from 2017-04-03; MonthsBeginning(3) from 2022-10-28; "
    "anchor=arrested_on; version=arrested_on"
)
START = datetime(2026, 1, 15, 10, 30, tzinfo=LONDON)


def at(text: str) -> datetime:
    """A time by London's clocks."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def last_day(clock: str, start: datetime = START, anchor: str = "", **fields: Any) -> str:
    """The day at whose end the clock is due."""
    found = due(parse_clock(clock), start, fields, anchor)
    assert found is not None
    day = local_day(found - timedelta(seconds=1))
    assert found == end_of_day(day)
    return day.isoformat()


def test_twenty_four_hours_over_the_spring_change_end_an_hour_later_by_the_clock():
    found = due(Hours(24), at("2026-03-28T10:00"), {})

    assert found == at("2026-03-29T11:00")


def test_twenty_four_hours_over_the_autumn_change_end_an_hour_earlier_by_the_clock():
    found = due(Hours(24), at("2026-10-24T10:00"), {})

    assert found == at("2026-10-25T09:00")


def test_what_is_due_is_told_in_utc():
    for clock in (Hours(1), Days(1), WorkingDays(1)):
        found = due(clock, START, {})

        assert found is not None
        assert found.tzinfo is UTC


def test_the_end_of_a_day_in_summer_is_eleven_at_night_in_utc():
    assert due(Days(0), at("2026-07-01T09:00"), {}) == datetime(2026, 7, 1, 23, tzinfo=UTC)


def test_a_start_just_before_midnight_counts_from_that_day():
    assert last_day("Days(1)", at("2026-07-01T23:59:59")) == "2026-07-02"
    assert last_day("Days(1)", at("2026-07-02T00:00:00")) == "2026-07-03"


@pytest.mark.parametrize(
    ("arrested_on", "ends_on"),
    [
        ("2026-01-10", "2026-04-10"),
        ("2025-11-29", "2026-02-28"),
        ("2025-11-28", "2026-02-28"),
        ("2025-11-30", "2026-02-28"),
        ("2025-12-31", "2026-03-31"),
        ("2027-11-29", "2028-02-29"),
        ("2022-10-28", "2023-01-28"),
    ],
)
def test_three_months_of_bail_begin_with_the_day_after_the_arrest(arrested_on: str, ends_on: str):
    found = last_day("MonthsBeginning(3)", anchor="arrested_on", arrested_on=arrested_on)

    assert found == ends_on


@pytest.mark.parametrize(
    ("months", "ends_on"),
    [
        (3, "2026-04-10"), (6, "2026-07-10"), (9, "2026-10-10"), (12, "2027-01-10"),
        (18, "2027-07-10"), (24, "2028-01-10"),
    ],
)  # fmt: skip
def test_the_ladder_of_bail_keeps_its_day_of_the_month(months: int, ends_on: str):
    assert last_day(f"MonthsBeginning({months})", at("2026-01-10T10:00")) == ends_on


def test_months_keep_the_day_of_the_month_or_take_the_last():
    assert last_day("Months(1)", at("2026-01-31T10:00")) == "2026-02-28"
    assert last_day("Months(3)", at("2026-01-10T10:00")) == "2026-04-10"


def test_a_clock_of_a_field_takes_a_day_or_its_text():
    assert last_day("Until(on)", on="2026-06-01") == "2026-06-01"
    assert last_day("Until(on)", on=date(2026, 6, 1)) == "2026-06-01"
    assert last_day("Before(on, 28)", on="2026-06-01") == "2026-05-04"
    assert last_day("Every(every_days)", every_days=14) == "2026-01-29"


@pytest.mark.parametrize("clock", [Until("on"), Before("on", 28), Every("on")])
@pytest.mark.parametrize("fields", [{}, {"on": None}, {"on": ""}, {"other": "2026-01-01"}])
def test_a_field_that_is_not_recorded_gives_no_due_date(clock: Until, fields: dict[str, Any]):
    assert due(clock, START, fields) is None
    assert due_day(clock, START, fields) is None


def test_an_anchor_that_is_not_recorded_gives_no_due_date():
    assert due(MonthsBeginning(3), START, {}, "arrested_on") is None
    assert due(Hours(24), START, {}, "arrested_on") is None


def test_hours_from_an_anchor_begin_with_its_day():
    found = due(Hours(24), START, {"arrested_on": "2026-03-29"}, "arrested_on")

    assert found == at("2026-03-30T01:00")  # the day had 23 hours


def test_an_anchor_does_not_touch_a_clock_that_has_a_day_of_its_own():
    assert last_day("Until(on)", anchor="arrested_on", on="2026-06-01") == "2026-06-01"


def test_else_is_taken_only_where_the_field_is_not_recorded():
    clock = Else(Until("expires_on"), Hours(24))

    assert last_day(str(clock), expires_on="2026-02-01") == "2026-02-01"
    assert due(clock, START, {}) == START + timedelta(hours=24)
    assert clock_that_counts(clock, {"expires_on": "2026-02-01"}) == Until("expires_on")
    assert not is_elapsed(clock, {"expires_on": "2026-02-01"})
    assert is_elapsed(clock, {})


def test_a_chain_of_elses_is_followed_to_the_first_that_is_recorded():
    clock = parse_clock("Until(one) else Before(two, 3) else Days(4)")

    assert clock_that_counts(clock, {"one": "2026-01-01", "two": "2026-01-01"}) == Until("one")
    assert clock_that_counts(clock, {"two": "2026-01-01"}) == Before("two", 3)
    assert clock_that_counts(clock, {}) == Days(4)


def test_a_field_that_holds_no_day_is_named():
    with pytest.raises(ValueError, match="target is no day of the form YYYY-MM-DD: 'soon'"):
        due(Until("target"), START, {"target": "soon"})
    with pytest.raises(ValueError, match="target is no day"):
        day_in({"target": START}, "target")


def test_asking_for_the_last_day_of_hours_is_refused():
    with pytest.raises(ValueError, match=r"Hours\(24\) does not run to the end of a day"):
        due_day(Hours(24), START, {})


@pytest.mark.parametrize(
    ("arrested_on", "clock"),
    [
        ("2017-04-02", None),
        ("2017-04-03", Days(28)),
        ("2022-10-27", Days(28)),
        ("2022-10-28", MonthsBeginning(3)),
        (date(2022, 10, 28), MonthsBeginning(3)),
    ],
)
def test_the_regime_of_bail_is_chosen_by_the_day_of_the_arrest(
    arrested_on: Any, clock: Days | MonthsBeginning | None
):
    choice = BAIL.choose(START, {"arrested_on": arrested_on})

    assert choice.version.clock == clock
    assert not choice.not_yet_in_force


def test_the_day_of_the_start_chooses_where_the_field_is_not_recorded():
    assert BAIL.choose(at("2017-04-02T23:59"), {}).version.clock is None
    assert BAIL.choose(at("2017-04-03T00:00"), {}).version.clock == Days(28)


def test_a_version_begins_at_local_midnight():
    schedule = Schedule((Version(Days(5)), Version(Days(1), date(2026, 7, 1))))

    before = schedule.choose(datetime(2026, 6, 30, 22, 59, 59, tzinfo=UTC), {})
    after = schedule.choose(datetime(2026, 6, 30, 23, 0, 0, tzinfo=UTC), {})

    assert (before.version.clock, after.version.clock) == (Days(5), Days(1))


def test_the_first_version_measures_earlier_starts_and_says_that_it_was_not_in_force():
    law = Version(WorkingDays(1), date(2021, 4, 1))
    schedule = Schedule((law, Version(WorkingDays(2), date(2027, 1, 1))))

    earlier = schedule.choose(at("2021-03-31T12:00"), {})
    on_the_day = schedule.choose(at("2021-04-01T00:00"), {})
    later = schedule.choose(at("2027-01-01T00:00"), {})

    assert (earlier.version, earlier.not_yet_in_force) == (law, True)
    assert (on_the_day.version, on_the_day.not_yet_in_force) == (law, False)
    assert (later.version.clock, later.not_yet_in_force) == (WorkingDays(2), False)


def test_a_duty_may_cease():
    schedule = parse_schedule("Days(28); none from 2026-02-01; Days(7) from 2026-03-01")

    clocks = [
        schedule.choose(at(day), {}).version.clock
        for day in ("2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01")
    ]

    assert clocks == [Days(28), None, None, Days(7)]


@pytest.mark.parametrize(
    "versions",
    [
        (),
        (Version(Days(1)), Version(Days(2))),
        (Version(Days(1)), Version(Days(2), date(2026, 1, 1)), Version(None, date(2026, 1, 1))),
        (Version(Days(1), date(2026, 1, 1)), Version(Days(2), date(2025, 1, 1))),
    ],
)
def test_versions_out_of_order_are_refused(versions: tuple[Version, ...]):
    with pytest.raises(ValueError, match=r"at least one version|must each begin later"):
        Schedule(versions)


def test_two_kinds_with_the_same_number_are_different_clocks():
    assert Days(2) != WorkingDays(2)
    assert len({Days(2), WorkingDays(2), Hours(2), Days(2)}) == 3


def test_a_schedule_can_be_sent_to_another_process():
    assert pickle.loads(pickle.dumps(BAIL)) == BAIL


# Pauses. The worked examples of bail with the prosecutors (PACE 47ZL): arrested on 10 January
# 2026, so that bail ends on 10 April.

BAIL_END = end_of_day(date(2026, 4, 10))


def _bail_moved(paused_at: str, resumed_at: str) -> str:
    found = moved(MonthsBeginning(3), {}, BAIL_END, at(paused_at), at(resumed_at), floor=7)
    day = local_day(found - timedelta(seconds=1))
    assert found == end_of_day(day)
    return day.isoformat()


def test_bail_keeps_the_days_it_had_left_when_the_prosecutors_hand_it_back():
    assert _bail_moved("2026-04-01T15:00", "2026-04-20T09:00") == "2026-04-29"


def test_bail_has_seven_days_from_the_day_it_comes_back_at_least():
    assert _bail_moved("2026-04-08T15:00", "2026-04-20T09:00") == "2026-04-26"


def test_bail_that_starts_with_the_prosecutors_moves_by_the_days_they_had_it():
    # The statute starts three whole months on the day of their request: 1 June. Ours moves the
    # due day by the days paused, as for every other duty: 51 of them, to 31 May.
    assert _bail_moved("2026-01-10T18:00", "2026-03-02T09:00") == "2026-05-31"


def test_a_pause_within_one_day_moves_nothing():
    assert _bail_moved("2026-03-02T00:00", "2026-03-02T23:59") == "2026-04-10"


def test_a_pause_over_midnight_moves_one_day():
    assert _bail_moved("2026-03-02T23:59", "2026-03-03T00:01") == "2026-04-11"


def test_a_pause_over_a_change_of_the_clocks_moves_whole_days():
    assert _bail_moved("2026-03-28T12:00", "2026-03-30T11:00") == "2026-04-12"


def test_what_was_already_due_at_the_pause_stays_where_it_was():
    assert _bail_moved("2026-04-11T00:00", "2026-04-20T09:00") == "2026-04-10"


def test_what_was_due_within_a_second_of_the_pause_moves():
    assert _bail_moved("2026-04-10T23:59:59", "2026-04-20T09:00") == "2026-04-26"


def test_hours_are_still_open_at_the_instant_due_so_a_pause_then_moves_them():
    due_at = datetime(2026, 1, 2, 10, tzinfo=UTC)
    resumed_at = due_at + timedelta(hours=5)

    at_the_instant = moved(Hours(24), {}, due_at, due_at, resumed_at, None)
    just_after = due_at + timedelta(microseconds=1)

    assert at_the_instant == resumed_at
    assert moved(Hours(24), {}, due_at, just_after, resumed_at, None) == due_at


def test_a_floor_holds_for_hours_too():
    due_at = datetime(2026, 1, 2, 10, tzinfo=UTC)

    found = moved(Hours(24), {}, due_at, due_at, due_at + timedelta(hours=5), floor=1)

    assert found == end_of_day(date(2026, 1, 2))


def test_the_else_that_counts_decides_how_a_pause_is_reckoned():
    clock = Else(Until("on"), Hours(24))
    due_at = end_of_day(date(2026, 1, 10))
    paused_at, resumed_at = at("2026-01-05T10:00"), at("2026-01-06T09:00")

    by_hours = moved(clock, {}, due_at, paused_at, resumed_at, None)
    by_days = moved(clock, {"on": "2026-01-10"}, due_at, paused_at, resumed_at, None)

    assert by_hours == due_at + timedelta(hours=23)
    assert by_days == end_of_day(date(2026, 1, 11))
