"""Cases to list: loaded from a few lines, and given to the made-up staff."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from answerable.actions.loading import load_cases
from answerable.events.entry import Entry
from answerable.people import demonstration, parts
from answerable.people.acting import working
from tests.people.cast import NOW, OMAR, ago

REPORTED = {
    "force": "13", "team": "specialist", "offence": "rape", "reported_by": "victim",
    "domestic_abuse": False, "suspect": "named", "relationship": "acquaintance", "why": ["justice"],
}  # fmt: skip
DAY = timedelta(days=1)

Line = tuple[Any, ...]  # days ago, event, then agency, subject and data where they matter


def report(days_ago: float = 3, **data: Any) -> Line:
    return (days_ago, "crime.reported", "police", "", {**REPORTED, **data})


def entries(lines: Iterable[Line], recorded: datetime | None = None) -> list[Entry]:
    found = []
    for seq, (days_ago, event, *rest) in enumerate(lines, start=1):
        agency, subject, data = [*rest, *("police", "", {})[len(rest) :]]
        at = ago(days_ago)
        found.append(Entry("c", seq, event, at, recorded or at, "", agency, subject, data))
    return found


def a_case(
    *lines: Line, held: Mapping[str, UUID] | None = None, recorded: datetime | None = None
) -> UUID:
    """A case with these entries, its parts given: the investigator's to Omar, unless said."""
    demonstration.load()
    case_id = load_cases({"c": entries(lines, recorded)}, at=NOW)["c"].case_id
    with working():
        for part, who in ({"investigator": OMAR} if held is None else held).items():
            parts.give(case_id, who, part, by=OMAR, at=NOW - 400 * DAY)
    return case_id


def give(case_id: UUID, part: str, who: UUID) -> None:
    with working():
        parts.give(case_id, who, part, by=OMAR, at=NOW - 400 * DAY)
