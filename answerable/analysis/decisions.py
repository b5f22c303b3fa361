"""What was decided of each case of a log and still stands, its suspects taken together."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from answerable.analysis.said import Kinds
from answerable.events.columns import Columns

UNDECIDED, CHARGE, CPS_NFA, POLICE_NFA, NFA = range(5)  # NFA: by whom is not recorded
NO_FURTHER_ACTION = (CPS_NFA, POLICE_NFA, NFA)
CLOSED_BY = {"cps": CPS_NFA, "police": POLICE_NFA}
# Of several suspects' decisions the case takes the first of these.
RANK = (CHARGE, CPS_NFA, POLICE_NFA, NFA)
ALL = 0  # the code of the suspect of an event that names nobody
NOT_ASSIGNED = "0"  # the Home Office's code for no outcome yet
HEARD = "suspect.identified; decision.made; case.reopened; outcome.assigned"
IDENTIFIED, DECIDED, REOPENED, ASSIGNED = range(1, 5)  # in that order
EVENTS = {name: code for code, name in enumerate(HEARD.split("; "), 1)}

NEVER = (UNDECIDED, -1)


class Decisions(NamedTuple):
    """For each case: the code of its standing decision, the row that completed it and the first
    of the rows that make it up (or -1), and its standing outcome (or empty)."""

    code: NDArray[np.int8]
    row: NDArray[np.int64]
    first: NDArray[np.int64]
    outcome: NDArray[np.str_]

    def is_a(self, *codes: int) -> NDArray[np.bool_]:
        """Which cases stand decided so."""
        return np.isin(self.code, codes)


def standing_decisions(columns: Columns, kinds: Kinds, rows: NDArray[np.int64]) -> Decisions:
    """The decisions and outcomes that stand, from the rows that HEARD names.

    Each suspect's last decision that was not reopened stands. One that names nobody is about all,
    whoever of them is identified later. A case is decided once every identified suspect is, and
    is dated by the last of the decisions that stand.
    """
    heard = _heard(columns, kinds, rows)
    found = _of_one_suspect(heard, len(columns.cases))
    several = _are_several(heard, len(columns.cases))[heard.case]
    for case, of_case in groupby(np.flatnonzero(several).tolist(), key=heard.case.__getitem__):
        one = _Case()
        for at in of_case:
            one.hear(heard, at)
        found.code[case], found.row[case], found.first[case] = one.decision()
        found.outcome[case] = one.outcomes[-1][1] if one.outcomes else ""
    return found


class _Heard(NamedTuple):
    """The rows that bear on decisions, in order: which of HEARD each is, about whom, what it
    decided, and the outcome that it gave as a code of `outcomes`, 0 for none."""

    case: NDArray[np.int64]
    row: NDArray[np.int64]
    event: NDArray[np.int8]
    about: NDArray[np.int32]
    code: NDArray[np.int8]
    outcome: NDArray[np.int64]
    outcomes: NDArray[np.str_]


def _heard(columns: Columns, kinds: Kinds, rows: NDArray[np.int64]) -> _Heard:
    case = np.searchsorted(columns.first, rows, side="right") - 1
    which = np.array([EVENTS.get(name, 0) for name in columns.events], np.int8)
    event, data = which[columns.event[rows]], columns.data[rows]
    result, by, outcome = (kinds.said(name, data) for name in ("result", "by", "outcome"))
    decides = event == DECIDED
    charges = np.array([name == "charge" for name in result.names])[result.codes]
    code = np.array([CLOSED_BY.get(name, NFA) for name in by.names], np.int8)[by.codes]
    code[charges] = CHARGE
    code[~decides | (result.codes == 0)] = UNDECIDED
    # A charge without an outcome is outcome 1.
    without = decides & charges & (outcome.codes == 0)
    given = np.where(without, len(outcome.names), outcome.codes)
    given[~decides & (event != ASSIGNED)] = 0
    return _Heard(
        case, rows, event, columns.subject[rows], code, given, np.append(outcome.names, "1")
    )


def _are_several(heard: _Heard, cases: int) -> NDArray[np.bool_]:
    """The cases of several suspects, and those that were opened again: there it matters whom a
    decision is about."""
    named = (heard.about != ALL) & (heard.event != ASSIGNED)
    of_case = np.full(cases, ALL, np.int32)
    of_case[heard.case[named]] = heard.about[named]
    other = named & (heard.about != of_case[heard.case])
    found = np.zeros(cases, np.bool_)
    found[heard.case[other | (heard.event == REOPENED)]] = True
    return found


def _of_one_suspect(heard: _Heard, cases: int) -> Decisions:
    """The decisions of cases with one suspect at the most: the last one stands, whomever it
    names."""
    code = np.zeros(cases, np.int8)
    row = np.full(cases, -1, np.int64)
    decided = np.flatnonzero(heard.code)
    code[heard.case[decided]], row[heard.case[decided]] = heard.code[decided], heard.row[decided]
    outcome = np.zeros(cases, np.int64)
    given = np.flatnonzero(heard.outcome)
    outcome[heard.case[given]] = heard.outcome[given]
    names = np.where(heard.outcomes == NOT_ASSIGNED, "", heard.outcomes)
    return Decisions(code, row, row.copy(), names[outcome])


@dataclass
class _Case:
    """One case while its rows are heard: a decision is its code and its row."""

    identified: set[int] = field(default_factory=set)
    own: dict[int, tuple[int, int]] = field(default_factory=dict)  # about one suspect
    for_all: tuple[int, int] = NEVER
    reopened: dict[int, int] = field(default_factory=dict)  # suspect -> the row
    outcomes: list[tuple[int | None, str]] = field(default_factory=list)  # about whom, the code

    def hear(self, heard: _Heard, at: int) -> None:
        about, row, event = int(heard.about[at]), int(heard.row[at]), heard.event[at]
        outcome = str(heard.outcomes[heard.outcome[at]])
        if event == IDENTIFIED:
            self.identified |= {about} - {ALL}
        elif event == REOPENED:
            self._reopen(about, row)
        elif event == ASSIGNED:
            self._outcome(None, outcome)
        else:
            self._outcome(about, outcome)
            if heard.code[at]:  # what was not recorded was not decided, as far as anybody knows
                self._decide(about, (int(heard.code[at]), row))

    def _decide(self, about: int, decision: tuple[int, int]) -> None:
        if about != ALL:
            self.own[about] = decision
        else:
            self.own, self.for_all = {}, decision

    def _reopen(self, about: int, row: int) -> None:
        if about == ALL:
            self.own, self.for_all, self.outcomes = {}, NEVER, []
            return
        self.own.pop(about, None)
        self.reopened[about] = row
        alone = self.identified <= {about}  # then what was decided about all was about this one
        gone = {about, ALL} if alone and about in self.identified else {about}
        self.outcomes = [one for one in self.outcomes if one[0] not in gone]

    def _outcome(self, about: int | None, code: str) -> None:
        if code:
            self.outcomes.append((about, "" if code == NOT_ASSIGNED else code))

    def _of(self, suspect: int) -> tuple[int, int]:
        if suspect in self.own:
            return self.own[suspect]
        return NEVER if self.for_all[1] < self.reopened.get(suspect, -1) else self.for_all

    def decision(self) -> tuple[int, int, int]:
        """The code of the standing decision of the case, its last row and its first."""
        suspects = self.identified | self.own.keys() or {ALL}
        standing = [self._of(suspect) for suspect in suspects]
        if NEVER in standing:
            return UNDECIDED, -1, -1
        codes, rows = {code for code, _ in standing}, [row for _, row in standing]
        return next(code for code in RANK if code in codes), max(rows), min(rows)
