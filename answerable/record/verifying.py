"""Whether every chain of the record holds: each entry is hashed anew, from what is there.

What is not seen is not checked: this is for a transaction that sees every case.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from answerable.events.datatext import parse_data
from answerable.record.canonical import Row, row_hash
from answerable.record.letters import reading as letters
from answerable.record.notes import mark_of, marks, opened
from answerable.sealing import Unsealable

BATCH = 5_000

# One statement, so one snapshot: what is appended meanwhile is not half seen.
EVERYTHING = """
SELECT case_id, log, head.seq, head.hash,
    entry.seq, event, occurred_at, recorded_at, actor, agency, subject, data, audience, shared_if,
    previous, entry.hash,
    (SELECT coalesce(jsonb_agg(jsonb_build_array(field, encode(salt, 'hex'), text)), '[]')
        FROM record_note AS note
        WHERE note.case_id = entry.case_id AND note.log = entry.log AND note.seq = entry.seq)
FROM record_head AS head FULL JOIN record_entry AS entry USING (case_id, log)
ORDER BY case_id, log, entry.seq
"""


class Log(NamedTuple):
    """One of the logs of a case."""

    case_id: UUID
    log: str


class Head(NamedTuple):
    """Where a log ends: the number and the hash of its last entry."""

    seq: int
    hash: bytes


class Broken(NamedTuple):
    """The first entry that does not hold, and why."""

    log: Log
    seq: int
    why: str


class Verified(NamedTuple):
    """How many entries hold, and the first that does not."""

    entries: int
    broken: Broken | None


class Note(NamedTuple):
    """What the vault holds of a field; neither salt nor the sealed text once it is erased."""

    field: str
    salt: bytes | None
    sealed: str | None


class Found(NamedTuple):
    """A row of EVERYTHING: an entry (None: its log has none), its notes, and its log's head."""

    log: Log
    head: Head | None
    row: Row | None
    notes: tuple[Note, ...]


def verify(anchored: Mapping[Log, Head] | None = None) -> Verified:
    """Check every entry of every case, in order; stop at the first that does not hold.

    `anchored` are heads that were written down outside the database: each has to be there still,
    with its hash. It alone finds a chain that was cut short, or made anew from the start.
    """
    missing = dict(anchored or {})
    count = 0
    for log, found in groupby(everything(), key=lambda one: one.log):
        holds, broken = _check(log, found, missing.pop(log, None))
        count += holds
        if broken:
            return Verified(count, broken)
    gone = next(iter(missing), None)
    if gone is not None:
        return Verified(count, Broken(gone, missing[gone].seq, "its whole log is gone"))
    return Verified(count, None)


def heads() -> dict[Log, Head]:
    """Where each log ends now; those without entries are left out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT case_id, log, seq, hash FROM record_head WHERE seq > 0 ORDER BY 1, 2"
        )
        return {Log(c, log): Head(seq, bytes(h)) for c, log, seq, h in cursor.fetchall()}


def _check(log: Log, found: Iterable[Found], anchor: Head | None) -> tuple[int, Broken | None]:
    """One log: how many of its entries hold, and the first that does not."""
    last, head = Head(0, b""), None
    for one in found:
        head, row, notes = one.head, one.row, one.notes
        if row is not None:
            why = _wrong(row, last, notes, anchor)
            if why:
                return last.seq, Broken(log, row.seq, why)
            last = Head(row.seq, row.hash)
    if anchor is not None and anchor.seq > last.seq:
        return last.seq, Broken(log, last.seq + 1, f"it is gone; {anchor.seq} were there")
    if head != last:
        ends = "nowhere" if head is None else f"with entry {head.seq}"
        return last.seq, Broken(log, last.seq, f"it is the last; the log should end {ends}")
    return last.seq, None


def _wrong(row: Row, last: Head, notes: tuple[Note, ...], anchor: Head | None) -> str:
    """What is wrong with an entry; an empty text where nothing is."""
    if row.seq != last.seq + 1:
        return f"it follows entry {last.seq}"
    if row.previous != last.hash:
        return "it does not name the hash of the entry before it"
    if row.hash != row_hash(row):
        return "it is not what was recorded"
    if anchor is not None and anchor.seq == row.seq and anchor.hash != row.hash:
        return "it is not what was there when its hash was written down"
    if row.event == "letter.prepared" and not _is_letter(row):
        return "its letter is not the one that was prepared"
    said = {note.field: note for note in notes}
    for field, mark in marks(row.data):
        note = said.pop(field, None)
        if note is None:
            return f"the words of {field} are gone, and were not erased"
        if note.sealed is not None and mark != _mark(row, note):
            return f"the words of {field} are not what was recorded"
    return f"it has no words in {next(iter(said))}" if said else ""


def _mark(row: Row, note: Note) -> str:
    """The hash of what the vault holds; of what no key opens, an empty text."""
    try:
        text = opened(note.sealed, row.case_id, row.log, row.seq, note.field)
    except Unsealable:
        return ""
    return mark_of(note.salt or b"", text or "")


def _is_letter(row: Row) -> bool:
    fingerprint = row.data.get("fingerprint")
    # One that was made elsewhere may have no hash here, and no letter.
    return not fingerprint or letters.holds(row.case_id, row.seq, str(fingerprint))


def everything() -> Iterator[Found]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(EVERYTHING)
        while rows := cursor.fetchmany(BATCH):
            yield from map(_found, rows)


def _found(values: tuple[Any, ...]) -> Found:
    case_id, log, head_seq, head_hash, seq, *plain, data, audience, shared_if = values[:-3]
    previous, hash_, notes = values[-3:]
    head = None if head_seq is None else Head(head_seq, bytes(head_hash))
    if seq is None:
        return Found(Log(case_id, log), head, None, ())
    event, occurred_at, recorded_at, actor, agency, subject = plain
    row = Row(
        case_id, log, seq, event, occurred_at, recorded_at, actor, agency, subject,
        parse_data(data)[0] or {}, tuple(audience), shared_if, bytes(previous), bytes(hash_),
    )  # fmt: skip
    read = tuple(
        Note(field, None if salt is None else bytes.fromhex(salt), text)
        for field, salt, text in json.loads(notes)
    )
    return Found(Log(case_id, log), head, row, read)
