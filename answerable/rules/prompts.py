"""Words in a decision's reasons that guidance lists as myths, shown to the author while writing.

A prompt is never stored and never a judgement: it asks the author to look again. Sources: the
joint inspection, phase one, and the London review, on reasoning that rests on how a victim
behaved, what she did before or after, or what a jury might think (P1-216, P1-220, LR-070).
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Prompt(NamedTuple):
    """Words that call for a second look, and why."""

    words: str
    why: str


MYTHS: tuple[Prompt, ...] = (
    Prompt("delay in reporting|late report|delayed report", "Most victims do not report at once."),
    Prompt("did not fight|no resistance|did not struggle", "Freezing is a common response."),
    Prompt("no injuries|no injury", "Most rapes leave no visible injury."),
    Prompt("did not scream|did not shout", "Silence is no consent."),
    Prompt(
        "went back to|returned to the suspect|stayed with", "Fear and control keep people there."
    ),
    Prompt(
        "messaged him afterwards|contacted the suspect", "Victims stay in touch for many reasons."
    ),
    Prompt("dressed|clothing she wore", "What somebody wore says nothing of consent."),
    Prompt("flirt|flirted|led him on", "Consent is to the act, at the time."),
    Prompt("drunk|intoxicated|had been drinking", "Drink bears on the capacity to consent."),
    Prompt("previous relationship|in a relationship", "A relationship is no consent."),
    Prompt("calm|not upset|unemotional|no distress", "There is no right way to look after a rape."),
    Prompt("inconsistent|inconsistency", "Trauma affects memory: was it considered?"),
    Prompt("false allegation|made it up", "False reports are rare; what is the evidence?"),
    Prompt("jury would|jury might|a jury will", "The test is not what a jury has done before."),
    Prompt("promiscuous|sexual history", "Sexual history is not evidence of consent."),
    Prompt("unreliable because|mental health issues", "A condition is no measure of credibility."),
)


def prompts(text: str) -> list[Prompt]:
    """The prompts for a text, each once, in the order of the list; whole words, in any case."""
    return [one for one in MYTHS if re.search(rf"\b(?:{one.words})\b", text, re.IGNORECASE)]
