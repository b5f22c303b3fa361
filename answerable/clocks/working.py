"""How a due date was worked out, in words: what it counts from, and each day that was skipped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from answerable.clocks.clock import (
    Before,
    Clock,
    Days,
    Else,
    Every,
    FieldClock,
    Hours,
    Months,
    MonthsBeginning,
    Plain,
    Schedule,
    Until,
    WorkingDays,
    clock_that_counts,
    counted_from,
    due,
    is_recorded,
)
from answerable.clocks.days import LONDON, MICROSECOND, ONE_DAY, local_day
from answerable.clocks.holidays import (
    LAST_CHECKED,
    PUBLISHED_FROM,
    PUBLISHED_TO,
    bank_holiday,
    is_provisional,
    is_working_day,
)

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Skipped:
    """A day that was not counted, and why: the weekend's day or the bank holiday by its name."""

    day: date
    why: str


@dataclass(frozen=True, slots=True)
class Working:
    """A due date with its working.

    `due_at` and `counted_from` are None where a field that they need is not recorded.
    `provisional` where the working days lie outside the published list of bank holidays.
    """

    due_at: datetime | None
    counted_from: date | datetime | None
    skipped: tuple[Skipped, ...]
    provisional: bool
    not_yet_in_force: bool
    lines: tuple[str, ...]


def in_words(day: date) -> str:
    """A day as a person writes it: `Thursday 2 April 2026`, in English on every machine."""
    return f"{WEEKDAYS[day.weekday()]} {day_in_words(day)}"


def day_in_words(day: date) -> str:
    """A day without its name: `2 April 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def length(clock: Clock) -> str:
    """How long a clock runs, in words: `5 working days`; of a field, as the catalogue writes it."""
    match clock:
        case Hours(n):
            return _number(n, "hour")
        case Days(n):
            return _number(n, "day")
        case WorkingDays(n):
            return _number(n, "working day")
        case Months(n) | MonthsBeginning(n):
            return _number(n, "month")
    return str(clock)


def instant_in_words(instant: datetime) -> str:
    """An instant by the clock in London: `14:30 on Thursday 2 April 2026`."""
    local = instant.astimezone(LONDON)
    clock = f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
    # An hour is lived twice when summer time ends; only its name tells which is meant.
    if local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset():
        clock += f" {local.tzname()}"
    return f"{clock} on {in_words(local.date())}"


PROVISIONAL = (
    "This date is provisional. The bank holidays that gov.uk has published run from "
    f"{in_words(PUBLISHED_FROM)} to {in_words(PUBLISHED_TO)} (last checked on "
    f"{in_words(LAST_CHECKED)}); outside that they are worked out from the rules."
)


def working(
    schedule: Schedule, clock: Clock | None, start: datetime, fields: Mapping[str, Any], anchor: str
) -> Working:
    """The working of one due date.

    `clock` is the one that applies: the version that the schedule chooses or, where the kind of
    start has a clock of its own, that one. No clock is no duty, and the working says so.
    """
    version_lines, early = _version_lines(schedule, clock, start, fields)
    lines = [f"It started at {instant_in_words(start)}.", *version_lines]
    if clock is None:
        return Working(None, None, (), False, early, tuple(lines))
    counts = clock_that_counts(clock, fields)
    lines += _else_lines(clock, counts)
    due_at = due(counts, start, fields, anchor)
    begins = counted_from(counts, start, fields, anchor)
    if due_at is None or begins is None:
        lines.append(_missing_line(counts, fields, anchor))
        return Working(None, None, (), False, early, tuple(lines))
    if anchor and not isinstance(counts, Until | Before):
        lines.append(f"It runs from the day in {anchor}, not from the start.")
    lines.append(_counting_line(counts, begins, fields))
    if isinstance(counts, Hours):
        lines += _hour_lines(start, due_at)
        return Working(due_at, begins if anchor else start, (), False, early, tuple(lines))
    last = local_day(due_at - MICROSECOND)
    skipped, provisional = _skipped(counts, begins, last)
    lines += [f"Not counted: {in_words(skip.day)} ({skip.why})." for skip in skipped]
    lines.append(f"It is due by the end of {in_words(last)}.")
    if provisional:
        lines.append(PROVISIONAL)
    return Working(due_at, begins, skipped, provisional, early, tuple(lines))


def _version_lines(
    schedule: Schedule, clock: Clock | None, start: datetime, fields: Mapping[str, Any]
) -> tuple[list[str], bool]:
    """Which version applies, where there are several, and whether it was not yet in force."""
    choice = schedule.choose(start, fields)
    since, early = choice.version.since, choice.not_yet_in_force
    lines = []
    if clock != choice.version.clock:
        lines.append("This kind of start has a clock of its own.")
    elif len(schedule.versions) > 1:
        which = f"the one from {in_words(since)}" if since and not early else "the first"
        by = "the start"
        if schedule.version_by and is_recorded(fields, schedule.version_by):
            by = schedule.version_by
        lines.append(
            f"Of the {len(schedule.versions)} versions of its clock, the day of {by}, "
            f"{in_words(schedule.choosing_day(start, fields))}, calls for {which}."
        )
    if clock is None:
        lines.append("Under that version there is no duty, so nothing falls due.")
    if early and since is not None:
        lines.append(
            f"It measures against a rule not yet in force: the rule holds from {in_words(since)}."
        )
    return lines, early


def _else_lines(clock: Clock, counts: Plain) -> list[str]:
    lines = []
    while isinstance(clock, Else) and counts != clock.first:
        lines.append(f"{clock.first.field} is not recorded, so {clock.second} applies.")
        clock = clock.second
    return lines


def _missing_line(clock: Plain, fields: Mapping[str, Any], anchor: str) -> str:
    needed = [clock.field] if isinstance(clock, FieldClock) else []
    missing = next(name for name in [*needed, anchor] if not is_recorded(fields, name))
    return f"{missing} is not recorded, so {clock} gives no due date: it is open until closed."


def _counting_line(clock: Plain, begins: date, fields: Mapping[str, Any]) -> str:
    """How far the clock counts, and from which day."""
    day = in_words(begins)
    match clock:
        case Hours(n):
            return f"It counts {_number(n, 'hour')} as time passes."
        case Days(n):
            return f"It counts {_number(n, 'day')} after {day}."
        case WorkingDays(n):
            return f"It counts {_number(n, 'working day')} after {day}."
        case Months(n):
            return f"It counts {_number(n, 'month')} after {day}."
        case MonthsBeginning(n):
            return f"It counts {_number(n, 'month')} beginning with {in_words(begins + ONE_DAY)}."
        case Until(field):
            return f"It runs to the day in {field}, {day}."
        case Before(field, n):
            return f"It counts {_number(n, 'day')} back from the day in {field}, {day}."
        case Every(field):
            return f"It counts {_number(fields[field], 'day')}, as {field} says, after {day}."


def _hour_lines(start: datetime, due_at: datetime) -> list[str]:
    lines = [f"It is due at {instant_in_words(due_at)}."]
    if start.astimezone(LONDON).utcoffset() != due_at.astimezone(LONDON).utcoffset():
        lines.append("The clocks change in between; that makes it neither longer nor shorter.")
    return lines


def _number(n: int, thing: str) -> str:
    return f"{n} {thing}" if n == 1 else f"{n} {thing}s"


def _skipped(clock: Plain, begins: date, last: date) -> tuple[tuple[Skipped, ...], bool]:
    """The days up to the last that are no working days; and whether the rules had to say so."""
    if not isinstance(clock, WorkingDays):
        return (), False
    looked_at = [begins + n * ONE_DAY for n in range(1, (last - begins).days + 1)]
    skipped = tuple(
        Skipped(day, bank_holiday(day) or WEEKDAYS[day.weekday()])
        for day in looked_at
        if not is_working_day(day)
    )
    return skipped, any(is_provisional(day) for day in looked_at)
