"""What was decided of each case of a log and still stands, its suspects taken together."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from answerable.events.columns import Columns

UNDECIDED, CHARGE, CPS_NFA, POLICE_NFA, UNKNOWN = range(5)
CLOSED_BY = {"cps": CPS_NFA, "police": POLICE_NFA}
# Of several suspects' decisions the case takes the first of these.
RANK = (CHARGE, CPS_NFA, POLICE_NFA, UNKNOWN)
NOBODY = ""  # the suspect of a decision made while nobody is identified


class Decisions(NamedTuple):
    """For each case: the code of its standing decision, and the row that completed it (or -1)."""

    code: NDArray[np.int8]
    row: NDArray[np.int64]

    def is_a(self, *codes: int) -> NDArray[np.bool_]:
        """Which cases stand decided so."""
        return np.isin(self.code, codes)


def standing_decisions(columns: Columns, rows: NDArray[np.int64]) -> Decisions:
    """The decisions that stand, from the rows that identify a suspect, decide or reopen.

    Each suspect's last decision that was not reopened stands. A case is decided once every
    identified suspect is, and is dated by the last of the decisions that stand.
    """
    code = np.zeros(len(columns.cases), np.int8)
    row = np.full(len(columns.cases), -1, np.int64)
    case_of = np.searchsorted(columns.first, rows, side="right") - 1
    cuts = np.flatnonzero(np.diff(case_of)) + 1
    for of_case in np.split(rows, cuts) if len(rows) else ():
        case = int(np.searchsorted(columns.first, of_case[0], side="right")) - 1
        code[case], row[case] = _of_case(columns, of_case.tolist())
    return Decisions(code, row)


def _of_case(columns: Columns, rows: list[int]) -> tuple[int, int]:
    identified: set[str] = set()
    standing: dict[str, tuple[int, int]] = {}  # suspect -> the code of the decision, its row
    for row in rows:
        event = columns.events[columns.event[row]]
        suspect = columns.subjects[columns.subject[row]]
        if event == "suspect.identified":
            identified |= {suspect} - {NOBODY}
        elif event == "case.reopened":
            standing = {} if not suspect else {k: v for k, v in standing.items() if k != suspect}
        else:
            decided = (_code(columns, row), row)
            about = {suspect} if suspect else identified | standing.keys() or {NOBODY}
            standing |= dict.fromkeys(about, decided)
    if not standing or not identified <= standing.keys():
        return UNDECIDED, -1
    codes = {code for code, _ in standing.values()}
    found = next((code for code in RANK if code in codes), UNDECIDED)
    return found, max(row for _, row in standing.values())


def _code(columns: Columns, row: int) -> int:
    data = columns.datas[columns.data[row]]
    if data.get("result") == "charge":
        return CHARGE
    if data.get("result") != "no_further_action":
        return UNKNOWN  # decided, but what is not recorded
    return CLOSED_BY.get(str(data.get("by")), UNKNOWN)
