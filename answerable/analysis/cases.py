"""Which cases count, and what became of each: asked by many measures."""

from __future__ import annotations

import numpy as np

from answerable.analysis.decisions import CHARGE, CPS_NFA, NO_FURTHER_ACTION, POLICE_NFA
from answerable.analysis.log import NONE, Log, Mask, Rows, earlier, once

REPORTED = "crime.reported"
CHARGING = "file.submitted[purpose=charging]"
REFERRED = "file.submitted[purpose=charging|resubmission]"
CHARGED = "charge.made"


@once
def counted(log: Log) -> Mask:
    """The cases that were reported, less those classified otherwise than as a crime.

    One that was classified otherwise at first and recorded as a crime later is one.
    """
    last = log.last("crime.recorded; crime.classified_n100")
    elsewhere = log.is_a(last, "crime.classified_n100")
    return log.has(REPORTED) & ~elsewhere


@once
def recorded(log: Log) -> Mask:
    """The cases that count and were recorded as a crime."""
    return counted(log) & log.has("crime.recorded")


@once
def police_nfa(log: Log) -> Mask:
    """The cases that stand decided by the police, no further action."""
    return counted(log) & log.decisions.is_a(POLICE_NFA)


@once
def cps_nfa(log: Log) -> Mask:
    """The cases that stand decided by prosecutors, no further action."""
    return counted(log) & log.decisions.is_a(CPS_NFA)


@once
def closed(log: Log) -> Rows:
    """The row that closed each case, unless it was opened again."""
    last = log.last("case.closed; case.reopened")
    return np.where(log.is_a(last, "case.closed"), last, NONE)


@once
def stopped(log: Log) -> Rows:
    """The row that completed the standing decision of no further action of each case."""
    return np.where(log.decisions.is_a(*NO_FURTHER_ACTION), log.decisions.row, NONE)


@once
def charged(log: Log) -> Rows:
    """The row with which each case was charged: the charge, or the standing decision for one."""
    decision = np.where(log.decisions.is_a(CHARGE), log.decisions.row, NONE)
    return earlier(log.first(CHARGED), decision)


@once
def finished(log: Log) -> Rows:
    """The row with which each case ended without a trial to come: a standing decision of no
    further action, or its closing; what comes first."""
    return earlier(stopped(log), closed(log))


@once
def ended(log: Log) -> Rows:
    """The row of the first ending of any kind: no further action, a charge, or a closing."""
    return earlier(finished(log), charged(log))


@once
def undecided(log: Log) -> Mask:
    """The cases with neither a standing decision of no further action, nor a charge, nor a
    closure."""
    return np.equal(ended(log), NONE)
