"""The only writer of the record. Only actions call it, inside a transaction of theirs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid4, uuid5

from django.db import connection

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.corrections import CORRECTED, FAILED
from answerable.events.entry import Event
from answerable.record.audience import (
    SUPPORT_LOG,
    Audience,
    correction_audience,
    entry_audience,
    log_of,
    note_audience,
)
from answerable.record.notes import Unrecordable, marks, take_out
from answerable.record.references import new_reference
from answerable.record.straight import ask


class NoSuchCase(Exception):
    """There is no such case, or none that this person may see: nobody is told which."""


class SomebodyRecorded(Exception):
    """Somebody recorded something since the page was made: look again. 409 to a program."""

    def __init__(self, case_id: UUID, expected_seq: int, seq: int) -> None:
        super().__init__("somebody recorded something in this case; look again")
        self.case_id = case_id
        self.expected_seq = expected_seq
        self.seq = seq


class Recorded(NamedTuple):
    """The answer to a request to record: the numbers that its events were given.

    `support_seqs` are numbers of the log of support services' notes, which are numbers apart.
    """

    case_id: UUID
    seqs: tuple[int, ...]
    support_seqs: tuple[int, ...] = ()


class Begun(NamedTuple):
    """A case that waits for this transaction: the last number of each log that is written to, and
    what the caller was answered when it asked with this key before."""

    last: Mapping[str, int]
    answer: Recorded | None


def open_case(*, actor: UUID, at: datetime) -> tuple[UUID, str]:
    """A new case without entries: its id and its reference."""
    case_id, reference = uuid4(), new_reference()
    _open(case_id, reference, actor, at)
    return case_id, reference


def open_case_once(*, actor: UUID, at: datetime, key: str) -> tuple[UUID, str, bool]:
    """The same, and whether it is new: the same actor with the same key has the same case again, so
    that a button pressed twice begins one."""
    case_id, reference = uuid5(actor, key), new_reference()
    if _open(case_id, reference, actor, at):
        return case_id, reference, True
    there = _fetch("SELECT reference FROM record_case WHERE id = %s", [case_id])
    if not there:  # given on since, or they are kept out of it: it is not for them to see any more
        raise NoSuchCase
    return case_id, there[0][0], False


def _open(case_id: UUID, reference: str, actor: UUID, at: datetime) -> bool:
    # Without a name of what conflicts, and without RETURNING: both ask to see a case that nobody
    # has a part in yet, and so nobody sees.
    new = (
        "INSERT INTO record_case (id, reference, opened_at, opened_by) VALUES (%s, %s, %s, %s)"
        " ON CONFLICT DO NOTHING"
    )
    with connection.cursor() as cursor:
        cursor.execute(new, [case_id, reference, at, actor])
        return bool(cursor.rowcount)


def begin(case_id: UUID, entries: Sequence[Event], *, caller: UUID, key: str) -> Begun:
    """Make everybody else who would write to the same logs wait until this transaction ends."""
    logs = sorted({log_of_event(event) for event in entries})
    begun = json.loads(ask("begin", case_id, ",".join(logs), caller, key))
    if set(begun["last"]) != set(logs):
        raise NoSuchCase
    if begun["answer"] is None:
        return Begun(begun["last"], None)
    answered, seqs, support_seqs = begun["answer"]
    return Begun(begun["last"], Recorded(UUID(answered), tuple(seqs), tuple(support_seqs)))


def append(
    case_id: UUID,
    entries: Sequence[Event],
    *,
    expected_seq: int | None,
    actor: UUID,
    key: str,
    at: datetime,
    begun: Begun | None = None,
) -> Recorded:
    """Add events to a case, all or none, and give the numbers that they have.

    `expected_seq` is the last number of the case's own log that the writer had seen; None where
    it does not matter, as for a feed. Notes of support services do not count against it: what one
    writes for itself rests on nothing that another wrote.
    """
    begun = begun or begin(case_id, entries, caller=actor, key=key)
    if begun.answer is not None:
        return begun.answer
    last = dict(begun.last)
    refuse_stale(case_id, expected_seq, begun)
    rows: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    for event in entries:
        log = log_of_event(event)
        last[log] += 1
        row, words = written(case_id, log, last[log], event, _there(case_id, log, rows))
        rows.append(row)
        notes += words
    of_case, of_support = (
        tuple(row["seq"] for row in rows if row["log"] == log) for log in ("case", SUPPORT_LOG)
    )
    numbers = (_array(of_case), _array(of_support))
    ask("append", case_id, _json(rows), _json(notes), actor, key, at.isoformat(), *numbers)
    return Recorded(case_id, of_case, of_support)


def refuse_stale(case_id: UUID, expected_seq: int | None, begun: Begun) -> None:
    """Refuse to write upon what the writer has not seen."""
    seq = begun.last.get("case", expected_seq)
    if expected_seq is not None and seq is not None and seq != expected_seq:
        raise SomebodyRecorded(case_id, expected_seq, seq)


def note_reading(case_id: UUID, *, by: UUID, at: datetime, part: str, reason: str = "") -> None:
    """Put on record that somebody opened a case, or a part of it: before it is shown."""
    _execute(
        "INSERT INTO record_reading (id, staff_id, case_id, at, part, reason)"
        " VALUES (%s, %s, %s, %s, %s, %s)",
        [uuid4(), by, case_id, at, part, reason],
    )


def note_readings(
    case_ids: Sequence[UUID], *, by: UUID, at: datetime, part: str, reason: str = ""
) -> None:
    """Put on record that somebody took a list away, in each case that stands in it."""
    _execute(
        "INSERT INTO record_reading (id, staff_id, case_id, at, part, reason)"
        " SELECT gen_random_uuid(), %s, one, %s, %s, %s FROM unnest(%s::uuid[]) AS one",
        [by, at, part, reason, list(case_ids)],
    )


def erase_notes(
    case_id: UUID, *, log: str, seq: int, field: str | None, by: UUID, at: datetime, why: str
) -> int:
    """Erase what an entry says in words, or one field of it; the chain still holds.

    The salt goes with the words: with it, a hash could be tried against what they may have been.
    """
    one = "" if field is None else " AND field = %s"
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE record_note SET text = NULL, salt = NULL, erased_at = %s, erased_by = %s,"  # noqa: S608
            f" why = %s WHERE case_id = %s AND log = %s AND seq = %s AND text IS NOT NULL{one}",
            [at, by, why, case_id, log, seq, *([] if field is None else [field])],
        )
        return int(cursor.rowcount)


# What no text of PostgreSQL holds: a null, and half of a character.
UNWRITABLE = re.compile(r"[\x00\ud800-\udfff]")


def refuse_unrecordable(value: Any) -> None:
    """Refuse what cannot be written down, or would be read back as something else."""
    if isinstance(value, Mapping):
        for name, one in value.items():
            refuse_unrecordable(name)
            refuse_unrecordable(one)
    elif isinstance(value, list | tuple):
        for one in value:
            refuse_unrecordable(one)
    elif isinstance(value, str):
        if UNWRITABLE.search(value):
            raise Unrecordable("a text holds a character that cannot be written down")
    elif isinstance(value, float):
        raise Unrecordable("a number is not whole")


class There(NamedTuple):
    """An entry that a correction means: its kind, empty where there is none, and who sees it."""

    event: str
    seen: Audience


NOBODYS = There("", Audience(()))  # there is no such entry


def log_of_event(event: Event) -> str:
    """The log of a case in which an event is recorded."""
    type_ = EVENT_TYPES.get(event.event)
    return event.log if type_ is None else log_of(type_, event.log)


def written(
    case_id: UUID, log: str, seq: int, event: Event, there: Callable[[int], There]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """An event as its entry, and the notes that hold its words."""
    type_ = EVENT_TYPES[event.event]
    refuse_unrecordable([event.subject, event.data])
    data, taken = take_out(type_, event.data, lambda wanted: there(wanted).event)
    if dict(marks(data)) != {words.field: words.mark for words in taken}:
        raise Unrecordable("a code is written like the hash of a text")
    seen = entry_audience(type_, event.agency, log)
    if event.event in (CORRECTED, FAILED):
        seen = correction_audience(seen, there(event.data.get("seq", -1)).seen)
    number = {"log": log, "seq": seq}
    row = {
        **number, "event": event.event, "occurred_at": event.occurred_at.isoformat(),
        "agency": event.agency, "subject": event.subject, "data": data, **seen.columns(),
    }  # fmt: skip
    notes = [
        {
            **number, "field": words.field, "salt": words.salt.hex(),
            "text": words.sealed(case_id, log, seq),
            **_readers(event, log, seen, words.field, there).columns(),
        }
        for words in taken
    ]  # fmt: skip
    return row, notes


PUT_IN_PLACE = "/entry/data"


def _readers(
    event: Event, log: str, seen: Audience, field: str, there: Callable[[int], There]
) -> Audience:
    """Who reads the words of one field. What a correction puts in place is read by whoever would
    read it there: the victim too, where it was written for her."""
    if event.event != CORRECTED or not field.startswith(f"{PUT_IN_PLACE}/"):
        return note_audience(EVENT_TYPES[event.event], event.agency, seen, field)
    kind = event.data["entry"].get("event") or there(event.data.get("seq", -1)).event
    type_ = EVENT_TYPES[kind]
    of_it = entry_audience(type_, event.agency, log)
    return note_audience(type_, event.agency, of_it, field.removeprefix(PUT_IN_PLACE))


def _there(case_id: UUID, log: str, written: Sequence[Mapping[str, Any]]) -> Callable[[int], There]:
    """What kind of event an entry is and who sees it, among those of this very request too."""
    here = {
        (row["log"], row["seq"]): _as_there(row["event"], row["audience"], row["shared_if"])
        for row in written
    }  # fmt: skip

    def there(seq: int) -> There:
        if (log, seq) in here:
            return here[log, seq]
        found = _fetch(
            "SELECT event, audience, shared_if FROM record_entry"
            " WHERE case_id = %s AND log = %s AND seq = %s",
            [case_id, log, seq],
        )
        return _as_there(*found[0]) if found else NOBODYS

    return there


def _as_there(event: str, audience: Sequence[str], shared_if: str) -> There:
    return There(event, Audience(tuple(audience), shared_if))


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _array(numbers: Sequence[int]) -> str:
    return "{" + ",".join(map(str, numbers)) + "}"


def _execute(statement: str, values: Sequence[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _fetch(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
