"""The words in which a rule is declared: sources, duties, gates and signals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeVar

from answerable.clocks.clock import Schedule, Version, parse_schedule
from answerable.clocks.days import local_day
from answerable.events.entry import Entry
from answerable.events.reasons import OWN_FIELD
from answerable.rules.pattern import Pattern, parse_patterns
from answerable.rules.setting import Setting

if TYPE_CHECKING:
    from answerable.rules.case import Case

Basis = Literal["stated", "law", "default"]
Force = Literal["must", "explain"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a rule comes from: a document of `rules.sources`, and the place in it.

    `evidence` says how well the place is known, in the letters of `rules.sources.EVIDENCE`; the
    five documents of the mission, which were read whole, need none.
    """

    document: str
    place: str
    evidence: str = ""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What every rule must say of itself.

    `basis` is the whole of what it rests on, in words; `figure` says which of the three the
    number in it rests on, so that a default is never taken for law. `since` is the day from which
    it applies, `read_on` the day one of us last read its sources.
    """

    id: str
    what: str
    basis: str
    figure: Basis
    since: date
    read_on: date
    sources: tuple[Source, ...]
    requirements: tuple[str, ...]
    room: str = ""

    @property
    def verified(self) -> bool:
        """Whether the place of the law was read at its source."""
        return "not verified" not in self.basis


@dataclass(frozen=True, kw_only=True)
class Duty(Rule):
    """Something that somebody must do by a time, in the notation of the catalogue.

    `starts`, `met_by`, `lifted_by`, `paused_by`, `resumed_by` are patterns; `clock` a schedule;
    `per` the kind of its subject, or `case`; `moved_by` an event's field, `event.type.field`;
    `when` a fact that must hold at the start; `held_by` who holds the case while the clock stands
    still; `why` what goes wrong without it; `by_force` the duty as forces have set it for their own
    cases, by the code of the force.
    """

    owner: str
    per: str
    starts: str
    met_by: str
    clock: str
    why: str = ""
    lifted_by: str = ""
    flags: str = ""
    paused_by: str = ""
    resumed_by: str = ""
    held_by: str = ""
    moved_by: str = ""
    when: str = ""
    by_force: tuple[tuple[str, Duty], ...] = ()

    @cached_property
    def schedule(self) -> Schedule:
        """The clock in its versions, the first of them in force from the day the rule is."""
        parsed = parse_schedule(self.clock)
        first = parsed.versions[0]
        later = parsed.versions[1].since if len(parsed.versions) > 1 else None
        if first.clock is None or (later is not None and later <= self.since):
            return parsed  # a force's own setting may be older than the rule
        return replace(parsed, versions=(Version(first.clock, self.since), *parsed.versions[1:]))

    @cached_property
    def patterns(self) -> Mapping[str, tuple[Pattern, ...]]:
        """The parsed patterns of each part: starts, meets, lifts, pauses, resumes."""
        return {
            "starts": parse_patterns(self.starts),
            "meets": parse_patterns(self.met_by),
            "lifts": parse_patterns(self.lifted_by),
            "pauses": parse_patterns(self.paused_by),
            "resumes": parse_patterns(self.resumed_by),
        }

    @cached_property
    def mover(self) -> tuple[str, str] | None:
        """The event type whose field gives a new due day, and the field."""
        if not self.moved_by:
            return None
        event, _, field = self.moved_by.rpartition(".")
        return event, field

    @cached_property
    def heard(self) -> frozenset[str]:
        """Every event type that matters to the duty."""
        named = {pattern.event for part in self.patterns.values() for pattern in part}
        return frozenset(named | ({self.mover[0]} if self.mover else set()))

    @cached_property
    def patterns_of(self) -> Mapping[str, Mapping[str, tuple[Pattern, ...]]]:
        """Of each event type that matters to the duty, its patterns of each part."""
        return {
            name: {
                part: tuple(pattern for pattern in patterns if pattern.event == name)
                for part, patterns in self.patterns.items()
            }
            for name in self.heard
        }

    @cached_property
    def flag_set(self) -> frozenset[str]:
        """The flags, such as `before` and `recurs`."""
        return frozenset(flag.strip() for flag in self.flags.split(";") if flag.strip())

    @property
    def recurs(self) -> bool:
        """Whether the event that meets one obligation opens the next."""
        return "recurs" in self.flag_set

    @property
    def before(self) -> bool:
        """Whether what was done before the start counts."""
        return "before" in self.flag_set

    @cached_property
    def floor(self) -> int | None:
        """How many days, the day of resumption the first, a pause leaves at the least."""
        given = [flag for flag in self.flag_set if flag.startswith("floor=")]
        return int(given[0].removeprefix("floor=")) if given else None


@dataclass(frozen=True, kw_only=True)
class Requirement(Rule):
    """One thing that a gate asks before an event may be recorded.

    `guards` are the patterns of the events that it guards, and where it is
    `dated` it guards only those on or after `since`. `met` says whether the case strictly
    before the event, and the event itself, satisfy it; one that does not apply is met. `asks` says
    what has to be so, and `message` in plain English what is missing where it is not, and how to
    put it right. Where a force may set something in it, that is its `setting`: `met` is given what
    is in force on the day of the event, and its name in braces stands for it in the words.
    `by_force` is the requirement as forces have set it for their own cases, as of a duty.

    A reason in words is asked for by every requirement that may be explained, and by one that must
    be met where such a reason is what meets it (`met_by_reason`).
    """

    guards: str
    force: Force
    asks: str
    message: str
    met: Callable[..., bool]
    dated: bool = False
    setting: Setting | None = None
    met_by_reason: bool = False
    by_force: tuple[tuple[str, Requirement], ...] = ()

    def __post_init__(self) -> None:
        """Refuse to ask for a reason where it would stand in the place of what the victim said."""
        clash = {pattern.event for pattern in self.patterns} & OWN_FIELD
        if self.takes_reason and clash:
            raise ValueError(
                f"{self.id} asks for a reason with {', '.join(sorted(clash))}, whose own field "
                "'reasons' holds what the victim said: let it be a must without one"
            )

    @property
    def takes_reason(self) -> bool:
        """Whether a reason in words is asked for where it is not met."""
        return self.force == "explain" or self.met_by_reason

    @cached_property
    def patterns(self) -> tuple[Pattern, ...]:
        """The events that it guards."""
        return parse_patterns(self.guards)

    def holds(self, case: Case, event: Entry) -> bool:
        """Whether the case strictly before the event, and the event itself, satisfy it."""
        if self.setting is None:
            return self.met(case, event)
        return self.met(case, event, self.setting.on(local_day(event.occurred_at)))

    def said(self, words: str, day: date | None = None) -> str:
        """Its words with our default in them; of a day, with what is in force and whose it is."""
        if self.setting is None:
            return words
        filled = words.replace(f"{{{self.setting.name}}}", self.setting.words(day))
        return filled if day is None else f"{filled} {self.setting.whose(day)}"


@dataclass(frozen=True, slots=True)
class Raised:
    """One place where a signal is raised: on what, when, by which entries (`seq`), and whether
    it has been cleared since."""

    subject: str
    raised_at: datetime
    events: tuple[int, ...]
    cleared: bool = False


@dataclass(frozen=True, kw_only=True)
class Signal(Rule):
    """A pattern over a case that no clock catches.

    A `pattern` stays raised; a `state` is cleared when it is no longer true. `put_right` says what
    to do about it. `turns` gives the instants after the case's time at which time alone, with
    nothing recorded, may raise or clear it.
    """

    kind: Literal["state", "pattern"]
    put_right: str
    raised: Callable[[Case], Iterable[Raised]]
    turns: Callable[[Case], Iterable[datetime]] | None = None


AnyRule = TypeVar("AnyRule", bound=Rule)


def in_room(room: str, *rules: AnyRule) -> tuple[AnyRule, ...]:
    """The rules of one room, each told which room it is in."""
    return tuple(replace(rule, room=room) for rule in rules)
