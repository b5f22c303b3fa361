"""Who held the case on each day of its life: who had to do the next thing.

The rule, a default of this product. From its report a case is with the police. It passes

* to prosecutors with a file for charging (or one sent again), and when it is made active again;
* back to the police when triage does not accept the file, when an action plan is sent, when
  prosecutors wait for the police, and when the case is opened again;
* to the court with the charge, or the decision to charge.

While it is with the police and something that was asked of a third party has not come, it waits
on the third party. A file for early advice passes nothing: the police go on. A case is over with
the court's last outcome or the stopping of proceedings; where there is neither, with its decision
of no further action or its closing. Times are elapsed, so parts of days count.
"""

from __future__ import annotations

from functools import partial

import numpy as np
from numpy.typing import NDArray

from answerable.analysis.answers import ENDED_OTHERWISE, ENDED_SO, STILL, Answers
from answerable.analysis.attrition import COURT as OUTCOMES
from answerable.analysis.cases import CHARGED, REFERRED, REPORTED, counted, finished
from answerable.analysis.log import DAY, NONE, Log, Rows, once
from answerable.analysis.measure import Measure

POLICE, PROSECUTORS, COURT, THIRD_PARTY = range(4)
HOLDERS = ("police", "prosecutors", "court", "third_party")
PASSES = (
    (POLICE, "triage.completed[accepted=false]; actionplan.sent; case.waiting_on_police; "
     "case.reopened"),
    (PROSECUTORS, f"{REFERRED}; case.reactivated"),
    (COURT, f"{CHARGED}; decision.made[result=charge]"),
)  # fmt: skip
ASKED, CAME = "third_party.requested", "third_party.received"
IN_WORDS = {
    "police": "With the police", "prosecutors": "With prosecutors", "court": "With the court",
    "third_party": "Waiting on a third party",
}  # fmt: skip


@once
def over(log: Log) -> Rows:
    """The row with which each case was over."""
    last = log.last(OUTCOMES)
    return np.where(last != NONE, last, finished(log))


@once
def held(log: Log) -> NDArray[np.float64]:
    """For each holder, the days that each case was held; until now, where it is not over."""
    rows, who, waits = _passes(log)
    case, last = log.case_of[rows], over(log)
    start = log.at(log.first(REPORTED))
    end = np.where(last == NONE, log.end, log.at(last))
    begins = log.at(rows)
    same = np.append(case[1:] == case[:-1], False) if len(rows) else np.zeros(0, np.bool_)
    ends = np.where(same, np.append(begins[1:], 0), log.end) if len(rows) else begins
    days = np.minimum(ends, end[case]) - np.maximum(begins, start[case])
    holder = np.where((who == POLICE) & waits, THIRD_PARTY, who)
    # Added up before they are divided, for whole numbers leave nothing out: cases that were held
    # as long stay at one place of the curve.
    found = np.bincount(holder * log.cases + case, np.maximum(days, 0), len(HOLDERS) * log.cases)
    return found.reshape(len(HOLDERS), log.cases) / DAY


def _passes(log: Log) -> tuple[Rows, Rows, NDArray[np.bool_]]:
    """The rows at which a holder may change, who holds the case from each on, and whether
    something that was asked of a third party has not come."""
    report = log.first(REPORTED)
    passed = [(POLICE, report[report != NONE]), *((who, log.rows(of)) for who, of in PASSES)]
    asked = log.rows(ASKED)
    came = log.next_about(asked, CAME)
    came = came[came != NONE]
    rows = np.unique(np.concatenate([asked, came, *(some for _, some in passed)]))
    to = np.full(len(rows), NONE)
    for who, some in passed:
        to[np.searchsorted(rows, some)] = who
    # Before its report a case is nobody's, so what another case left there does not count.
    latest = np.maximum.accumulate(np.where(to == NONE, 0, np.arange(len(rows))))
    change = np.bincount(np.searchsorted(rows, asked), minlength=len(rows))
    change = change - np.bincount(np.searchsorted(rows, came), minlength=len(rows))
    # What is asked in a case and never comes is not waited for in the next.
    so_far, case = np.cumsum(change), log.case_of[rows]
    before = np.append(0, so_far)[np.searchsorted(case, case)]
    return rows, np.maximum(to[latest], POLICE), so_far - before > 0


def _held(holder: int, log: Log) -> Answers:
    """The days of one holder; not applicable is a case that it never held."""
    base, days = counted(log), held(log)[holder]
    is_over, ever = over(log) != NONE, days > 0
    nothing = np.zeros(log.cases, np.bool_)
    inside = base & ever & is_over
    # A case that was over and never held so has waited for nothing, and ended otherwise.
    how = np.select([~is_over, ever], [STILL, ENDED_SO], ENDED_OTHERWISE).astype(np.int8)
    found = Answers(
        np.arange(log.cases), inside, inside, base & ~is_over, nothing, base & is_over & ~ever,
        days=days, waited=days, how=how,
    )  # fmt: skip
    return found.only(base)


MEASURES = tuple(
    Measure(
        id=f"held.{name}",
        title=f"Days {IN_WORDS[name][0].lower()}{IN_WORDS[name][1:]}",
        base="cases that are over and were held so for a time",
        unit="days",
        ask=partial(_held, holder),
        definition=(
            "Elapsed days on which it had to do the next thing, added up over the case. Open are "
            "cases that are not over, not applicable those that it never held. Who holds a case "
            "is a default: files, triage, action plans, waiting, charges, and what was asked of "
            "third parties and has not come."
        ),
        starts=REPORTED,
        ends=f"{OUTCOMES}; a decision of no further action; case.closed",
    )
    for holder, name in enumerate(HOLDERS)
)
