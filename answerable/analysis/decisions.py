"""What was decided of each case of a log and still stands, its suspects taken together."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from answerable.analysis.said import Kinds
from answerable.events.columns import Columns

UNDECIDED, CHARGE, CPS_NFA, POLICE_NFA, NFA = range(5)  # NFA: by whom is not recorded
NO_FURTHER_ACTION = (CPS_NFA, POLICE_NFA, NFA)
CLOSED_BY = {"cps": CPS_NFA, "police": POLICE_NFA}
# Of several suspects' decisions the case takes the first of these.
RANK = (CHARGE, CPS_NFA, POLICE_NFA, NFA)
ALL = ""  # the suspect of an event that names nobody
NOT_ASSIGNED = "0"  # the Home Office's code for no outcome yet
HEARD = "suspect.identified; decision.made; case.reopened; outcome.assigned"

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
    return found._replace(outcome=found.outcome.astype(np.str_))


class _Heard(NamedTuple):
    """The rows that bear on decisions, in order; what their data say is empty where it is not
    recorded."""

    case: NDArray[np.int64]
    row: NDArray[np.int64]
    event: NDArray[np.str_]
    about: NDArray[np.object_]
    result: NDArray[np.str_]
    by: NDArray[np.str_]
    outcome: NDArray[np.str_]


def _heard(columns: Columns, kinds: Kinds, rows: NDArray[np.int64]) -> _Heard:
    case = np.searchsorted(columns.first, rows, side="right") - 1
    event = np.array([*columns.events, ""])[columns.event[rows]]
    about = np.array([*columns.subjects, ALL], dtype=np.object_)[columns.subject[rows]]
    result, by, outcome = (
        kinds.said(name, columns.data[rows]).values() for name in ("result", "by", "outcome")
    )
    decides = event == "decision.made"
    outcome = np.where(decides & (outcome == "") & (result == "charge"), "1", outcome)
    outcome = np.where(decides | (event == "outcome.assigned"), outcome, "")
    return _Heard(case, rows, event, about, np.where(decides, result, ""), by, outcome)


def _are_several(heard: _Heard, cases: int) -> NDArray[np.bool_]:
    """The cases of several suspects, and those that were opened again: there it matters whom a
    decision is about."""
    named = (heard.about != ALL) & (heard.event != "outcome.assigned")
    of_case = np.full(cases, ALL, dtype=np.object_)
    of_case[heard.case[named]] = heard.about[named]
    other = named & (heard.about != of_case[heard.case])
    found = np.zeros(cases, np.bool_)
    found[heard.case[other | (heard.event == "case.reopened")]] = True
    return found


def _of_one_suspect(heard: _Heard, cases: int) -> Decisions:
    """The decisions of cases with one suspect at the most: the last one stands, whomever it
    names."""
    code = np.zeros(cases, np.int8)
    row = np.full(cases, -1, np.int64)
    outcome: Any = np.full(cases, "", dtype=np.object_)
    decided = np.flatnonzero(heard.result != "")
    codes = np.full(len(decided), NFA, np.int8)
    for by, closed_by in CLOSED_BY.items():
        codes[heard.by[decided] == by] = closed_by
    codes[heard.result[decided] == "charge"] = CHARGE
    code[heard.case[decided]], row[heard.case[decided]] = codes, heard.row[decided]
    given = heard.outcome != ""
    said = np.where(heard.outcome == NOT_ASSIGNED, "", heard.outcome)
    outcome[heard.case[given]] = said[given]
    return Decisions(code, row, row.copy(), outcome)


@dataclass
class _Case:
    """One case while its rows are heard: a decision is its code and its row."""

    identified: set[str] = field(default_factory=set)
    own: dict[str, tuple[int, int]] = field(default_factory=dict)  # about one suspect
    for_all: tuple[int, int] = NEVER
    reopened: dict[str, int] = field(default_factory=dict)  # suspect -> the row
    outcomes: list[tuple[str | None, str]] = field(default_factory=list)  # about whom, the code

    def hear(self, heard: _Heard, at: int) -> None:
        about, row, event = heard.about[at], int(heard.row[at]), heard.event[at]
        if event == "suspect.identified":
            self.identified |= {about} - {ALL}
        elif event == "case.reopened":
            self._reopen(about, row)
        elif event == "outcome.assigned":
            self._outcome(None, heard.outcome[at])
        else:
            self._outcome(about, heard.outcome[at])
            if heard.result[at]:  # what was not recorded was not decided, as far as anybody knows
                self._decide(about, (_code(heard.result[at], heard.by[at]), row))

    def _decide(self, about: str, decision: tuple[int, int]) -> None:
        if about:
            self.own[about] = decision
        else:
            self.own, self.for_all = {}, decision

    def _reopen(self, about: str, row: int) -> None:
        if not about:
            self.own, self.for_all, self.outcomes = {}, NEVER, []
            return
        self.own.pop(about, None)
        self.reopened[about] = row
        alone = self.identified <= {about}  # then what was decided about all was about this one
        gone = {about, ALL} if alone and about in self.identified else {about}
        self.outcomes = [one for one in self.outcomes if one[0] not in gone]

    def _outcome(self, about: str | None, code: str) -> None:
        if code:
            self.outcomes.append((about, "" if code == NOT_ASSIGNED else code))

    def _of(self, suspect: str) -> tuple[int, int]:
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


def _code(result: str, by: str) -> int:
    return CHARGE if result == "charge" else CLOSED_BY.get(by, NFA)
