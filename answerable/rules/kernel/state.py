"""What the kernel knows of one case while it goes through it, in arrays that it uses again."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

# `State.known`: the sizes of the four sets of subjects, then single numbers about the case.
SPOKEN, HELD, SUSPECTS, STANDING = range(4)  # interviewed; devices held; identified; decided
SETS = 4
ROWS, DONE, OVERFLOW, ABUSE, FILE, POLICE_DECIDED, IS_CHARGED, SPOKEN_ANY = range(4, 12)
KNOWN = 12

# Columns of `State.row`: one row an obligation, in the order of opening.
(DUTY, SUBJECT, START, DUE, CLOSED, OWNER, HOW, ELAPSED, EARLY, PAUSED, STILL, PAUSED_AT,
 CLOSED_BY, NEXT_OPEN, ROW_BEFORE) = range(15)  # fmt: skip
# EARLY: met by what came before its start. STILL: paused before it was due, so that its clock
# stands still. CLOSED_BY: the place of the event in the case. NEXT_OPEN, ROW_BEFORE: the next
# open row, and the row opened before, of the same duty; -1 ends a list.

# Columns of `State.of`: one row a duty.
OPEN_ROW, LAST_ROW, DUTY_PAUSED, LATEST_START, DONE_FIRST, DONE_LAST = range(6)
# OPEN_ROW, LAST_ROW: the newest open row, and the newest. LATEST_START: where the data of the
# latest start lies. DONE_FIRST, DONE_LAST: of the events that meet it.

# Columns of `State.done`: events that meet a duty for which what came before counts.
DONE_AT, DONE_SUBJECT, DONE_NEXT = range(3)  # a DONE_SUBJECT of -1 counts for every subject

TRIED_DAYS, TRIED_LAST = range(2)  # of each agency: days of attempts in vain, the last of them

NOT_CLOSED, MET, LIFTED = range(3)


class State(NamedTuple):
    """Few wide arrays rather than many narrow ones: a call costs by the array."""

    row: NDArray[np.int64]
    of: NDArray[np.int64]
    done: NDArray[np.int32]
    sets: NDArray[np.int32]  # (SETS, capacity)
    tried: NDArray[np.int64]
    known: NDArray[np.int64]
    order: NDArray[np.int32]  # the rows as they are to be given
    due: NDArray[np.int64]  # by what they are so ordered first


def new_state(duties: int, capacity: int) -> State:
    """An empty state with room for `capacity` obligations and as many subjects in one case."""
    return State(
        row=np.zeros((capacity, 15), np.int64), of=np.zeros((duties, 6), np.int64),
        done=np.zeros((capacity, 3), np.int32), sets=np.zeros((SETS, capacity), np.int32),
        tried=np.zeros((9, 2), np.int64), known=np.zeros(KNOWN, np.int64),
        order=np.zeros(capacity, np.int32), due=np.zeros(capacity, np.int64),
    )  # fmt: skip
