"""The referee: what one case owes, worked out in the plainest way there is.

Every other path (the columnar kernel, several processes, a distributed engine) is held to give
these same obligations, row for row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from answerable.clocks.clock import Choice, Clock, Until, due, is_elapsed, moved
from answerable.events.catalogue import subject_kind
from answerable.events.entry import Entry
from answerable.rules.facts import FACTS, owner_at
from answerable.rules.model import Duty
from answerable.rules.obligation import Move, Obligation, Pause, Status, Working, days_late
from answerable.rules.pattern import Pattern, first_match


def obligations(
    events: Sequence[Entry], duties: Iterable[Duty], as_of: datetime
) -> list[Obligation]:
    """What one case owes at `as_of`: its events in order, derived ones among them."""
    rows = [row for duty in duties for row in evaluate(duty, events, as_of)]
    return sorted(rows, key=lambda row: row.order)


def evaluate(duty: Duty, events: Sequence[Entry], as_of: datetime) -> list[Obligation]:
    """The obligations of one duty. Within an event: close, then move, then pause, then open."""
    run = _Run(duty, events)
    heard = duty.patterns_of
    for at, event in [(at, event) for at, event in enumerate(events) if event.event in heard]:
        closed = run.close(at, event)
        run.move(event)
        run.pause_or_resume(event)
        run.open_next(at, event, closed)
        run.open(at, event)
    return [owed.row(duty, as_of) for owed in run.owed]


@dataclass
class _Owed:
    """One obligation while it is being worked out."""

    subject: str
    start: Entry
    clock: Clock
    choice: Choice | None
    anchor: str
    fields: Entry
    owner: tuple[str, ...]
    first_due: datetime | None
    due: datetime | None
    elapsed: bool
    closed_by: Entry | None = None
    closed_at: datetime | None = None
    how: Literal["", "met", "lifted"] = ""
    before: Entry | None = None
    paused_by: Entry | None = None
    stopped: bool = False  # paused before it was due: the clock stands still
    pauses: list[Pause] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)

    def past(self, instant: datetime) -> bool:
        """Whether it is due at an instant: at that very instant, hours are not yet, days are."""
        if self.due is None:
            return False
        return instant > self.due if self.elapsed else instant >= self.due

    def row(self, duty: Duty, as_of: datetime) -> Obligation:
        late = not self.stopped and self.past(self.closed_at or as_of)
        status = self._status(late)
        breach = status in ("late", "missed", "overdue") and self.due is not None
        working = Working(
            self.start, self.clock, self.choice, self.anchor, self.fields, self.first_due,
            self.closed_by, self.before, tuple(self._ledger(duty)), tuple(self.moves),
            self.elapsed,
        )  # fmt: skip
        return Obligation(
            self.start.case_id, duty.id, self.subject, self.owner, self.start.occurred_at,
            self.due, self.closed_at, status,
            days_late(self.due, self.closed_at or as_of) if breach and self.due else 0.0,
            working,
        )  # fmt: skip

    def _status(self, late: bool) -> Status:
        if self.before is not None:
            return "met"
        if self.how == "met":
            return "late" if late else "met"
        if self.how == "lifted":
            return "missed" if late else "lifted"
        if self.stopped:
            return "paused"
        return "overdue" if late else "open"

    def _ledger(self, duty: Duty) -> list[Pause]:
        if self.paused_by is None:
            return self.pauses
        last = Pause(self.paused_by, None, duty.held_by, self.due, None)
        return [*self.pauses, last]


class _Run:
    """One duty's way through a case."""

    def __init__(self, duty: Duty, events: Sequence[Entry]) -> None:
        self.duty = duty
        self.events = events
        self.owed: list[_Owed] = []
        self.done: list[tuple[int, Entry]] = []  # what meets the duty, in order
        self.used: set[tuple[int, str]] = set()  # (place, subject) of what has met one
        self.lifted_at: dict[str, int] = {}  # by subject, the place of the last lifting
        self.latest_start: dict[str, Entry] = {}
        self.paused_by: Entry | None = None

    def _standing(self) -> list[_Owed]:
        return [owed for owed in self.owed if not owed.how]

    def _matches(self, part: str, event: Entry) -> bool:
        return first_match(self.duty.patterns_of[event.event][part], event) is not None

    def _touches(self, event: Entry, subject: str) -> bool:
        """Whether an event counts for an obligation about `subject`."""
        own_kind = subject_kind(event.event) == self.duty.per
        return not own_kind or event.subject in ("", subject)

    def close(self, at: int, event: Entry) -> list[_Owed]:
        """Close what the event meets, or else lifts; the ones that it met."""
        meets, lifts = self._matches("meets", event), self._matches("lifts", event)
        if meets:
            self.done.append((at, event))
        if not meets and not lifts:
            return []
        closed = [owed for owed in self._standing() if self._touches(event, owed.subject)]
        for owed in closed:
            owed.how = "met" if meets else "lifted"
            owed.closed_by, owed.closed_at = event, event.occurred_at
            if meets:
                self.used.add((at, owed.subject))
            else:
                self.lifted_at[owed.subject] = at
        return closed if meets else []

    def move(self, event: Entry) -> None:
        """Give what is open and not yet due the new due day that the event's field gives."""
        if self.duty.mover is None or event.event != self.duty.mover[0]:
            return
        clock = Until(self.duty.mover[1])
        new = due(clock, event.occurred_at, event.data)
        for owed in self._standing():
            if new and self._touches(event, owed.subject) and not owed.past(event.occurred_at):
                owed.moves.append(Move(event, owed.due, new))
                owed.due, owed.elapsed = new, False

    def pause_or_resume(self, event: Entry) -> None:
        """Stop the clock of everything that stands, or let it run again."""
        if self.paused_by is None and self._matches("pauses", event):
            self.paused_by = event
            for owed in self._standing():
                _pause(owed, event)
        elif self.paused_by is not None and self._matches("resumes", event):
            self.paused_by = None
            for owed in self._standing():
                _resume(owed, event, self.duty)

    def open_next(self, at: int, event: Entry, met: list[_Owed]) -> None:
        """Open the next obligation after each that was met, where the duty recurs."""
        if self.duty.recurs:
            for owed in met:
                self._open(at, event, owed.subject, None)

    def open(self, at: int, event: Entry) -> None:
        """Open what the event starts, unless one of the same subject is open already."""
        pattern = first_match(self.duty.patterns_of[event.event]["starts"], event)
        if pattern is None:
            return
        subject = event.subject if subject_kind(event.event) == self.duty.per else ""
        self.latest_start[subject] = event
        if not any(owed.subject == subject for owed in self._standing()):
            self._open(at, event, subject, pattern)

    def _open(self, at: int, event: Entry, subject: str, pattern: Pattern | None) -> None:
        if self.duty.when and not FACTS[self.duty.when](self.events[:at], subject):
            return
        fields = event if pattern else self.latest_start.get(subject, event)
        choice, anchor = None, ""
        clock: Clock | None = pattern.clock if pattern else None
        if clock is None:
            choice = self.duty.schedule.choose(event.occurred_at, fields.data)
            clock, anchor = choice.version.clock, self.duty.schedule.anchor
        if clock is None:  # no duty in the time of that version
            return
        instant = due(clock, event.occurred_at, fields.data, anchor)
        owed = _Owed(
            subject, event, clock, choice, anchor, fields,
            owner_at(self.duty.owner, event, self.events[:at]),
            instant, instant, is_elapsed(clock, fields.data),
        )  # fmt: skip
        if self.duty.before:
            self._close_by_earlier(at, owed)
        if self.paused_by is not None and not owed.how:
            _pause(owed, event)
        self.owed.append(owed)

    def _close_by_earlier(self, at: int, owed: _Owed) -> None:
        """Let what was done before the start meet it: the earliest that has met none yet."""
        lifted_at = self.lifted_at.get(owed.subject, -1)
        for place, event in self.done:
            free = (place, owed.subject) not in self.used and lifted_at < place < at
            if free and self._touches(event, owed.subject):
                self.used.add((place, owed.subject))
                owed.how, owed.closed_by, owed.before = "met", event, event
                owed.closed_at = owed.start.occurred_at
                return


def _pause(owed: _Owed, event: Entry) -> None:
    owed.paused_by = event
    owed.stopped = not owed.past(event.occurred_at)


def _resume(owed: _Owed, event: Entry, duty: Duty) -> None:
    if owed.paused_by is None:
        return
    earlier = owed.due
    if owed.stopped and owed.due is not None:
        owed.due = _later(owed, event, duty, owed.due)
    owed.pauses.append(Pause(owed.paused_by, event, duty.held_by, earlier, owed.due))
    owed.paused_by, owed.stopped = None, False


def _later(owed: _Owed, event: Entry, duty: Duty, due_at: datetime) -> datetime:
    start = owed.paused_by.occurred_at if owed.paused_by else event.occurred_at
    clock: Clock = owed.clock if owed.elapsed else Until("")
    return moved(clock, owed.fields.data, due_at, start, event.occurred_at, duty.floor)
