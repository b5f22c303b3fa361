"""From the kernel's state to rows: status, order, and as many as there is room for."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from answerable.rules.kernel.due import DAY, compiled, in_place
from answerable.rules.kernel.loop import go_through
from answerable.rules.kernel.owed import is_past
from answerable.rules.kernel.state import (
    CLOSED,
    DUE,
    DUTY,
    EARLY,
    HOW,
    LIFTED,
    MET,
    OVERFLOW,
    OWNER,
    ROWS,
    START,
    STILL,
    SUBJECT,
)
from answerable.rules.kernel.tables import NEVER, RANK

# Codes of a row's status, in the order of rules.obligation.Status.
STATUSES = ("met", "late", "lifted", "missed", "open", "paused", "overdue")
HUNDREDTH = DAY // 100  # of a day
AFTER_ALL = 1 << 61  # microseconds: later than any instant of a log
(IS_MET, IS_LATE, IS_LIFTED, IS_MISSED, IS_OPEN, IS_PAUSED, IS_OVERDUE) = range(7)


class Rows(NamedTuple):
    """Obligations of many cases. Instants in microseconds since 1970 in UTC; NEVER is none."""

    case: NDArray[np.int32]
    duty: NDArray[np.int16]
    subject: NDArray[np.int32]
    owner: NDArray[np.int8]
    started: NDArray[np.int64]
    due: NDArray[np.int64]
    closed: NDArray[np.int64]
    status: NDArray[np.int8]


def new_rows(capacity: int) -> Rows:
    """Room for `capacity` obligations; what was never written is never touched."""
    wide = [np.empty(capacity, np.int64) for _ in range(3)]
    return Rows(
        case=np.empty(capacity, np.int32), duty=np.empty(capacity, np.int16),
        subject=np.empty(capacity, np.int32), owner=np.empty(capacity, np.int8),
        started=wide[0], due=wide[1], closed=wide[2], status=np.empty(capacity, np.int8),
    )  # fmt: skip


@in_place
def status_of(s, row, as_of):  # type: ignore[no-untyped-def]
    """The status of an obligation at the time asked for."""
    if s.row[row, EARLY]:
        return IS_MET
    how = s.row[row, HOW]
    late = not s.row[row, STILL] and is_past(s, row, s.row[row, CLOSED] if how else as_of)
    if how == MET:
        return IS_LATE if late else IS_MET
    if how == LIFTED:
        return IS_MISSED if late else IS_LIFTED
    if s.row[row, STILL]:
        return IS_PAUSED
    return IS_OVERDUE if late else IS_OPEN


@in_place
def comes_before(s, p, subject_rank, one, other):  # type: ignore[no-untyped-def]
    """Whether a row is given before another that is due when it is: by duty, subject, start."""
    if s.row[one, DUTY] != s.row[other, DUTY]:
        return p.duty[s.row[one, DUTY], RANK] < p.duty[s.row[other, DUTY], RANK]
    if s.row[one, SUBJECT] != s.row[other, SUBJECT]:
        return subject_rank[s.row[one, SUBJECT]] < subject_rank[s.row[other, SUBJECT]]
    return s.row[one, START] < s.row[other, START]


@in_place
def sort_rows(s, p, subject_rank):  # type: ignore[no-untyped-def]
    """Put the case's rows in order of when they are due, those without a due day after all others:
    few, and nearly in order already, so by insertion."""
    for row in range(s.known[ROWS]):
        due = s.row[row, DUE]
        if due == NEVER:
            due = AFTER_ALL
        place = row
        while place > 0 and due <= s.due[place - 1]:
            if due == s.due[place - 1]:
                if not comes_before(s, p, subject_rank, row, s.order[place - 1]):
                    break
            s.due[place] = s.due[place - 1]
            s.order[place] = s.order[place - 1]
            place -= 1
        s.due[place] = due
        s.order[place] = row


@in_place
def give_rows(s, out, filled, case, as_of):  # type: ignore[no-untyped-def]
    """Write the case's rows after the first `filled`; how many there are now."""
    for place in range(s.known[ROWS]):
        row = s.order[place]
        to = filled + place
        out.case[to] = case
        out.duty[to] = s.row[row, DUTY]
        out.subject[to] = s.row[row, SUBJECT]
        out.owner[to] = s.row[row, OWNER]
        out.started[to] = s.row[row, START]
        out.due[to] = s.row[row, DUE]
        out.closed[to] = s.row[row, CLOSED]
        out.status[to] = status_of(s, row, as_of)
    return filled + s.known[ROWS]


@compiled
def evaluate_cases(  # type: ignore[no-untyped-def]
    cal, p, s, log, case, last_case, as_of, out, filled
):  # fmt: skip
    """Evaluate cases from `case` to before `last_case` into `out`, from row `filled` on.

    Gives the next case to do, the rows filled, and whether it stopped because the state was too
    small for that case (True) or, where cases are left, because `out` was (False).
    """
    while case < last_case:
        go_through(
            cal, p, s, log,
            log.first[case], log.first[case + 1], as_of,
        )  # fmt: skip
        if s.known[OVERFLOW]:
            return case, filled, True
        if filled + s.known[ROWS] > len(out.case):
            return case, filled, False
        sort_rows(s, p, log.subject_rank)
        filled = give_rows(s, out, filled, case, as_of)
        case += 1
    return case, filled, False


def late_days(rows: Rows, as_of: int) -> NDArray[np.float64]:
    """`days_late` of each row: elapsed days to two decimals, rounded as the referee rounds."""
    found = np.empty(len(rows.status))
    ties = _late_days(rows.due, rows.closed, rows.status, as_of, found)
    if ties:
        for row in np.flatnonzero(np.isnan(found)).tolist():
            # A half is rounded by what the nearest float is, as Python does it.
            until = as_of if rows.closed[row] == NEVER else int(rows.closed[row])
            found[row] = round((until - int(rows.due[row])) / DAY, 2)
    return found


@compiled
def _late_days(due, closed, status, as_of, found):  # type: ignore[no-untyped-def]
    """Fill `found`, with no number for a tie between two hundredths; how many of them."""
    ties = 0
    for row in range(len(status)):
        found[row] = 0.0
        if status[row] != IS_LATE and status[row] != IS_MISSED and status[row] != IS_OVERDUE:
            continue
        elapsed = (as_of if closed[row] == NEVER else closed[row]) - due[row]
        if elapsed % HUNDREDTH == HUNDREDTH // 2:
            found[row] = np.nan
            ties += 1
        else:
            found[row] = (elapsed + HUNDREDTH // 2) // HUNDREDTH / 100.0
    return ties
