"""Cases evaluated: few by the referee, which starts at once, many by the kernel."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from answerable.events.corrections import in_force
from answerable.events.entry import Entry
from answerable.rules.case import Case
from answerable.rules.derived import with_derived
from answerable.rules.evaluate import obligations
from answerable.rules.model import Duty
from answerable.rules.obligation import Obligation
from answerable.rules.set_by_force import for_case

if TYPE_CHECKING:
    from answerable.rules.kernel.bulk import Part as Evaluated

Cases = Mapping[str, list[Entry]]


def history(entries: list[Entry], as_of: datetime, known_at: datetime | None = None) -> list[Entry]:
    """One case's events as rules see them: corrections applied, derived events in place."""
    return with_derived(in_force(entries, as_of, known_at))


def case_at(
    entries: list[Entry], as_of: datetime, known_at: datetime | None, duties: tuple[Duty, ...]
) -> Case:
    """One case with what it owes."""
    events = history(entries, as_of, known_at)
    return Case(events, as_of, obligations(events, for_case(duties, events), as_of))


def cases_at(
    cases: Cases, as_of: datetime, known_at: datetime | None, duties: tuple[Duty, ...]
) -> Iterator[Case]:
    """Cases with what they owe, in order, as the referee gives it."""
    for _, entries in sorted(cases.items()):
        yield case_at(entries, as_of, known_at, duties)


def owed_by(
    cases: Cases,
    as_of: datetime,
    known_at: datetime | None,
    duties: tuple[Duty, ...],
    statuses: Container[str],
) -> Iterator[Obligation]:
    """The obligations of a few cases, in order, as the referee gives them."""
    for _, entries in sorted(cases.items()):
        events = history(entries, as_of, known_at)
        found = obligations(events, for_case(duties, events), as_of)
        yield from (owed for owed in found if owed.status in statuses)


def owed_by_many(
    cases: Cases,
    as_of: datetime,
    known_at: datetime | None,
    duties: tuple[Duty, ...],
    statuses: Container[str],
) -> Iterator[Obligation]:
    """The obligations of many cases, in order, as the kernel gives them."""
    from answerable.events.columns import corrected, from_cases, known_by  # noqa: PLC0415
    from answerable.rules.kernel.bulk import evaluate_log, in_order, program_of  # noqa: PLC0415

    columns = from_cases(cases.items())
    columns = corrected(known_by(columns, known_at) if known_at else columns)
    parts = evaluate_log(columns, as_of, program_of(duties))
    yield from in_order(of_statuses(part, statuses) for part in parts)


def of_statuses(part: Evaluated, statuses: Container[str]) -> Evaluated:
    """The obligations of some statuses alone, before anything is made of the others."""
    import numpy as np  # noqa: PLC0415  only what the kernel gives needs it

    from answerable.rules.kernel.rows import STATUSES, Rows  # noqa: PLC0415

    wanted = [code for code, status in enumerate(STATUSES) if status in statuses]
    kept = np.isin(part.rows.status, wanted)
    return replace(part, rows=Rows._make(column[kept] for column in part.rows))
