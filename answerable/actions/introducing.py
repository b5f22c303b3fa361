"""Somebody new has the case: the victim is told by somebody whom they know before the new one is in
touch, or it is said why that could not wait.

It is no gate: a gate asks of a case alone, and this of who is in touch. It stops all that writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from answerable.events.entry import Entry, Event
from answerable.events.reasons import gate_reasons

CHANGED, TOLD = "officer.changed", "officer.change_told"
# Under which an entry keeps why she was not told first.
REASON = "told_first"
# With these somebody speaks to her, or tries to.
SPEAKS = frozenset(
    {
        "victim.spoken_to", "information.given", "contact.made", "contact.attempted",
        "progress.told", "question.answered", "complaint.answered", "timescale.told",
        "awaiting.told", "decision.told", "hearing.told",
    }
)  # fmt: skip


def untold(entries: Iterable[Entry]) -> list[Entry]:
    """The changes of hands of which the victim was not told since, the last of each part."""
    changed: dict[Any, Entry] = {}
    for one in sorted(entries, key=lambda entry: entry.order):
        if one.event == CHANGED:
            changed[one.data.get("role")] = one
        elif one.event == TOLD:
            changed.pop(one.data.get("role"), None)
    return list(changed.values())


def is_new_to_her(entries: Iterable[Entry], person: UUID) -> bool:
    """Whether this person has taken over, and the victim was not told."""
    return any(str(one.data.get("name")) == str(person) for one in untold(entries))


def unexplained(entries: Iterable[Entry], events: Sequence[Event], by: UUID) -> bool:
    """Whether somebody new records with these that they were in touch first, and not why; of a
    contact that she began nothing is asked."""
    if any(event.event == TOLD for event in events):
        return False
    speaks = [
        event for event in events
        if event.event in SPEAKS and event.data.get("by") != "victim"
        and REASON not in gate_reasons(event.event, event.data)
    ]  # fmt: skip
    return bool(speaks) and is_new_to_her(entries, by)


def with_reason(event: Event, why: str) -> Event:
    """An event with why it could not wait, where one was given and the event is of those."""
    if not why or event.event not in SPEAKS:
        return event
    reasons = {**event.data.get("reasons", {}), REASON: why}
    return event._replace(data={**event.data, "reasons": reasons})
