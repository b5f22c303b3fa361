"""Whose eyes an entry is for: worked out once, from its event type, and kept with it."""

from __future__ import annotations

from typing import NamedTuple

from answerable.events.model import EventType

ON_THE_CASE = ("police", "cps", "witness_care")
SUPPORT_LOG = "support"


class Audience(NamedTuple):
    """The agencies that see it, and what the victim has to agree to for the others to see it."""

    agencies: tuple[str, ...]
    shared_if: str = ""

    def columns(self) -> dict[str, object]:
        """As the columns of an entry or a note."""
        return {"audience": list(self.agencies), "shared_if": self.shared_if}


def log_of(type_: EventType, asked: str) -> str:
    """The log that an event belongs in: what support services alone may see is apart."""
    return SUPPORT_LOG if type_.only == (SUPPORT_LOG,) else asked


def entry_audience(type_: EventType, agency: str, log: str) -> Audience:
    """Who sees an entry.

    Police, prosecutors and witness care see what is not said to be otherwise. The victim sees what
    is marked for her, and so does her adviser. What support services record goes to the others
    only as far as she agreed; what she asks of them is passed on, and where a type names what it
    hides, the rest of it goes to all. What is for her safety all on the case see at once.
    """
    if log == SUPPORT_LOG:
        return Audience((SUPPORT_LOG,))
    if type_.only:
        return Audience(type_.only)
    hers = ("victim",) if type_.victim != "no" or agency == "victim" else ()
    if type_.for_safety:
        return Audience((*ON_THE_CASE, SUPPORT_LOG, *hers))
    beside_her = (SUPPORT_LOG, *hers) if hers or agency == SUPPORT_LOG else ()
    if agency == SUPPORT_LOG and not (type_.hidden or type_.passed_on):
        return Audience(
            beside_her, "that_supported" if type_.room == "support" else "conversations"
        )
    return Audience((*ON_THE_CASE, *beside_her))


def correction_audience(own: Audience, corrected: Audience) -> Audience:
    """Who sees a correction: whoever sees what it corrects, or they go on reading what was put
    right. To the victim it goes with that by itself, once she was told."""
    others = tuple(one for one in corrected.agencies if one not in (*own.agencies, "victim"))
    return Audience((*own.agencies, *others), corrected.shared_if)


def note_audience(type_: EventType, agency: str, entry: Audience, field: str) -> Audience:
    """Who reads the words of one field: never more than see the entry.

    The victim reads what she wrote and what was written for her, and no text that an agency wrote
    for itself; what a type hides stays with whoever recorded it; what she asks is read by those
    whom she asks.
    """
    name = field.strip("/").partition("/")[0]
    if name in type_.hidden:
        return Audience(tuple(a for a in (SUPPORT_LOG, "victim") if a in entry.agencies))
    if agency == "victim" or name == "for_victim":
        return entry
    readers = (*_readers(type_, agency), *((SUPPORT_LOG,) if name in type_.to_reach else ()))
    for_itself = tuple(one for one in entry.agencies if one in readers)
    return Audience(for_itself, entry.shared_if)


def _readers(type_: EventType, agency: str) -> tuple[str, ...]:
    if agency != SUPPORT_LOG:
        return ON_THE_CASE
    return (*ON_THE_CASE, SUPPORT_LOG) if type_.passed_on else (SUPPORT_LOG,)
