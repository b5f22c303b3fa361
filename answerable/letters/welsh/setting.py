"""A whole letter in Welsh, from its heading to whom to turn to."""

from __future__ import annotations

from collections.abc import Sequence

from answerable.letters.languages import ENGLISH, WELSH
from answerable.letters.model import (
    Block,
    Contact,
    Facts,
    Kind,
    Written,
    heading,
    items,
    text,
    typed,
)
from answerable.letters.welsh import words
from answerable.letters.welsh.catalogue import WELSH as SAID
from answerable.letters.welsh.words import DEAR, DRAFT, day

__all__ = ["DEAR", "DRAFT", "PAGE", "asked_in_welsh", "blocks", "day"]

PAGE = ["Tudalen", "o"]


def asked_in_welsh(name: str) -> str:
    """Under which name the author gives the Welsh of an answer."""
    return f"{name}_{WELSH}"


def blocks(kind: Kind, facts: Facts, written: Written, named: Sequence[Contact]) -> list[Block]:
    """What the letter says in Welsh. An answer without Welsh stands as it was written, and says so
    to whoever has it read aloud."""
    in_welsh = {ask.name: written.get(asked_in_welsh(ask.name), "").strip() for ask in kind.asks}
    said = {**written, **{name: answer for name, answer in in_welsh.items() if answer}}
    english = {
        block for name, answer in in_welsh.items() if not answer
        for block in typed(written.get(name, ""))
    }  # fmt: skip
    body = SAID[kind.name].says(facts, said)
    whole = [*body, heading(words.HELP_NOW), items(*words.HELP)] if kind.leaflet else [
        *body, *(_support(facts) if kind.decides else []), *_ending(facts, named)
    ]  # fmt: skip
    return [one._replace(lang=ENGLISH if one in english else WELSH) for one in whole]


def _ending(facts: Facts, named: Sequence[Contact]) -> list[Block]:
    writer = facts.writer
    closing = tuple(filter(None, (writer.name, writer.rank, writer.agency)))
    return [
        text(words.GO_THROUGH),
        Block("closing", words.SINCERELY, closing),
        heading(words.TURN_TO),
        *(words.person(one) for one in named),
        text(words.OTHER_FORMS),
        heading(words.HELP_NOW),
        items(*words.HELP),
    ]


def _support(facts: Facts) -> list[Block]:
    adviser = facts.contact("adviser")
    known = words.ADVISER_KNOWS.format(name=adviser.name) if adviser else words.NO_ADVISER
    return [heading(words.SUPPORT), text(words.SUPPORT_LASTS.format(known=known))]
