"""How many cases there are, how far they went, and with what outcome."""

from __future__ import annotations

from functools import partial

import numpy as np

from answerable.analysis.answers import Answers, share
from answerable.analysis.cases import REFERRED, counted, outcomes, recorded, undecided
from answerable.analysis.log import Log
from answerable.analysis.measure import Measure, phase_one

OUTCOMES = {
    "14": "evidential difficulties, no suspect identified, the victim does not support",
    "15": "evidential difficulties, a suspect named, the victim supports",
    "16": "evidential difficulties, a suspect named, the victim does not support",
    "18": "investigation complete, no suspect identified",
    "21": "not in the public interest to go on, decided by the police",
}


def _reported(log: Log) -> Answers:
    return share(counted(log), np.ones(log.cases, np.bool_))


def _recorded(log: Log) -> Answers:
    return share(recorded(log), np.ones(log.cases, np.bool_))


def _reached(log: Log, patterns: str) -> Answers:
    yes = log.has(patterns)
    return share(recorded(log), yes, still_open=undecided(log) & ~yes)


def _open(log: Log) -> Answers:
    still = undecided(log)
    return share(recorded(log), still, still_open=still)


def _outcome(code: str, log: Log) -> Answers:
    found = outcomes(log)
    return share(recorded(log), found == code, still_open=found == "")


def _stage(id_: str, title: str, patterns: str) -> Measure:
    return Measure(
        id=f"funnel.{id_}", title=title, base="recorded cases", unit="share",
        definition="Share that got so far; open are those that have not yet and still may.",
        ask=lambda log: _reached(log, patterns), ends=patterns, basis="stated",
        answers="Figures 2 and 3, followed by cohort", sources=phase_one("Figures 2 and 3"),
    )  # fmt: skip


MEASURES = (
    Measure(
        id="cases.reported", title="Cases reported", base="cases", unit="count",
        definition="Cases with a report, less those classified otherwise than as a crime.",
        ask=_reported, starts="crime.reported",
    ),
    Measure(
        id="cases.recorded", title="Cases recorded", base="cases", unit="count",
        definition="Cases recorded as a crime.", ask=_recorded, starts="crime.recorded",
        basis="stated", answers="Figure 1", sources=phase_one("Figure 1"),
    ),
    _stage("referred", "Referred to prosecutors", REFERRED),
    _stage("charged", "Charged", "charge.made"),
    _stage("convicted", "Convicted", "court.outcome[result=guilty_plea|convicted]"),
    Measure(
        id="funnel.open", title="Still open", base="recorded cases", unit="share",
        definition=(
            "Share with neither a standing decision of no further action, nor a charge, nor a "
            "closure."
        ),
        ask=_open,
    ),
    *(
        Measure(
            id=f"outcome.{code}", title=f"Outcome {code}", base="recorded cases", unit="share",
            definition=f"Share whose standing outcome is {code}: {what}. Open are those with none.",
            ask=partial(_outcome, code), basis="stated", answers="Figure 8",
            sources=phase_one("Figure 8"),
        )
        for code, what in OUTCOMES.items()
    ),
)  # fmt: skip
