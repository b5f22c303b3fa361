"""How old a reader has to be: the Flesch-Kincaid grade, counted plainly.

Libraries that count it look syllables up in a dictionary that they fetch from the network when they
are first used, which a test may not.
"""

from __future__ import annotations

import re

VOWELS = re.compile(r"[aeiouy]+")
# Where letters are no vowels of their own: a silent e, and endings that add no syllable.
SILENT = re.compile(r"(?<=[^aeiouy])(e|es|ed)$")
SOUNDED = re.compile(r"([tdszx]|[cg]h?|sh)(ed|es)$|[^aeiouy]le(s|d)?$")


def syllables(word: str) -> int:
    """How many syllables a word has, as it is said."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    counted = len(VOWELS.findall(plain))
    if SILENT.search(plain) and not _is_sounded(plain):
        counted -= 1
    return max(1, counted)


def _is_sounded(word: str) -> bool:
    if word.endswith("ed"):
        return word[-3:-2] in ("t", "d")
    if word.endswith("es"):
        return bool(re.search(r"([szx]|ch|sh|c|g)es$", word))
    return bool(re.search(r"[^aeiouy]le$", word))


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence."""
    found = re.split(r"(?<=[.!?:])\s+", " ".join(text.split()))
    return [words for one in found if (words := re.findall(r"[A-Za-z][\w’'-]*|\d+", one))]


def grade(text: str) -> float:
    """The school year for which a text is: a child of nine to eleven is in the fourth to sixth."""
    by_sentence = sentences(text)
    words = [word for one in by_sentence for word in one]
    if not words:
        return 0.0
    spoken = sum(syllables(word) for word in words)
    return 0.39 * len(words) / len(by_sentence) + 11.8 * spoken / len(words) - 15.59
