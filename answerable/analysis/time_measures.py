"""How long it takes from one step of a case to another. Open cases count: they are censored."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from answerable.analysis.answers import Answers, spell
from answerable.analysis.cases import (
    CHARGING,
    REPORTED,
    counted,
    cps_nfa,
    decided,
    earlier,
    finished,
    police_nfa,
)
from answerable.analysis.decisions import CPS_NFA
from answerable.analysis.log import NONE, Log
from answerable.analysis.measure import Measure, phase_one

CPS_DECISION = "decision.made[by=cps]"


def _to_police_nfa(log: Log) -> Answers:
    return _to_decision(log, police_nfa(log))


def _to_cps_nfa(log: Log) -> Answers:
    return _to_decision(log, cps_nfa(log))


def _to_decision(log: Log, counts: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Answers:
    end = np.where(counts, decided(log), NONE)
    other = np.where(counts, NONE, earlier(decided(log), finished(log)))
    return spell(log, counted(log), log.first(REPORTED), end, other)


def _to_event(log: Log, patterns: str) -> Answers:
    return spell(log, counted(log), log.first(REPORTED), log.first(patterns), finished(log))


def _to_trial(log: Log) -> Answers:
    """To a trial; a plea, or proceedings that were stopped, end the wait for one as well."""
    other = earlier(finished(log), log.first("court.outcome; proceedings.stopped"))
    return spell(log, counted(log), log.first(REPORTED), log.first("trial.started"), other)


def _referral_to_decision(log: Log) -> Answers:
    start = log.first(CHARGING)
    other = np.where(finished(log) > start, finished(log), NONE)
    return spell(log, counted(log), start, log.first(CPS_DECISION, after=start), other)


def _accepted_to_nfa(log: Log) -> Answers:
    """From the file that was accepted first, to where the case stands decided by prosecutors."""
    accepted = log.first("triage.completed[accepted=true]")
    start = log.before("file.submitted[purpose=charging|resubmission]", accepted)
    ended = earlier(decided(log), finished(log))
    nfa = log.decisions.is_a(CPS_NFA)
    return spell(
        log, counted(log), start, np.where(nfa, decided(log), NONE), np.where(nfa, NONE, ended)
    )  # fmt: skip


def _time(
    id_: str, title: str, starts: str, ends: str, ask: Callable[[Log], Answers],
    answers: str = "", *, of_team: bool = False,
) -> Measure:  # fmt: skip
    return Measure(
        id=f"time.{id_}", title=title, base="cases that ended so", unit="days", ask=ask,
        definition=(
            "Elapsed days of those that ended so. Open are those that nothing has ended yet; not "
            "applicable those that ended otherwise."
        ),
        starts=starts, ends=ends, basis="stated" if answers else "default", answers=answers,
        sources=phase_one("Figure 13") if answers else (), of_team=of_team,
    )  # fmt: skip


MEASURES = (
    _time(
        "report_to_police_nfa", "From the report to the police's decision to stop", REPORTED,
        "the standing decision, by=police result=no_further_action", _to_police_nfa,
        "Figure 13, and Table 1 by team", of_team=True,
    ),
    _time(
        "report_to_referral", "From the report to the first file for charging", REPORTED, CHARGING,
        lambda log: _to_event(log, CHARGING), "Figure 13",
    ),
    _time(
        "referral_to_cps_decision", "From the first file to the prosecutors' first decision",
        CHARGING, CPS_DECISION, _referral_to_decision, "Figure 13",
    ),
    _time(
        "accepted_file_to_cps_nfa",
        "From the first accepted file to the prosecutors' decision to stop",
        "the file that triage accepted first",
        "the standing decision, by=cps result=no_further_action", _accepted_to_nfa, "Figure 13",
    ),
    _time(
        "report_to_cps_nfa", "From the report to the prosecutors' decision to stop", REPORTED,
        "the standing decision, by=cps result=no_further_action", _to_cps_nfa, "Figure 13",
    ),
    _time(
        "report_to_charge", "From the report to a charge", REPORTED, "charge.made",
        lambda log: _to_event(log, "charge.made"),
    ),
    _time(
        "report_to_trial", "From the report to the start of the trial", REPORTED, "trial.started",
        _to_trial,
    ),
)  # fmt: skip
