"""From the kernel's state to rows: status, order, and as many as there is room for."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from answerable.rules.kernel.due import compiled, in_place
from answerable.rules.kernel.loop import go_through, is_past
from answerable.rules.kernel.program import NEVER, RANK
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

# Codes of a row's status, in the order of rules.obligation.Status.
STATUSES = ("met", "late", "lifted", "missed", "open", "paused", "overdue")
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
    """Whether a row is given before another: by due (known first), duty, subject, start."""
    due, other_due = s.row[one, DUE], s.row[other, DUE]
    if due == NEVER or other_due == NEVER:
        if due != other_due:
            return other_due == NEVER
        due, other_due = s.row[one, START], s.row[other, START]
    if due != other_due:
        return due < other_due
    if s.row[one, DUTY] != s.row[other, DUTY]:
        return p.duty[s.row[one, DUTY], RANK] < p.duty[s.row[other, DUTY], RANK]
    if s.row[one, SUBJECT] != s.row[other, SUBJECT]:
        return subject_rank[s.row[one, SUBJECT]] < subject_rank[s.row[other, SUBJECT]]
    return s.row[one, START] < s.row[other, START]


@in_place
def sort_rows(s, p, subject_rank):  # type: ignore[no-untyped-def]
    """Put the case's rows in order: few, and nearly in order already, so by insertion."""
    for row in range(s.known[ROWS]):
        place = row
        while place > 0 and comes_before(s, p, subject_rank, row, s.order[place - 1]):
            s.order[place] = s.order[place - 1]
            place -= 1
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
    late = np.isin(rows.status, (IS_LATE, IS_MISSED, IS_OVERDUE))
    until = np.where(rows.closed[late] == NEVER, as_of, rows.closed[late])
    elapsed = until - rows.due[late]
    hundredths = (elapsed + 432_000_000) // 864_000_000
    days = hundredths / 100.0
    ties = np.flatnonzero(elapsed % 864_000_000 == 432_000_000)
    for tie in ties:  # a half is rounded by what the nearest float is, as Python does it
        days[tie] = round(int(elapsed[tie]) / 86_400_000_000, 2)
    found = np.zeros(len(rows.status))
    found[late] = days
    return found
