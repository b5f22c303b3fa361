"""The words of texts and e-mails: a closed list. Nothing is ever filled in.

Whoever reads one over a shoulder learns that there is something to read somewhere, and neither what
nor from whom. There is no link in it: the victim has the address on paper. The Welsh is a draft,
and does not leave, until people who speak it have reviewed it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from answerable.letters.languages import ENGLISH, WELSH, is_reviewed, wants_welsh


class Words(NamedTuple):
    """What is sent: an e-mail has the subject too."""

    subject: str
    body: str


WORDS: Mapping[tuple[str, str], Words] = MappingProxyType(
    {
        ("update", ENGLISH): Words(
            "Something new for you to read",
            "There is something new for you to read. Sign in when it is safe for you.",
        ),
        ("asked", ENGLISH): Words(
            "A question for you",
            "There is a question for you. Take the time that you need. Sign in when it is safe "
            "for you.",
        ),
        ("update", WELSH): Words(
            "Rhywbeth newydd i chi ei ddarllen",
            "Mae rhywbeth newydd i chi ei ddarllen. Mewngofnodwch pan fydd yn ddiogel i chi.",
        ),
        ("asked", WELSH): Words(
            "Cwestiwn i chi",
            "Mae cwestiwn i chi. Cymerwch yr amser sydd ei angen arnoch. Mewngofnodwch pan fydd "
            "yn ddiogel i chi.",
        ),
    }
)


def words(key: str, language: str) -> Words:
    """The words in the language that the victim agreed; in English where there are none in it, and
    until a person has reviewed those that there are."""
    welsh = wants_welsh(language) and is_reviewed("messages", WELSH)
    return WORDS[key, WELSH if welsh else ENGLISH]
