"""Phones: how often they are asked for and agreed to, how long they are held, and for what."""

from __future__ import annotations

import numpy as np

from answerable.analysis.answers import Answers, share, spells
from answerable.analysis.cases import counted, undecided
from answerable.analysis.log import NONE, Log, Rows
from answerable.analysis.measure import Measure, london

REQUESTED, TAKEN = "device.requested[of=victim]", "device.taken[of=victim]"
ANSWERED, AGREED = "device.answered[answer=agreed|refused]", "device.answered[answer=agreed]"
RETURNED, REVIEWED = "device.returned", "device.reviewed"
TECHNOLOGY = london("3. Technology Requests")


def _requested(log: Log) -> Answers:
    yes = log.has(REQUESTED)
    return share(counted(log), yes, still_open=undecided(log) & ~yes)


def _agreed(log: Log) -> Answers:
    """By the first answer to each request before the next about the same device."""
    rows = log.rows(REQUESTED)
    case = log.case_of[rows]
    answer, again = log.next_about(rows, ANSWERED), log.next_about(rows, REQUESTED)
    repeated = (again != NONE) & ((answer == NONE) | (again < answer))
    silent = repeated | (answer == NONE)
    waiting = silent & ~repeated & undecided(log)[case]
    return share(
        counted(log)[case], log.is_a(answer, AGREED), case=case, open_=waiting,
        missing=silent,
    )  # fmt: skip


def _relevant(log: Log) -> Answers:
    rows = _one_a_device(log, log.rows(f"{REQUESTED}; {TAKEN}"))
    case = log.case_of[rows]
    reviewed = np.not_equal(log.next_about(rows, REVIEWED), NONE)
    said = np.not_equal(log.next_about(rows, f"{REVIEWED}[relevant=true|false]"), NONE)
    yes = np.not_equal(log.next_about(rows, f"{REVIEWED}[relevant=true]"), NONE)
    taken = log.mask(TAKEN)[rows] | (log.next_about(rows, TAKEN) != NONE)
    return share(
        counted(log)[case] & (reviewed | taken), yes, case=case, open_=~reviewed, missing=~said
    )


def _held(log: Log) -> Answers:
    """From each time that a device was taken; what is held already cannot be taken again."""
    rows = log.rows(TAKEN)
    back = log.next_about(rows, RETURNED)
    # The first of those that one return of the same device ends, or that nothing has ended.
    holding = np.stack([log.subject_keys(rows), back])
    _, first = np.unique(holding, axis=1, return_index=True)
    rows, back = rows[np.sort(first)], back[np.sort(first)]
    nothing = np.full(len(rows), NONE)
    case = log.case_of[rows]
    return spells(log, case, counted(log)[case], rows, back, nothing)


def _one_a_device(log: Log, rows: Rows) -> Rows:
    """The first of the rows about each device."""
    _, first = np.unique(log.subject_keys(rows), return_index=True)
    return rows[np.sort(first)]


MEASURES = (
    Measure(
        id="device.requested", title="Cases in which the victim was asked for a device",
        base="cases", definition="Share with a recorded request for a device of the victim's.",
        unit="share", ask=_requested, starts=REQUESTED, basis="stated", sources=TECHNOLOGY,
    ),
    Measure(
        id="device.agreed", title="Requests that the victim agreed to",
        base="requests of the victim answered agreed or refused",
        definition=(
            "Share agreed to, by the first such answer before the device was requested again. "
            "Open are requests of open cases that nobody has answered, missing those of others."
        ),
        unit="share", ask=_agreed, starts=REQUESTED, ends=ANSWERED, basis="stated",
        sources=TECHNOLOGY,
    ),
    Measure(
        id="device.relevant", title="Devices of victims that held anything relevant",
        base="victims' devices reviewed",
        definition=(
            "Share of which any review found something relevant. Open are those taken and not "
            "reviewed; missing those of which no review says."
        ),
        unit="share", ask=_relevant, starts=TAKEN, ends=REVIEWED, basis="stated",
        sources=TECHNOLOGY,
    ),
    Measure(
        id="device.days_held", title="How long a victim's device was held",
        base="victims' devices taken",
        definition=(
            "Elapsed days to the return, of those that were returned; a replacement is no return. "
            "Open are those still held."
        ),
        unit="days", ask=_held, starts=TAKEN, ends=RETURNED, basis="stated", sources=TECHNOLOGY,
    ),
)  # fmt: skip
