"""How long it takes from one step of a case to another. Open cases count: they are censored."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from answerable.analysis.answers import Answers, spell
from answerable.analysis.cases import (
    CHARGED,
    CHARGING,
    REFERRED,
    REPORTED,
    charged,
    closed,
    counted,
    cps_nfa,
    ended,
    finished,
    police_nfa,
    stopped,
)
from answerable.analysis.log import NONE, Log, Mask, Rows, earlier
from answerable.analysis.measure import Measure, phase_one

CPS_DECISION = "decision.made[by=cps]"


def _to_police_nfa(log: Log) -> Answers:
    return _to_decision(log, log.first(REPORTED), police_nfa(log), ended(log))


def _to_cps_nfa(log: Log) -> Answers:
    return _to_decision(log, log.first(REPORTED), cps_nfa(log), ended(log))


def _to_decision(log: Log, start: Rows, wanted: Mask, other: Rows) -> Answers:
    """To the standing decision of those that it is wanted of; of the others, to how they ended."""
    end = np.where(wanted, log.decisions.row, NONE)
    return spell(log, counted(log), start, end, np.where(wanted, NONE, other))


def _to_referral(log: Log) -> Answers:
    other = earlier(finished(log), log.first(CHARGED))
    return spell(log, counted(log), log.first(REPORTED), log.first(CHARGING), other)


def _to_charge(log: Log) -> Answers:
    return spell(log, counted(log), log.first(REPORTED), log.first(CHARGED), finished(log))


def _to_trial(log: Log) -> Answers:
    """To a trial; a plea, or proceedings that were stopped, end the wait for one as well."""
    other = earlier(finished(log), log.first("court.outcome; proceedings.stopped"))
    return spell(log, counted(log), log.first(REPORTED), log.first("trial.started"), other)


def _referral_to_decision(log: Log) -> Answers:
    start = log.first(CHARGING)
    other = earlier(_finished_after(start, log), log.first(CHARGED, after=start))
    return spell(log, counted(log), start, log.first(CPS_DECISION, after=start), other)


def _accepted_to_nfa(log: Log) -> Answers:
    """From the file that was accepted first, to where the case stands decided by prosecutors."""
    accepted = log.rows("triage.completed[accepted=true]")
    files = log.previous(accepted, "file.submitted")
    files = files[log.is_a(files, REFERRED)][::-1]
    start = np.full(log.cases, NONE)
    start[log.case_of[files]] = files
    other = earlier(_finished_after(start, log), _after(start, charged(log)))
    return _to_decision(log, start, cps_nfa(log), other)


def _finished_after(start: Rows, log: Log) -> Rows:
    """The first standing decision of no further action or closing that comes after the start."""
    return earlier(_after(start, stopped(log)), _after(start, closed(log)))


def _after(start: Rows, rows: Rows) -> Rows:
    """The rows that do not come before the start: the case went on after those that do."""
    return np.where((start != NONE) & (rows < start), NONE, rows)


def _time(
    id_: str, title: str, starts: str, ends: str, ask: Callable[[Log], Answers],
    answers: str = "", *, of_team: bool = False,
) -> Measure:  # fmt: skip
    return Measure(
        id=f"time.{id_}", title=title, base="cases that ended so", unit="days", ask=ask,
        definition=(
            "Elapsed days of those that ended so. Open are those that nothing has ended yet, not "
            "applicable those that ended otherwise. The median beside it is of those that ended "
            "so, the other median of the wait for any ending; how many ended so by a day counts "
            "the other endings as what they are."
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
        _to_referral, "Figure 13",
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
        "report_to_charge", "From the report to a charge", REPORTED, CHARGED, _to_charge,
    ),
    _time(
        "report_to_trial", "From the report to the start of the trial", REPORTED, "trial.started",
        _to_trial,
    ),
)  # fmt: skip
