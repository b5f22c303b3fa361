"""Which cases count, and what became of each: asked by many measures."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from answerable.analysis.decisions import CHARGE, CPS_NFA, POLICE_NFA, UNDECIDED, UNKNOWN
from answerable.analysis.log import NONE, Log, Mask, Rows

REPORTED = "crime.reported"
CHARGING = "file.submitted[purpose=charging]"
REFERRED = "file.submitted[purpose=charging|resubmission]"


def counted(log: Log) -> Mask:
    """The cases that were reported, less those classified otherwise than as a crime."""
    return log.has(REPORTED) & ~log.has("crime.classified_n100")


def recorded(log: Log) -> Mask:
    """The cases that count and were recorded as a crime."""
    return counted(log) & log.has("crime.recorded")


def police_nfa(log: Log) -> Mask:
    """The cases that stand decided by the police, no further action."""
    return counted(log) & log.decisions.is_a(POLICE_NFA)


def cps_nfa(log: Log) -> Mask:
    """The cases that stand decided by prosecutors, no further action."""
    return counted(log) & log.decisions.is_a(CPS_NFA)


def closed(log: Log) -> Rows:
    """The row that closed each case, unless it was opened again."""
    last = log.last("case.closed; case.reopened")
    return np.where(np.isin(last, log.rows("case.closed")), last, NONE)


def finished(log: Log) -> Rows:
    """The row with which each case ended without a trial to come: a standing decision of no
    further action, or its closing; what comes first."""
    no_further = log.decisions.is_a(CPS_NFA, POLICE_NFA, UNKNOWN)
    return earlier(np.where(no_further, log.decisions.row, NONE), closed(log))


def undecided(log: Log) -> Mask:
    """The cases with neither a standing decision of no further action, nor a charge, nor a
    closure."""
    charged = log.has("charge.made") | log.decisions.is_a(CHARGE)
    return ~charged & np.equal(finished(log), NONE)


def decided(log: Log) -> Rows:
    """The row that completed the standing decision of each case."""
    return np.where(log.decisions.is_a(UNDECIDED), NONE, log.decisions.row)


def earlier(one: Rows, other: Rows) -> Rows:
    """The earlier of two rows of each case; that which there is where there is only one."""
    found: Rows = np.where(one == NONE, other, np.where(other == NONE, one, np.minimum(one, other)))
    return found


def outcomes(log: Log) -> NDArray[np.str_]:
    """The standing outcome of each case, the last that was given; a charge without a code is 1."""
    rows = log.rows("decision.made; outcome.assigned")
    given, results = log.values(rows, "outcome"), log.values(rows, "result")
    found = [""] * log.cases
    for row, code, result in zip(rows, given, results, strict=True):
        code_or_charge = code or ("1" if result == "charge" else "")
        if code_or_charge:
            found[log.case_of[row]] = code_or_charge
    return np.array(found, dtype=np.str_)
