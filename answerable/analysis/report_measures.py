"""What was done and asked at the start: safeguarding, who the victim is, support, and contact."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from answerable.analysis.answers import Answers, share
from answerable.analysis.cases import counted, police_nfa
from answerable.analysis.dimensions import CHARACTERISTICS, CHARACTERISTICS_RECORDED, last_said
from answerable.analysis.log import DAY, NONE, Log, Mask, once
from answerable.analysis.measure import Measure, london, phase_one

SAFEGUARDING = "safeguarding.decided[result={}]"
ACCEPTED = "support.answered[service=isva,answer=accepted]"
STARTED = "support.started[service=isva]"
WAIT = 30 * DAY
UNANSWERED = ("", "not_asked", "not_known")
# Of the characteristics that are two, how they are called.
NAMES = {
    "marriage_civil_partnership": "Marriage or civil partnership",
    "pregnancy_maternity": "Pregnancy or maternity",
    "religion_belief": "Religion or belief",
}


def _safeguarding(log: Log) -> Answers:
    last = log.last(SAFEGUARDING.format("made|not_needed|declined|not_made"))
    made = log.has(SAFEGUARDING.format("made"))
    no_need = log.is_a(last, SAFEGUARDING.format("not_needed|declined")) & ~made
    missing = np.equal(last, NONE)
    return share(police_nfa(log), made, missing=missing, not_applicable=no_need)


@once
def _answered(log: Log) -> dict[str, Mask]:
    """Of each characteristic, in which cases it is recorded."""
    said = {name: last_said(log, CHARACTERISTICS_RECORDED, name) for name in CHARACTERISTICS}
    return {name: ~np.isin(one.names, UNANSWERED)[one.codes] for name, one in said.items()}


def _characteristic(name: str, log: Log) -> Answers:
    return share(counted(log), _answered(log)[name])


def _all_characteristics(log: Log) -> Answers:
    return share(counted(log), np.all([*_answered(log).values()], axis=0))


def _adviser(log: Log) -> Answers:
    accepted, started = log.first(ACCEPTED), log.first(STARTED)
    in_time = (started != NONE) & (log.at(started) <= log.at(accepted) + WAIT)
    base = counted(log) & (accepted != NONE)
    return share(base, in_time, open_=log.at(accepted) > log.end - WAIT)


def _contact(log: Log) -> Answers:
    return share(police_nfa(log), log.has("contact.agreed"))


def _complete(id_: str, title: str, definition: str, ask: Callable[[Log], Answers]) -> Measure:
    return Measure(
        id=f"characteristics.{id_}", title=title, base="cases", definition=definition,
        unit="share", ask=ask, starts=CHARACTERISTICS_RECORDED, basis="stated",
        answers="The recorded characteristics of victims", sources=phase_one("Annex 1"),
    )  # fmt: skip


MEASURES = (
    Measure(
        id="safeguarding.made", title="Safeguarding referrals made",
        base="police no-further-action cases where one was needed",
        definition=(
            "Share with a referral. Not applicable are those in which the last that was decided "
            "is that none was needed, or that it was declined; without a record it is missing."
        ),
        unit="share", ask=_safeguarding, starts="safeguarding.decided", basis="stated",
        answers="Figure 4", sources=phase_one("Figure 4"),
    ),
    _complete(
        "complete", "All nine protected characteristics recorded",
        "Share in which what was last recorded of each of the nine is anything but not asked and "
        "not known; none, and rather not to say, are answers.", _all_characteristics,
    ),
    *(
        _complete(
            name, f"{NAMES.get(name, name.replace('_', ' ').capitalize())} recorded",
            "Share in which what was last recorded is anything but not asked and not known.",
            partial(_characteristic, name),
        )
        for name in CHARACTERISTICS
    ),
    Measure(
        id="support.isva_by_day_30", title="An adviser at work within 30 days of accepting one",
        base="cases in which an adviser was accepted 30 days or more ago",
        definition=(
            "Share in which an independent sexual violence adviser started no later than 30 "
            "elapsed days after the victim first accepted one. All younger ones are open."
        ),
        unit="share", ask=_adviser, starts=ACCEPTED, ends=STARTED, basis="default",
        sources=london("1. Introduction"),
    ),
    Measure(
        id="contact.agreed", title="Contact agreed with the victim",
        base="police no-further-action cases",
        definition="Share in which it was agreed how and how often the victim is contacted.",
        unit="share", ask=_contact, starts="contact.agreed", basis="stated",
        answers="Figure 16", sources=phase_one("Figure 16"),
    ),
)  # fmt: skip
