"""One pass over the cases of a log: each event does to each duty what the program says."""

from __future__ import annotations

from typing import Any

import numpy as np

from answerable.rules.kernel.due import (
    compiled,
    counting_clock,
    due_at,
    end_of_day,
    in_place,
    local_day,
    moved,
)
from answerable.rules.kernel.program import (
    ANCHOR,
    ATTEMPTED,
    BY_DECISION,
    BY_ROLE,
    CHARGED,
    CLOCK_KIND,
    COUNTS_BEFORE,
    DECISION,
    FACT,
    FILED,
    FIRST_VERSION,
    FLOOR,
    HOURS,
    IDENTIFIED,
    INTERVIEWED,
    ITS_CLOCK,
    LAST_VERSION,
    LIFTS,
    MEETS,
    MOVES,
    NEED,
    NEVER,
    NOT_RAISER,
    NOT_RECORDED,
    OF_DUTY,
    ON_BEHALF,
    OWN_KIND,
    OWNED_BY,
    PAUSES,
    PLAIN,
    REACHED,
    RECURS,
    REOPENED,
    REPORTED,
    RESUMES,
    RETURNED,
    ROLE,
    SINCE,
    STARTS,
    STOPPED,
    TAKEN,
    UNTIL_CHARGE,
    VERSION_BY,
    VERSION_CLOCK,
)
from answerable.rules.kernel.state import (
    ABUSE,
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
    FILE,
    HELD,
    HOW,
    IS_CHARGED,
    LAST_ROW,
    LATEST_START,
    LIFTED,
    MET,
    NEXT_OPEN,
    NOT_CLOSED,
    OPEN_ROW,
    OVERFLOW,
    OWNER,
    PAUSED,
    PAUSED_AT,
    POLICE_DECIDED,
    ROW_BEFORE,
    ROWS,
    SPOKEN,
    SPOKEN_ANY,
    STANDING,
    START,
    STILL,
    SUBJECT,
    SUSPECTS,
    TRIED_DAYS,
    TRIED_LAST,
)

TRIES = 3
POLICE, CPS = 1, 2  # agency codes
OWNER_POLICE, OWNER_CPS, OWNER_WITNESS_CARE, OWNER_BOTH = 0, 1, 3, 4
IF_POLICE, IF_CPS, IF_AGENCY, IF_ABUSE, IF_PROSECUTOR = (1 << bit for bit in range(5))


@in_place
def reset(s):  # type: ignore[no-untyped-def]
    """Forget the case before."""
    s.of[:, OPEN_ROW] = -1
    s.of[:, LAST_ROW] = -1
    s.of[:, DUTY_PAUSED] = False
    s.of[:, LATEST_START] = -1
    s.of[:, DONE_FIRST] = -1
    s.tried[:, TRIED_DAYS] = 0
    s.known[:] = 0


@in_place
def is_past(s, row, instant):  # type: ignore[no-untyped-def]
    """Whether it is due at an instant: at that very instant, hours are not yet, days are."""
    if s.row[row, DUE] == NEVER:
        return False
    if s.row[row, ELAPSED]:
        return instant > s.row[row, DUE]
    return instant >= s.row[row, DUE]


@in_place
def contains(s, which, subject):  # type: ignore[no-untyped-def]
    """Whether one of the state's sets of subjects holds one."""
    for i in range(s.known[which]):
        if s.sets[which, i] == subject:
            return True
    return False


@in_place
def add_to(s, which, subject):  # type: ignore[no-untyped-def]
    """Add a subject to one of the state's sets."""
    if contains(s, which, subject):
        return
    count = s.known[which]
    if count == s.sets.shape[1]:
        s.known[OVERFLOW] = 1
        return
    s.sets[which, count] = subject
    s.known[which] = count + 1


@compiled
def take_from(s, which, subject):  # type: ignore[no-untyped-def]
    """Take a subject out of one of the state's sets."""
    count = s.known[which]
    for i in range(count):
        if s.sets[which, i] == subject:
            s.sets[which, i] = s.sets[which, count - 1]
            s.known[which] = count - 1
            return


@in_place
def fact_holds(s, fact, subject):  # type: ignore[no-untyped-def]
    """Whether the fact that a duty asks for holds at its start; the facts of rules.facts."""
    if fact == 1:
        return s.known[ABUSE] > 0
    if fact == 2:
        return s.known[FILE] > 0
    if fact == 3:
        return s.known[POLICE_DECIDED] > 0
    if fact == 4:
        if subject == 0:
            return s.known[SPOKEN] + s.known[SPOKEN_ANY] > 0
        return s.known[SPOKEN_ANY] > 0 or contains(s, SPOKEN, subject)
    if fact == 5:
        if subject == 0:
            return s.known[HELD] > 0
        return contains(s, HELD, subject) or contains(s, HELD, 0)
    return True


@in_place
def owner_at(s, rule, kind, mask, agency):  # type: ignore[no-untyped-def]
    """Whose duty it is at the start; the rules of rules.facts.owner_at."""
    if rule == BY_DECISION:
        if kind == STOPPED:
            return OWNER_CPS
        if mask & IF_POLICE:
            return OWNER_POLICE
        if mask & IF_CPS:
            return OWNER_CPS
        if agency == POLICE:
            return OWNER_POLICE
        return OWNER_CPS if agency == CPS else OWNER_BOTH
    if rule == NOT_RAISER:
        if agency == POLICE:
            return OWNER_CPS
        return OWNER_POLICE if agency == CPS else OWNER_BOTH
    if rule == BY_ROLE:
        return OWNER_CPS if mask & IF_PROSECUTOR else OWNER_POLICE
    if rule == UNTIL_CHARGE:
        return OWNER_WITNESS_CARE if s.known[IS_CHARGED] else OWNER_POLICE
    return rule


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


@in_place
def apply(  # type: ignore[no-untyped-def]
    cal, p, s, code, kind, at, instant, subject, mask, agency,
    fields, data,
):  # fmt: skip
    """Do what one event does: to each duty it closes, then moves, then pauses, then opens."""
    i, end = p.first[code], p.first[code + 1]
    while i < end:
        duty = p.op[i, OF_DUTY]
        own = p.op[i, OWN_KIND]
        touched = subject if own and subject != 0 else -1
        meets = lifts = pauses = resumes = starts = False
        clock, mover = -1, -1
        while i < end and p.op[i, OF_DUTY] == duty:
            fits = (mask & p.op[i, NEED]) == p.op[i, NEED]
            if fits and (p.op[i, ON_BEHALF] == 0 or (p.op[i, ON_BEHALF] >> agency) & 1):
                role = p.op[i, ROLE]
                if role == STARTS:
                    if not starts:
                        starts = True
                        clock = p.op[i, ITS_CLOCK]
                elif role == MEETS:
                    meets = True
                elif role == LIFTS:
                    lifts = True
                elif role == MOVES:
                    mover = p.op[i, ITS_CLOCK]
                elif role == PAUSES:
                    pauses = True
                elif role == RESUMES:
                    resumes = True
            i += 1
        met = 0
        if meets:
            met = close_rows(s, duty, touched, MET, at, instant)
            if p.duty[duty, COUNTS_BEFORE]:
                note_done(s, duty, touched, at)
        elif lifts:
            close_rows(s, duty, touched, LIFTED, at, instant)
        if mover >= 0 and fields[mover, data] != NOT_RECORDED:
            move_rows(cal, s, duty, touched, instant, fields[mover, data])
        if pauses and not s.of[duty, DUTY_PAUSED]:
            pause_rows(s, duty, instant)
        elif resumes and s.of[duty, DUTY_PAUSED]:
            resume_rows(cal, p, s, duty, instant)
        again = met if p.duty[duty, RECURS] else 0
        for k in range(again + starts):
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


@in_place
def decided(s, subject):  # type: ignore[no-untyped-def]
    """Whether a decision about `subject` (0: about all) leaves the case decided."""
    if subject == 0:
        for i in range(s.known[SUSPECTS]):
            add_to(s, STANDING, s.sets[SUSPECTS, i])
        return True
    add_to(s, STANDING, subject)
    for i in range(s.known[SUSPECTS]):
        if not contains(s, STANDING, s.sets[SUSPECTS, i]):
            return False
    return True


@in_place
def tried(cal, s, agency, instant):  # type: ignore[no-untyped-def]
    """Whether this is an agency's third attempt, on a third day, in vain."""
    day = local_day(cal, instant)
    if s.tried[agency, TRIED_DAYS] == 0 or s.tried[agency, TRIED_LAST] != day:
        s.tried[agency, TRIED_DAYS] += 1
        s.tried[agency, TRIED_LAST] = day
    if s.tried[agency, TRIED_DAYS] == TRIES:
        s.tried[agency, TRIED_DAYS] = 0
        return True
    return False


@in_place
def note(s, kind, subject, mask, agency):  # type: ignore[no-untyped-def]
    """Take in what the event says beside the duties that it touches."""
    if kind == REPORTED:
        if mask & IF_ABUSE:
            s.known[ABUSE] = 1
    elif kind == FILED:
        s.known[FILE] = 1
    elif kind == DECISION:
        s.known[POLICE_DECIDED] = 1 if mask & IF_POLICE else 0
    elif kind == INTERVIEWED:
        if subject == 0:
            s.known[SPOKEN_ANY] = 1
        else:
            add_to(s, SPOKEN, subject)
    elif kind == TAKEN:
        add_to(s, HELD, subject)
    elif kind == RETURNED:
        if subject == 0:
            s.known[HELD] = 0
        else:
            take_from(s, HELD, subject)
    elif kind == CHARGED:
        s.known[IS_CHARGED] = 1
    elif kind == IDENTIFIED:
        if subject != 0:
            add_to(s, SUSPECTS, subject)
    elif kind == REOPENED:
        if subject == 0:
            s.known[STANDING] = 0
        else:
            take_from(s, STANDING, subject)
    elif kind == REACHED and mask & IF_AGENCY:
        s.tried[agency, TRIED_DAYS] = 0


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
