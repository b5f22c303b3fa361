"""Cases from a log of elsewhere, or made up, put into the record: for a demonstration, or a start.

It asks no gate, for what a log says has happened already, and gives nobody a part: whoever loads
says afterwards who works in which case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from uuid import NAMESPACE_URL, UUID, uuid5

from answerable.events.entry import Entry
from answerable.people.acting import working
from answerable.record.histories import histories
from answerable.record.loading import Loaded, New, load
from answerable.worklist.refresh import look_ahead_of, replace_all

BATCH = 100  # cases of a transaction


def load_cases(
    cases: Mapping[str, Sequence[Entry]],
    *,
    at: datetime,
    people: Mapping[str, UUID] | None = None,
    refreshed: bool = True,
) -> dict[str, Loaded]:
    """Put the cases of a log into the record: by the log's name of each, its id and reference.

    `people` are the staff for whom the log's actors stand; others get an id made from their name,
    the same each time. Without `refreshed`, rebuild the worklist afterwards: on several processes.
    """
    found: dict[str, Loaded] = {}
    for batch in _batches([(name, entries) for name, entries in cases.items() if entries]):
        with working():
            new = [_new(entries, people or {}) for _, entries in batch]
            loaded = load(new)
            if refreshed:
                case_ids = [one.case_id for one in loaded]
                there = histories(case_ids)
                replace_all(case_ids, look_ahead_of([there[one] for one in case_ids], at))
        found |= {name: one for (name, _), one in zip(batch, loaded, strict=True)}
    return found


def actor_of(name: str, people: Mapping[str, UUID]) -> UUID:
    """The member of staff for whom an actor of a log stands."""
    return people.get(name) or uuid5(NAMESPACE_URL, f"answerable:actor:{name}")


def _new(entries: Sequence[Entry], people: Mapping[str, UUID]) -> New:
    actors = [actor_of(entry.actor, people) for entry in entries]
    first = min(range(len(entries)), key=lambda place: entries[place].seq)
    return New(entries, actors[first], actors)


def _batches(
    cases: Sequence[tuple[str, Sequence[Entry]]],
) -> Iterator[list[tuple[str, Sequence[Entry]]]]:
    left = iter(cases)
    while batch := list(islice(left, BATCH)):
        yield batch
