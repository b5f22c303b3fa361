"""Lists what the victim reads and has no Welsh yet: `make welsh`.

What the victim reads is found where it is said: in the templates and the modules of the portal, in
the declarations of what may be said and shown, and in the lines of events. So a text that is added
is missing here at once, and a test fails that names it.
"""

from __future__ import annotations

import ast
import re
import string
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import polib

from answerable.events.catalogue import EVENT_TYPES
from answerable.letters.catalogue import KINDS
from answerable.rules.told import OWN_LINES
from answerable.web import jinja, portal
from answerable.web.language import WELSH_TEXTS
from answerable.web.portal.sayings import SAYINGS
from answerable.web.portal.words import CODES

PORTAL = Path(portal.__file__).parent
WEB = PORTAL.parent
TEMPLATES = WEB / "templates" / "portal"
# What forms of both kinds of pages say, what is said of a request, and days and times.
SHARED = (
    WEB / "forms" / "fields.py", WEB / "forms" / "rendering.py", WEB / "dates.py",
    WEB / "requested.py",
)  # fmt: skip
READS_AS_TEXT = re.compile(r"[A-Z0-9][^_/:]*[a-z].* |[A-Z][a-z]+$|[a-z,]+ .*[a-z]")
NO_TEXT = re.compile(r"https?:|GET|SELECT|[a-z_]+\.[a-z_]+\[|.*\[[a-z_]+=|[A-Z][a-z]+-[A-Z]")
# A name of a header, and what is given to Django.
NAMES = frozenset({"Location", "Clear-Site-Data", "Strict"})


def texts() -> dict[str, set[str]]:
    """Everything that the victim reads in our words, with where it is said."""
    found: dict[str, set[str]] = {}
    for where, text in _texts():
        found.setdefault(text, set()).add(where)
    return found


def _texts() -> Iterator[tuple[str, str]]:
    for path in sorted(TEMPLATES.glob("*.html")):
        for text in translated_in(path.read_text()):
            yield f"portal/{path.name}", text
    for path in sorted(PORTAL.rglob("*.py")):
        for text in _strings(path, marked=False):
            yield str(path.relative_to(WEB)), text
    for path in SHARED:
        for text in _strings(path, marked=True):
            yield str(path.relative_to(WEB)), text
    for part in ("day", "month", "year"):
        yield "forms/rendering.py", part
    yield from _declared()


def _declared() -> Iterator[tuple[str, str]]:
    for say in SAYINGS.values():
        where = f"tell/{say.name}"
        for text in (say.title, *say.lead, say.which, say.button, say.done):
            yield from [(where, text)] if text else []
        for ask in say.asks:
            for text in (ask.asks, ask.why, *ask.words.values()):
                yield where, text
    yield from (("portal/words.py", text) for one in CODES.values() for text in one.values())
    for type_ in EVENT_TYPES.values():
        for text in (type_.to_victim, *(line for _, line in type_.to_victim_where)):
            yield from [(type_.name, text)] if text else []
    yield from OWN_LINES.items()
    for kind in KINDS:
        yield f"letters/{kind.name}", kind.to_victim


def translated_in(source: str) -> Iterator[str]:
    """What a template gives to be translated."""
    for _, _, message in jinja.environment().extract_translations(source):
        if isinstance(message, str):
            yield message


def _strings(path: Path, *, marked: bool) -> Iterator[str]:
    """The strings of a module that are text, or those alone that are marked to be translated."""
    tree = ast.parse(path.read_text())
    docs = {
        id(one.body[0].value)
        for one in ast.walk(tree)
        if isinstance(one, ast.Module | ast.ClassDef | ast.FunctionDef)
        and one.body and isinstance(one.body[0], ast.Expr)
    }  # fmt: skip
    inside = {id(one) for f in ast.walk(tree) if isinstance(f, ast.JoinedStr) for one in f.values}
    for one in ast.walk(tree):
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id == "_":
            yield from (
                given.value for given in one.args
                if isinstance(given, ast.Constant) and isinstance(given.value, str)
            )  # fmt: skip
        is_text = isinstance(one, ast.Constant) and isinstance(one.value, str)
        if marked or not is_text or id(one) in docs | inside:
            continue
        if READS_AS_TEXT.match(one.value) and not NO_TEXT.match(one.value):
            yield from [] if one.value in NAMES else [one.value]


def missing() -> dict[str, set[str]]:
    """What has no Welsh, with where it is said."""
    known = {one.msgid for one in catalogue() if one.msgstr and not one.obsolete}
    return {text: where for text, where in texts().items() if text not in known}


def unused() -> list[str]:
    """What has Welsh and is said nowhere any more."""
    said = texts()
    return [one.msgid for one in catalogue() if one.msgid not in said]


def ill_fitting() -> list[str]:
    """What is filled in with something else than in English, or leads somewhere else."""
    return [one.msgid for one in catalogue() if _holes(one.msgid) != _holes(one.msgstr)]


def _holes(text: str) -> list[str]:
    named = [name for _, name, _, _ in string.Formatter().parse(text) if name]
    return sorted([*named, *re.findall(r"%\(\w+\)s", text), *re.findall(r"<[^>]+>", text)])


def catalogue() -> polib.POFile:
    """The Welsh texts, as they stand in the file."""
    return polib.pofile(str(WELSH_TEXTS))


def as_entries(lacking: Mapping[str, set[str]]) -> str:
    """What is missing, as it is put into the file: its Welsh has still to be written."""
    return "\n".join(
        f"#. {', '.join(sorted(where))}\n{polib.POEntry(msgid=text)}"
        for text, where in sorted(lacking.items())
    )


if __name__ == "__main__":
    lacking = missing()
    print(as_entries(lacking) or "Every text of the victim’s pages has Welsh.")
    for text in unused():
        print(f"No longer said: {text}")
    sys.exit(1 if lacking else 0)
