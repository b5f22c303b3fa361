"""What an event says of a case beside the duties that it touches, and what duties ask of it."""

from __future__ import annotations

from answerable.rules.kernel.due import (
    compiled,
    in_place,
    local_day,
)
from answerable.rules.kernel.state import (
    ABUSE,
    DONE_FIRST,
    DUTY_PAUSED,
    FILE,
    HELD,
    IS_CHARGED,
    LAST_ROW,
    LATEST_START,
    OPEN_ROW,
    OVERFLOW,
    POLICE_DECIDED,
    SPOKEN,
    SPOKEN_ANY,
    STANDING,
    SUSPECTS,
    TRIED_DAYS,
    TRIED_LAST,
)
from answerable.rules.kernel.tables import (
    ABUSED,
    BY_DECISION,
    BY_ROLE,
    CHARGED,
    DECISION,
    DEVICE_HELD,
    FILED,
    IDENTIFIED,
    INTERVIEWED,
    NOT_RAISER,
    POLICE_LAST,
    REACHED,
    REOPENED,
    REPORTED,
    RETURNED,
    SPOKEN_TO,
    STOPPED,
    SUBMITTED,
    TAKEN,
    UNTIL_CHARGE,
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
    if fact == ABUSED:
        return s.known[ABUSE] > 0
    if fact == SUBMITTED:
        return s.known[FILE] > 0
    if fact == POLICE_LAST:
        return s.known[POLICE_DECIDED] > 0
    if fact == SPOKEN_TO:
        if subject == 0:
            return s.known[SPOKEN] + s.known[SPOKEN_ANY] > 0
        return s.known[SPOKEN_ANY] > 0 or contains(s, SPOKEN, subject)
    if fact == DEVICE_HELD:
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
