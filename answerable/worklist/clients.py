"""The people whom a support service stands beside: for an adviser her own, for who answers for
the service's team all of the team's. For anybody else there is no such list.

An adviser finds her own clients by the names they go by. Of a client who was not given to whoever
looks the list has the reference alone: who that is opens with the case, for a reason.
"""

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
from answerable.people.vault import persons, victim_of
from answerable.record import reading
from answerable.worklist.clients_ahead import STATES
from answerable.worklist.listing import PAGE, seen_by
from answerable.worklist.stopped import stopped_and_to_tell

PART = "adviser"
DUE = ("overdue", "planned", "not_agreed")
SORTS = {
    "due": "first_due NULLS LAST, reached_at NULLS FIRST, case_id",
    "reached": "reached_at NULLS FIRST, case_id",
    "state": "state_place, state_since, case_id",
}

# The row of her own service, where it recorded anything, and else the one for all others: a row
# of another service never leaves the table. The wall is the table's own policy.
# Beside what the service promised stands what the agencies did: whatever the victim agreed on, and
# with whom, begins contact.keep. What is due at the end of a day is due on that day.
LISTED = """
WITH known AS (
    SELECT asked.case_id, coalesce(state, 'none') AS state, state_since, reached_at, contact_due_on,
        kept.due_on AS agencies_due_on, kept.parts,
        array_position(%(states)s::text[], coalesce(state, 'none')::text) AS state_place,
        least(contact_due_on, kept.due_on) AS first_due
    FROM unnest(%(cases)s::uuid[]) AS asked (case_id)
    LEFT JOIN LATERAL (
        SELECT * FROM worklist_client AS row
        WHERE row.case_id = asked.case_id AND row.holds @> %(now)s
        ORDER BY service DESC LIMIT 1
    ) AS known ON true
    LEFT JOIN LATERAL (
        SELECT parts, (due_at AT TIME ZONE 'Europe/London')::date
            - CASE WHEN late_from > due_at THEN 0 ELSE 1 END AS due_on
        FROM worklist_item AS item
        WHERE item.case_id = asked.case_id AND duty = 'contact.keep' AND state = 'owed'
            AND holds @> %(now)s
        ORDER BY late_from LIMIT 1
    ) AS kept ON true
),
listed AS (
    SELECT *, CASE WHEN first_due IS NULL THEN 'not_agreed'
        WHEN first_due < %(today)s THEN 'overdue' ELSE 'planned' END AS due
    FROM known
)
SELECT count(*) OVER (), case_id, state, state_since, reached_at, contact_due_on, agencies_due_on,
    parts
FROM listed WHERE state = ANY(%(of_states)s) AND due = ANY(%(of_due)s)
ORDER BY {sort} LIMIT %(limit)s OFFSET %(offset)s
"""


class Client(NamedTuple):
    """A victim on the list.

    `own` is true of a case that was given to whoever asks: they alone have `called`, the name that
    the victim goes by, the pronoun and `own_word`, the word that the victim has for themself, each
    of which is None where none is recorded. `contact_due_on` is the day by which
    the service is to be in touch, `agencies_due_on` the one by which police or witness care are,
    as these `parts` in the case. `stopped` says that nobody is to be in touch now, for somebody
    else answered or was told.
    """

    case_id: UUID
    reference: str
    own: bool
    called: str | None
    pronoun: str | None
    own_word: str | None
    state: str
    since: datetime | None
    reached_at: datetime | None
    contact_due_on: date | None
    agencies_due_on: date | None
    parts: tuple[str, ...]
    advisers: tuple[UUID, ...]
    stopped: bool


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
        return Clients(_named(rows, person, now), found, page, max(1, -(-found // PAGE)))


def _named(rows: Sequence[tuple[Any, ...]], person: UUID, now: datetime) -> list[Client]:
    without_contact = {case_id for case_id, _ in stopped_and_to_tell(now)[0]}
    case_ids = [row[1] for row in rows]
    references, held = reading.references(case_ids), holders(case_ids, now)
    advisers = {one: held.get(one, {}).get(PART, ()) for one in case_ids}
    known = persons([one for one in case_ids if person in advisers[one]])
    found = []
    for _, case_id, state, since, reached_at, due_on, agencies_due_on, parts in rows:
        victim = victim_of(known.get(case_id, ()))
        called = (victim.chosen_name or victim.name) if victim else None
        pronoun = victim.pronoun if victim else None
        own_word = victim.own_word if victim else None
        found.append(
            Client(
                case_id, references.get(case_id, ""), case_id in known, called, pronoun, own_word,
                state, since, reached_at, due_on, agencies_due_on, tuple(parts or ()),
                advisers[case_id], case_id in without_contact,
            )
        )  # fmt: skip
    return found
