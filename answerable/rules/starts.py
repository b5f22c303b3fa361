"""Which entry started an obligation: the kernel says when, and this finds out which it was."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime

from answerable.events.catalogue import subject_kind
from answerable.events.entry import Entry
from answerable.rules.case import Case
from answerable.rules.evaluate import evaluate
from answerable.rules.model import Duty
from answerable.rules.obligation import Obligation, Working
from answerable.rules.pattern import first_match


def start_of(case: Case, owed: Obligation) -> Entry:
    """The entry that started one of a case's obligations, whoever worked it out."""
    if owed.working is not None:
        return owed.working.start
    duty = case.duties[owed.duty]
    could = _could_start(owed, duty, case.events)
    return could[0] if len(could) == 1 else _by_referee(case, duty, owed).start


def _could_start(owed: Obligation, duty: Duty, events: Sequence[Entry]) -> list[Entry]:
    """The entries of that instant that start such an obligation, or meet the one before it."""
    first = bisect_left(events, owed.started_at, key=_instant)
    last = bisect_right(events, owed.started_at, first, key=_instant)
    return [
        e
        for e in events[first:last]
        if e.event in duty.heard
        and (
            (first_match(duty.patterns["starts"], e) and owed.subject == _subject(e, duty))
            or (duty.recurs and duty.is_met_by(e))
        )
    ]


def _by_referee(case: Case, duty: Duty, owed: Obligation) -> Working:
    """The working of an obligation: the referee gives the rows of a duty as the kernel does."""
    rows = [one for one in case.obligations if one.duty == duty.id]
    place = next(place for place, one in enumerate(rows) if one is owed)  # another may be equal
    found = sorted(evaluate(duty, case.events, case.as_of), key=lambda one: one.order)[place]
    if found.working is None:
        raise ValueError("an obligation of the referee has its working")
    return found.working


def _subject(entry: Entry, duty: Duty) -> str:
    return entry.subject if subject_kind(entry.event) == duty.per else ""


def _instant(entry: Entry) -> datetime:
    return entry.occurred_at
