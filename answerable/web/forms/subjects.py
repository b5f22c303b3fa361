"""What a case has of a kind (its suspects, its devices), in words, and a name for a new one."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Entry
from answerable.events.words import as_words, code_words
from answerable.people.vault import Person
from answerable.web.dates import day

ERASED = "name erased"

# Kinds of thing in words where the code is not the word.
KINDS = {
    "line": "line of enquiry", "account": "account", "request": "request for records",
    "evidence": "piece of evidence", "material": "piece of material",
}  # fmt: skip
# People are counted in words: a number beside a person reads as a prisoner's.
ORDINALS = (
    "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth",
)  # fmt: skip
# What tells two of a kind apart, of what their first entry says.
TELLING = ("of", "kind", "about", "offence", "service", "level")


class Subject(NamedTuple):
    """A thing of the case: the name that the log has for it, and ours."""

    id: str
    words: str


def kind_words(kind: str) -> str:
    """A kind of subject, as a person says it."""
    return KINDS.get(kind, kind)


def subjects_of(
    entries: Iterable[Entry], kind: str, people: Mapping[str, Person] | None = None
) -> list[Subject]:
    """Those of a kind that the case has, in the order in which they came up.

    `people` are the suspects in the vault, by what the record calls them, for who may know them.
    """
    entries = list(entries)
    return [
        Subject(
            id_,
            f"{by_name(numbered(kind, number), (people or {}).get(id_))}: "
            f"{(kind == 'hearing' and _on_its_day(id_, entries)) or _told(entry)}",
        )
        for number, (id_, entry) in enumerate(first_of(entries, kind).items(), start=1)
    ]


def by_name(place: str, person: Person | None) -> str:
    """A suspect by name with the place after it, where there is a name to know; else by place."""
    if person is None:
        return place
    if person.erased_at is not None:
        return f"{place} ({ERASED})"
    return f"{person.name} ({place[:1].lower()}{place[1:]})" if person.name else place


def first_of(entries: Iterable[Entry], kind: str) -> dict[str, Entry]:
    """The first entry of each of a kind, in the order in which they were recorded: what happened
    earlier and is recorded later gives nobody another number."""
    first: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda one: one.seq):
        type_ = EVENT_TYPES.get(entry.event)
        if entry.subject and type_ is not None and type_.subject == kind:
            first.setdefault(entry.subject, entry)
    return first


def numbered(kind: str, number: int) -> str:
    """What to call the so-manieth of a kind: first suspect, device 2."""
    if kind == "suspect" and number <= len(ORDINALS):
        return f"{ORDINALS[number - 1]} suspect"
    return f"{as_words(kind_words(kind))} {number}"


def _on_its_day(hearing: str, entries: Iterable[Entry]) -> str:
    """What tells a hearing from another: its kind, and the day for which it is listed now."""
    days = [one for one in entries if one.subject == hearing and one.data.get("on")]
    if not days:
        return ""
    last = max(days, key=lambda one: one.order)
    kind = code_words("kind", str(last.data.get("kind") or "other")).lower()
    return f"{kind}, on {day(date.fromisoformat(str(last.data['on'])))}"


def _told(entry: Entry) -> str:
    line = EVENT_TYPES[entry.event].to_agencies
    what = [code_words(n, entry.data[n]) for n in TELLING if isinstance(entry.data.get(n), str)]
    told = f" ({', '.join(what).lower()})" if what else ""
    return f"{line[:1].lower()}{line[1:]}{told}, {day(entry.occurred_at)}"


def new_subject(kind: str) -> str:
    """A name for a new one. It is no number: that would tell how many there are that one may
    not see, and two agencies would give the same."""
    return f"{kind}-{secrets.token_hex(4)}"
