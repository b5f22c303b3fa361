"""The entries of many cases at once: for what the program works out by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby
from uuid import UUID

from django.db import connection

from answerable.events.entry import Entry
from answerable.record.reading import COLUMNS, entry_of

BATCH = 200  # cases at a time
FIRST, LAST = UUID(int=0), UUID(int=2**128 - 1)


def count() -> int:
    """How many cases there are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM record_case")
        return int(cursor.fetchone()[0])


def case_ids(first: UUID = FIRST, last: UUID = LAST, size: int = BATCH) -> Iterator[list[UUID]]:
    """The cases from one id to another, some at a time, in the order of their ids."""
    after, statement = first, "id >= %s"
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT id FROM record_case WHERE {statement} AND id <= %s ORDER BY id LIMIT %s",  # noqa: S608
                [after, last, size],
            )
            found = [row[0] for row in cursor.fetchall()]
        if not found:
            return
        yield found
        after, statement = found[-1], "id > %s"


def histories(wanted: Collection[UUID]) -> dict[UUID, list[Entry]]:
    """The entries of cases in the order of their numbers, a text as its hash; no entries: none."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {COLUMNS} FROM record_entry WHERE case_id = ANY(%s) AND log = 'case'"  # noqa: S608
            " ORDER BY case_id, seq",
            [list(wanted)],
        )
        rows = cursor.fetchall()
    found: dict[UUID, list[Entry]] = {case_id: [] for case_id in wanted}
    for case_id, of_case in groupby(rows, key=lambda row: row[0]):
        found[case_id] = [entry_of(row) for row in of_case]
    return found
