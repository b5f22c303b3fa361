"""What stands in the way of recording an event: the gates, asked before or afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from answerable.clocks.days import local_day
from answerable.events.entry import Entry
from answerable.events.reasons import gate_reasons
from answerable.rules.case import Case
from answerable.rules.derived import DECIDED, TRIED
from answerable.rules.model import Force, Requirement
from answerable.rules.sources import DOCUMENTS


@dataclass(frozen=True, slots=True)
class Answer:
    """What one requirement says of one event: `message` what it asks, or what is missing."""

    requirement: str
    force: Force
    met: bool
    explained: bool
    message: str
    source: str

    @property
    def refuses(self) -> bool:
        """Whether the event may not be recorded for it."""
        return not self.met and not (self.force == "explain" and self.explained)


@dataclass(frozen=True, slots=True)
class Finding:
    """A requirement that a recorded event did not meet."""

    case_id: str
    seq: int
    event: str
    requirement: str
    force: Force
    explained: bool


def key(requirement: Requirement) -> str:
    """A requirement's name among all: the first event that it guards, and its own."""
    return f"{requirement.patterns[0].event}.{requirement.id}"


def stands_in_the_way(
    case: Case, event: Entry, requirements: Iterable[Requirement]
) -> list[Answer]:
    """What every requirement that guards the event says. `case` is what comes strictly before."""
    return [_ask(case, event, one) for one in requirements if guards(one, event)]


def refused(answers: Iterable[Answer]) -> bool:
    """Whether an event with these answers may not be recorded."""
    return any(answer.refuses for answer in answers)


def guards(requirement: Requirement, event: Entry) -> bool:
    """Whether a requirement guards an event, by its fields and, where it is dated, its day."""
    if requirement.dated and local_day(event.occurred_at) < requirement.since:
        return False
    return any(pattern.matches(event) for pattern in requirement.patterns)


def by_event(requirements: Iterable[Requirement]) -> Mapping[str, Sequence[Requirement]]:
    """The requirements by the type of the events that they guard."""
    found: dict[str, list[Requirement]] = {}
    for requirement in requirements:
        for name in dict.fromkeys(pattern.event for pattern in requirement.patterns):
            found.setdefault(name, []).append(requirement)
    return found


def audit(events: Sequence[Entry], requirements: Iterable[Requirement]) -> Iterator[Finding]:
    """Every guarded event of one case with the requirements that it did not meet.

    `events` are the case's in order, corrections applied and derived events in place.
    """
    return audited(events, by_event(requirements))


def audited(
    events: Sequence[Entry], guarding: Mapping[str, Sequence[Requirement]]
) -> Iterator[Finding]:
    """The same, of many cases, with the requirements found `by_event` once."""
    whole = Case(events, events[-1].occurred_at) if events else None
    for event in events:
        asked = [one for one in guarding.get(event.event, ()) if guards(one, event)]
        if whole is None or not asked or event.event in (DECIDED, TRIED):
            continue
        before = whole.before(event).at(event.occurred_at)
        for answer in (_ask(before, event, one) for one in asked):
            if not answer.met:
                yield Finding(
                    event.case_id, event.seq, event.event, answer.requirement, answer.force,
                    answer.explained,
                )  # fmt: skip


def _ask(case: Case, event: Entry, requirement: Requirement) -> Answer:
    met = requirement.holds(case.at(event.occurred_at), event)
    explained = requirement.force == "explain" and has_reason(event, requirement.id)
    words = requirement.asks if met else requirement.message
    message = requirement.said(words, local_day(event.occurred_at))
    return Answer(
        requirement.id, requirement.force, met, explained, message, source_line(requirement)
    )


def has_reason(event: Entry, requirement: str) -> bool:
    """Whether the event gives a reason in words for a requirement."""
    return requirement in gate_reasons(event.event, event.data)


@cache
def _source_line(sources: tuple[tuple[str, str], ...], requirements: tuple[str, ...]) -> str:
    places = "; ".join(f"{DOCUMENTS[name].title}: {place}" for name, place in sources)
    return f"{places} ({', '.join(requirements)})"


def source_line(requirement: Requirement) -> str:
    """Where a requirement comes from, in one line."""
    sources = tuple((source.document, source.place) for source in requirement.sources)
    return _source_line(sources, requirement.requirements)
