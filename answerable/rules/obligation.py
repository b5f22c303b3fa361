"""One obligation: who owed what, from when, until when, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

from answerable.clocks.clock import Choice, Clock
from answerable.events.entry import Entry

Status = Literal["met", "late", "lifted", "missed", "open", "paused", "overdue"]

DAY = timedelta(days=1)
LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which the clock stood still: from which entry to which, and who held the case."""

    start: Entry
    end: Entry | None
    held_by: str
    due_before: datetime | None
    due_after: datetime | None


@dataclass(frozen=True, slots=True)
class Move:
    """A new due day that an event gave, with the one before it."""

    entry: Entry
    due_before: datetime | None
    due_after: datetime


@dataclass(frozen=True, slots=True)
class Working:
    """Why an obligation stands as it does: the entries and the version of the clock behind it."""

    start: Entry
    clock: Clock
    choice: Choice | None
    anchor: str
    fields: Entry
    first_due: datetime | None
    closed_by: Entry | None
    before: Entry | None
    pauses: tuple[Pause, ...] = ()
    moves: tuple[Move, ...] = ()
    elapsed: bool = False  # due at an instant, and not at the end of a day


@dataclass(frozen=True, slots=True)
class Obligation:
    """A row of what was owed. Instants are aware and in UTC; `due_at` is None where the clock's
    field is not recorded, `closed_at` where nothing has closed it; `days_late` is in elapsed days.
    """

    case_id: str
    duty: str
    subject: str
    owner: tuple[str, ...]
    started_at: datetime
    due_at: datetime | None
    closed_at: datetime | None
    status: Status
    days_late: float
    working: Working | None = field(default=None, compare=False, repr=False)

    def later(self, as_of: datetime) -> Obligation:
        """How it stands at a later time, where nothing was recorded in between."""
        if self.status not in ("open", "overdue") or self.due_at is None or self.working is None:
            return self
        late = as_of > self.due_at if self.working.elapsed else as_of >= self.due_at
        if not late:
            return self
        # Not `replace`, which takes ten times as long: it is asked for many instants to come.
        return Obligation(
            self.case_id, self.duty, self.subject, self.owner, self.started_at, self.due_at,
            self.closed_at, "overdue", days_late(self.due_at, as_of), self.working,
        )  # fmt: skip

    @property
    def order(self) -> tuple[str, datetime, str, str, datetime]:
        """By case, due (what has no due day last), duty, subject, start."""
        return (self.case_id, self.due_at or LAST, self.duty, self.subject, self.started_at)


def days_late(due_at: datetime, until: datetime) -> float:
    """Elapsed days from `due_at` to `until`, to two decimals."""
    return round((until - due_at).total_seconds() / DAY.total_seconds(), 2)
