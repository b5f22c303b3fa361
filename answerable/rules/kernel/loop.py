"""One pass over the cases of a log: each event does to each duty what the program says."""

from __future__ import annotations

from typing import Any

import numpy as np

from answerable.rules.kernel.due import (
    compiled,
    in_place,
)
from answerable.rules.kernel.known import (
    decided,
    note,
    reset,
    tried,
)
from answerable.rules.kernel.owed import (
    close_rows,
    is_open,
    move_rows,
    note_done,
    open_row,
    pause_rows,
    resume_rows,
)
from answerable.rules.kernel.state import (
    DUTY_PAUSED,
    LATEST_START,
    LIFTED,
    MET,
    SUBJECT,
)
from answerable.rules.kernel.tables import (
    ATTEMPTED,
    COUNTS_BEFORE,
    DECISION,
    ITS_CLOCK,
    LIFTS,
    MEETS,
    MOVES,
    NEED,
    NOT_RECORDED,
    OF_DUTY,
    ON_BEHALF,
    OWN_KIND,
    PAUSES,
    PLAIN,
    RECURS,
    RESUMES,
    ROLE,
    STARTS,
)


@in_place
def asked_of(p, i, end, mask, agency):  # type: ignore[no-untyped-def]
    """What an event asks of one duty, whose operations begin at `i`, where they fit the event.

    Where the next duty's begin; a bit for each role; the clock of the start (-1: the duty's own);
    the field that it moves the due day to (-1: none).
    """
    duty, roles, clock, mover = p.op[i, OF_DUTY], 0, -1, -1
    while i < end and p.op[i, OF_DUTY] == duty:
        fits = (mask & p.op[i, NEED]) == p.op[i, NEED]
        if fits and (p.op[i, ON_BEHALF] == 0 or (p.op[i, ON_BEHALF] >> agency) & 1):
            role = p.op[i, ROLE]
            if role == STARTS and not (roles >> STARTS) & 1:  # the first that fits
                clock = p.op[i, ITS_CLOCK]
            elif role == MOVES:
                mover = p.op[i, ITS_CLOCK]
            roles |= 1 << role
        i += 1
    return i, roles, clock, mover


@in_place
def apply(  # type: ignore[no-untyped-def]
    cal, p, s, code, kind, at, instant, subject, mask, agency,
    fields, data,
):  # fmt: skip
    """Do what one event does: to each duty it closes, then moves, then pauses, then opens."""
    i, end = p.first[code], p.first[code + 1]
    while i < end:
        duty, own = p.op[i, OF_DUTY], p.op[i, OWN_KIND]
        touched = subject if own and subject != 0 else -1
        i, roles, clock, mover = asked_of(p, i, end, mask, agency)
        met = 0
        if (roles >> MEETS) & 1:
            met = close_rows(s, duty, touched, MET, at, instant)
            if p.duty[duty, COUNTS_BEFORE]:
                note_done(s, duty, touched, at)
        elif (roles >> LIFTS) & 1:
            close_rows(s, duty, touched, LIFTED, at, instant)
        if mover >= 0 and fields[mover, data] != NOT_RECORDED:
            move_rows(cal, s, duty, touched, instant, fields[mover, data])
        if (roles >> PAUSES) & 1 and not s.of[duty, DUTY_PAUSED]:
            pause_rows(s, duty, instant)
        elif (roles >> RESUMES) & 1 and s.of[duty, DUTY_PAUSED]:
            resume_rows(cal, p, s, duty, instant)
        again = met if p.duty[duty, RECURS] else 0
        for k in range(again + ((roles >> STARTS) & 1)):
            if k < again:  # the event that met one opens the next
                whom, its_clock, source = s.row[s.order[k], SUBJECT], -1, data
                if s.of[duty, LATEST_START] >= 0:
                    source = s.of[duty, LATEST_START]
            else:
                whom, its_clock, source = (subject if own else 0), clock, data
                s.of[duty, LATEST_START] = data
                if is_open(s, duty, whom):
                    continue
            open_row(
                cal, p, s, duty, whom, its_clock, at, instant, kind, mask, agency, fields, source,
            )  # fmt: skip


@compiled
def go_through(  # type: ignore[no-untyped-def]
    cal, p, s, log, start, end, as_of
):
    """Evaluate one case, whose events are rows `start` to `end` of the log, into the state."""
    reset(s)
    case_decided, contact_tried = len(p.noted) - 2, len(p.noted) - 1
    for row in range(start, end):
        instant = log.occurred[row]
        if instant > as_of:
            break
        # Of one type, whatever is put in its place below: for each type the rest is compiled anew.
        code: Any = np.int64(log.event[row])
        kind: Any = np.int64(p.noted[code])
        subject: Any = np.int64(log.subject[row])
        if kind == PLAIN and p.first[code] == p.first[code + 1]:
            continue  # no duty listens to it
        data, at = log.data[row], 2 * (row - start)  # the odd places are for derived events
        agency, mask = log.agency[row], log.mask[data]
        step = code
        while step >= 0:  # the event itself, then the one that it completes
            apply(
                cal, p, s, step, kind, at, instant, subject, mask, agency, log.fields, data,
            )  # fmt: skip
            if kind == PLAIN:
                break
            note(s, kind, subject, mask, agency)
            step = -1
            if kind == DECISION and decided(s, subject):
                step, subject = case_decided, 0
            elif kind == ATTEMPTED and tried(cal, s, agency, instant):
                step = contact_tried
            kind = PLAIN
            at += 1
