"""What an author of a decision's reasons is asked to look at again, while writing.

A prompt is never stored and never a judgement. The words are those that the sources give as myths
and stereotypes: the joint inspection, phase one, on how myths affect charging decisions, and the
London review, on credibility. The list is published in docs/catalogue/prompts.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Prompt(NamedTuple):
    """Words that call for a second look, why, and the requirements of the sources behind it.

    A victim is `they` in the words, whoever it is in the text; `didn't` is `did not`.
    """

    words: tuple[str, ...]
    why: str
    requirements: tuple[str, ...] = ("P1-216",)


MYTHS: tuple[Prompt, ...] = (
    Prompt(
        ("delay in reporting", "late report", "delayed report", "did not report at once"),
        "Most victims do not report at once.",
    ),
    Prompt(
        ("did not fight", "did not resist", "did not struggle", "no resistance"),
        "Freezing is a common response.",
    ),
    Prompt(
        ("did not scream", "did not shout", "did not react", "angry shouting", "not angry"),
        "There is no right way to react to a rape.",
        ("P1-216", "P1-220"),
    ),
    Prompt(
        ("calm", "not upset", "unemotional", "no distress"),
        "There is no right way to look after a rape.",
    ),
    Prompt(
        ("no injuries", "no injury", "no visible injury"), "Most rapes leave no visible injury."
    ),
    Prompt(
        ("went back to", "returned to the suspect", "stayed with"),
        "Fear and control keep people there.",
        ("P1-216", "P1-217"),
    ),
    Prompt(
        ("messaged them afterwards", "messaged the suspect", "contacted the suspect"),
        "Victims stay in touch for many reasons.",
    ),
    Prompt(
        ("dressed", "clothing they wore", "what they wore"),
        "What somebody wore says nothing of consent.",
    ),
    Prompt(
        ("flirt", "flirted", "flirting", "led them on"), "Consent is to the act, at the time."
    ),
    Prompt(
        ("alcohol", "drunk", "intoxicated", "had been drinking"),
        "Drink bears on the capacity to consent.",
    ),
    Prompt(
        ("in a relationship", "previous relationship", "short relationship"),
        "A relationship is no consent.",
    ),
    Prompt(
        ("casual relationship", "casual relationships", "casual sex", "lifestyle", "promiscuous",
         "sexual history"),
        "How somebody lives is not evidence of consent.",
        ("P1-216", "LR-023"),
    ),
    Prompt(
        ("refused to hand over", "would not hand over", "did not hand over", "refused their phone"),
        "Saying no to a phone says nothing of what happened.",
        ("P1-216", "LR-016"),
    ),
    Prompt(
        ("inconsistent", "inconsistency", "inconsistencies"),
        "Trauma affects memory: was it considered?",
        ("LR-068",),
    ),
    Prompt(
        ("false allegation", "made it up", "lied", "lying", "regret", "regretted"),
        "False reports are rare; what is the evidence?",
    ),
    Prompt(
        ("jury would", "jury might", "jury may", "jury will"),
        "The test is not what a jury has done before.",
        ("LR-070", "P1-220"),
    ),
    Prompt(
        ("upstanding", "respectable", "of good character"),
        "How others see a suspect says nothing of what happened.",
    ),
    Prompt(
        ("unreliable because", "mental health issues"), "A condition is no measure of credibility."
    ),
)  # fmt: skip

REPEATED = Prompt(
    (), "These are the words of the recommendation. What did you look at yourself?", ("P1-189",)
)

SAME: Mapping[str, str] = MappingProxyType(
    {"she": "they", "he": "they", "her": "their", "his": "their", "him": "them"}
)


def prompts(text: str) -> list[Prompt]:
    """The prompts for a text, each once, in the order of the list; whole words, in any case."""
    said = f" {' '.join(_words(text))} "
    return [one for one in MYTHS if any(f" {words} " in said for words in one.words)]


def for_authoriser(recommended: str, authorised: str) -> list[Prompt]:
    """The prompts for the reasons of somebody who authorises what another has recommended."""
    words = _words(authorised)
    repeated = [REPEATED] if words and words == _words(recommended) else []
    return [*repeated, *prompts(authorised)]


def _words(text: str) -> list[str]:
    plain = text.casefold().replace("’", "'").replace("n't", " not")
    return [SAME.get(word, word) for word in re.findall(r"\w+", plain)]
