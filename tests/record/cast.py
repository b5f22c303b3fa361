"""The cast of the tests, with parts in a case of its own: nobody real, and nobody's number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction

from answerable.actions.opening import open_case
from answerable.events.entry import Event
from answerable.people import parts, staff
from answerable.people.acting import acting_as, working
from answerable.record.writing import Recorded, append

OMAR, PRIYA, ISLA, WENDY, NICK = (UUID(int=number) for number in range(1, 6))
NOW = datetime(2026, 3, 6, 10, tzinfo=UTC)
PART = {PRIYA: "prosecutor", ISLA: "adviser", WENDY: "witness_care_officer"}
CAST = (
    (OMAR, "13", "investigator"),
    (PRIYA, "cps-yorkshire-and-humberside", "prosecutor"),
    (ISLA, "support-lantern-house", "adviser"),
    (WENDY, "wcu-aire", "witness_care"),
    (NICK, "20", "investigator"),
)


def put_in_the_cast() -> None:
    """Make them members of staff, where they are not yet."""
    lines = [
        staff.Staff(
            who, agency, None, f"Cast {who.int}", role, "", "020 7946 0000",
            f"cast-{who.int}@cast.example", "", NOW - timedelta(days=400),
        )
        for who, agency, role in CAST
    ]  # fmt: skip
    with working():
        staff.put_in([], lines)


def a_case(*others: UUID) -> UUID:
    """A case that Omar opened, and in which the others were given their part."""
    put_in_the_cast()
    case_id, _ = open_case(by=OMAR, part="investigator", at=NOW - timedelta(days=1))
    with working():
        for one in others:
            parts.give(case_id, one, PART[one], by=OMAR, at=NOW - timedelta(days=1))
    return case_id


def an_event(event: str = "victim.spoken_to", agency: str = "police", **data: Any) -> Event:
    """Something to record."""
    data = data or ({"first": True} if event == "victim.spoken_to" else {})
    return Event(event, NOW - timedelta(hours=1), agency, "", data)


def a_note(text: str = "She asked to be rung after six.") -> Event:
    """A note of the adviser, for her service alone."""
    return an_event("support.note", "support", note=text)


def a_delay(why: str = "The lab has no slot before May.") -> Event:
    """An event with words in it, by the police for themselves."""
    return an_event("delay.explained", of="material.review", cause="digital", why=why)


def put(
    case_id: UUID, *events: Event, by: UUID = OMAR, seq: int | None = None, key: str = ""
) -> Recorded:
    """Append as an action would, in a transaction of its own."""
    with acting_as(by), transaction.atomic():
        return append(case_id, events, expected_seq=seq, actor=by, key=key or uuid4().hex, at=NOW)


def rows(statement: str, values: Sequence[Any] = (), by: UUID | None = OMAR) -> list[tuple]:
    """What a statement gives to somebody, as the application."""
    with acting_as(by), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []
