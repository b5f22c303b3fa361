"""Every kind of message that may leave by itself for a victim: a closed list.

Not in it, and so never sent: codes for the victim's own pages, that a number or address was changed
(nobody learns of that at the old one), and warnings of release and bail, which go by a person.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Entry
from answerable.letters.catalogue import KIND_OF as LETTERS
from answerable.rules.hard_news import is_for_a_person
from answerable.rules.pattern import parse_patterns
from answerable.rules.told import FOR_VICTIM

WRITTEN = ("text", "email")
# What a support service writes for the victim is between the two: nothing of it leaves here, where
# others on the case would see that it did.
WRITES = frozenset({"police", "cps", "witness_care", "court"})


class Kind(NamedTuple):
    """What causes a message: entries that fit `caused_by`, or all where it is empty and
    `has_words` was written for the victim. The entry is `told_by_it` where it says that the victim
    was told in writing: what does not arrive was not told."""

    name: str
    words: str  # the key of its neutral words
    what: str  # in words, for those who work in the case
    caused_by: str = ""
    has_words: bool = False
    told_by_it: bool = False


KINDS = (
    Kind(
        "written", "new", "What was told in writing is there to be read",
        "question.answered[how=text|email]; report.acknowledged[how=text|email]; "
        "decision.told[how=text|email]; letter.sent[how=email]",
        told_by_it=True,
    ),
    Kind(
        "asked", "asked", "The victim is asked for a phone or for records",
        "device.requested[of=victim]; third_party.requested[of=victim]",
    ),
    Kind("update", "new", "Something written for the victim is there", has_words=True),
)  # fmt: skip
KIND_OF = {kind.name: kind for kind in KINDS}

_parsed = lru_cache(maxsize=None)(parse_patterns)


def cause(entry: Entry) -> Kind | None:
    """The kind of message that an entry causes, or none; the first that fits."""
    type_ = EVENT_TYPES.get(entry.event)
    if type_ is None or type_.victim == "no" or entry.agency not in WRITES:
        return None
    if is_for_a_person(entry):
        return None
    return next((kind for kind in KINDS if _causes(kind, entry)), None)


def _causes(kind: Kind, entry: Entry) -> bool:
    if kind.has_words and not entry.data.get(FOR_VICTIM):
        return False
    return not kind.caused_by or any(one.matches(entry) for one in _parsed(kind.caused_by))


def channel_named(entry: Entry) -> str:
    """The channel by which an entry says that the victim was told."""
    how = str(entry.data.get("how", ""))
    return how if how in WRITTEN else ""


def rests_on(entry: Entry, kind: str, channel: str) -> bool:
    """Whether an entry, as it stands now, still says that the victim was told by such a message."""
    if channel == "letter":
        return entry.data.get("how", "post") in ("post", "letter")
    return channel_named(entry) == channel and cause(entry) is KIND_OF[kind]


def what(kind: str) -> str:
    """A kind in words; those of letters are the letters' own."""
    if kind in KIND_OF:
        return KIND_OF[kind].what
    return LETTERS[kind].title if kind in LETTERS else "A letter"
