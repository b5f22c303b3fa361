"""Every word on the victim's pages: read by a child of nine to eleven, and blaming nobody."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import nodes
from lxml import html

from answerable.events.catalogue import EVENT_TYPES
from answerable.letters.reading import grade, sentences, syllables
from answerable.web import jinja, portal
from answerable.web.portal.sayings import SAYINGS
from answerable.web.portal.words import CODES

PORTAL = Path(portal.__file__).parent
TEMPLATES = PORTAL.parent / "templates" / "portal"
HIGHEST = 6.0
LONGEST, MEAN = 25, 20
# A grade says something of a text, and little of five words of which one is long.
ENOUGH = 12
BLAME = re.compile(
    r"\bfail(ed|s|ure)?\b|\balleg|\bclaim|\brefus|\bvictim\b(?! personal)|\bcompl(y|iance|ainant)"
    r"|\bwithdraw|\bno further action|\bchas(e|ing)\b|\bsurvivor|\binconsisten|\bchallenge|\bappeal",
    re.I,
)
# What they may choose to be called, out of a list; nothing else calls them anything but "you".
CHOSEN = frozenset(CODES["own_word"].values())
BLOCKS = "//p|//li|//h1|//h2|//h3|//strong|//a"


def spoken(source: str) -> Iterator[str]:
    """What a module says: its strings that are sentences, docstrings left out."""
    tree = ast.parse(source)
    docs = {
        id(one.body[0].value)
        for one in ast.walk(tree)
        if isinstance(one, ast.Module | ast.ClassDef | ast.FunctionDef)
        and one.body and isinstance(one.body[0], ast.Expr)
    }  # fmt: skip
    for one in ast.walk(tree):
        is_text = isinstance(one, ast.Constant) and isinstance(one.value, str)
        if is_text and id(one) not in docs and re.match(r"[A-Z0-9].* ", one.value):
            yield one.value


def printed(path: Path) -> Iterator[str]:
    """What a template says: the text of its blocks, and the words given to components."""
    source = path.read_text()
    tree = jinja.environment().parse(source)
    for one in tree.find_all(nodes.Const):
        if isinstance(one.value, str) and " " in one.value and re.match(r"[A-Z0-9]", one.value):
            yield re.sub(r"<[^>]+>", "", one.value)
    bare = re.sub(r"\{#.*?#\}|\{%.*?%\}", " ", source, flags=re.S)
    bare = re.sub(r"\{\{.*?\}\}", " x ", bare, flags=re.S)
    for block in html.fromstring(f"<div>{bare}</div>").xpath(BLOCKS):
        if text := " ".join(block.text_content().split()):
            yield text


def lines_of_events() -> Iterator[str]:
    for type_ in EVENT_TYPES.values():
        if type_.to_victim:
            yield from (type_.to_victim, *(line for _, line in type_.to_victim_where))


SPOKEN = sorted(
    {
        (path.stem, text)
        for path in [*PORTAL.rglob("*.py"), PORTAL.parent / "requested.py"]
        if path.name != "urls.py"
        for text in spoken(path.read_text())
        if not text.startswith(("SELECT", "https"))
    }
    | {(path.stem, text) for path in TEMPLATES.glob("*.html") for text in printed(path)}
    | {("events", text) for text in lines_of_events()}
)  # fmt: skip


def test_there_is_something_to_read():
    assert len(SPOKEN) > 300
    assert any("You can say no. Your case does not end" in text for _, text in SPOKEN)


def is_too_hard(text: str) -> bool:
    lengths = [len(one) for one in sentences(text)]
    if max(lengths, default=0) > LONGEST or sum(lengths) > MEAN * len(lengths):
        return True
    return sum(lengths) >= ENOUGH and grade(text) > HIGHEST


def test_each_text_is_for_a_reader_of_nine_to_eleven():
    hard = [(where, f"{grade(text):.1f}", text) for where, text in SPOKEN if is_too_hard(text)]

    assert not hard


def test_no_text_blames_anybody():
    assert not [
        (where, text) for where, text in SPOKEN if BLAME.search(text) and text not in CHOSEN
    ]


def test_each_page_as_a_whole_is_for_such_a_reader():
    pages = {
        name: [re.sub(r"(?<![.?!:])$", ".", text) for where, text in SPOKEN if where == name]
        for name in sorted({where for where, _ in SPOKEN})
    }
    grades = {name: grade(" ".join(texts)) for name, texts in pages.items()}

    assert not {name: found for name, found in grades.items() if found > HIGHEST}


@pytest.mark.parametrize("say", SAYINGS.values(), ids=SAYINGS.keys())
def test_every_question_says_what_the_answer_is_for(say):
    type_ = EVENT_TYPES[say.event]

    assert "victim" in type_.by
    for ask in say.asks:
        field = type_.all_fields[ask.part_of or ask.name]
        assert ask.asks.endswith("?") and ask.why.endswith(".")
        assert not field.codes or set(ask.words) <= set(field.codes)
        # Languages have codes of their own, of which we name those that the pages are in.
        assert bool(ask.words) == bool(field.codes) or ask.name == "language"
    asked = (
        {ask.part_of or ask.name for ask in say.asks}
        | set(say.fixed)
        | set(say.keeps)
        | {"stage"}
        | ({"seq"} if say.takes_back else set())
    )
    assert {name for name, field in type_.all_fields.items() if field.required} <= asked


def test_every_legal_word_is_explained_where_it_stands():
    text = " ".join(text for _, text in SPOKEN)

    for word, meaning in (
        ("bail", "rules of bail: a person is not locked up, but must keep to rules"),
        ("defence", "The defence are the lawyers of the person who is accused"),
        ("Prosecutor", "Prosecutor (a lawyer who decides about going to court)"),
        ("special measures", "ways to make court easier"),
        ("ombudsman", "The ombudsman looks at complaints"),
    ):
        assert word in text and meaning in text, word


@pytest.mark.parametrize(
    ("word", "counted"),
    [("said", 1), ("police", 2), ("decided", 3), ("phone", 1), ("people", 2), ("asked", 1),
     ("changes", 2), ("prosecutor", 4), ("the", 1), ("names", 1)],
)  # fmt: skip
def test_syllables_are_counted_as_they_are_said(word, counted):
    assert syllables(word) == counted


def test_a_hard_text_is_found_hard():
    hard = (
        "Notwithstanding the aforementioned determination, an application for reconsideration may "
        "be submitted to the appropriate authority."
    )

    assert grade(hard) > 12
    assert grade("The cat sat on the mat. It was warm.") < 2
