"""The one way to write to a case: permission, gates, append, refresh, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from answerable.actions import allocating
from answerable.actions.asking import answers, everything
from answerable.actions.introducing import unexplained
from answerable.actions.letting_her_in import CUTS_OFF, cut_off
from answerable.actions.queueing import queue
from answerable.actions.refusing import GateClosed, Invalid, NotAllowed, NotIntroduced
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.corrections import in_force
from answerable.events.entry import Entry, Event
from answerable.events.validate import check_strict
from answerable.people.access import may_record, may_say
from answerable.people.acting import acting_as, acting_as_victim, working
from answerable.people.victims.reading import case_of
from answerable.record import reading
from answerable.record.notes import Unrecordable
from answerable.record.writing import (
    Begun,
    NoSuchCase,
    Recorded,
    SomebodyRecorded,
    append,
    begin,
    refuse_stale,
)
from answerable.rules.gates import refused
from answerable.rules.told import shown_entries
from answerable.worklist.refresh import refresh

# Who records what the program finds out: nobody, but an entry has somebody.
SYSTEM = uuid5(NAMESPACE_URL, "answerable:actor:system")


def record(
    case_id: UUID,
    events: Sequence[Event],
    *,
    by: UUID,
    key: str,
    expected_seq: int | None,
    at: datetime,
) -> Recorded:
    """Record events in a case, all or none; the same key again gives the first answer again.

    Raises NoSuchCase, NotAllowed, Invalid, SomebodyRecorded, NotIntroduced or GateClosed, and then
    nothing at all was written.
    """
    with acting_as(by), transaction.atomic():
        _allow(case_id, events, by, at)
        begun = begin(case_id, events, caller=by, key=key)
        if begun.answer is not None:  # sent again: a part may be somebody else's since
            return begun.answer
        changed = allocating.changed_hands(case_id, events)  # asked before the parts follow
        recorded = _write(
            case_id, [*events, *changed], begun, by=by, key=key, expected_seq=expected_seq, at=at
        )
        allocating.follow(case_id, events, by=by, at=at)
        return recorded


def record_as_victim(
    account_id: UUID, events: Sequence[Event], *, key: str, at: datetime
) -> Recorded:
    """Record what the victim says on their own pages, all or none; refused as in `record`.

    Nothing that they may not see stands between their words and the record, so there is no number
    of an entry that they have to have seen.
    """
    with acting_as_victim(account_id), transaction.atomic():
        case_id = case_of(account_id)
        if case_id is None:
            raise NoSuchCase
        seen = shown_entries(reading.entries(case_id, words=False), at)
        if not all(may_say(event, seen) for event in events):
            raise NotAllowed
        begun = begin(case_id, events, caller=account_id, key=key)
        return begun.answer or _write(
            case_id, events, begun, by=account_id, key=key, expected_seq=None, at=at
        )


def record_as_system(case_id: UUID, events: Sequence[Event], *, key: str, at: datetime) -> Recorded:
    """Record what the program itself found out, such as that a message did not arrive."""
    if any("system" not in EVENT_TYPES[event.event].by for event in events):
        raise NotAllowed
    with working():
        begun = begin(case_id, events, caller=SYSTEM, key=key)
        return begun.answer or _write(
            case_id, events, begun, by=SYSTEM, key=key, expected_seq=None, at=at
        )


def _write(
    case_id: UUID,
    events: Sequence[Event],
    begun: Begun,
    *,
    by: UUID,
    key: str,
    expected_seq: int | None,
    at: datetime,
) -> Recorded:
    _check(events)
    refuse_stale(case_id, expected_seq, begun)
    _ask_gates(case_id, events, by, at)
    recorded = append(
        case_id, events, expected_seq=expected_seq, actor=by, key=key, at=at, begun=begun
    )
    if any(event.event in CUTS_OFF for event in events):
        cut_off(case_id, at)
    queue(case_id, recorded, events, at)
    refresh(case_id, at)
    return recorded


def since(case_id: UUID, seq: int, *, by: UUID) -> list[Entry]:
    """What was recorded after `seq`, as far as this person may see: what to look at again."""
    with acting_as(by), transaction.atomic():
        return reading.entries(case_id, after=seq)


def _allow(case_id: UUID, events: Sequence[Event], by: UUID, at: datetime) -> None:
    standing = allocating.known(case_id, by, at)
    for event in events:
        type_ = EVENT_TYPES.get(event.event)
        if type_ is not None and not may_record(standing, type_, event):
            raise NotAllowed


def _check(events: Sequence[Event]) -> None:
    found = [_problems(event) for event in events]
    if any(found):
        raise Invalid(found)


def _problems(event: Event) -> list[tuple[str, str]]:
    type_ = EVENT_TYPES.get(event.event)
    if type_ is None:
        return [("event", "is no event type of the catalogue")]
    return check_strict(type_, event.data, event.agency)


def _ask_gates(case_id: UUID, events: Sequence[Event], by: UUID, at: datetime) -> None:
    before = everything(case_id)
    if unexplained(in_force(before, at), events, by):
        raise NotIntroduced
    found = [answer for one in answers(before, case_id, events, at) for answer in one]
    if refused(found):
        raise GateClosed(found)


__all__ = [
    "GateClosed",
    "Invalid",
    "NoSuchCase",
    "NotAllowed",
    "NotIntroduced",
    "Recorded",
    "SomebodyRecorded",
    "Unrecordable",
    "record",
    "record_as_system",
    "record_as_victim",
    "since",
]
