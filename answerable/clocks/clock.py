"""A clock says when something falls due; its schedule says which version of it applies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from answerable.clocks.days import ONE_DAY, add_months, end_of_day, local_day, start_of_day
from answerable.clocks.holidays import add_working_days
from answerable.clocks.kinds import (
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
    Until,
    WorkingDays,
)

__all__ = [
    "Before",
    "Choice",
    "Clock",
    "Days",
    "Else",
    "Every",
    "FieldClock",
    "Hours",
    "Months",
    "MonthsBeginning",
    "Plain",
    "Schedule",
    "Until",
    "Version",
    "WorkingDays",
    "clock_that_counts",
    "counted_from",
    "day_in",
    "due",
    "due_day",
    "is_elapsed",
    "is_recorded",
    "moved",
    "parse_clock",
    "parse_schedule",
]

COUNTS = {kind.__name__: kind for kind in (Hours, Days, WorkingDays, Months, MonthsBeginning)}
WRITTEN = re.compile(r"(?P<kind>\w+)\((?P<field>[a-z]\w*)?(?:, )?(?P<n>\d+)?\)")
VERSION = re.compile(r"(?P<clock>.+?)(?: from (?P<since>\d{4}-\d\d-\d\d))?")


@dataclass(frozen=True, slots=True)
class Version:
    """A clock and the first day on which it holds; no clock means no duty from then on."""

    clock: Clock | None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """The version that applies, and whether the start came before even the first was in force."""

    version: Version
    not_yet_in_force: bool = False


@dataclass(frozen=True, slots=True)
class Schedule:
    """The clock of a duty with its history, oldest first.

    `anchor` names the field whose day it runs from instead of the start, and `version_by` the
    field whose day chooses the version. The first version holds for earlier starts too; its own
    `since` says from when it is law, and is no part of the notation.
    """

    versions: tuple[Version, ...]
    anchor: str = ""
    version_by: str = ""

    def __post_init__(self) -> None:
        if not self.versions:
            raise ValueError("a schedule needs at least one version of its clock")
        latest = self.versions[0].since
        for version in self.versions[1:]:
            if version.since is None or (latest is not None and version.since <= latest):
                raise ValueError(f"the versions of a clock must each begin later: {self}")
            latest = version.since

    def __str__(self) -> str:
        first, *later = self.versions
        parts = [str(first.clock or "none")]
        parts += [f"{version.clock or 'none'} from {version.since}" for version in later]
        if self.anchor:
            parts.append(f"anchor={self.anchor}")
        if self.version_by:
            parts.append(f"version={self.version_by}")
        return "; ".join(parts)

    def choose(self, start: datetime, fields: Mapping[str, Any]) -> Choice:
        """The version for a start: by its local day, or by the day in the field `version_by`."""
        day = self.choosing_day(start, fields)
        chosen = self.versions[0]
        for version in self.versions[1:]:
            if version.since is not None and version.since <= day:
                chosen = version
        return Choice(chosen, chosen.since is not None and day < chosen.since)

    def choosing_day(self, start: datetime, fields: Mapping[str, Any]) -> date:
        """The day that decides which version applies."""
        day = day_in(fields, self.version_by) if self.version_by else None
        return local_day(start) if day is None else day


def parse_clock(text: str) -> Clock:
    """The clock that the text writes; ValueError names the text that could not be read."""
    written, has_else, rest = text.partition(" else ")
    clock = _parse_plain(written)
    if not has_else:
        return clock
    if not isinstance(clock, FieldClock):
        raise ValueError(f"{written!r} needs no field, so nothing can follow it in {text!r}")
    return Else(clock, parse_clock(rest))


def _parse_plain(text: str) -> Plain:
    found = WRITTEN.fullmatch(text.strip())
    clock: Plain | None = None
    if found is not None:
        kind, field = found["kind"], found["field"]
        n = None if found["n"] is None else int(found["n"])
        if kind in COUNTS and field is None and n is not None:
            clock = COUNTS[kind](n)
        elif kind == "Before" and field is not None and n is not None:
            clock = Before(field, n)
        elif kind in ("Until", "Every") and field is not None and n is None:
            clock = Until(field) if kind == "Until" else Every(field)
    # What is read has to be written the same, so that a slip in a table is not half understood.
    if clock is None or str(clock) != text.strip():
        raise ValueError(f"this is no clock: {text!r}")
    return clock


def parse_schedule(text: str) -> Schedule:
    """The schedule that the text writes; ValueError names the text that could not be read."""
    versions: list[Version] = []
    fields = {"anchor": "", "version": ""}
    for part in (part.strip() for part in text.split(";")):
        name, is_named, field = part.partition("=")
        if is_named:
            if name not in fields or not field.isidentifier() or fields[name]:
                raise ValueError(f"this is no part of a clock: {part!r} in {text!r}")
            fields[name] = field
        else:
            versions.append(_parse_version(part))
    return Schedule(tuple(versions), anchor=fields["anchor"], version_by=fields["version"])


def _parse_version(text: str) -> Version:
    found = VERSION.fullmatch(text)
    if found is None:
        raise ValueError(f"this is no version of a clock: {text!r}")
    try:
        since = None if found["since"] is None else date.fromisoformat(found["since"])
    except ValueError:
        raise ValueError(f"{found['since']} is no day, in {text!r}") from None
    return Version(None if found["clock"] == "none" else parse_clock(found["clock"]), since)


def is_recorded(fields: Mapping[str, Any], name: str) -> bool:
    """Whether the field is there and says something; an empty text does not."""
    return fields.get(name) not in (None, "")


def day_in(fields: Mapping[str, Any], name: str) -> date | None:
    """The day in a field, None where it is not recorded; ValueError where it is no day."""
    if not is_recorded(fields, name):
        return None
    value = fields[name]
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError(f"{name} is no day of the form YYYY-MM-DD: {value!r}") from None


def clock_that_counts(clock: Clock, fields: Mapping[str, Any]) -> Plain:
    """The clock itself, or the one that an else leads to."""
    while isinstance(clock, Else):
        clock = clock.first if is_recorded(fields, clock.first.field) else clock.second
    return clock


def is_elapsed(clock: Clock, fields: Mapping[str, Any]) -> bool:
    """Whether the clock that counts runs to an instant rather than to the end of a day.

    At the instant due an elapsed clock is still on time and open; the others are late and overdue.
    """
    return isinstance(clock_that_counts(clock, fields), Hours)


def due(
    clock: Clock, start: datetime, fields: Mapping[str, Any], anchor: str = ""
) -> datetime | None:
    """The instant due, in UTC; None where the field that it needs is not recorded."""
    counts = clock_that_counts(clock, fields)
    if isinstance(counts, Hours):
        if not anchor:
            # In UTC first: in London's own time Python would add hours of the clock on the wall.
            return start.astimezone(UTC) + timedelta(hours=counts.n)
        day = day_in(fields, anchor)
        return None if day is None else start_of_day(day) + timedelta(hours=counts.n)
    last = due_day(counts, start, fields, anchor)
    return None if last is None else end_of_day(last)


def counted_from(
    clock: Plain, start: datetime, fields: Mapping[str, Any], anchor: str = ""
) -> date | None:
    """The day that a clock counts from: its field's, the anchor's, or that of the start."""
    if isinstance(clock, Until | Before):
        return day_in(fields, clock.field)
    return day_in(fields, anchor) if anchor else local_day(start)


def due_day(
    clock: Plain, start: datetime, fields: Mapping[str, Any], anchor: str = ""
) -> date | None:
    """The local day at whose end a clock of days falls due; None where a field is not recorded."""
    day = counted_from(clock, start, fields, anchor)
    if day is None:
        return None
    match clock:
        case Days(n):
            return day + timedelta(days=n)
        case WorkingDays(n):
            return add_working_days(day, n)
        case Months(n):
            return add_months(day, n)
        case MonthsBeginning(n):
            return _last_day_of_months(day + ONE_DAY, n)
        case Until():
            return day
        case Before(_, n):
            return day - timedelta(days=n)
        case Every(field):
            return day + timedelta(days=fields[field]) if is_recorded(fields, field) else None
    raise ValueError(f"{clock} does not run to the end of a day")


def _last_day_of_months(first: date, months: int) -> date:
    """The day before the corresponding one, or the last of the month where there is none."""
    corresponding = add_months(first, months)
    return corresponding - ONE_DAY if corresponding.day == first.day else corresponding


def moved(
    clock: Clock,
    fields: Mapping[str, Any],
    due_at: datetime,
    paused_at: datetime,
    resumed_at: datetime,
    floor: int | None,
) -> datetime:
    """The instant due after a pause, in UTC; as it was where it was already past at the pause.

    `floor` is the least number of days left, the day of resumption counted as the first.
    """
    due_at, paused_at, resumed_at = (
        instant.astimezone(UTC) for instant in (due_at, paused_at, resumed_at)
    )
    if is_elapsed(clock, fields):
        if paused_at > due_at:
            return due_at
        later = due_at + (resumed_at - paused_at)
    else:
        if paused_at >= due_at:
            return due_at
        days_paused = local_day(resumed_at) - local_day(paused_at)
        # What is due at the end of a day is due at the instant at which the next one begins.
        later = start_of_day(local_day(due_at) + days_paused)
    if floor is None:
        return later
    return max(later, end_of_day(local_day(resumed_at) + timedelta(days=floor - 1)))
