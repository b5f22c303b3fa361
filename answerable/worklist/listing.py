"""The one statement behind every list of work: a row a case, ranked at the time of asking."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from answerable.people.acting import acting_as
from answerable.worklist.ranking import GRAVE, SEVERITIES, Severity, Standing, bounds

PAGE = 25

# The same as ranking.severity, in the order of SEVERITIES; a test holds the two together.
SEVERITY = """CASE
    WHEN late_from IS NULL THEN 5
    WHEN late_from <= %(now)s AND (duty = ANY(%(grave)s) OR late_from <= %(long_ago)s) THEN 0
    WHEN late_from <= %(now)s THEN 1
    WHEN due_at <= %(end_of_today)s THEN 2
    WHEN due_at <= %(end_of_week)s THEN 3
    ELSE 4 END"""

# The same as ranking.pressing: how far its moment is from now; nothing, of what does not press.
PRESSING = """CASE WHEN duty = ANY(%(grave)s) AND late_from IS NOT NULL
    AND due_at <= %(end_of_today)s THEN abs(extract(epoch FROM late_from - %(now)s)) END"""

ORDER = "pressing, urgency, late_from, started_at, duty, subject"
RANK = "CASE WHEN own THEN pressing END, severity, late_from NULLS LAST"
# Whatever the list is sorted by, cases that are closed come after all others.
SORTS = {
    "rank": f"{RANK}, top_urgency, top_late_from NULLS LAST, case_id",
    "due": "due_at NULLS LAST, case_id",
    "latest": "last_event_at DESC NULLS LAST, case_id",
    "stage": f"stage, {RANK}, case_id",
}

# It starts from the cases that are asked about, and finds what belongs to each by its index: the
# server cannot guess how many rows row-level security leaves, and joins of guesses go wrong.
LISTED = f"""
WITH standing AS (
    SELECT situation.case_id, stage, suspects, force, last_event_at, duty, subject, parts,
        state, started_at, due_at, late_from, {SEVERITY} AS urgency, {PRESSING} AS pressing,
        coalesce(parts && string_to_array(of_theirs, ' ')::varchar[], false) AS own
    FROM unnest(%(cases)s::uuid[], %(parts)s::text[]) AS asked (case_id, of_theirs)
    JOIN worklist_case AS situation ON situation.case_id = asked.case_id
        AND situation.holds @> %(now)s AND {{filters}}
    LEFT JOIN worklist_item AS item ON item.case_id = asked.case_id
        AND state IN ('owed', 'paused') AND item.holds @> %(now)s
),
ranked AS (
    SELECT *, CASE WHEN own THEN urgency ELSE 6 END AS severity,
        row_number() OVER (PARTITION BY case_id ORDER BY own DESC, {ORDER}) AS own_place,
        first_value(urgency) OVER most_urgent AS top_urgency,
        first_value(late_from) OVER most_urgent AS top_late_from,
        first_value(CASE WHEN state = 'owed' THEN parts END) OVER most_urgent AS whose_move,
        count(*) FILTER (WHERE own) OVER of_case AS owed,
        count(*) FILTER (WHERE own AND late_from <= %(now)s) OVER of_case AS overdue,
        min(late_from) FILTER (WHERE own AND late_from <= %(now)s) OVER of_case AS oldest
    FROM standing
    WINDOW of_case AS (PARTITION BY case_id), most_urgent AS (PARTITION BY case_id ORDER BY {ORDER})
),
listed AS MATERIALIZED (SELECT * FROM ranked WHERE own_place = 1),
totals AS (
    SELECT string_agg(severity::text, '') AS severities,
        min(late_from) FILTER (WHERE severity < 2 AND stage <> 'closed') AS longest FROM listed
),
chosen AS (
    SELECT *, row_number() OVER (ORDER BY stage = 'closed', {{sort}}) AS place FROM listed
    WHERE severity = ANY(%(groups)s) ORDER BY place LIMIT %(limit)s OFFSET %(offset)s
)
SELECT totals.severities, chosen.case_id, stage, suspects, force, severity, duty, state, due_at,
    late_from, coalesce(severity < 2 AND stage <> 'closed' AND late_from = totals.longest, false),
    subject, whose_move, parts, owed, overdue, oldest,
    (SELECT string_agg(signal, ' ' ORDER BY raised_at DESC, signal, subject)
        FROM worklist_signal AS raised WHERE raised.case_id = chosen.case_id
        AND status = 'raised' AND holds @> %(now)s)
FROM totals LEFT JOIN chosen ON true ORDER BY chosen.place
"""  # noqa: S608  the pieces are constants of this module


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; empty: everything."""

    groups: Sequence[Severity] = ()
    stages: Sequence[str] = ()
    forces: Sequence[str] = ()
    teams: Sequence[str] = ()
    cps_areas: Sequence[str] = ()
    units: Sequence[str] = ()  # codes of agencies, ids of teams
    parts: Sequence[str] = ()


@dataclass(frozen=True)
class Listed:
    """A case of a list: where it is, and the obligation by which it ranks (None: nothing owed).

    `severity` is "others" where that obligation is not owed by those for whom the list is;
    `longest` is true of what has been overdue by most, in all of the list; `owed_by` are the parts
    that owe that obligation, and `whose_move` those that owe what is most urgent in the case;
    `oldest` is since when whatever of theirs has been overdue longest there; `signals` are those
    that stand in the case, the latest first.
    """

    case_id: UUID
    stage: str
    suspects: Mapping[str, int]
    force: str
    severity: Severity
    next: Standing | None
    longest: bool
    subject: str
    whose_move: tuple[str, ...]
    owed_by: tuple[str, ...]
    owed: int
    overdue: int
    oldest: datetime | None
    signals: tuple[str, ...]


@dataclass(frozen=True)
class List:
    """A page of a list, and of the whole of it: how many cases rank how."""

    rows: Sequence[Listed]
    groups: Mapping[Severity, int]
    found: int


@contextmanager
def seen_by(person: UUID) -> Iterator[None]:
    """Within, one transaction in which the database shows what this person may see."""
    with acting_as(person), transaction.atomic(savepoint=False):
        yield


def listed(
    pairs: Sequence[tuple[UUID, str]],
    within: Sequence[UUID],
    now: datetime,
    filters: Filters,
    sort: str,
    page: int,
    size: int | None = PAGE,
) -> List:
    """The cases `within` ranked by what these parts in them owe: (case, part) each."""
    at = bounds(now)
    groups = [SEVERITIES.index(one) for one in filters.groups] or list(range(len(SEVERITIES)))
    where, values = _filters(filters)
    theirs: dict[UUID, list[str]] = {case_id: [] for case_id in within}
    for case_id, part in pairs:
        if case_id in theirs:
            theirs[case_id].append(part)
    statement = LISTED.format(filters=where, sort=SORTS[sort])
    with connection.cursor() as cursor:
        cursor.execute(
            statement,
            {
                **at._asdict(), **values, "grave": sorted(GRAVE), "groups": groups,
                "cases": list(theirs), "parts": [" ".join(parts) for parts in theirs.values()],
                "limit": size, "offset": max(0, page - 1) * (size or 0),
            },
        )  # fmt: skip
        rows = cursor.fetchall()
    ranks = rows[0][0] or ""  # a digit a case
    counts = {name: ranks.count(str(place)) for place, name in enumerate(SEVERITIES)}
    found = sum(counts[SEVERITIES[place]] for place in set(groups))
    return List([_row(*row[1:]) for row in rows if row[1] is not None], counts, found)


def _filters(filters: Filters) -> tuple[str, dict[str, Any]]:
    columns = {
        "stage": filters.stages, "force": filters.forces, "team": filters.teams,
        "cps_area": filters.cps_areas,
    }  # fmt: skip
    given = {column: list(values) for column, values in columns.items() if values}
    where = " AND ".join(f"{column} = ANY(%(of_{column})s)" for column in given)
    return where or "true", {f"of_{column}": values for column, values in given.items()}


def _row(
    case_id: UUID, stage: str, suspects: str, force: str, severity: int,
    duty: str | None, state: str,
    due_at: datetime | None, late_from: datetime | None, longest: bool, subject: str | None,
    whose_move: Sequence[str] | None, parts: Sequence[str] | None, owed: int, overdue: int,
    oldest: datetime | None, signals: str | None,
) -> Listed:  # fmt: skip
    standing = None if duty is None else Standing(duty, state, due_at, late_from)
    return Listed(
        case_id, stage, json.loads(suspects), force, SEVERITIES[severity], standing, longest,
        subject or "", tuple(whose_move or ()), tuple(parts or ()), owed, overdue, oldest,
        tuple((signals or "").split()),
    )  # fmt: skip
