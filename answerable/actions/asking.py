"""What stands in the way of recording something: asked before anybody tries, and when they do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, NamedTuple
from uuid import UUID

from django.db import transaction

from answerable.events.corrections import in_force
from answerable.events.entry import Entry, Event
from answerable.people.acting import WORKER, acting_for
from answerable.record import reading
from answerable.record.rules_of_force import rules_of
from answerable.rules.case import Case
from answerable.rules.derived import with_derived
from answerable.rules.gate_catalogue import REQUIREMENTS
from answerable.rules.gates import Answer, by_event, guards, source_line, stands_in_the_way
from answerable.rules.model import Requirement
from answerable.rules.pattern import Pattern

State = Literal["in_place", "missing", "depends"]
GUARDED = frozenset(by_event(REQUIREMENTS))  # what a force sets changes nothing of that


class Foreseen(NamedTuple):
    """A requirement of a gate, before anything is filled in.

    `only_where` are the fields, with their values, for which it is asked at all. It `depends` where
    what will be filled in decides it.
    """

    requirement: Requirement
    source: str
    only_where: tuple[tuple[str, tuple[str, ...]], ...]
    state: State


def answers(
    history: Sequence[Entry], case_id: UUID, events: Sequence[Event], at: datetime
) -> list[list[Answer]]:
    """What every gate says of each event, as if those before it were recorded already."""
    history, found = list(history), []
    for event in events:
        entry = Entry(
            str(case_id), len(history) + 1, event.event, event.occurred_at, at, "", event.agency,
            event.subject, event.data,
        )  # fmt: skip
        case = _before(history, entry)
        found.append(stands_in_the_way(case, entry, rules_of(case.events).requirements))
        history.append(entry)
    return found


def ask(case_id: UUID, events: Sequence[Event], at: datetime) -> list[list[Answer]]:
    """What every gate says of each event, for a page to show; nothing is recorded."""
    with transaction.atomic():
        return answers(everything(case_id), case_id, events, at)


def foresee(case_id: UUID, event: str, *, agency: str, at: datetime) -> list[Foreseen]:
    """Every requirement that may be asked of an event of this type, and how the case stands."""
    if event not in GUARDED:
        return []
    with transaction.atomic():
        history = everything(case_id)
    patterns = [
        (one, pattern)
        for one in rules_of(in_force(history, at)).requirements
        for pattern in one.patterns
        if pattern.event == event
    ]
    return [_foreseen(history, one, pattern, agency, at) for one, pattern in patterns]


def _foreseen(
    history: Sequence[Entry], requirement: Requirement, pattern: Pattern, agency: str, at: datetime
) -> Foreseen:
    where = tuple((one.field, one.allowed) for one in pattern.conditions if one.field != "agency")
    known = {field: allowed[0] for field, allowed in where}
    asked = Watched(known)
    entry = Entry("", len(history) + 1, pattern.event, at, at, "", agency, "", asked)
    if not guards(requirement, entry) and requirement.dated:
        return Foreseen(requirement, source_line(requirement), where, "in_place")
    met = requirement.holds(_before(history, entry), entry)
    state: State = "in_place" if met else "missing"
    return Foreseen(
        requirement, source_line(requirement), where, "depends" if asked.missed else state
    )


class Watched(Mapping[str, Any]):
    """The data of an event that nobody has filled in yet: it notes what is asked for in vain."""

    def __init__(self, known: Mapping[str, Any]) -> None:
        self._known = known
        self.missed = False

    def __getitem__(self, name: str) -> Any:
        self.missed = self.missed or name not in self._known
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def everything(case_id: UUID) -> list[Entry]:
    """All that happened, whoever asks."""
    with acting_for(WORKER):
        # A gate goes by all that happened, and not by what this person may see of it.
        return reading.entries(case_id, words=False)


def _before(history: Sequence[Entry], entry: Entry) -> Case:
    events = with_derived(in_force(history, entry.occurred_at))
    return Case([one for one in events if one.order < entry.order], entry.occurred_at)
