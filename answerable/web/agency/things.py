"""What to call the things of a case: a line of enquiry, a device, an action, as people know them.

The record knows each by a name that nobody gave it to be read. A page counts those of a kind in the
order in which they were recorded, and says beside the number what tells them apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Entry
from answerable.events.words import code_words, small
from answerable.web.forms.subjects import first_of, numbered

Things = Mapping[tuple[str, str], str]

# By kind, the fields that tell two of it apart.
TELLING: Mapping[str, tuple[str, ...]] = {
    "offence": ("offence",), "evidence": ("kind",), "referral": ("service",), "line": ("about",),
    "account": ("kind",), "device": ("of",), "request": ("of", "kind"), "action": ("kind",),
    "disagreement": ("about",), "review": ("of",), "appeal": ("level",), "hearing": ("kind",),
}  # fmt: skip
WHOSE = {
    "victim": "the victim’s", "suspect": "a suspect’s", "witness": "a witness’s",
    "cps": "of the prosecutors", "police": "of the police",
}  # fmt: skip


def things(recorded: Sequence[Entry], in_force: Sequence[Entry]) -> dict[tuple[str, str], str]:
    """What to call each thing, by its kind and the name that the record has for it."""
    kinds = {type_.subject for type_ in EVENT_TYPES.values() if type_.subject}
    return {
        (kind, subject): f"{numbered(kind, place)}{_told(kind, subject, in_force)}"
        for kind in sorted(kinds - {"suspect", "message"})
        for place, subject in enumerate(
            first_of(in_force, kind) | first_of(recorded, kind), start=1
        )
    }  # fmt: skip


def called(known: Things, subject: str, kind: str = "") -> str:
    """A thing in words, by its kind where that is known; else as the record has it."""
    if kind:
        return known.get((kind, subject), subject)
    return next((words for (_, name), words in known.items() if name == subject), subject)


def _told(kind: str, subject: str, in_force: Sequence[Entry]) -> str:
    theirs = [one.data for one in in_force if one.subject == subject and _is(kind, one)]
    found = []
    for name in TELLING.get(kind, ()):
        code = next((str(data[name]) for data in theirs if data.get(name)), "")
        if code:
            whose = WHOSE.get(code) if name == "of" else None
            found.append(whose or small(code_words(name, code)))
    return f" ({', '.join(found)})" if found else ""


def _is(kind: str, entry: Entry) -> bool:
    return EVENT_TYPES[entry.event].subject == kind
