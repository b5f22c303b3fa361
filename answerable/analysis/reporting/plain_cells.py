"""The cells of a page as plain numbers, for a program to read: 0.12 for 12%, 1234 for 1,234.

They are made of what the page says and of nothing else, so a file never says more exactly what a
page rounds. A cell of several numbers falls into several: how many and of how many, a value and its
ends.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from answerable.analysis.reporting.model import NOT_SHOWN

# As the Government Analysis Function marks cells of a table: [c] is confidential, [x] not there.
HIDDEN, LOW, HIGH, NONE = "[c]", "[low]", "[high]", "[x]"
CODES = {
    HIDDEN: "The number is not shown: it is seven or fewer, or would give one away that is, or "
    "there is none. It is never nought, and never to be taken for it.",
    LOW: "Not nought, and less than the least that is shown, which is 0.001; of how many are "
    "missing, less than a tenth.",
    HIGH: "Not all, and more than the most that is shown, which is 0.999.",
    NONE: "There is no such number.",
}
NUMBER = re.compile(r"(?:about )?([+-]?[\d,]+(?:\.\d+)?)(%| points?| days?| cases?)?")
WHOLE = re.compile(r"([^()]+?)(?: \(([^()]+)\))?")
UNITS = {"%": "share", "point": "share", "points": "share", "day": "days", "days": "days"}
BOUNDS = (("under ", LOW), ("over ", HIGH))
ENDS = ("low", "high")


class Plain(NamedTuple):
    """A cell as plain texts: by part (the value itself is the empty one), and in what unit."""

    parts: Mapping[str, str]
    unit: str


def plain(cell: str) -> Plain:
    """A cell of numbers as plain ones; of another the text itself."""
    if cell in (NOT_SHOWN, "none"):
        return Plain({"": HIDDEN if cell == NOT_SHOWN else NONE}, "")
    found = WHOLE.fullmatch(cell)
    outer, inner = found.groups() if found else (cell, None)
    first = _parts(outer, "")
    if first is None:
        return Plain({"": cell}, "")
    if inner is None:
        return first
    beside = _parts(inner, first.unit)
    if beside is None:
        return Plain({"": cell}, "")
    named = {"": "of" if inner.endswith((" case", " cases")) else "number"}
    return Plain({**first.parts, **{named.get(k, k): v for k, v in beside.parts.items()}},
                 first.unit)  # fmt: skip


def _parts(text: str, unit: str) -> Plain | None:
    """One number, how many of how many, or from one to the other; None: none of these."""
    for word, names in ((" of ", ("", "of")), (" to ", ENDS)):
        one, there, other = text.partition(word)
        if there:
            # How many of how many are counts, whatever stands before them.
            both = [_one(each, "" if word == " of " else unit) for each in (one, other)]
            if None in both:
                return None
            told = [each for each in both if each is not None]
            return Plain({n: number for n, (number, _) in zip(names, told, strict=True)},
                         told[0][1] or told[1][1])  # fmt: skip
    only = _one(text, unit)
    return None if only is None else Plain({"": only[0]}, only[1])


def _one(text: str, unit: str) -> tuple[str, str] | None:
    """A number, and its unit; that of what stands before it where it has none."""
    for word, code in BOUNDS:
        if text.startswith(word) and NUMBER.fullmatch(text.removeprefix(word)):
            return code, "share"
    found = NUMBER.fullmatch(text)
    if found is None:
        return None
    number, said = Decimal(found[1].replace(",", "")), (found[2] or "").strip()
    of = UNITS.get(said, unit)
    # A share is moved by two places and keeps its digits: nothing is worked out anew.
    return format(number.scaleb(-2) if of == "share" else number, "f"), of
