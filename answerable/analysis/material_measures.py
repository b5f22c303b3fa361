"""Phones: how often they are asked for and agreed to, how long they are held, and for what."""

from __future__ import annotations

from functools import partial

import numpy as np

from answerable.analysis.answers import Answers, share, spells
from answerable.analysis.cases import counted, undecided
from answerable.analysis.log import NONE, Log, Rows
from answerable.analysis.measure import Measure, london

REQUESTED, TAKEN = "device.requested[of={0}]", "device.taken[of={0}]"
ANSWERED, AGREED = "device.answered[answer=agreed|refused]", "device.answered[answer=agreed]"
RETURNED, REVIEWED = "device.returned", "device.reviewed"
TECHNOLOGY = london("3. Technology Requests")


def _requested(whose: str, log: Log) -> Answers:
    yes = log.has(REQUESTED.format(whose))
    return share(counted(log), yes, still_open=undecided(log) & ~yes)


def _agreed(whose: str, log: Log) -> Answers:
    """By the first answer to each request before the next about the same device."""
    requested = REQUESTED.format(whose)
    rows = log.rows(requested)
    case = log.case_of[rows]
    answer, again = log.next_about(rows, ANSWERED), log.next_about(rows, requested)
    repeated = (again != NONE) & ((answer == NONE) | (again < answer))
    silent = repeated | (answer == NONE)
    waiting = silent & ~repeated & undecided(log)[case]
    return share(
        counted(log)[case], log.is_a(answer, AGREED), case=case, open_=waiting,
        missing=silent,
    )  # fmt: skip


def _relevant(whose: str, log: Log) -> Answers:
    requested, taken_ = REQUESTED.format(whose), TAKEN.format(whose)
    rows = _one_a_device(log, log.rows(f"{requested}; {taken_}"))
    case = log.case_of[rows]
    reviewed = np.not_equal(log.next_about(rows, REVIEWED), NONE)
    said = np.not_equal(log.next_about(rows, f"{REVIEWED}[relevant=true|false]"), NONE)
    yes = np.not_equal(log.next_about(rows, f"{REVIEWED}[relevant=true]"), NONE)
    taken = log.mask(taken_)[rows] | (log.next_about(rows, taken_) != NONE)
    return share(
        counted(log)[case] & (reviewed | taken), yes, case=case, open_=~reviewed, missing=~said
    )


def _held(whose: str, log: Log) -> Answers:
    """From each time that a device was taken; what is held already cannot be taken again."""
    rows = log.rows(TAKEN.format(whose))
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


def _of(whose: str, prefix: str) -> tuple[Measure, ...]:
    """The four measures of one person's devices."""
    requested, taken = REQUESTED.format(whose), TAKEN.format(whose)
    return (
        Measure(
            id=f"{prefix}.requested", title=f"Cases in which the {whose} was asked for a device",
            base="cases",
            definition=f"Share with a recorded request for a device of the {whose}'s.",
            unit="share", ask=partial(_requested, whose), starts=requested, basis="stated",
            sources=TECHNOLOGY,
        ),
        Measure(
            id=f"{prefix}.agreed", title=f"Requests that the {whose} agreed to",
            base=f"requests of the {whose} answered agreed or refused",
            definition=(
                "Share agreed to, by the first such answer before the device was requested again. "
                "Open are requests of open cases that nobody has answered, missing those of "
                "others."
            ),
            unit="share", ask=partial(_agreed, whose), starts=requested, ends=ANSWERED,
            basis="stated", sources=TECHNOLOGY,
        ),
        Measure(
            id=f"{prefix}.relevant", title=f"Devices of {whose}s that held anything relevant",
            base=f"{whose}s' devices reviewed",
            definition=(
                "Share of which any review found something relevant. Open are those taken and not "
                "reviewed; missing those of which no review says."
            ),
            unit="share", ask=partial(_relevant, whose), starts=taken, ends=REVIEWED,
            basis="stated", sources=TECHNOLOGY,
        ),
        Measure(
            id=f"{prefix}.days_held", title=f"How long a {whose}'s device was held",
            base=f"{whose}s' devices taken",
            definition=(
                "Elapsed days to the return, of those that were returned; a replacement is no "
                "return. Open are those still held."
            ),
            unit="days", ask=partial(_held, whose), starts=taken, ends=RETURNED, basis="stated",
            sources=TECHNOLOGY,
        ),
    )  # fmt: skip


MEASURES = _of("victim", "device")
OF_SUSPECTS = _of("suspect", "suspect_device")
