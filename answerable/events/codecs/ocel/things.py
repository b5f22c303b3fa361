"""The events of a log and the things that they are about, for whichever encoding writes them.

It is for analysis, so no text leaves by it: of an event type of ours, the fields that hold words
and those that it does not declare are left out (decision 33).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import quote

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Entry
from answerable.events.model import EventType

CASE = "case"
SUBJECT = "subject"  # as a qualifier; and what a thing is of which nothing says what it is
WORDS = frozenset({"text", "entry"})  # the types of fields that hold words
MOST = 2**63  # what no reader takes for a whole number any more
BEFORE_ALL = "1970-01-01T00:00:00.000000+00:00"  # of values that hold from the start

# As in the XES: ours apart from the fields, which may have any name.
OURS = {
    "answerable:seq": "integer", "answerable:recorded_at": "time", "answerable:actor": "string",
    "answerable:agency": "string", "answerable:subject": "string",
}  # fmt: skip

Attributes = Mapping[str, tuple[str, str]]  # by name: the type and the value


class Related(NamedTuple):
    """A thing that an event or another thing names, and what it is to it."""

    thing: str
    kind: str
    qualifier: str


class Happened(NamedTuple):
    """An event."""

    id: str
    type: str
    time: str
    attributes: Attributes
    related: tuple[Related, ...]


class Thing(NamedTuple):
    """What events are about: the case itself, a suspect, a device, an action of a plan."""

    id: str
    kind: str
    related: tuple[Related, ...]


@dataclass
class Types:
    """The types that occur, each event type with the attributes that its events have."""

    events: dict[str, dict[str, str]] = field(default_factory=dict)
    kinds: set[str] = field(default_factory=set)

    def see(self, events: Iterable[Happened], things: Iterable[Thing]) -> None:
        """Take note of the types of some events and things."""
        for one in events:
            of_type = self.events.setdefault(one.type, {})
            for name, (kind, _) in one.attributes.items():
                add_type(of_type, name, kind)
        self.kinds.update(thing.kind for thing in things)

    def add(self, other: Types) -> None:
        """Take over the types of another part of the log."""
        for name, attributes in other.events.items():
            of_type = self.events.setdefault(name, {})
            for attribute, kind in attributes.items():
                add_type(of_type, attribute, kind)
        self.kinds |= other.kinds


def add_type(types: dict[str, str], name: str, kind: str) -> None:
    """Note the type of an attribute; one that is now this and now that is a text."""
    types[name] = kind if types.get(name, kind) == kind else "string"


def of_case(entries: list[Entry]) -> tuple[list[Happened], list[Thing]]:
    """The events of one case in order, and its things in the order in which they are named."""
    case = escaped(entries[0].case_id)
    its_case = Related(case, CASE, CASE)
    things = {case: Thing(case, CASE, ())}
    events = []
    for entry in entries:
        related = [its_case]
        for kind, name, qualifier in _named(entry):
            thing = f"{case}/{escaped(kind)}/{escaped(name)}"
            things.setdefault(thing, Thing(thing, kind, (its_case,)))
            related.append(Related(thing, kind, qualifier))
        events.append(
            Happened(
                f"{case}/{entry.seq}", entry.event, instant(entry.occurred_at),
                dict(_attributes(entry)), tuple(related),
            )
        )  # fmt: skip
    return events, list(things.values())


def _named(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """What an event names beside its case: the kind, the name, and by what."""
    type_ = EVENT_TYPES.get(entry.event)
    kind = SUBJECT if type_ is None else type_.subject
    if kind and entry.subject:
        yield kind, entry.subject, SUBJECT
    for name, declared in (type_.all_fields if type_ else {}).items():
        if declared.names and entry.data.get(name):
            yield declared.names, str(entry.data[name]), name


def _attributes(entry: Entry) -> Iterator[tuple[str, tuple[str, str]]]:
    type_ = EVENT_TYPES.get(entry.event)
    ours = {
        "answerable:seq": str(entry.seq), "answerable:recorded_at": instant(entry.recorded_at),
        "answerable:actor": entry.actor, "answerable:agency": entry.agency,
    }  # fmt: skip
    if type_ is not None and type_.subject is None:
        ours["answerable:subject"] = entry.subject  # of no kind, so it is no thing
    for name, value in ours.items():
        if value:
            yield name, (OURS[name], value)
    for name, found in entry.data.items():
        if type_ is None or _may_leave(type_, name):
            yield f"data:{name}", _written(found)


def _may_leave(type_: EventType, name: str) -> bool:
    declared = type_.all_fields.get(name)
    return declared is not None and declared.type not in WORDS


def _written(value: Any) -> tuple[str, str]:
    """The type of a value, and the value as a text."""
    if isinstance(value, bool):
        return "boolean", "true" if value else "false"
    if isinstance(value, int):
        return ("integer" if abs(value) < MOST else "string"), str(value)
    if isinstance(value, float):
        return "float", repr(value)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "string", "; ".join(value)
    return "string", value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def instant(at: Any) -> str:
    """An instant, always as long: a column of them is then read by one pattern."""
    return str(at.isoformat(timespec="microseconds"))


_PLAIN = re.compile(r"[\w .:@#+~-]*", re.ASCII)


def escaped(name: str) -> str:
    """A name as a part of an id: without a `/`, which parts them, or anything that is unprintable,
    so that two names never come to one id, in any encoding."""
    if _PLAIN.fullmatch(name):
        return name
    return "".join(one if _stays(one) else quote(one, safe="") for one in name)


def _stays(letter: str) -> bool:
    return letter not in "%/" and letter.isprintable() and not "\ud800" <= letter <= "\udfff"
