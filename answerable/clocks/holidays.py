"""Working days: Monday to Friday less the bank holidays of England and Wales.

Within the list that gov.uk has published, the list; outside it, the rules of the Banking and
Financial Dealings Act 1971 and its proclamations, which is what makes such a date provisional.
The Act has held since 1972; the rules stand in for the holidays of earlier years.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib.resources import files

from answerable.clocks.days import ONE_DAY

SATURDAY = 5

# As gov.uk writes them, so that a holiday has one name whether published or worked out.
NEW_YEAR, GOOD_FRIDAY, EASTER_MONDAY = "New Year’s Day", "Good Friday", "Easter Monday"
EARLY_MAY, SPRING, SUMMER = "Early May bank holiday", "Spring bank holiday", "Summer bank holiday"
CHRISTMAS, BOXING_DAY = "Christmas Day", "Boxing Day"

NEW_YEAR_SINCE = 1974  # by yearly proclamation, as it still is
EARLY_MAY_SINCE = 1978  # likewise


@dataclass(frozen=True, slots=True)
class Proclaimed:
    """A bank holiday of one year only, by royal proclamation, instead of a usual one or besides."""

    day: date
    name: str
    instead_of: date | None = None


# Section 1(2) (another day instead) and 1(3) (a day besides) of the Act, before the published
# list begins. 1977: House of Commons, written answers, 19 January 1977, volume 924, column 191.
PROCLAIMED = (
    Proclaimed(date(1973, 11, 14), "Royal wedding"),
    Proclaimed(date(1977, 6, 6), SPRING, instead_of=date(1977, 5, 30)),
    Proclaimed(date(1977, 6, 7), "Queen’s Silver Jubilee"),
    Proclaimed(date(1981, 7, 29), "Royal wedding"),
    Proclaimed(date(1995, 5, 8), f"{EARLY_MAY} (VE day)", instead_of=date(1995, 5, 1)),
    Proclaimed(date(1999, 12, 31), "Millennium bank holiday"),
    Proclaimed(date(2002, 6, 3), "Queen’s Golden Jubilee"),
    Proclaimed(date(2002, 6, 4), SPRING, instead_of=date(2002, 5, 27)),
    Proclaimed(date(2011, 4, 29), "Royal wedding"),
)


def _read_published() -> tuple[date, dict[date, str]]:
    """The day on which the list was last checked, and the list."""
    text = files("answerable.clocks").joinpath("bank_holidays.csv").read_text(encoding="utf-8")
    notes = [line for line in text.splitlines() if line.startswith("#")]
    rows = [line for line in text.splitlines() if not line.startswith("#")]
    checked = next(note.split(":")[1] for note in notes if note.startswith("# last checked:"))
    return date.fromisoformat(checked.strip()), {
        date.fromisoformat(row["date"]): row["name"] for row in csv.DictReader(rows)
    }


LAST_CHECKED, PUBLISHED = _read_published()
PUBLISHED_FROM, PUBLISHED_TO = min(PUBLISHED), max(PUBLISHED)


def easter_sunday(year: int) -> date:
    """Easter in the Gregorian calendar, by the anonymous algorithm printed in Nature in 1876."""
    century, rest = divmod(year, 100)
    leap_centuries, leap_rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    golden = year % 19
    full_moon = (19 * golden + century - leap_centuries - moon + 15) % 30
    sunday = (32 + 2 * leap_rest + 2 * (rest // 4) - full_moon - rest % 4) % 7
    late = (golden + 11 * full_moon + 22 * sunday) // 451
    month, day = divmod(full_moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7)


def _last_monday(year: int, month: int) -> date:
    last = date(year, month, 31)  # only May and August are asked for
    return last - timedelta(days=last.weekday())


def _first_free(day: date, taken: Mapping[date, str]) -> date:
    while day.weekday() >= SATURDAY or day in taken:
        day += ONE_DAY
    return day


@cache  # one entry a year
def computed(year: int) -> Mapping[date, str]:
    """The bank holidays of a year by the rules alone, each with its name."""
    easter = easter_sunday(year)
    holidays = {
        easter - timedelta(days=2): GOOD_FRIDAY,
        easter + ONE_DAY: EASTER_MONDAY,
        _last_monday(year, 5): SPRING,
        _last_monday(year, 8): SUMMER,
    }
    if year >= EARLY_MAY_SINCE:
        holidays[_first_monday(year, 5)] = EARLY_MAY
    fixed = [(date(year, 12, 25), CHRISTMAS), (date(year, 12, 26), BOXING_DAY)]
    if year >= NEW_YEAR_SINCE:
        fixed.append((date(year, 1, 1), NEW_YEAR))
    # Those that fall on a weekday keep it; those of a weekend then take the first day left over.
    for day, name in sorted(fixed, key=lambda holiday: holiday[0].weekday() >= SATURDAY):
        holidays[_first_free(day, holidays)] = name
    for proclaimed in PROCLAIMED:
        if proclaimed.day.year == year:
            if proclaimed.instead_of is not None:
                del holidays[proclaimed.instead_of]
            holidays[proclaimed.day] = proclaimed.name
    return holidays


def is_provisional(day: date) -> bool:
    """Whether the day lies outside the published list, so that the rules have to answer."""
    return not PUBLISHED_FROM <= day <= PUBLISHED_TO


def bank_holiday(day: date) -> str | None:
    """The name of the bank holiday that the day is, or None; a substitute day has the name too."""
    return computed(day.year).get(day) if is_provisional(day) else PUBLISHED.get(day)


@cache  # no more entries than days of the product
def is_working_day(day: date) -> bool:
    """Whether the day is a weekday and no bank holiday."""
    return day.weekday() < SATURDAY and bank_holiday(day) is None


@lru_cache(maxsize=2**16)  # the same few numbers of days come again and again
def add_working_days(day: date, n: int) -> date:
    """The n-th working day after the day, which is itself not counted; ValueError below 1."""
    if n < 1:
        raise ValueError(f"there is no working day number {n} after a day")
    while n:
        day += ONE_DAY
        n -= is_working_day(day)
    return day


def working_day_on_or_before(day: date) -> date:
    """The day, or the last working day before it: a custody time limit ends early, never late.

    Source: the Prosecution of Offences (Custody Time Limits) Regulations 1987, reg 2(4) and (5).
    """
    while not is_working_day(day):
        day -= ONE_DAY
    return day
