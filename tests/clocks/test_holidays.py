"""Working days are weekdays less the bank holidays that gov.uk publishes, or the rules give."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays

from answerable.clocks.holidays import (
    LAST_CHECKED,
    PUBLISHED,
    PUBLISHED_FROM,
    PUBLISHED_TO,
    add_working_days,
    bank_holiday,
    computed,
    easter_sunday,
    is_provisional,
    is_working_day,
    working_day_on_or_before,
)
from tests.clocks import slow

# Easter Sundays from the tables in the Book of Common Prayer and the published list.
EASTERS = """
    2000-04-23 2001-04-15 2002-03-31 2003-04-20 2004-04-11 2005-03-27 2006-04-16 2007-04-08
    2008-03-23 2009-04-12 2010-04-04 2011-04-24 2012-04-08 2013-03-31 2014-04-20 2015-04-05
    2016-03-27 2017-04-16 2018-04-01 2019-04-21 2020-04-12 2021-04-04 2022-04-17 2023-04-09
    2024-03-31 2025-04-20 2026-04-05 2027-03-28 2028-04-16 2029-04-01 2030-04-21
"""


def test_our_list_is_the_one_that_govuk_published():
    published = BankHolidays(use_cached_holidays=True)

    holidays = published.get_holidays(division=BankHolidays.ENGLAND_AND_WALES)

    assert {holiday["date"]: holiday["title"] for holiday in holidays} == PUBLISHED
    assert len(PUBLISHED) == 140


def test_the_list_says_how_far_it_goes_and_when_it_was_last_checked():
    assert date(2012, 1, 2) == PUBLISHED_FROM
    assert date(2028, 12, 26) == PUBLISHED_TO
    assert date(2026, 11, 24) == LAST_CHECKED


def test_every_published_day_is_a_working_day_just_where_govuk_says_so():
    published = BankHolidays(use_cached_holidays=True)

    for day in slow.days_of(PUBLISHED_FROM, PUBLISHED_TO):
        assert is_working_day(day) == published.is_work_day(
            day, division=BankHolidays.ENGLAND_AND_WALES
        )


def test_the_rules_give_the_published_list_wherever_nothing_was_proclaimed():
    for year in range(2013, 2029):
        if year not in (2020, 2022, 2023):
            expected = {day: name for day, name in PUBLISHED.items() if day.year == year}

            assert computed(year) == expected


@pytest.mark.parametrize("easter", EASTERS.split())
def test_easter_falls_where_the_tables_say(easter: str):
    day = date.fromisoformat(easter)

    assert easter_sunday(day.year) == day == slow.easter(day.year)
    assert bank_holiday(day - timedelta(days=2)) == "Good Friday"
    assert bank_holiday(day + timedelta(days=1)) == "Easter Monday"


def test_two_ways_of_finding_easter_agree_for_three_centuries():
    for year in range(1900, 2200):
        assert easter_sunday(year) == slow.easter(year)


def test_every_day_from_2000_to_2040_works_or_not_as_in_the_slow_calendar():
    for day in slow.days_of(date(2000, 1, 1), date(2040, 12, 31)):
        assert is_working_day(day) == slow.works(day), day


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("1973-11-14", "Royal wedding"),
        ("1977-05-30", None),
        ("1977-06-06", "Spring bank holiday"),
        ("1977-06-07", "Queen’s Silver Jubilee"),
        ("1981-07-29", "Royal wedding"),
        ("1995-05-01", None),
        ("1995-05-08", "Early May bank holiday (VE day)"),
        ("1999-12-31", "Millennium bank holiday"),
        ("2000-01-03", "New Year’s Day"),
        ("2002-05-27", None),
        ("2002-06-03", "Queen’s Golden Jubilee"),
        ("2002-06-04", "Spring bank holiday"),
        ("2011-04-29", "Royal wedding"),
        ("2022-09-19", "Bank Holiday for the State Funeral of Queen Elizabeth II"),
        ("2023-05-08", "Bank holiday for the coronation of King Charles III"),
        # New Year's Day became a bank holiday in 1974, the first Monday of May in 1978.
        ("1973-01-01", None),
        ("1974-01-01", "New Year’s Day"),
        ("1977-05-02", None),
        ("1978-05-01", "Early May bank holiday"),
    ],
)
def test_proclaimed_and_newer_holidays_are_kept_in_their_own_years(day: str, name: str | None):
    assert bank_holiday(date.fromisoformat(day)) == name


@pytest.mark.parametrize(
    ("christmas_on", "holidays"),
    [
        # Published years, and years worked out from the rules, for each way that it can fall.
        ("a Friday", {2020: {25: "Christmas Day", 28: "Boxing Day"}}),
        ("a Friday", {2037: {25: "Christmas Day", 28: "Boxing Day"}}),
        ("a Saturday", {2021: {27: "Christmas Day", 28: "Boxing Day"}}),
        ("a Saturday", {2032: {27: "Christmas Day", 28: "Boxing Day"}}),
        ("a Sunday", {2022: {26: "Boxing Day", 27: "Christmas Day"}}),
        ("a Sunday", {2033: {26: "Boxing Day", 27: "Christmas Day"}}),
        ("a Monday", {2034: {25: "Christmas Day", 26: "Boxing Day"}}),
        ("a Thursday", {2031: {25: "Christmas Day", 26: "Boxing Day"}}),
    ],
)
def test_christmas_on_a_weekend_gives_substitute_days(
    christmas_on: str, holidays: dict[int, dict[int, str]]
):
    [(year, expected)] = holidays.items()

    found = {day: bank_holiday(date(year, 12, day)) for day in range(24, 32)}

    assert date(year, 12, 25).strftime("a %A") == christmas_on
    assert {day: name for day, name in found.items() if name} == expected


@pytest.mark.parametrize(
    ("new_year", "kept_on"),
    [("2033-01-01", "2033-01-03"), ("2034-01-01", "2034-01-02"), ("2035-01-01", "2035-01-01")],
)
def test_new_year_on_a_weekend_is_kept_on_the_monday(new_year: str, kept_on: str):
    early = [date.fromisoformat(new_year) + timedelta(days=n) for n in range(5)]

    assert [day for day in early if bank_holiday(day)] == [date.fromisoformat(kept_on)]


def test_a_day_outside_the_published_list_is_provisional():
    assert is_provisional(date(2012, 1, 1))
    assert not is_provisional(date(2012, 1, 2))
    assert not is_provisional(date(2028, 12, 26))
    assert is_provisional(date(2028, 12, 27))


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-04-02", "2026-04-07 2026-04-08 2026-04-13 2026-04-20 2026-05-05 2026-05-19"),
        ("2026-05-22", "2026-05-26 2026-05-27 2026-06-01 2026-06-08 2026-06-22 2026-07-06"),
        ("2026-08-28", "2026-09-01 2026-09-02 2026-09-07 2026-09-14 2026-09-28 2026-10-12"),
        ("2026-12-24", "2026-12-29 2026-12-30 2027-01-05 2027-01-12 2027-01-26 2027-02-09"),
        ("2026-12-26", "2026-12-29 2026-12-30 2027-01-05 2027-01-12 2027-01-26 2027-02-09"),
        ("2027-12-24", "2027-12-29 2027-12-30 2028-01-05 2028-01-12 2028-01-26 2028-02-09"),
    ],
)
def test_one_two_five_ten_twenty_and_thirty_working_days_across_the_holidays(start: str, due: str):
    day = date.fromisoformat(start)

    found = [add_working_days(day, n).isoformat() for n in (1, 2, 5, 10, 20, 30)]

    assert found == due.split()


def test_there_is_no_working_day_number_nought():
    with pytest.raises(ValueError, match="no working day number 0"):
        add_working_days(date(2026, 1, 5), 0)


@pytest.mark.parametrize(
    ("day", "rolled_back"),
    [
        ("2026-12-28", "2026-12-24"),  # the substitute day, the weekend and Christmas Day
        ("2026-12-24", "2026-12-24"),
        ("2026-04-06", "2026-04-02"),
        ("2027-12-28", "2027-12-24"),
        ("2026-06-06", "2026-06-05"),
    ],
)
def test_a_custody_time_limit_that_ends_on_no_working_day_ends_before_it(
    day: str, rolled_back: str
):
    assert working_day_on_or_before(date.fromisoformat(day)) == date.fromisoformat(rolled_back)


def test_rolling_back_from_every_day_agrees_with_the_slow_calendar():
    for day in slow.days_of(date(2000, 1, 15), date(2040, 12, 31)):
        expected = day
        while not slow.works(expected):
            expected -= slow.ONE

        assert working_day_on_or_before(day) == expected
