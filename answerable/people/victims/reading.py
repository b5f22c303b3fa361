"""What is told to the victim of people: exactly so much, by functions of the database.

None of it shows whether anything happened that the victim was not told of: what may (a witness care
officer, who is there for court) is for the reading of what they were told to hold back.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection


class Worker(NamedTuple):
    """Somebody who works in the victim's case, with how to reach them directly."""

    part: str
    name: str
    agency: str
    telephone: str
    email: str
    working_pattern: str
    since: datetime


class Way(NamedTuple):
    """A number or address that is known of the victim, never itself; one that `waits` is new."""

    kind: str
    safe: bool
    checked_at: datetime
    waits: bool


class Opened(NamedTuple):
    """That somebody opened the record: as what and for whom, never by name. Whoever runs the
    machine opened it for nobody."""

    at: datetime
    role: str
    agency: str
    kind: str
    safe_contact: bool


def case_of(account_id: UUID) -> UUID | None:
    """The case of the victim for whom the program is acting."""
    found: list[tuple[UUID | None]] = _rows(
        "SELECT victims_case_id() WHERE acting_account() = %s", [account_id]
    )
    return found[0][0] if found else None


def workers() -> list[Worker]:
    """Who works in the victim's case now."""
    return [Worker(*row) for row in _rows("SELECT * FROM victims_workers()")]


def workers_shared() -> list[Worker]:
    """The same, for a supporter: nobody where the victim did not tick it."""
    return [Worker(*row) for row in _rows("SELECT * FROM supporters_workers()")]


def ways() -> list[Way]:
    """What is known of where the victim may be reached."""
    return [Way(*row) for row in _rows("SELECT * FROM victims_ways()")]


def end_ways(kind: str, at: datetime) -> None:
    """End those of a kind that were safe: what is put down as not safe stays so."""
    _rows("SELECT victims_end_ways(%s, %s)", [kind, at])


def words() -> list[str]:
    """Of which kinds there is a safe word: never the words."""
    return [kind for (kind,) in _rows("SELECT kind FROM victims_words()")]


def end_word(kind: str, at: datetime) -> None:
    """End the safe word of a kind; what it was is gone."""
    _rows("SELECT victims_end_word(%s, %s)", [kind, at])


def opened() -> list[Opened]:
    """Who opened the record, the latest first."""
    return [Opened(*row) for row in _rows("SELECT * FROM victims_readings()")]


def lines() -> dict[str, str]:
    """What each line of enquiry is about that a request of the victim's phone or records names."""
    return dict(_rows("SELECT * FROM victims_lines()"))


def visits() -> list[datetime]:
    """When somebody came in with the victim's codes, the latest first."""
    return [row[0] for row in _rows("SELECT * FROM victims_visits()")]


def codes_left() -> int:
    """How many codes on paper are left."""
    return int(_rows("SELECT victims_codes_left()")[0][0])


def _rows(statement: str, values: Sequence[UUID | str | datetime] = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
