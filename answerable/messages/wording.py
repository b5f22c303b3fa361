"""The words of texts and e-mails: a closed list, from which the victim may pick. Nothing is ever
filled in.

Whoever reads one over a shoulder learns that there is something to read somewhere, and neither what
nor from whom. There is no link in it: the victim has the address on paper. The Welsh is a draft,
and does not leave, until people who speak it have reviewed it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from answerable.events.entry import Entry
from answerable.letters.languages import ENGLISH, WELSH, is_reviewed, wants_welsh


class Words(NamedTuple):
    """What is sent: an e-mail has the subject too."""

    subject: str
    body: str


# Of these the victim may pick one, which then leaves for whatever it is. Two of them do not say
# "safe", which itself tells somebody something.
CHOICES = ("new", "update", "message", "reminder")
CHOSEN = "contact.wording_chosen"
WORDS: Mapping[tuple[str, str], Words] = MappingProxyType(
    {
        ("new", ENGLISH): Words(
            "Something new for you to read",
            "There is something new for you to read. Sign in when it is safe for you.",
        ),
        ("asked", ENGLISH): Words(
            "A question for you",
            "There is a question for you. Take the time that you need. Sign in when it is safe "
            "for you.",
        ),
        ("update", ENGLISH): Words(
            "An update for you", "You have an update. Sign in when it is safe for you."
        ),
        ("message", ENGLISH): Words(
            "A new message for you", "You have a new message. Sign in when you have time."
        ),
        ("reminder", ENGLISH): Words(
            "A reminder for you", "This is a reminder to sign in when you have time."
        ),
        ("new", WELSH): Words(
            "Rhywbeth newydd i chi ei ddarllen",
            "Mae rhywbeth newydd i chi ei ddarllen. Mewngofnodwch pan fydd yn ddiogel i chi.",
        ),
        ("asked", WELSH): Words(
            "Cwestiwn i chi",
            "Mae cwestiwn i chi. Cymerwch yr amser sydd ei angen arnoch. Mewngofnodwch pan fydd "
            "yn ddiogel i chi.",
        ),
        ("update", WELSH): Words(
            "Diweddariad i chi",
            "Mae gennych chi ddiweddariad. Mewngofnodwch pan fydd yn ddiogel i chi.",
        ),
        ("message", WELSH): Words(
            "Neges newydd i chi",
            "Mae gennych chi neges newydd. Mewngofnodwch pan fydd gennych chi amser.",
        ),
        ("reminder", WELSH): Words(
            "Nodyn atgoffa i chi",
            "Dyma nodyn atgoffa i fewngofnodi pan fydd gennych chi amser.",
        ),
    }
)


def language_of(agreed: object) -> str:
    """The language in which words leave: the one that was agreed; English where there are none in
    it, and until a person has reviewed those that there are."""
    welsh = wants_welsh(agreed) and is_reviewed("messages", WELSH)
    return WELSH if welsh else ENGLISH


def words(key: str, language: object, chosen: str = "") -> Words:
    """The words that the victim chose; where they chose none, those of a kind of message."""
    return WORDS[chosen if chosen in CHOICES else key, language_of(language)]


def chosen_words(case: Sequence[Entry]) -> str:
    """Which words the victim chose last, of the entries in force; empty: none. No later agreement
    about the way undoes it."""
    said = (str(one.data.get("wording") or "") for one in reversed(case) if one.event == CHOSEN)
    return next(said, "")
