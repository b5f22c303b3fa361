"""Which languages there are, and of which a person has reviewed our words: said here alone.

What is not reviewed is a draft. A draft page may be shown, marked as one, with the English beside
it. A draft message or letter never leaves.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

ENGLISH, WELSH = "en", "cy"
# As agencies write it down, in a code of two or three letters or in a word.
CALLED_WELSH = frozenset({WELSH, "cym", "wel", "welsh", "cymraeg"})

What = Literal["pages", "messages", "letters"]


class Review(NamedTuple):
    """That somebody who speaks a language read all words of a kind: who, for whom, and when."""

    what: What
    language: str
    by: str
    on: date


# A review is of the words as they stand that day: whoever changes one takes the line out.
REVIEWS: tuple[Review, ...] = ()


def is_reviewed(what: What, language: str) -> bool:
    """Whether the words of a kind may stand as ours. The English was written for this."""
    return language == ENGLISH or any(
        one.what == what and one.language == language for one in REVIEWS
    )


def wants_welsh(language: object) -> bool:
    """Whether the language that was agreed is Welsh."""
    return str(language or "").strip().casefold() in CALLED_WELSH
