"""How a text reads: how old a reader has to be, its hard words, and what its author may look at.

The age comes from the Flesch-Kincaid grade, counted plainly: libraries that count it look syllables
up in a dictionary that they fetch from the network when they are first used. It is a hint to the
author while writing, never stored and never a judgement.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from answerable.rules import prompts as myths

STARTS_SCHOOL = 5  # years of age: a child in the sixth year of school is eleven
AIM = 11
LONGEST = 25  # words of a sentence
ENOUGH = 12  # words, of which a grade says anything at all
HARD = 4  # syllables
SHOWN = 8  # hard words and long sentences, at most

# Words that letters were full of, and what to say in their place.
PLAINER: Mapping[str, str] = MappingProxyType(
    {
        "no further action": "decided not to charge", "nfa": "decided not to charge",
        "evidential": "about the evidence", "insufficient evidence": "not enough evidence to show",
        "realistic prospect of conviction": "more likely than not to be found guilty",
        "disclosure": "what must be shown to the defence", "complainant": "you",
        "the victim": "you", "the survivor": "you", "the aggrieved": "you",
        "alleged": "what you told us", "allegation": "what you told us",
        "pursuant": "under", "prior to": "before",
        "in relation to": "about", "regarding": "about", "commence": "begin",
        "third party material": "records that others hold about you", "credibility": "say what it "
        "was about the evidence", "inconsistencies": "differences between accounts",
        "failed to": "did not", "refused": "said no",
    }
)  # fmt: skip
KIND = re.compile(
    r"\b(sorry|thank|understand|hard|difficult|believe|brave|courage|feel|upset|support)", re.I
)
LIKE_OTHERS = re.compile(r"\b(not alone|many (others|women|men|people|victims)|minority)\b", re.I)


class Reading(NamedTuple):
    """How a text reads. `age` is 0 where there is too little of it to say."""

    age: int
    hard_words: tuple[str, ...]
    long_sentences: tuple[str, ...]
    prompts: tuple[str, ...]
    aim: int = AIM


def reading(text: str) -> Reading:
    """How a text reads to whom it is for, and what its author may want to look at again."""
    plain = ". ".join(one.rstrip(".") for one in text.splitlines() if one.strip())
    words = [word for one in sentences(plain) for word in one]
    age = max(STARTS_SCHOOL, round(grade(plain)) + STARTS_SCHOOL) if len(words) >= ENOUGH else 0
    hard = dict.fromkeys(w.lower() for w in words if syllables(w) >= HARD and not w[:1].isupper())
    long = [" ".join(one) for one in sentences(plain) if len(one) > LONGEST]
    return Reading(age, tuple(hard)[:SHOWN], tuple(long)[:SHOWN], tuple(_prompts(text, words)))


def _prompts(text: str, words: list[str]) -> list[str]:
    said = f" {' '.join(re.findall(r'[a-z]+', text.lower()))} "
    found = [
        f"You wrote “{hard}”. Say instead: {plain}."
        for hard, plain in PLAINER.items() if f" {hard} " in said
    ]  # fmt: skip
    found += [f"Look at this again: {one.why}" for one in myths.prompts(text)]
    if LIKE_OTHERS.search(text):
        found.append(
            "Do not compare with others: it was felt as cold. This letter is to one person."
        )
    if len(words) < ENOUGH:
        return found
    if not re.search(r"\byou", text, re.I):
        found.append("It never says “you”. Write to the person who will read it.")
    if not KIND.search(text):
        found.append("Nothing here says that you know what this means to the person who reads it.")
    if len(words) < 3 * LONGEST:
        found.append("It is short. Would it answer what you would ask in the same place?")
    return found


VOWELS = re.compile(r"[aeiouy]+")
# Where letters are no vowels of their own: a silent e, and endings that add no syllable.
SILENT = re.compile(r"(?<=[^aeiouy])(e|es|ed)$")


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
