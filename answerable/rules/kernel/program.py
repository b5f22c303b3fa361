"""The duties compiled to arrays: for each event type, what it does to which duty."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

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
    WorkingDays,
)
from answerable.events.catalogue import subject_kind
from answerable.events.columns import AGENCY_CODES, STRUCK_OUT
from answerable.rules.derived import DECIDED, TRIED
from answerable.rules.kernel.calendar import day_number
from answerable.rules.kernel.tables import (
    BEFORE,
    DAYS,
    EVERY,
    FACT_CODES,
    HOURS,
    MONTHS,
    MONTHS_BEGINNING,
    MOVES,
    NOTED,
    OWNER_RULES,
    OWNERS,
    ROLES,
    STARTS,
    UNTIL,
    WORKING,
    Tables,
)
from answerable.rules.model import Duty
from answerable.rules.pattern import Condition, Pattern
from answerable.rules.set_by_force import for_force

# Facts of the data that the kernel itself asks for: the first conditions of every program.
BY_POLICE = Condition("by", ("police",))
BY_CPS = Condition("by", ("cps",))
BY_AGENCY = Condition("by", ("agency",))
DOMESTIC_ABUSE = Condition("domestic_abuse", ("true",))
AS_PROSECUTOR = Condition("role", ("prosecutor",))
OWN_CONDITIONS = (BY_POLICE, BY_CPS, BY_AGENCY, DOMESTIC_ABUSE, AS_PROSECUTOR)
OWN_QUESTIONS = {
    "contact.made": "by", "crime.reported": "domestic_abuse", "decision.made": "by",
    "officer.changed": "role",
}  # fmt: skip


# What is asked of the data of an event type: of each field, the bits by its value.
Asks = tuple[tuple[str, Mapping[Any, int]], ...]

# What a program knows of an event type: its code; what it asks of the data; what takes the answers
# to that from the data, if anything is asked; the masks of answers met before; and which fields of
# the data a clock reads, with their numbers. A plain tuple: Python takes it apart in half the time
# of a named one.
Known = tuple[
    int,
    Asks,
    Callable[[Mapping[str, Any]], Any] | None,
    dict[Any, int],
    tuple[tuple[str, int], ...],
]


@dataclass(frozen=True)
class Program:
    """The duties as the kernel runs them, and how a row's data is read for it.

    `conditions` are numbered: bit i of a mask says that condition i holds. `fields` are the
    fields whose day or number a clock reads. `by_force` has the programs of the forces that have
    set something of their own, for their cases.
    """

    duties: tuple[Duty, ...]
    event_codes: Mapping[str, int]
    conditions: tuple[Condition, ...]
    fields: tuple[str, ...]
    days_fields: frozenset[str]
    tables: Tables
    bits: Mapping[str, Mapping[Any, int]] = field(repr=False)  # by field, then by its value
    of_event: Mapping[str, Known]  # by event type
    by_force: Mapping[str, Program] = field(default_factory=dict, repr=False)

    @property
    def asked(self) -> frozenset[str]:
        """The fields that are read of a row's data."""
        own = (program.asked for program in self.by_force.values())
        return frozenset({*self.bits, *self.fields}.union(*own, ["force"] if self.by_force else []))


def compile_duties(duties: Iterable[Duty], event_types: Iterable[str]) -> Program:
    """The program of these duties; ValueError where the kernel cannot run one of them."""
    given, types = tuple(duties), tuple(event_types)
    ordered = for_force(given, "")
    names = [*dict.fromkeys([STRUCK_OUT, *types, DECIDED, TRIED])]
    codes = {name: code for code, name in enumerate(names)}
    builder = _Builder(codes)
    for number, duty in enumerate(ordered):
        _check(duty)
        builder.add(number, duty)
    forces = {force for duty in given for force, _ in duty.by_force}
    own = {force: compile_duties(for_force(given, force), types) for force in sorted(forces)}
    return replace(builder.program(ordered), by_force=own)


def _check(duty: Duty) -> None:
    """Refuse what no duty of the catalogue does and the kernel therefore cannot do."""
    for patterns in duty.patterns.values():
        for pattern in patterns:
            if pattern.event in (DECIDED, TRIED) and pattern.conditions:
                raise ValueError(f"{duty.id}: a condition on the derived {pattern.event}")
    for pattern in (*duty.patterns["pauses"], *duty.patterns["resumes"]):
        if subject_kind(pattern.event) == duty.per:
            raise ValueError(f"{duty.id}: paused by an event about one {duty.per} alone")
    if duty.recurs and duty.per != "case" and _fields_of(duty.schedule):
        raise ValueError(f"{duty.id}: recurs per {duty.per} with a clock that reads a field")
    if duty.recurs and duty.before:
        raise ValueError(f"{duty.id}: recurs, and counts what came before")


def _fields_of(schedule: Schedule) -> list[str]:
    named = [schedule.anchor, schedule.version_by]
    for version in schedule.versions:
        named += _clock_fields(version.clock)
    return [name for name in named if name]


def _clock_fields(clock: Clock | None) -> list[str]:
    if isinstance(clock, Else):
        return [*_clock_fields(clock.first), *_clock_fields(clock.second)]
    return [clock.field] if isinstance(clock, Until | Before | Every) else []


class _Builder:
    """Numbers events, conditions, fields and clocks as the duties name them."""

    def __init__(self, codes: Mapping[str, int]) -> None:
        self.codes = codes
        self.conditions: list[Condition] = list(OWN_CONDITIONS)
        self.fields: list[str] = []
        self.days_fields: set[str] = set()
        self.clocks: list[tuple[int, int, int, int]] = []
        self.operations: list[tuple[int, int, int, int, int, bool, int]] = []
        self.versions: list[tuple[int, int, int]] = []  # duty, since, clock
        self.anchors: list[tuple[int, int]] = []
        self.reads: dict[str, set[str]] = {}  # by event type, the fields that a clock reads
        self.asks = {name: {field} for name, field in OWN_QUESTIONS.items()}

    def add(self, number: int, duty: Duty) -> None:
        for part, role in ROLES.items():
            for pattern in duty.patterns[part]:
                self._operation(number, duty, role, pattern)
        if duty.mover:
            clock = self._field(duty.mover[1], is_day=True)
            self.reads.setdefault(duty.mover[0], set()).add(duty.mover[1])
            self._append(number, duty, MOVES, duty.mover[0], 0, 0, clock)
        for version in duty.schedule.versions:
            since = day_number(version.since) if version.since else 0
            self.versions.append((number, since, self._clock(version.clock)))
        schedule = duty.schedule
        self.anchors.append(
            (
                self._field(schedule.anchor, is_day=True) if schedule.anchor else -1,
                self._field(schedule.version_by, is_day=True) if schedule.version_by else -1,
            )
        )

    def _operation(self, number: int, duty: Duty, role: int, pattern: Pattern) -> None:
        need, agencies = 0, 0
        for condition in pattern.conditions:
            if condition.field == "agency":
                agencies |= sum(1 << AGENCY_CODES[name] for name in condition.allowed)
            else:
                need |= 1 << self._condition(condition)
                self.asks.setdefault(pattern.event, set()).add(condition.field)
        clock = self._clock(pattern.clock) if role == STARTS else -1
        reads = _clock_fields(pattern.clock) or _fields_of(duty.schedule)
        if role == STARTS and reads:
            self.reads.setdefault(pattern.event, set()).update(reads)
        self._append(number, duty, role, pattern.event, need, agencies, clock)

    def _append(
        self, number: int, duty: Duty, role: int, event: str, need: int, agencies: int, clock: int
    ) -> None:
        own = subject_kind(event) == duty.per
        self.operations.append((self.codes[event], number, role, need, agencies, own, clock))

    def _condition(self, condition: Condition) -> int:
        if condition not in self.conditions:
            self.conditions.append(condition)
        return self.conditions.index(condition)

    def _field(self, name: str, *, is_day: bool) -> int:
        if name not in self.fields:
            self.fields.append(name)
        if is_day:
            self.days_fields.add(name)
        return self.fields.index(name)

    def _clock(self, clock: Clock | None) -> int:
        if clock is None:
            return -1
        row = self._clock_row(clock)
        if row not in self.clocks:
            self.clocks.append(row)
        return self.clocks.index(row)

    def _clock_row(self, clock: Clock) -> tuple[int, int, int, int]:
        match clock:
            case Hours(n):
                return (HOURS, n, -1, -1)
            case Days(n):
                return (DAYS, n, -1, -1)
            case WorkingDays(n):
                return (WORKING, n, -1, -1)
            case Months(n):
                return (MONTHS, n, -1, -1)
            case MonthsBeginning(n):
                return (MONTHS_BEGINNING, n, -1, -1)
            case Until(name):
                return (UNTIL, 0, self._field(name, is_day=True), -1)
            case Before(name, n):
                return (BEFORE, n, self._field(name, is_day=True), -1)
            case Every(name):
                return (EVERY, 0, self._field(name, is_day=False), -1)
            case Else(first, second):
                return (*self._clock_row(first)[:3], self._clock(second))

    def program(self, duties: tuple[Duty, ...]) -> Program:
        if len(self.conditions) > 63:
            raise ValueError(f"{len(self.conditions)} conditions; a mask holds 63")
        bits = self._bits()
        return Program(
            duties=duties,
            event_codes=self.codes,
            conditions=tuple(self.conditions),
            fields=tuple(self.fields),
            days_fields=frozenset(self.days_fields),
            tables=self._tables(duties),
            bits=bits,
            of_event={event: self._known(event, bits) for event in self.codes},
        )

    def _known(self, event: str, bits: Mapping[str, Mapping[Any, int]]) -> Known:
        names = sorted(self.asks.get(event, ()))
        asks = tuple((name, bits[name]) for name in names)
        answers = itemgetter(*names) if names else None
        reads = sorted(self.reads.get(event, ()))
        clocked = tuple((name, self.fields.index(name)) for name in reads)
        return (self.codes[event], asks, answers, {}, clocked)

    def _bits(self) -> dict[str, dict[Any, int]]:
        """By field and value, the bits of the conditions that hold of it; of a truth value, under
        the truth value too."""
        found: dict[str, dict[Any, int]] = {}
        for number, condition in enumerate(self.conditions):
            of_field = found.setdefault(condition.field, {})
            for value in condition.allowed:
                keys = [value, value == "true"] if value in ("true", "false") else [value]
                for one in keys:
                    of_field[one] = of_field.get(one, 0) | 1 << number
        return found

    def _tables(self, duties: tuple[Duty, ...]) -> Tables:
        # Of one event, by duty and role; a start's patterns keep their order, for the first
        # that matches gives the clock.
        rows = sorted(self.operations, key=lambda row: row[:3])
        counts = np.bincount([row[0] for row in rows], minlength=len(self.codes))
        noted = np.zeros(len(self.codes), dtype=np.int8)
        for name, code in NOTED.items():
            if name in self.codes:
                noted[self.codes[name]] = code
        return Tables(
            first=np.concatenate([[0], np.cumsum(counts)]).astype(np.int32),
            op=np.array([row[1:] for row in rows], dtype=np.int64).reshape(-1, 6),
            clock=np.array(self.clocks, dtype=np.int64).reshape(-1, 4),
            version=np.array([row[1:] for row in self.versions], dtype=np.int64).reshape(-1, 2),
            duty=self._duties(duties),
            noted=noted,
        )

    def _duties(self, duties: tuple[Duty, ...]) -> NDArray[np.int64]:
        by_name = sorted(duty.id for duty in duties)
        counts = np.bincount([row[0] for row in self.versions], minlength=len(duties))
        ends = np.cumsum(counts)
        rows = [
            (
                duty.recurs, duty.before, duty.floor or 0, FACT_CODES[duty.when],
                _owner_code(duty.owner), by_name.index(duty.id),
                ends[number] - counts[number], ends[number], *self.anchors[number],
            )
            for number, duty in enumerate(duties)
        ]  # fmt: skip
        return np.array(rows, dtype=np.int64).reshape(-1, 10)


def _owner_code(rule: str) -> int:
    if rule in OWNER_RULES:
        return OWNER_RULES[rule]
    return OWNERS.index(tuple(part.strip() for part in rule.split(",")))
