"""The people whom a support service stands beside: for an adviser her own, for who answers for
the service's team all of the team's. For anybody else there is no such list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from answerable.clocks.days import local_day
from answerable.people import reading as people
from answerable.people.holding import holders, working_cases
from answerable.people.roles import AGENCY_OF, PARTS_OF
from answerable.people.vault import persons
from answerable.record import reading
from answerable.worklist.clients_ahead import STATES
from answerable.worklist.listing import PAGE, seen_by

PART = "adviser"
DUE = ("overdue", "planned", "not_agreed")
SORTS = {
    "due": "contact_due_on NULLS LAST, reached_at NULLS FIRST, case_id",
    "reached": "reached_at NULLS FIRST, case_id",
    "state": "state_place, state_since, case_id",
}

# The row of her own service, where it recorded anything, and else the one for all others: a row
# of another service never leaves the table. The wall is the table's own policy.
LISTED = """
WITH listed AS (
    SELECT asked.case_id, coalesce(state, 'none') AS state, state_since, reached_at, contact_due_on,
        array_position(%(states)s::text[], coalesce(state, 'none')::text) AS state_place,
        CASE WHEN contact_due_on IS NULL THEN 'not_agreed'
            WHEN contact_due_on < %(today)s THEN 'overdue' ELSE 'planned' END AS due
    FROM unnest(%(cases)s::uuid[]) AS asked (case_id)
    LEFT JOIN LATERAL (
        SELECT * FROM worklist_client AS row
        WHERE row.case_id = asked.case_id AND row.holds @> %(now)s
        ORDER BY service DESC LIMIT 1
    ) AS known ON true
)
SELECT count(*) OVER (), case_id, state, state_since, reached_at, contact_due_on FROM listed
WHERE state = ANY(%(of_states)s) AND due = ANY(%(of_due)s)
ORDER BY {sort} LIMIT %(limit)s OFFSET %(offset)s
"""


class Client(NamedTuple):
    """A victim on the list, by the name they go by; None where none is recorded."""

    case_id: UUID
    reference: str
    called: str | None
    pronoun: str | None
    state: str
    since: datetime | None
    reached_at: datetime | None
    contact_due_on: date | None
    advisers: tuple[UUID, ...]


class Clients(NamedTuple):
    """A page of the list; `found` is how many the filters leave."""

    rows: Sequence[Client]
    found: int
    page: int
    pages: int


def clients(
    person: UUID,
    now: datetime,
    *,
    states: Sequence[str] = (),
    due: Sequence[str] = (),
    sort: str = "due",
    page: int = 1,
) -> Clients | None:
    """A page of this person's clients; None for who works for no support service."""
    with seen_by(person):
        me = people.somebody(person)
        if me is None or me.agency_kind != AGENCY_OF[PART] or PART not in PARTS_OF[me.role]:
            return None
        with connection.cursor() as cursor:
            cursor.execute(
                LISTED.format(sort=SORTS[sort]),
                {
                    "cases": working_cases(), "now": now, "today": local_day(now),
                    "states": list(STATES), "of_states": list(states or STATES),
                    "of_due": list(due or DUE), "limit": PAGE, "offset": (page - 1) * PAGE,
                },
            )  # fmt: skip
            rows = cursor.fetchall()
        found = rows[0][0] if rows else 0
        return Clients(_named(rows, now), found, page, max(1, -(-found // PAGE)))


def _named(rows: Sequence[tuple[Any, ...]], now: datetime) -> list[Client]:
    case_ids = [row[1] for row in rows]
    references, held, known = (
        reading.references(case_ids), holders(case_ids, now), persons(case_ids)
    )  # fmt: skip
    found = []
    for _, case_id, state, since, reached_at, due_on in rows:
        victim = next((one for one in known[case_id] if one.kind == "victim"), None)
        called = (victim.chosen_name or victim.name) if victim else None
        pronoun = victim.pronoun if victim else None
        advisers = held.get(case_id, {}).get(PART, ())
        reference = references.get(case_id, "")
        found.append(
            Client(case_id, reference, called, pronoun, state, since, reached_at, due_on, advisers)
        )
    return found
