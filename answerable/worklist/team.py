"""What a team owes, for who answers for it: nobody's yet, most overdue, who has how much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from answerable.people import reading as people
from answerable.people.holding import Holders, holders, of_units, units_of, working_cases
from answerable.people.reviews import Broken, waiting
from answerable.people.roles import AGENCY_OF, MANAGES_AS
from answerable.record import reading
from answerable.record.audience import ON_THE_CASE
from answerable.worklist.arrivals import Arrival, arrivals, came
from answerable.worklist.from_victim import Said, said_lately
from answerable.worklist.listing import PAGE, Filters, listed, seen_by
from answerable.worklist.models import Reason
from answerable.worklist.my_work import Row, Work, in_words, listed_cases, owed_by
from answerable.worklist.news import NewSignal, raised_since, signals_in_words
from answerable.worklist.owing import STANDS_IN
from answerable.worklist.ranking import SEVERITIES, bounds
from answerable.worklist.stopped import Stopped, stopped_and_to_tell, stopped_in_words

OWED = tuple(one for one in SEVERITIES if one != "others")

CASELOAD = """
SELECT staff_id, count(DISTINCT asked.case_id), count(item.id) FILTER (WHERE late_from <= %(now)s),
    count(DISTINCT item.case_id) FILTER (WHERE late_from <= %(now)s),
    count(item.id) FILTER (WHERE late_from > %(now)s AND due_at <= %(end_of_week)s)
FROM unnest(%(staff)s::uuid[], %(cases)s::uuid[], %(parts)s::text[])
    AS asked (staff_id, case_id, part)
LEFT JOIN worklist_item AS item ON item.case_id = asked.case_id AND asked.part = ANY(item.parts)
    AND state = 'owed' AND holds @> %(now)s
GROUP BY staff_id
"""


class Load(NamedTuple):
    """One person's share: cases, what is overdue in how many of them, what is due this week."""

    staff_id: UUID
    name: str
    cases: int
    overdue: int
    cases_overdue: int
    due_this_week: int


class Given(NamedTuple):
    """A reason given at a gate, of those that whoever asks may read."""

    case_id: UUID
    reference: str
    seq: int
    event: str
    requirement: str
    occurred_at: datetime
    words: str


class Team(NamedTuple):
    """A page for who answers for a team; `nobodys_yet` comes first on it.

    `units` are the agencies and teams that its cases are with, whatever the filters leave, and
    `had_by_nobody` the references of those in which nobody of the agency has a part, though nothing
    may be owed in them yet. `reasons` is None for an agency that reads no other's, and is asked for
    none. `from_victim` is what victims said lately in the cases of the page, and `emergencies` how
    many openings in an emergency nobody has looked at yet.
    """

    nobodys_yet: Work
    most_overdue: Work
    caseload: Sequence[Load]
    reasons: Sequence[Given] | None
    new: Sequence[NewSignal]
    new_count: int
    arrivals: Sequence[Arrival]
    units: Mapping[str, str]
    had_by_nobody: Sequence[str]
    from_victim: Mapping[UUID, Sequence[Said]]
    emergencies: Sequence[Broken]
    stopped: Sequence[Stopped]
    to_tell: Sequence[Stopped]


class Owed(NamedTuple):
    """What a team owes: in which cases, by which parts of ours, and which of them nobody has."""

    cases: Sequence[UUID]
    within: Sequence[UUID]
    held: Holders
    parts: set[str]
    pairs: Sequence[tuple[UUID, str]]
    unheld: Sequence[tuple[UUID, str]]


def team_work(
    person: UUID,
    now: datetime,
    since: datetime,
    filters: Filters | None = None,
    sort: str = "rank",
    page: int = 1,
    nobodys_page: int = 1,
) -> Team | None:
    """What the team of this person owes, with the signals that are new since a time; None for who
    answers for no team."""
    filters = _of_what_is_owed(filters or Filters())
    with seen_by(person):
        me = people.somebody(person)
        if me is None or me.role not in MANAGES_AS:
            return None
        ours = _owed(me.agency_kind, filters, now)
        first = listed(ours.unheld, ours.within, now, filters, sort, nobodys_page)
        most = listed(ours.pairs, ours.within, now, filters, sort, page)
        signals, count = raised_since(since, now)
        lately = came(person, now)
        others = {one.case_id for one in signals} | {one.case_id for one in lately}
        unheld = [one for one in ours.within if not ours.parts & set(ours.held.get(one, {}))]
        reasons = _reasons(ours.within, now)
        without_contact, again = stopped_and_to_tell(now)
        others |= {case_id for case_id, _ in [*without_contact, *again]}
        others |= {one.case_id for one in reasons}
        names = reading.references(others.union(listed_cases(first, most), unheld))
        return Team(
            in_words(first, ours.held, ours.unheld, names, now, nobodys_page),
            in_words(most, ours.held, ours.pairs, names, now, page),
            _caseload(me.team, ours.held, ours.parts, now),
            _given(reasons, names) if reasons or me.agency_kind in ON_THE_CASE else None,
            signals_in_words(signals, names), count,
            arrivals(lately, names, now),
            units_of(ours.cases, now),
            sorted(names[one] for one in unheld if one in names),
            said_lately(listed_cases(first, most), now),
            waiting(person, set(ours.cases)),
            stopped_in_words(without_contact, names),
            stopped_in_words(again, names),
        )  # fmt: skip


def team_rows(
    person: UUID, now: datetime, filters: Filters, sort: str
) -> list[tuple[Row, bool]] | None:
    """All of what the team owes, and of each case whether something in it is nobody's yet."""
    filters = _of_what_is_owed(filters)
    with seen_by(person):
        me = people.somebody(person)
        if me is None or me.role not in MANAGES_AS:
            return None
        ours = _owed(me.agency_kind, filters, now)
        first = listed(ours.unheld, ours.within, now, filters, sort, 1, None)
        most = listed(ours.pairs, ours.within, now, filters, sort, 1, None)
        names = reading.references(listed_cases(most))
        work = in_words(most, ours.held, ours.pairs, names, now, 1)
    nobodys = set(listed_cases(first))
    return [(row, row.case_id in nobodys) for row in work.rows]


def _of_what_is_owed(filters: Filters) -> Filters:
    """A team's list has no case in which the team owes nothing."""
    return replace(filters, groups=filters.groups or OWED)


def _owed(kind: str, filters: Filters, now: datetime) -> Owed:
    cases = working_cases()
    within = list(of_units(cases, filters.units, now)) if filters.units else cases
    held = holders(within, now)
    parts = {part for part, of_kind in AGENCY_OF.items() if of_kind == kind}
    asked = parts.intersection(filters.parts) if filters.parts else parts
    pairs = [(case_id, part) for case_id in within for part in asked]
    return Owed(
        cases, within, held, parts, pairs, [pair for pair in pairs if is_nobodys(*pair, held)]
    )


def is_nobodys(case_id: UUID, part: str, held: Holders) -> bool:
    """Whether nobody has a part in a case, nor stands in for it."""
    parts = held.get(case_id, {})
    return part not in parts and STANDS_IN.get(part) not in parts


def _caseload(team: UUID | None, held: Holders, of_ours: set[str], now: datetime) -> list[Load]:
    """Everybody's share who has a part of ours, and everybody of the team, most overdue first."""
    shares = list(_shares(held, of_ours))
    with connection.cursor() as cursor:
        cursor.execute(
            CASELOAD,
            {
                **bounds(now)._asdict(), "staff": [one[0] for one in shares],
                "cases": [one[1] for one in shares], "parts": [one[2] for one in shares],
            },
        )  # fmt: skip
        found = {row[0]: row[1:] for row in cursor.fetchall()}
    team_now = {one.id: one for one in people.team(team, now)} if team else {}
    known = {**team_now, **people.staff([one for one in found if one not in team_now])}
    loads = [
        Load(staff_id, one.name, *found.get(staff_id, (0, 0, 0, 0)))
        for staff_id, one in known.items()
    ]
    return sorted(loads, key=lambda one: (-one.overdue, -one.cases, one.name, one.staff_id))


def _shares(held: Holders, of_ours: set[str]) -> Iterator[tuple[UUID, UUID, str]]:
    for case_id, parts in held.items():
        staff = {one for part, ones in parts.items() if part in of_ours for one in ones}
        for one in staff:
            for _, part in owed_by(one, {case_id: parts}):
                yield one, case_id, part


def _reasons(within: Sequence[UUID], now: datetime) -> list[Reason]:
    """The latest reasons given at gates in these cases, of those that may be read."""
    return list(
        Reason.objects.filter(case_id__in=within, holds__contains=now).order_by(
            "-occurred_at", "case_id", "seq", "requirement"
        )[:PAGE]
    )


def _given(found: Sequence[Reason], names: Mapping[UUID, str]) -> list[Given]:
    """The same in words; `names` are the references of their cases."""
    words = reading.reasons([(one.case_id, one.seq) for one in found])
    return [
        Given(
            one.case_id, names.get(one.case_id, ""), one.seq, one.event, one.requirement,
            one.occurred_at, words.get((one.case_id, one.seq, one.requirement), ""),
        )
        for one in found
    ]  # fmt: skip
