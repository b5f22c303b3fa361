"""What happened in a case, as far as whoever asks may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from answerable.events.corrections import CORRECTED, FAILED
from answerable.events.datatext import parse_data
from answerable.events.entry import NO_DATA, Entry
from answerable.record.notes import ERASED, opened, put_back

COLUMNS = "case_id, seq, event, occurred_at, recorded_at, actor, agency, subject, data"

# What is told in part alone comes from a function, for row-level security shows rows or hides them.
SEEN = f"""
SELECT * FROM (
    SELECT {COLUMNS}, log FROM record_entry WHERE case_id = %(case)s
    UNION ALL SELECT {COLUMNS}, log FROM record_coarse(%(case)s)
    UNION ALL SELECT {COLUMNS}, log FROM record_stubs(%(case)s)
) AS seen WHERE log = %(log)s AND seq > %(after)s ORDER BY seq
"""  # noqa: S608

# What the victim said themselves lately, what they asked or complained of whenever it was and
# whoever passed it on, and what answers it or says that something of it is not so.
FROM_VICTIM = f"""
SELECT {COLUMNS} FROM record_entry
WHERE case_id = ANY(%(cases)s) AND log = 'case' AND agency = 'victim'
    AND (recorded_at > %(since)s
        OR event IN ('question.asked', 'complaint.made', 'record.corrected'))
UNION ALL SELECT {COLUMNS} FROM record_entry
WHERE case_id = ANY(%(cases)s) AND log = 'case' AND agency <> 'victim'
    AND event IN ('record.corrected', 'question.asked', 'question.answered', 'complaint.made',
        'complaint.answered')
"""  # noqa: S608

OF_EVENTS = f"""
SELECT {COLUMNS} FROM record_entry
WHERE case_id = ANY(%(cases)s) AND log = 'case' AND event = ANY(%(events)s) ORDER BY case_id, seq
"""  # noqa: S608


def entries(case_id: UUID, *, log: str = "case", after: int = 0, words: bool = True) -> list[Entry]:
    """A case's entries in the order of their numbers.

    Words that may not be read, or were erased, are told as such. Without `words` a text is its
    hash, which is enough for the rules: they ask whether something was said, not what.
    """
    with connection.cursor() as cursor:
        cursor.execute(SEEN, {"case": case_id, "log": log, "after": after})
        found = [entry_of(row[:-1]) for row in cursor.fetchall()]
    return list(with_words(case_id, log, found)) if words else found


def from_victim(case_ids: Collection[UUID], since: datetime) -> dict[UUID, list[Entry]]:
    """By case, what the victim recorded themselves since a time, their questions and complaints of
    any time, the answers to them, and every correction: as far as whoever asks may see it, and
    without its words."""
    found: dict[UUID, list[Entry]] = {}
    with connection.cursor() as cursor:
        cursor.execute(FROM_VICTIM, {"cases": list(case_ids), "since": since})
        for row in cursor.fetchall():
            found.setdefault(row[0], []).append(entry_of(row))
    return found


def of_events(case_ids: Collection[UUID], events: Collection[str]) -> dict[UUID, list[Entry]]:
    """By case, its entries of some event types and whatever puts one right: as far as whoever asks
    may see them, and without their words."""
    with connection.cursor() as cursor:
        asked = [*events, CORRECTED, FAILED]
        cursor.execute(OF_EVENTS, {"cases": list(case_ids), "events": asked})
        rows = [(row[0], entry_of(row)) for row in cursor.fetchall()]
    found: dict[UUID, list[Entry]] = {}
    for case_id, entry in rows:
        found.setdefault(case_id, []).append(entry)
    for case_id, of_case in found.items():
        there = {one.seq for one in of_case}
        if any(_becomes(one, events) and one.data.get("seq") not in there for one in of_case):
            found[case_id] = entries(case_id, words=False)  # it was recorded as something else
    return found


def _becomes(entry: Entry, events: Collection[str]) -> bool:
    """Whether a correction makes one of these of what was recorded as another."""
    given = entry.data.get("entry") if entry.event == CORRECTED else None
    return isinstance(given, dict) and given.get("event") in events


def with_words(case_id: UUID, log: str, found: Iterable[Entry]) -> Iterator[Entry]:
    """Entries of one log with their words, where whoever asks may read them."""
    texts = _texts(case_id, log)
    for entry in found:
        yield entry._replace(data=put_back(entry.data, texts.get(entry.seq, {})))


def last_seq(case_id: UUID, *, log: str = "case") -> int | None:
    """The last number of a log; None where the case may not be seen."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq FROM record_head WHERE case_id = %s AND log = %s", [case_id, log]
        )
        found = cursor.fetchone()
    return int(found[0]) if found else None


def hold_still(case_id: UUID) -> None:
    """Let nobody record in a case until this transaction ends: what is read of it stays so."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT record_lock(%s, ARRAY['case'])", [case_id])


def case_of(reference: str) -> UUID | None:
    """The case with this very reference, where it may be seen."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM record_case WHERE reference = %s", [reference])
        found = cursor.fetchone()
    return found[0] if found else None


def case_named(reference: str) -> UUID | None:
    """The case with this very reference, for those who may ask for one that is not theirs."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT case_named(%s)", [reference])
        found = cursor.fetchone()
    return found[0] if found else None


def references(case_ids: Collection[UUID]) -> dict[UUID, str]:
    """The references of cases, of those among them that may be seen."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, reference FROM record_case WHERE id = ANY(%s)", [list(case_ids)])
        return dict(cursor.fetchall())


def reason_given(case_id: UUID, staff_id: UUID) -> bool:
    """Whether somebody said once why they open a case."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM record_reading"
            " WHERE case_id = %s AND staff_id = %s AND reason <> '')",
            [case_id, staff_id],
        )
        return bool(cursor.fetchone()[0])


def reasons(wanted: Collection[tuple[UUID, int]]) -> dict[tuple[UUID, int, str], str]:
    """The reasons given at gates with entries, where whoever asks may read them: by case, number
    and requirement. One that was erased is told as such."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT case_id, seq, field, text FROM record_note"
            " JOIN unnest(%s::uuid[], %s::int[]) AS asked (case_id, seq) USING (case_id, seq)"
            " WHERE log = 'case' AND field LIKE '/reasons/%%'",
            [[case_id for case_id, _ in wanted], [seq for _, seq in wanted]],
        )
        return {
            (c, seq, field.removeprefix("/reasons/")): opened(text, c, "case", seq, field) or ERASED
            for c, seq, field, text in cursor.fetchall()
        }


def worded(case_id: UUID, *, log: str = "case") -> set[int]:
    """The numbers of the entries that say something in words which whoever asks may read."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT seq FROM record_note"
            " WHERE case_id = %s AND log = %s AND text IS NOT NULL",
            [case_id, log],
        )
        return {seq for (seq,) in cursor.fetchall()}


def agreed(case_id: UUID) -> frozenset[str]:
    """What the victim lets be shared in a case, by her last word: whoever may not see where she
    said so learns what it comes to, for what they see of the case depends on it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT unnest(agreed_items())")
        found = [item.partition("/") for (item,) in cursor.fetchall()]
    return frozenset(item for case, _, item in found if case == str(case_id))


def readings(case_id: UUID, *, most: int | None = None, after: int = 0) -> list[dict[str, Any]]:
    """Who opened the case, when, which part of it and why; the latest first, or so many of them
    `after` the first few."""
    names = ("staff_id", "at", "part", "reason")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT staff_id, at, part, reason FROM record_reading WHERE case_id = %s"
            " ORDER BY at DESC, id LIMIT %s OFFSET %s",
            [case_id, most, after],
        )
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def readings_in_all(case_id: UUID) -> int:
    """How many times the case was opened."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM record_reading WHERE case_id = %s", [case_id])
        return int(cursor.fetchone()[0])


def _texts(case_id: UUID, log: str) -> dict[int, dict[str, str | None]]:
    found: dict[int, dict[str, str | None]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq, field, text FROM record_note WHERE case_id = %s AND log = %s",
            [case_id, log],
        )
        for seq, field, text in cursor.fetchall():
            found.setdefault(seq, {})[field] = opened(text, case_id, log, seq, field)
    return found


def entry_of(row: tuple[Any, ...]) -> Entry:
    """A row of record_entry, in the order of COLUMNS, as an entry of the log."""
    case_id, seq, event, occurred_at, recorded_at, actor, agency, subject, text = row
    return Entry(
        str(case_id), seq, event, occurred_at, recorded_at, str(actor), agency, subject,
        parse_data(text)[0] or NO_DATA,
    )  # fmt: skip
