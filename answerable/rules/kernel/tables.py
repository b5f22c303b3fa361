"""The numbers that duties are compiled to: codes, and the columns of the arrays that hold them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

# What an event does to a duty; within one event, in this order.
MEETS, LIFTS, MOVES, PAUSES, RESUMES, STARTS = range(6)
ROLES = {"meets": MEETS, "lifts": LIFTS, "pauses": PAUSES, "resumes": RESUMES, "starts": STARTS}

HOURS, DAYS, WORKING, MONTHS, MONTHS_BEGINNING, UNTIL, BEFORE, EVERY = range(8)

# Events that change what the kernel knows of a case beside its obligations.
(PLAIN, REPORTED, FILED, DECISION, INTERVIEWED, TAKEN, RETURNED, CHARGED, IDENTIFIED,
 REOPENED, REACHED, ATTEMPTED, STOPPED) = range(13)  # fmt: skip
NOTED = {
    "crime.reported": REPORTED, "file.submitted": FILED, "decision.made": DECISION,
    "suspect.interviewed": INTERVIEWED, "device.taken": TAKEN, "device.returned": RETURNED,
    "charge.made": CHARGED, "suspect.identified": IDENTIFIED, "case.reopened": REOPENED,
    "contact.made": REACHED, "contact.attempted": ATTEMPTED, "proceedings.stopped": STOPPED,
}  # fmt: skip

# The facts that a duty may ask for at its start; the facts of rules.facts.
ANY_CASE, ABUSED, SUBMITTED, POLICE_LAST, SPOKEN_TO, DEVICE_HELD = range(6)
FACT_CODES = {
    "": ANY_CASE, "domestic_abuse": ABUSED, "file_submitted": SUBMITTED,
    "last_decision_by_police": POLICE_LAST, "suspect_interviewed": SPOKEN_TO,
    "device_held": DEVICE_HELD,
}  # fmt: skip

OWNERS: tuple[tuple[str, ...], ...] = (
    ("police",), ("cps",), ("support",), ("witness_care",), ("police", "cps"),
    ("police", "witness_care"),
)  # fmt: skip
# Owners that are worked out at the start of the obligation, as against those fixed above.
BY_DECISION, NOT_RAISER, BY_ROLE, UNTIL_CHARGE = 100, 101, 102, 103
OWNER_RULES = {
    "the decision's by": BY_DECISION,
    "the agency that did not raise it": NOT_RAISER,
    "cps for role=prosecutor, else police": BY_ROLE,
    "police, from charge.made witness_care": UNTIL_CHARGE,
}

NEVER = int(np.iinfo(np.int64).min)  # no instant
NOT_RECORDED = int(np.iinfo(np.int32).min)

# Columns of `Tables.op`: what one event does to one duty. NEED: bits of the conditions that must
# hold of the data. ON_BEHALF: bits of those on whose behalf it must be; 0: any. OWN_KIND: the event
# is of the duty's own kind of subject. ITS_CLOCK: a start's own, -1: the duty's; a move's field.
OF_DUTY, ROLE, NEED, ON_BEHALF, OWN_KIND, ITS_CLOCK = range(6)

# Columns of `Tables.clock`. FIELD: the one that it reads, -1: none. OTHERWISE: the clock where
# that field is not recorded, -1: none.
CLOCK_KIND, NUMBER, FIELD, OTHERWISE = range(4)

# Columns of `Tables.version`: from which day number, which clock; -1: no duty in that time.
SINCE, VERSION_CLOCK = range(2)

# Columns of `Tables.duty`. ANCHOR: the field that its clock runs from; VERSION_BY: the one that
# chooses the version; -1: none. RANK: in the order of their names.
(RECURS, COUNTS_BEFORE, FLOOR, FACT, OWNED_BY, RANK, FIRST_VERSION, LAST_VERSION, ANCHOR,
 VERSION_BY) = range(10)  # fmt: skip


class Tables(NamedTuple):
    """A program as compiled code reads it."""

    first: NDArray[np.int32]  # of each event type, its first operation; one more at the end
    op: NDArray[np.int64]
    clock: NDArray[np.int64]
    version: NDArray[np.int64]
    duty: NDArray[np.int64]
    noted: NDArray[np.int8]  # of each event type, what the kernel takes note of
