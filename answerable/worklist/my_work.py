"""What one person owes in all cases: a row a case, the most urgent first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from operator import itemgetter
from typing import NamedTuple
from uuid import UUID

from answerable.clocks.days import MICROSECOND, local_day
from answerable.people.holding import Holders, around, holders, of_units
from answerable.record import reading
from answerable.record.rules_of_force import rules_by
from answerable.worklist.listing import PAGE, Filters, List, Listed, listed, seen_by
from answerable.worklist.news import SIGNAL_OF
from answerable.worklist.owing import STANDS_IN
from answerable.worklist.ranking import (
    WHY,
    Bounds,
    Severity,
    Standing,
    bounds,
    span,
    when,
    why_there,
)
from answerable.worklist.stage import STAGES

NOTHING = "Nothing is owed now."
REPORT_IT = "Record the report."


class Row(NamedTuple):
    """A row of somebody's work, in words where a page shows words.

    `marked` is true of what has been overdue longest, and of nothing else. `more` is how many
    other obligations of theirs stand in the case, `longest` by how much the longest of them is
    overdue, where that is not the one of the row; `owed_by` the parts that owe the one of the row,
    `whose_move` those that owe what is most urgent in the case; `held_by` who has each part.
    `signals` is how many stand, and `to_look_at` what they say, each once, the latest first.
    """

    case_id: UUID
    reference: str
    stage: str
    closed: bool
    suspects: Mapping[str, int]
    next_move: str
    duty: str
    subject: str
    when: str
    due_at: datetime | None
    group: Severity
    why_there: str
    whose_move: tuple[str, ...]
    owed_by: tuple[str, ...]
    yours: bool
    more: int
    overdue: int
    longest: str
    signals: int
    to_look_at: tuple[str, ...]
    marked: bool
    held_by: Mapping[str, tuple[UUID, ...]]


class Work(NamedTuple):
    """A page of somebody's work; `groups` counts all of it, `found` what the filters leave."""

    rows: Sequence[Row]
    groups: Mapping[Severity, int]
    found: int
    page: int
    pages: int


def my_work(
    person: UUID,
    now: datetime,
    filters: Filters | None = None,
    sort: str = "rank",
    page: int = 1,
    size: int | None = PAGE,
) -> Work:
    """What this person owes, 25 cases a page. Without a filter every case of theirs is there."""
    filters = filters or Filters()
    with seen_by(person):
        held = around(person, now)
        found, pairs = owed_to(person, held, now, filters, sort, page, size)
        names = reading.references(listed_cases(found))
        return in_words(found, held, pairs, names, now, page)


def owed_to(
    person: UUID, held: Holders, now: datetime, filters: Filters, sort: str, page: int,
    size: int | None = PAGE,
) -> tuple[List, Sequence[tuple[UUID, str]]]:  # fmt: skip
    """Their list, and the parts whose duties they owe: (case, part) each."""
    pairs = [
        pair for pair in owed_by(person, held)
        if not filters.parts or pair[1] in filters.parts
    ]  # fmt: skip
    within = of_units(held, filters.units, now) if filters.units else held
    return listed(pairs, list(within), now, filters, sort, page, size), pairs


def owed_by(person: UUID, held: Holders) -> Iterator[tuple[UUID, str]]:
    """The parts whose duties are this person's, those among them in which they stand in."""
    for case_id, parts in held.items():
        for part, staff in parts.items():
            if person in staff:
                yield case_id, part
        for part, stands_in in STANDS_IN.items():
            if part not in parts and person in parts.get(stands_in, ()):
                yield case_id, part


def owed_in(
    cases: Sequence[UUID], of: UUID, now: datetime, *, by: UUID
) -> dict[UUID, tuple[int, int]]:
    """How much somebody owes in each case, and how much of it is overdue, as `by` may see it."""
    with seen_by(by):
        pairs = list(owed_by(of, holders(cases, now)))
        found = listed(pairs, cases, now, Filters(), "rank", 1, None)
    return {row.case_id: (row.owed, row.overdue) for row in found.rows}


def listed_cases(*lists: List) -> list[UUID]:
    """The cases that stand in lists."""
    return [row.case_id for one in lists for row in one.rows]


def in_words(
    found: List, held: Holders, pairs: Sequence[tuple[UUID, str]], names: Mapping[UUID, str],
    now: datetime, page: int,
) -> Work:  # fmt: skip
    """A list as a page shows it; `names` are the references of its cases."""
    own: dict[UUID, set[str]] = {}
    for case_id, part in pairs:
        own.setdefault(case_id, set()).add(part)
    at = bounds(now)
    rows = [
        _row(
            row, names.get(row.case_id, ""), held.get(row.case_id, {}),
            own.get(row.case_id, set()), at,
        )
        for row in found.rows
    ]  # fmt: skip
    return Work(rows, found.groups, found.found, page, max(1, -(-found.found // PAGE)))


def _row(
    row: Listed, reference: str, held_by: Mapping[str, tuple[UUID, ...]], own: set[str], at: Bounds
) -> Row:
    owed, others = row.next, row.severity == "others"
    whose_move = row.whose_move or whose_by_stage(row.stage)
    return Row(
        case_id=row.case_id, reference=reference, stage=STAGES[row.stage].words,
        closed=row.stage == "closed", suspects=row.suspects,
        next_move=rules_by(row.force).duty(owed.duty).what if owed else nothing_owed(row.stage),
        duty=owed.duty if owed else "", subject=row.subject,
        when=when(owed, at.now) if owed else "", due_at=owed.due_at if owed else None,
        group=row.severity,
        why_there=WHY["others"] if owed is None or others else why_there(owed, at),
        whose_move=whose_move, owed_by=row.owed_by, yours=bool(own.intersection(whose_move)),
        more=max(0, row.owed - 1), overdue=row.overdue,
        longest=_longest(row, owed, at.now), signals=len(row.signals),
        to_look_at=_to_look_at(row.signals),
        marked=row.longest, held_by=held_by,
    )  # fmt: skip


def _to_look_at(signals: Sequence[str]) -> tuple[str, ...]:
    """What stands many times comes last: in many a case that is only what is overdue, again."""
    return tuple(
        f"{SIGNAL_OF[one].what.rstrip('.')}{f' ({times} times)' if times > 1 else ''}."
        for one, times in sorted(Counter(signals).items(), key=itemgetter(1))
    )


def _longest(row: Listed, shown: Standing | None, now: datetime) -> str:
    if row.oldest is None or (shown is not None and shown.late_from == row.oldest):
        return ""
    return span((local_day(now) - local_day(row.oldest - MICROSECOND)).days)


def nothing_owed(stage: str) -> str:
    """What is next where nothing is owed: no duty begins before there is a report."""
    return REPORT_IT if stage == "not_reported" else NOTHING


def whose_by_stage(stage: str) -> tuple[str, ...]:
    """Whose move it is where nothing is owed."""
    part = STAGES[stage].part
    return (part,) if part else ()
