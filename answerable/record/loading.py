"""Whole cases from elsewhere put into the record: many at once, each entry chained as any other.

Only actions call it, in a transaction in which the program works by itself. Requests are for what
somebody asked to be recorded, so there are none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.db import connection

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Entry, Event
from answerable.record.audience import Audience, entry_audience
from answerable.record.references import new_reference
from answerable.record.writing import NOBODYS, There, log_of_event, written

# The kinds of event that name another entry of the case, by its number.
NAMES_AN_ENTRY = frozenset(
    name for name, type_ in EVENT_TYPES.items() if "seq" in type_.all_fields
)  # fmt: skip

CASES = """
INSERT INTO record_case (id, reference, opened_at, opened_by)
SELECT * FROM jsonb_to_recordset(%s)
    AS one (id uuid, reference text, opened_at timestamptz, opened_by uuid)
"""
ENTRIES = """
INSERT INTO record_entry (
    case_id, log, seq, event, occurred_at, recorded_at, actor, agency, subject, data, audience,
    shared_if
)
SELECT * FROM jsonb_to_recordset(%s) AS one (
    case_id uuid, log varchar, seq integer, event varchar, occurred_at timestamptz,
    recorded_at timestamptz, actor uuid, agency varchar, subject text, data jsonb,
    audience varchar[], shared_if varchar
)
"""
NOTES = """
INSERT INTO record_note (id, case_id, log, seq, field, audience, shared_if, salt, text)
SELECT gen_random_uuid(), case_id, log, seq, field, audience, shared_if, decode(salt, 'hex'), text
FROM jsonb_to_recordset(%s) AS one (
    case_id uuid, log varchar, seq integer, field text, audience varchar[], shared_if varchar,
    salt text, text text
)
"""


class New(NamedTuple):
    """A case to be put into the record: its entries, who opened it, who recorded each of them."""

    entries: Sequence[Entry]
    opened_by: UUID
    actors: Sequence[UUID]


class Loaded(NamedTuple):
    """A case that is in the record now."""

    case_id: UUID
    reference: str


def load(cases: Iterable[New]) -> list[Loaded]:
    """Put cases into the record, all or none, and give each its id and its reference.

    Entries are numbered anew in the order of their numbers, for those of support services' own log
    leave no gap in the case's; what a correction names is renamed with them.
    """
    found: list[Loaded] = []
    opened: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    for case in cases:
        one = Loaded(uuid4(), new_reference())
        found.append(one)
        opened.append(
            {
                "id": str(one.case_id), "reference": one.reference,
                "opened_at": _opened_at(case.entries).isoformat(), "opened_by": str(case.opened_by),
            }
        )  # fmt: skip
        for row, words in _written(one.case_id, case):
            rows.append({"case_id": str(one.case_id), **row})
            notes += [{"case_id": str(one.case_id), **word} for word in words]
    with connection.cursor() as cursor:
        for statement, values in ((CASES, opened), (ENTRIES, rows), (NOTES, notes)):
            cursor.execute(statement, [json.dumps(values, ensure_ascii=False)])
    return found


def _opened_at(entries: Sequence[Entry]) -> datetime:
    return min(entry.recorded_at for entry in entries)


def _written(case_id: UUID, case: New) -> Iterable[tuple[dict[str, Any], list[dict[str, Any]]]]:
    in_order = sorted(zip(case.entries, case.actors, strict=True), key=lambda pair: pair[0].seq)
    places: dict[int, tuple[str, int]] = {}
    last = {"case": 0, "support": 0}
    for entry, _ in in_order:
        log = log_of_event(_event(entry, entry.data))
        last[log] += 1
        places[entry.seq] = (log, last[log])
    there = {places[entry.seq]: _there(entry, places[entry.seq][0]) for entry, _ in in_order}
    for entry, actor in in_order:
        log, seq = places[entry.seq]
        event = _event(entry, _renamed(entry, places))
        row, words = written(
            case_id,
            log,
            seq,
            event,
            lambda n, log=log: there.get((log, n), NOBODYS),  # type: ignore[misc]
        )
        there[log, seq] = There(entry.event, Audience(tuple(row["audience"]), row["shared_if"]))
        yield {**row, "recorded_at": entry.recorded_at.isoformat(), "actor": str(actor)}, words


def _there(entry: Entry, log: str) -> There:
    return There(entry.event, entry_audience(EVENT_TYPES[entry.event], entry.agency, log))


def _event(entry: Entry, data: Mapping[str, Any]) -> Event:
    return Event(entry.event, entry.occurred_at, entry.agency, entry.subject, data)


def _renamed(entry: Entry, places: Mapping[int, tuple[str, int]]) -> Mapping[str, Any]:
    named = places.get(entry.data.get("seq", 0)) if entry.event in NAMES_AN_ENTRY else None
    return entry.data if named is None else {**entry.data, "seq": named[1]}
