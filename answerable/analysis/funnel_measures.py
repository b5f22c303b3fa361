"""How many cases there are, how far they went, and with what outcome."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from answerable.analysis.answers import Answers, share
from answerable.analysis.cases import CHARGED, REFERRED, counted, finished, recorded, undecided
from answerable.analysis.log import NONE, Log, Mask
from answerable.analysis.measure import Measure, phase_one

CONVICTED = "court.outcome[result=guilty_plea|convicted]"
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
    return share(counted(log), recorded(log))


def _referred(log: Log) -> Answers:
    yes = log.has(REFERRED)
    return share(recorded(log), yes, still_open=undecided(log) & ~yes)


def _charged(log: Log) -> Answers:
    yes = log.has(CHARGED)
    return share(recorded(log), yes, still_open=_goes_on(log) & ~yes)


def _convicted(log: Log) -> Answers:
    """Once charged, a case is open until the court or the prosecutors end it."""
    yes = log.has(CONVICTED)
    over = log.has("court.outcome; proceedings.stopped")
    return share(recorded(log), yes, still_open=_goes_on(log) & ~over)


def _goes_on(log: Log) -> Mask:
    return np.equal(finished(log), NONE)


def _open(log: Log) -> Answers:
    still = undecided(log)
    return share(recorded(log), still, still_open=still)


def _outcome(code: str, log: Log) -> Answers:
    found = log.decisions.outcome
    return share(recorded(log), found == code, still_open=found == "")


def _stage(id_: str, title: str, patterns: str, ask: Callable[[Log], Answers]) -> Measure:
    return Measure(
        id=f"funnel.{id_}", title=title, base="recorded cases", unit="share",
        definition="Share that got so far; open are those that have not yet and still may.",
        ask=ask, ends=patterns, basis="stated",
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
        definition="Cases recorded as a crime, of all that were reported.", ask=_recorded,
        starts="crime.recorded", basis="stated", answers="Figure 1", sources=phase_one("Figure 1"),
    ),
    _stage("referred", "Referred to prosecutors", REFERRED, _referred),
    _stage("charged", "Charged", CHARGED, _charged),
    _stage("convicted", "Convicted", CONVICTED, _convicted),
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
