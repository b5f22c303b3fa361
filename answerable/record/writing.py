"""The only writer of the record. Only actions call it, inside a transaction of theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.db import connection

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.datatext import write_data
from answerable.events.entry import Event
from answerable.record.audience import SUPPORT_LOG, entry_audience, log_of, note_audience
from answerable.record.notes import Words, marks, take_out
from answerable.record.references import new_reference


class NoSuchCase(Exception):
    """There is no such case, or none that this person may see: nobody is told which."""


class SomebodyRecorded(Exception):
    """Somebody recorded something since the page was made: look again. 409 to a program."""

    def __init__(self, case_id: UUID, expected_seq: int, seq: int) -> None:
        super().__init__("somebody recorded something in this case; look again")
        self.case_id = case_id
        self.expected_seq = expected_seq
        self.seq = seq


class Unrecordable(Exception):
    """A value that no log can hold."""


class Recorded(NamedTuple):
    """The answer to a request to record: the numbers that its events were given.

    `support_seqs` are numbers of the log of support services' notes, which are numbers apart.
    """

    case_id: UUID
    seqs: tuple[int, ...]
    support_seqs: tuple[int, ...] = ()


class Locked(NamedTuple):
    """A case that waits for this transaction: the last number of each log that the person sees."""

    case_id: UUID
    last: Mapping[str, int]


def open_case(*, actor: UUID, at: datetime) -> tuple[UUID, str]:
    """A new case without entries: its id and its reference."""
    case_id, reference = uuid4(), new_reference()
    _execute(
        "INSERT INTO record_case (id, reference, opened_at, opened_by) VALUES (%s, %s, %s, %s)",
        [case_id, reference, at, actor],
    )
    return case_id, reference


def lock(case_id: UUID) -> Locked:
    """Make everybody else who would write to the case wait until this transaction ends."""
    last = dict(_fetch("SELECT log, seq FROM record_lock(%s)", [case_id]))
    if not last:
        raise NoSuchCase
    return Locked(case_id, last)


def answered(caller: UUID, key: str) -> Recorded | None:
    """What the caller was answered when it asked with this key before; None: it has not."""
    found = _fetch(
        "SELECT case_id, seqs, support_seqs FROM record_request WHERE caller = %s AND key = %s",
        [caller, key],
    )
    return next((Recorded(c, tuple(s), tuple(n)) for c, s, n in found), None)


def append(
    case_id: UUID,
    entries: Sequence[Event],
    *,
    expected_seq: int | None,
    actor: UUID,
    key: str,
    at: datetime,
) -> Recorded:
    """Add events to a case, all or none, and give the numbers that they have.

    `expected_seq` is the last number of the case's own log that the writer had seen; None where
    it does not matter, as for a feed. Notes of support services do not count against it: what one
    writes for itself rests on nothing that another wrote.
    """
    locked = lock(case_id)
    first = answered(actor, key)
    if first is not None:
        return first
    last = dict(locked.last)
    if expected_seq is not None and last["case"] != expected_seq:
        raise SomebodyRecorded(case_id, expected_seq, last["case"])
    seqs: dict[str, list[int]] = {"case": [], SUPPORT_LOG: []}
    rows, notes = [], []
    for event in entries:
        type_ = EVENT_TYPES[event.event]
        log = log_of(type_, event.log)
        seq = last[log] = last[log] + 1
        refuse_unrecordable([event.subject, event.data])
        data, taken = take_out(type_, event.data, _event_of(case_id, log))
        if dict(marks(data)) != {words.field: words.mark for words in taken}:
            raise Unrecordable("a code is written like the hash of a text")
        rows.append(_row(case_id, log, seq, event, data, actor, at))
        notes += [_note(case_id, log, seq, event, words) for words in taken]
        seqs[log].append(seq)
    _insert("record_entry", ENTRY, rows)
    _insert("record_note", NOTE, notes)
    recorded = Recorded(case_id, tuple(seqs["case"]), tuple(seqs[SUPPORT_LOG]))
    _insert("record_request", REQUEST, [(actor, key, *map(_listed, recorded), at)])
    return recorded


def note_reading(case_id: UUID, *, by: UUID, at: datetime, part: str, reason: str = "") -> None:
    """Put on record that somebody opened a case, or a part of it: before it is shown."""
    _insert("record_reading", READING, [(uuid4(), by, case_id, at, part, reason)])


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
        if any(one == "\x00" or "\ud800" <= one <= "\udfff" for one in value):
            raise Unrecordable("a text holds a character that cannot be written down")
    elif isinstance(value, float):
        raise Unrecordable("a number is not whole")


ENTRY = (
    "case_id", "log", "seq", "event", "occurred_at", "recorded_at", "actor", "agency", "subject",
    "data", "audience", "shared_if",
)  # fmt: skip
NOTE = ("id", "case_id", "log", "seq", "field", "audience", "shared_if", "salt", "text")
REQUEST = ("caller", "key", "case_id", "seqs", "support_seqs", "answered_at")
READING = ("id", "staff_id", "case_id", "at", "part", "reason")


def _row(
    case_id: UUID, log: str, seq: int, event: Event, data: Mapping[str, Any], actor: UUID,
    at: datetime,
) -> tuple[Any, ...]:  # fmt: skip
    seen = entry_audience(EVENT_TYPES[event.event], event.agency, log)
    return (
        case_id, log, seq, event.event, event.occurred_at, at, actor, event.agency, event.subject,
        write_data(data) or "{}", list(seen.agencies), seen.shared_if,
    )  # fmt: skip


def _note(case_id: UUID, log: str, seq: int, event: Event, words: Words) -> tuple[Any, ...]:
    type_ = EVENT_TYPES[event.event]
    seen = note_audience(type_, event.agency, entry_audience(type_, event.agency, log), words.field)
    return (
        uuid4(), case_id, log, seq, words.field, list(seen.agencies), seen.shared_if, words.salt,
        words.text,
    )  # fmt: skip


def _event_of(case_id: UUID, log: str) -> Callable[[int], str]:
    def event_of(seq: int) -> str:
        found = _fetch(
            "SELECT event FROM record_entry WHERE case_id = %s AND log = %s AND seq = %s",
            [case_id, log, seq],
        )
        return str(found[0][0]) if found else ""

    return event_of


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _insert(table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    if rows:
        one = f"({', '.join(['%s'] * len(columns))})"
        _execute(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([one] * len(rows))}",  # noqa: S608
            [value for row in rows for value in row],
        )


def _execute(statement: str, values: Sequence[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _fetch(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
