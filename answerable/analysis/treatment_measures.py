"""How victims say that they were treated, what they answered afterwards when their phone was asked
for, and how often a phone was spoken of at all."""

from __future__ import annotations

from functools import partial

import numpy as np

from answerable.analysis.answers import Answers, share
from answerable.analysis.cases import counted, undecided
from answerable.analysis.log import NONE, Log
from answerable.analysis.material_measures import AGREED, ANSWERED, REQUESTED
from answerable.analysis.measure import Measure, london
from answerable.analysis.signals.raised import before
from answerable.events.catalogue import EVENT_TYPES

FEEDBACK = "support.feedback"
BAD = "1|2"  # of five, which is very good
POOR_OF_POLICE = f"{FEEDBACK}[about=police,rating={BAD}]"
MENTIONED, HERS = "device.mentioned", REQUESTED.format("victim")
WHOM = {"police": "the police", "cps": "prosecutors", "court": "the court", "support": "support"}
LEAVING = london("2. Victims/Survivors Leaving the Justice Process")
TECHNOLOGY = london("3. Victim/Survivor Technology Requests")


def _poor(about: str, log: Log) -> Answers:
    """Of each piece of feedback; one without a rating is missing."""
    rows = log.rows(f"{FEEDBACK}[about={about}]")
    case = log.case_of[rows]
    rated = log.is_a(rows, f"{FEEDBACK}[rating=1|2|3|4|5]")
    poor = log.is_a(rows, f"{FEEDBACK}[rating={BAD}]")
    return share(counted(log)[case], poor, case=case, missing=~rated)


def _agreed(treated_badly: bool, log: Log) -> Answers:
    """Of the requests that were answered, before the same was requested again."""
    rows = log.rows(HERS)
    case = log.case_of[rows]
    answer, again = log.next_about(rows, ANSWERED), log.next_about(rows, HERS)
    answered = (answer != NONE) & ((again == NONE) | (answer < again))
    said_before = before(log, POOR_OF_POLICE, rows) > 0
    base = counted(log)[case] & answered & (said_before == treated_badly)
    return share(base, log.is_a(answer, AGREED), case=case)


def _spoken_of(log: Log) -> Answers:
    yes = log.has(MENTIONED) | log.has(HERS)
    return share(counted(log), yes, still_open=undecided(log) & ~yes)


def _only_mentioned(log: Log) -> Answers:
    """Of the cases in which a phone was spoken of before it was requested, or never was."""
    mentioned, requested = log.first(MENTIONED), log.first(HERS)
    base = counted(log) & (mentioned != NONE) & ((requested == NONE) | (mentioned < requested))
    never = np.equal(requested, NONE)
    return share(base, never, still_open=undecided(log) & never)


MEASURES = (
    *(
        Measure(
            id=f"feedback.{about}", title=f"Feedback that {whom} treated the victim badly",
            base=f"pieces of feedback about {whom}",
            definition=(
                "Share rated 1 or 2 of 5, by the victim or by the adviser. Those without a rating "
                "are missing. Who gives feedback is not who does not: it is no survey."
            ),
            unit="share", ask=partial(_poor, about), starts=FEEDBACK, basis="stated",
            sources=LEAVING,
        )
        for about, whom in WHOM.items()
        if about in EVENT_TYPES[FEEDBACK].all_fields["about"].codes
    ),
    *(
        Measure(
            id=f"device.agreed_{name}", title=f"Requests that the victim agreed to, {when}",
            base=f"requests of the victim answered agreed or refused, {when}",
            definition=(
                "Share agreed to, by the first such answer before the device was requested again. "
                "Feedback of the police rated 1 or 2 of 5 is such feedback. That one came before "
                "the other does not say why."
            ),
            unit="share", ask=partial(_agreed, treated_badly), starts=HERS, ends=ANSWERED,
            basis="stated", sources=LEAVING,
        )
        for name, when, treated_badly in (
            ("after_bad", "after feedback that the police treated them badly", True),
            ("otherwise", "without such feedback before", False),
        )
    ),
    Measure(
        id="device.spoken_of", title="Cases in which the victim's device was spoken of at all",
        base="cases",
        definition=(
            "Share in which a device of the victim's was requested, or somebody recorded that one "
            "was mentioned without a request. Undecided cases with neither are open, and stay in."
        ),
        unit="share", ask=_spoken_of, starts=f"{MENTIONED}; {HERS}", basis="stated",
        sources=TECHNOLOGY,
    ),
    Measure(
        id="device.only_mentioned", title="Of those mentioned first, never requested",
        base="cases in which a device was mentioned before any was requested of the victim",
        definition=(
            "Share in which no device of the victim's was ever requested. Undecided cases are "
            "open, and stay in."
        ),
        unit="share", ask=_only_mentioned, starts=MENTIONED, ends=HERS, basis="stated",
        sources=TECHNOLOGY,
    ),
)  # fmt: skip
