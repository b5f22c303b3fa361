"""One case: where it is, whose move it is, what is owed and was missed, what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from answerable.people.holding import holders
from answerable.record.rules_of_force import rules_by
from answerable.rules.obligation import days_late
from answerable.rules.set_by_force import Rules
from answerable.worklist.listing import seen_by
from answerable.worklist.models import CaseNow, Item, SignalNow
from answerable.worklist.my_work import nothing_owed, whose_by_stage
from answerable.worklist.news import SIGNAL_OF, about
from answerable.worklist.owing import STANDS_IN
from answerable.worklist.ranking import (
    SEVERITIES,
    Bounds,
    Severity,
    Standing,
    bounds,
    pressing,
    severity,
    when,
)
from answerable.worklist.stage import STAGES

PASSED = "passed"
STILL = "Nothing is due: the clocks stand still."


class Owed(NamedTuple):
    """An obligation of a case, as a page shows it; `link` is the key by which to ask its working.

    `held_by` are the people who owe it; nobody: the part is nobody's yet.
    """

    link: tuple[str, str, datetime]
    duty: str
    subject: str
    what: str
    parts: tuple[str, ...]
    held_by: tuple[UUID, ...]
    state: str
    group: Severity | None
    when: str
    started_at: datetime
    due_at: datetime | None
    late_from: datetime | None
    closed_at: datetime | None
    days_late: float


class Signalled(NamedTuple):
    """A signal of a case: what it says, of which duty, what puts it right, and the entries that
    raised it."""

    signal: str
    subject: str
    what: str
    about: str
    put_right: str
    status: str
    raised_at: datetime
    events: tuple[int, ...]


class CaseView(NamedTuple):
    """Where a case stands for whoever asks. `owed` is in the order in which it ranks; `passed` is
    what was not done either, and is nobody's move any more."""

    case_id: UUID
    stage: str
    stage_words: str
    stage_since: datetime | None
    suspects: Mapping[str, int]
    next_move: str
    when: str
    whose_move: tuple[str, ...]
    moved_by: tuple[UUID, ...]
    owed: Sequence[Owed]
    passed: Sequence[Owed]
    breached: Sequence[Owed]
    signals: Sequence[Signalled]
    held_by: Mapping[str, tuple[UUID, ...]]
    last_event_at: datetime | None


def case_view(
    case_id: UUID, now: datetime, *, by: UUID, held_by: Mapping[str, tuple[UUID, ...]] | None = None
) -> CaseView | None:
    """A case as this person may see it; None where they may not, or there is none. Who holds which
    part is asked where the caller does not know it."""
    with seen_by(by):
        found = CaseNow.objects.filter(case_id=case_id, holds__contains=now).first()
        if found is None:
            return None
        if held_by is None:
            held_by = holders([case_id], now).get(case_id, {})
        items = list(Item.objects.filter(case_id=case_id, holds__contains=now))
        signals = list(
            SignalNow.objects.filter(case_id=case_id, holds__contains=now).order_by("raised_at")
        )
    return _view(found, held_by, items, signals, bounds(now))


def _view(
    found: CaseNow, held_by: Mapping[str, tuple[UUID, ...]], items: Sequence[Item],
    signals: Iterable[SignalNow], at: Bounds,
) -> CaseView:  # fmt: skip
    open_ = sorted((one for one in items if one.closed_at is None), key=lambda o: _rank(o, at))
    standing = [one for one in open_ if one.state != PASSED]
    ended = sorted((one for one in items if one.closed_at), key=lambda o: (o.closed_at, o.duty))
    rules = rules_by(found.force)
    owed = [_owed(one, held_by, at, rules) for one in standing]
    moving = owed[0] if owed and owed[0].state != "paused" else None
    whose_move = moving.parts if moving else whose_by_stage(found.stage)
    return CaseView(
        case_id=found.case_id, stage=found.stage, stage_words=STAGES[found.stage].words,
        stage_since=found.stage_since, suspects=found.suspects,
        next_move=moving.what if moving else STILL if owed else nothing_owed(found.stage),
        when=moving.when if moving else "",
        whose_move=whose_move, moved_by=people_of(whose_move, held_by), owed=owed,
        passed=[_owed(one, held_by, at, rules) for one in open_ if one.state == PASSED],
        breached=[_owed(one, held_by, at, rules) for one in ended],
        signals=[_signal(one) for one in signals], held_by=held_by,
        last_event_at=found.last_event_at,
    )  # fmt: skip


def people_of(parts: Iterable[str], held_by: Mapping[str, tuple[UUID, ...]]) -> tuple[UUID, ...]:
    """Who has one of these parts, or stands in for it where nobody has."""
    found: list[UUID] = []
    for part in parts:
        found += held_by.get(part) or held_by.get(STANDS_IN.get(part, ""), ())
    return tuple(dict.fromkeys(found))


def _rank(one: Item, at: Bounds) -> tuple[Any, ...]:
    """The same order as in the lists (`listing.ORDER`)."""
    far = pressing(_standing(one), at)
    place = SEVERITIES.index(severity(_standing(one), at))
    late_from = one.late_from or one.started_at
    return (far is None, far or 0, place, late_from, one.started_at, one.duty, one.subject)


def _standing(one: Item) -> Standing:
    return Standing(one.duty, one.state, one.due_at, one.late_from)


def _owed(item: Item, held_by: Mapping[str, tuple[UUID, ...]], at: Bounds, rules: Rules) -> Owed:
    standing = _standing(item)
    ends = item.closed_at
    overdue = ends is None and item.late_from is not None and item.late_from <= at.now
    late = days_late(item.due_at, ends or at.now) if item.due_at and (ends or overdue) else 0.0
    return Owed(
        link=(item.duty, item.subject, item.started_at), duty=item.duty, subject=item.subject,
        what=rules.duty(item.duty).what, parts=tuple(item.parts),
        held_by=people_of(item.parts, held_by),
        state="overdue" if overdue and item.state != PASSED else item.state,
        group=None if ends else severity(standing, at),
        when="" if ends else when(standing, at.now), started_at=item.started_at,
        due_at=item.due_at, late_from=item.late_from, closed_at=ends, days_late=late,
    )  # fmt: skip


def _signal(one: SignalNow) -> Signalled:
    said = SIGNAL_OF[one.signal]
    return Signalled(
        one.signal, one.subject, said.what, about(one.subject), said.put_right, one.status,
        one.raised_at, tuple(one.events),
    )  # fmt: skip
