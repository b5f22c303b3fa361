"""The obligations of one case as they are opened, met or lifted, moved, paused and resumed."""

from __future__ import annotations

from answerable.rules.kernel.due import (
    compiled,
    counting_clock,
    due_at,
    end_of_day,
    in_place,
    local_day,
    moved,
)
from answerable.rules.kernel.known import (
    fact_holds,
    owner_at,
)
from answerable.rules.kernel.state import (
    CLOSED,
    CLOSED_BY,
    DONE,
    DONE_AT,
    DONE_FIRST,
    DONE_LAST,
    DONE_NEXT,
    DONE_SUBJECT,
    DUE,
    DUTY,
    DUTY_PAUSED,
    EARLY,
    ELAPSED,
    HOW,
    LAST_ROW,
    LIFTED,
    MET,
    NEXT_OPEN,
    NOT_CLOSED,
    OPEN_ROW,
    OVERFLOW,
    OWNER,
    PAUSED,
    PAUSED_AT,
    ROW_BEFORE,
    ROWS,
    START,
    STILL,
    SUBJECT,
)
from answerable.rules.kernel.tables import (
    ANCHOR,
    CLOCK_KIND,
    COUNTS_BEFORE,
    FACT,
    FIRST_VERSION,
    FLOOR,
    HOURS,
    LAST_VERSION,
    NEVER,
    NOT_RECORDED,
    OWNED_BY,
    SINCE,
    VERSION_BY,
    VERSION_CLOCK,
)


@in_place
def is_past(s, row, instant):  # type: ignore[no-untyped-def]
    """Whether it is due at an instant: at that very instant, hours are not yet, days are."""
    if s.row[row, DUE] == NEVER:
        return False
    if s.row[row, ELAPSED]:
        return instant > s.row[row, DUE]
    return instant >= s.row[row, DUE]


@in_place
def choose_clock(p, duty, day, fields, data):  # type: ignore[no-untyped-def]
    """The clock of the version of a duty's schedule that counts; -1: no duty in that time."""
    by = p.duty[duty, VERSION_BY]
    if by >= 0 and fields[by, data] != NOT_RECORDED:
        day = fields[by, data]
    chosen = p.duty[duty, FIRST_VERSION]
    for version in range(chosen + 1, p.duty[duty, LAST_VERSION]):
        if day >= p.version[version, SINCE]:
            chosen = version
    return p.version[chosen, VERSION_CLOCK]


@compiled
def meet_by_earlier(s, row, at):  # type: ignore[no-untyped-def]
    """Let the earliest event that met none of this duty and subject yet, since the last
    lifting of one, meet this one at its start."""
    duty, subject = s.row[row, DUTY], s.row[row, SUBJECT]
    lifted_at = -1
    other = s.row[row, ROW_BEFORE]
    while other >= 0:
        if s.row[other, SUBJECT] == subject and s.row[other, HOW] == LIFTED:
            lifted_at = max(lifted_at, s.row[other, CLOSED_BY])
        other = s.row[other, ROW_BEFORE]
    done = s.of[duty, DONE_FIRST]
    while done >= 0:
        place = s.done[done, DONE_AT]
        whose = s.done[done, DONE_SUBJECT]
        if lifted_at < place < at and (whose == -1 or whose == subject):
            used = False
            other = s.row[row, ROW_BEFORE]
            while other >= 0:
                if s.row[other, SUBJECT] == subject and s.row[other, HOW] == MET:
                    used = used or s.row[other, CLOSED_BY] == place
                other = s.row[other, ROW_BEFORE]
            if not used:
                s.row[row, HOW] = MET
                s.row[row, EARLY] = True
                s.row[row, CLOSED] = s.row[row, START]
                s.row[row, CLOSED_BY] = place
                return
        done = s.done[done, DONE_NEXT]


@in_place
def open_row(  # type: ignore[no-untyped-def]
    cal, p, s, duty, subject, clock, at, instant, kind, mask, agency,
    fields, data,
):  # fmt: skip
    """Open an obligation; `clock` -1 stands for the duty's own schedule."""
    if p.duty[duty, FACT] and not fact_holds(s, p.duty[duty, FACT], subject):
        return
    anchor = -1
    if clock < 0:
        anchor = p.duty[duty, ANCHOR]
        clock = choose_clock(p, duty, local_day(cal, instant), fields, data)
        if clock < 0:
            return
    row = s.known[ROWS]
    if row == len(s.row):
        s.known[OVERFLOW] = 1
        return
    s.known[ROWS] = row + 1
    clock = counting_clock(p, clock, fields, data)
    s.row[row, DUTY] = duty
    s.row[row, SUBJECT] = subject
    s.row[row, START] = instant
    s.row[row, DUE] = due_at(cal, p, clock, instant, anchor, fields, data)
    s.row[row, CLOSED] = NEVER
    s.row[row, ELAPSED] = p.clock[clock, CLOCK_KIND] == HOURS
    s.row[row, OWNER] = owner_at(s, p.duty[duty, OWNED_BY], kind, mask, agency)
    s.row[row, HOW] = NOT_CLOSED
    s.row[row, EARLY] = False
    s.row[row, ROW_BEFORE] = s.of[duty, LAST_ROW]
    s.of[duty, LAST_ROW] = row
    if p.duty[duty, COUNTS_BEFORE] and s.of[duty, DONE_FIRST] >= 0:
        meet_by_earlier(s, row, at)
    s.row[row, PAUSED] = s.of[duty, DUTY_PAUSED] and s.row[row, HOW] == NOT_CLOSED
    s.row[row, STILL] = s.row[row, PAUSED] and not is_past(s, row, instant)
    s.row[row, PAUSED_AT] = instant
    if s.row[row, HOW] == NOT_CLOSED:
        s.row[row, NEXT_OPEN] = s.of[duty, OPEN_ROW]
        s.of[duty, OPEN_ROW] = row


@in_place
def note_done(s, duty, subject, at):  # type: ignore[no-untyped-def]
    """Remember an event that meets a duty for which what came before its start counts."""
    done = s.known[DONE]
    if done == len(s.done):
        s.known[OVERFLOW] = 1
        return
    s.known[DONE] = done + 1
    s.done[done, DONE_AT] = at
    s.done[done, DONE_SUBJECT] = subject
    s.done[done, DONE_NEXT] = -1
    if s.of[duty, DONE_FIRST] < 0:
        s.of[duty, DONE_FIRST] = done
    else:
        s.done[s.of[duty, DONE_LAST], DONE_NEXT] = done
    s.of[duty, DONE_LAST] = done


@in_place
def close_rows(s, duty, subject, how, at, instant):  # type: ignore[no-untyped-def]
    """Close the duty's open rows that the event touches (`subject` -1: all); they are put in
    `order`, and their number is given."""
    count = 0
    row, kept = s.of[duty, OPEN_ROW], -1
    while row >= 0:
        following = s.row[row, NEXT_OPEN]
        if subject == -1 or s.row[row, SUBJECT] == subject:
            s.row[row, HOW] = how
            s.row[row, CLOSED] = instant
            s.row[row, CLOSED_BY] = at
            s.order[count] = row
            count += 1
            if kept < 0:
                s.of[duty, OPEN_ROW] = following
            else:
                s.row[kept, NEXT_OPEN] = following
        else:
            kept = row
        row = following
    return count


@compiled
def move_rows(cal, s, duty, subject, instant, day):  # type: ignore[no-untyped-def]
    """Give the open rows that the event touches and that are not yet due another due day."""
    row = s.of[duty, OPEN_ROW]
    while row >= 0:
        if (subject == -1 or s.row[row, SUBJECT] == subject) and not is_past(s, row, instant):
            s.row[row, DUE] = end_of_day(cal, day)
            s.row[row, ELAPSED] = False
        row = s.row[row, NEXT_OPEN]


@compiled
def pause_rows(s, duty, instant):  # type: ignore[no-untyped-def]
    """Stop the clock of every open row of the duty."""
    s.of[duty, DUTY_PAUSED] = True
    row = s.of[duty, OPEN_ROW]
    while row >= 0:
        s.row[row, PAUSED] = True
        s.row[row, STILL] = not is_past(s, row, instant)
        s.row[row, PAUSED_AT] = instant
        row = s.row[row, NEXT_OPEN]


@compiled
def resume_rows(cal, p, s, duty, instant):  # type: ignore[no-untyped-def]
    """Let the clocks run again; what was due before the pause stays a breach."""
    s.of[duty, DUTY_PAUSED] = False
    row = s.of[duty, OPEN_ROW]
    while row >= 0:
        if s.row[row, PAUSED] and s.row[row, STILL] and s.row[row, DUE] != NEVER:
            s.row[row, DUE] = moved(
                cal,
                s.row[row, DUE],
                s.row[row, ELAPSED],
                s.row[row, PAUSED_AT],
                instant,
                p.duty[duty, FLOOR],
            )
        s.row[row, PAUSED] = False
        s.row[row, STILL] = False
        row = s.row[row, NEXT_OPEN]


@in_place
def is_open(s, duty, subject):  # type: ignore[no-untyped-def]
    row = s.of[duty, OPEN_ROW]
    while row >= 0:
        if s.row[row, SUBJECT] == subject:
            return True
        row = s.row[row, NEXT_OPEN]
    return False
