"""What was decided of each case of a log and still stands, its suspects taken together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
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
    cases = len(columns.cases)
    code = np.zeros(cases, np.int8)
    row, first = np.full(cases, -1, np.int64), np.full(cases, -1, np.int64)
    outcome = [""] * cases
    case_of = (np.searchsorted(columns.first, rows, side="right") - 1).tolist()
    for case, heard in groupby(_heard(columns, kinds, rows, case_of), key=attrgetter("case")):
        found = _Case()
        for one in heard:
            found.hear(one)
        code[case], row[case], first[case] = found.decision()
        outcome[case] = found.outcomes[-1][1] if found.outcomes else ""
    return Decisions(code, row, first, np.array(outcome, dtype=np.str_))


class _Heard(NamedTuple):
    """One row that bears on a decision; what its data say is empty where it is not recorded."""

    case: int
    row: int
    event: str
    about: str
    result: str
    by: str
    outcome: str


def _heard(
    columns: Columns, kinds: Kinds, rows: NDArray[np.int64], case_of: Iterable[int]
) -> Iterator[_Heard]:
    said = (kinds.said(name, columns.data[rows]) for name in ("result", "by", "outcome"))
    fields = [one.values().tolist() for one in said]
    events = map(columns.events.__getitem__, columns.event[rows].tolist())
    about = map(columns.subjects.__getitem__, columns.subject[rows].tolist())
    return map(_Heard, case_of, rows.tolist(), events, about, *fields)


@dataclass
class _Case:
    """One case while its rows are heard: a decision is its code and its row."""

    identified: set[str] = field(default_factory=set)
    own: dict[str, tuple[int, int]] = field(default_factory=dict)  # about one suspect
    for_all: tuple[int, int] = NEVER
    reopened: dict[str, int] = field(default_factory=dict)  # suspect -> the row
    outcomes: list[tuple[str | None, str]] = field(default_factory=list)  # about whom, the code

    def hear(self, one: _Heard) -> None:
        if one.event == "suspect.identified":
            self.identified |= {one.about} - {ALL}
        elif one.event == "case.reopened":
            self._reopen(one.about, one.row)
        elif one.event == "outcome.assigned":
            self._outcome(None, one.outcome)
        else:
            self._outcome(one.about, one.outcome or ("1" if one.result == "charge" else ""))
            if one.result:  # what was not recorded was not decided, as far as anybody can say
                self._decide(one.about, (_code(one.result, one.by), one.row))

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
        if not self.own and not self.reopened:  # as of most cases: what stands is about all
            code, row = self.for_all
            return code, row, row
        suspects = self.identified | self.own.keys() or {ALL}
        standing = [self._of(suspect) for suspect in suspects]
        if NEVER in standing:
            return UNDECIDED, -1, -1
        codes, rows = {code for code, _ in standing}, [row for _, row in standing]
        return next(code for code in RANK if code in codes), max(rows), min(rows)


def _code(result: str, by: str) -> int:
    return CHARGE if result == "charge" else CLOSED_BY.get(by, NFA)
