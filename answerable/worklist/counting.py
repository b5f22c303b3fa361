"""How much an agency owes, without saying in which cases: counted on one day, and kept.

Whoever could have it counted at will would see each case come and go. So a count stands for 28
days, whoever looks and however often: two counts are never closer, and lie as many cases apart as
an agency has in that time. What is kept is what may be shown, and no true number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from answerable.analysis.small_numbers import shown
from answerable.people import reading as people
from answerable.people.roles import AGENCY_OF
from answerable.worklist.listing import seen_by
from answerable.worklist.models import Counted
from answerable.worklist.news import SIGNAL_OF
from answerable.worklist.ranking import GRAVE, SEVERITIES, Severity, bounds
from answerable.worklist.stage import STAGES

STANDS_FOR = timedelta(days=28)

Cell = tuple[str, str, int | None, int]  # what, its name, how urgent, how many


class Counts(NamedTuple):
    """How much an agency owes, as it may be told to who has none of the cases: obligations by part
    and urgency, cases by stage and by signal. None: seven or fewer, or of so few cases."""

    owed: Mapping[str, Mapping[Severity, int | None]]
    stages: Mapping[str, int | None]
    signals: Mapping[str, int | None]
    counted_at: datetime
    again_from: datetime


def agency_counts(person: UUID, now: datetime) -> Counts | None:
    """How much this person's agency owed when it was counted last; None for who may not ask.

    It is counted when somebody asks and the last count has stood its time: no job has to run.
    """
    with seen_by(person):
        me = people.somebody(person)
        if me is None or me.role != "performance":
            return None
        last = _last(me.agency)
        if last is None or last.counted_at + STANDS_FOR <= now:
            # Of two who come at once one counts; the other sees what that one counted.
            number = last.number + 1 if last else 1
            counted = Counted(agency=me.agency, number=number, counted_at=now, cells=_cells(now))
            Counted.objects.bulk_create([counted], ignore_conflicts=True)
            last = _last(me.agency)
    return None if last is None else _counts(last.cells, last.counted_at, me.agency_kind)


def _last(agency: str) -> Counted | None:
    return Counted.objects.filter(agency=agency).order_by("number").last()


def _cells(now: datetime) -> list[Cell]:
    """Every count that may be shown.

    The database counts over all cases of the agency, and gives nothing but the counts. Small ones
    are left out here and the others rounded, nought among them: what is not there is as few.
    """
    at = bounds(now)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT what, name, severity, number, cases FROM worklist_counts(%s, %s, %s, %s, %s)",
            [at.now, at.long_ago, at.end_of_today, at.end_of_week, sorted(GRAVE)],
        )
        rows = cursor.fetchall()
    return [
        (what, name, severity, told)
        for what, name, severity, number, cases in rows
        if (told := shown(number, cases)) is not None
    ]


def _counts(cells: Sequence[Cell], counted_at: datetime, kind: str) -> Counts:
    told = {(what, name, severity): number for what, name, severity, number in cells}
    return Counts(
        {
            part: {one: told.get(("owed", part, n)) for n, one in enumerate(SEVERITIES)}
            for part, of_kind in AGENCY_OF.items()
            if of_kind == kind
        },
        {stage: told.get(("stage", stage, None)) for stage in STAGES},
        {signal: told.get(("signal", signal, None)) for signal in SIGNAL_OF},
        counted_at,
        counted_at + STANDS_FOR,
    )
