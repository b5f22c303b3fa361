"""A letter as it will be read, and set as a PDF that a screen reader reads as well (PDF/UA-1)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import as_file, files
from typing import Any

from answerable.clocks.working import in_words
from answerable.letters.languages import ENGLISH, WELSH, is_reviewed
from answerable.letters.model import (
    Block,
    Contact,
    Facts,
    Kind,
    Written,
    heading,
    items,
    person,
    text,
)
from answerable.letters.welsh import setting as in_welsh
from answerable.letters.welsh.catalogue import WELSH as WELSH_OF

# What the window of an envelope and the title of a file show: nothing that says what it is about.
TITLE = "Letter"
# Who is there for court would tell of a charge: they stand in letters about court alone.
ALWAYS = ("investigator", "victims_officer", "prosecutor", "adviser")
HELP = (
    "To talk to somebody at any hour, call 0808 500 2222. It is free, and not the police.",
    "In danger, call 999. To sign, use 999 BSL.",
)


class CannotSet(Exception):
    """A letter that cannot be set: a character that its fonts do not have."""


def blocks(kind: Kind, facts: Facts, written: Written) -> list[Block]:
    """Everything that a letter says, from its heading to whom to turn to.

    In Welsh where the victim chose it: marked as a draft, and with the whole letter in English
    after it, until a person has reviewed the Welsh of letters.
    """
    english = _in_english(kind, facts, written)
    if not facts.in_welsh:
        return english
    found = in_welsh.blocks(kind, facts, written, named(kind, facts))
    if is_reviewed("letters", WELSH):
        return found
    draft = Block("text", in_welsh.DRAFT, lang=WELSH)
    return [draft, *found, Block("part", kind.heading), *english]


def greeting(kind: Kind, facts: Facts) -> str:
    """How she is addressed; a leaflet is to nobody."""
    if kind.leaflet:
        return ""
    return in_welsh.DEAR.format(name=facts.name) if facts.in_welsh else f"Dear {facts.name},"


def _in_english(kind: Kind, facts: Facts, written: Written) -> list[Block]:
    body = kind.says(facts, written)
    if kind.leaflet:
        return [*body, heading("Help now"), items(*HELP)]
    writer = facts.writer
    closing = tuple(filter(None, (writer.name, writer.rank, writer.agency)))
    return [
        *body,
        *(_support(facts) if kind.decides else []),
        text(
            "If you want to go through this letter, I will do that with you. We can meet, or speak "
            "on the phone. You can ask for it more than once."
        ),
        Block("closing", "Yours sincerely", closing),
        heading("Who to turn to"),
        *(person(one) for one in named(kind, facts)),
        text(
            "You can have this in large print, in Easy Read or in another language. Somebody can "
            "read it to you or sign it in BSL. Just ask."
        ),
        heading("Help now"),
        items(*HELP),
    ]


def named(kind: Kind, facts: Facts) -> list[Contact]:
    """Those of the case who stand in a letter of this kind."""
    return [one for one in facts.contacts if one.part in (*ALWAYS, *kind.contacts)]


def _support(facts: Facts) -> list[Block]:
    adviser = facts.contact("adviser")
    known = (
        f"{adviser.name}, your adviser, knows that this letter comes."
        if adviser
        else "If nobody supports you now, we can put you in touch with somebody. Ask any of us."
    )
    return [
        heading("Support"),
        text(
            "I know that this may be hard to read. Support does not end with this letter. You can "
            f"have it for as long as you want. {known}"
        ),
    ]


def letter(kind: Kind, facts: Facts, written: Written) -> bytes:
    """A letter as a PDF. Raises CannotSet where its fonts do not have a character of it."""
    return _compile(_values(kind, facts, blocks(kind, facts, written)))


def _values(kind: Kind, facts: Facts, said: Sequence[Block]) -> dict[str, Any]:
    return {
        "title": TITLE,
        "address": [] if kind.leaflet else [facts.full_name or facts.name, *facts.address],
        "lang": WELSH if facts.in_welsh else ENGLISH,
        "page": in_welsh.PAGE if facts.in_welsh else ["Page", "of"],
        "date": in_welsh.day(facts.on) if facts.in_welsh else in_words(facts.on),
        "heading": WELSH_OF[kind.name].heading if facts.in_welsh else kind.heading,
        "greeting": greeting(kind, facts),
        "blocks": [block._asdict() for block in said],
    }


def _compile(values: dict[str, Any]) -> bytes:
    # Loaded when the first letter is set: it is large, and most of what is typed sets none.
    import typst  # noqa: PLC0415

    with as_file(files("answerable.letters")) as folder:
        compiler = typst.Compiler(
            folder / "letter.typ", root=folder, font_paths=[folder / "fonts"],
            ignore_system_fonts=True, sys_inputs={"letter": json.dumps(values)},
        )  # fmt: skip
        try:
            made = compiler.compile(format="pdf", pdf_standards="ua-1")
        except typst.TypstError as wrong:
            raise CannotSet(wrong.message) from None
    if not isinstance(made, bytes):
        raise CannotSet("nothing was set")
    return made
