"""The course of a case up to its first ending: how long, and which of the endings it was."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from answerable.analysis.cases import REPORTED, charged, closed, counted, stopped
from answerable.analysis.decisions import POLICE_NFA
from answerable.analysis.log import DAY, NONE, Log, Mask, earlier
from answerable.analysis.withdrawals import first_leaving

OPEN, LEFT, POLICE, OTHERWISE = range(4)
ENDING = {"withdrawal": LEFT, "nfa": POLICE}
IN_WORDS = {
    "withdrawal": "the victim leaves (a withdrawal or non-support that nobody disputed)",
    "nfa": "the police take no further action while the victim has not left",
}
SOONEST = 1 / 1440  # a day's minute: what is dated before the report happened at once


@dataclass(frozen=True)
class Course:
    """For each case that counts (`case` is its place in the log): how many days from its report
    to the first of its endings, or as long as it is known; the ending; and how long it is known.
    """

    case: NDArray[np.int64]
    days: NDArray[np.float64]
    ending: NDArray[np.int64]
    known: NDArray[np.float64]

    def only(self, kept: Mask) -> Course:
        """Some of the cases."""
        return Course(self.case[kept], self.days[kept], self.ending[kept], self.known[kept])


def course(log: Log) -> Course:
    """The course of every case that counts: leaving, no further action by the police, and any
    other end (prosecutors' or whoever's no further action, a charge, a closing) compete."""
    base = counted(log)
    left = first_leaving(log)
    police = np.where(log.decisions.is_a(POLICE_NFA), log.decisions.row, NONE)
    other = earlier(earlier(stopped(log), closed(log)), charged(log))
    first = earlier(earlier(left, police), other)
    ending = np.select([first == NONE, first == left, first == police], [OPEN, LEFT, POLICE],
                       OTHERWISE)  # fmt: skip
    reported = log.at(log.first(REPORTED))
    until = np.where(first == NONE, log.end, log.at(first))
    days = np.maximum((until - reported) / DAY, SOONEST)
    found = Course(np.arange(log.cases), days, ending, (log.end - reported) / DAY)
    return found.only(base)
