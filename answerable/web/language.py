"""What a text of the victim's pages is in the language that they are read in.

The English stands where it is said, and is the key. The Welsh stands in `cy.po`, which is read as
it is: nothing has to be compiled, and nothing can be stale. Only the victim's pages are ever in
another language than English; everywhere else these functions give back what they are given.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import polib
from django.utils.translation import get_language

ENGLISH, WELSH = "en", "cy"
WELSH_TEXTS = Path(__file__).parent / "cy.po"


def gettext(text: str) -> str:
    """A text in the language of the page; in English where it has no Welsh."""
    return welsh().get(text, text) if is_welsh() else text


def ngettext(one: str, many: str, n: int) -> str:
    """The same, of one or of several. Welsh has more forms than two: a text that counts in it is
    written so that the number changes no word."""
    return gettext(one if n == 1 else many)


def is_welsh() -> bool:
    """Whether the page is in Welsh."""
    return get_language() == WELSH


@cache
def welsh() -> Mapping[str, str]:
    """Every text that has Welsh, by its English."""
    found = polib.pofile(str(WELSH_TEXTS))
    return {one.msgid: one.msgstr for one in found if one.msgstr and not one.obsolete}
