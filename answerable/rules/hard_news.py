"""What is hard to hear, and when nothing of it leaves by itself.

After 16:00 on a Friday or before a bank holiday there is nobody to turn to until the next working
day. So nothing hard leaves then, unless the victim asked to hear it first by themselves. The clock
of whoever has to tell runs on all the same: a person can tell at any hour.
"""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache

from answerable.clocks.days import LONDON, ONE_DAY, local_day
from answerable.clocks.holidays import is_working_day
from answerable.clocks.working import in_words
from answerable.events.entry import Entry
from answerable.rules.pattern import parse_patterns

HARD = (
    "decision.made; decision.told; letter.sent; letter.delivered; proceedings.stopped; "
    "review.decided; charge.made; court.outcome; sentence.passed; case.closed; "
    "progress.told[about=charged|not_investigated|waiting|outcome]"
)
# Warnings on which somebody's safety hangs: never by a machine, at no hour.
BY_A_PERSON = (
    "suspect.released; bail.granted; bail.varied; bail.extended; bail.ended; order.granted; "
    "progress.told[about=released|bail]"
)
OPENS, CLOSES = time(9), time(16)

_parsed = lru_cache(maxsize=None)(parse_patterns)


def is_hard(entry: Entry) -> bool:
    """Whether what was recorded is hard to hear."""
    return any(pattern.matches(entry) for pattern in _parsed(HARD))


def is_for_a_person(entry: Entry) -> bool:
    """Whether only a person may pass it on."""
    return any(pattern.matches(entry) for pattern in _parsed(BY_A_PERSON))


def is_hard_event(event: str) -> bool:
    """Whether a kind of event may be hard to hear: for a form, before it is filled in."""
    return any(pattern.event == event for pattern in _parsed(HARD))


def waits_until(at: datetime) -> datetime | None:
    """From when on something hard may leave by itself; None where it may leave now."""
    day = local_day(at)
    in_time = at < _hour(day, CLOSES) or is_working_day(day + ONE_DAY)
    if is_working_day(day) and in_time:
        return None
    day += ONE_DAY
    while not is_working_day(day):
        day += ONE_DAY
    return _hour(day, OPENS)


def warning(at: datetime) -> str:
    """What whoever decides or tells is told before they do; an empty text on other days."""
    until = waits_until(at)
    if until is not None:
        return (
            f"Nothing hard leaves by itself before {in_words(local_day(until))} at 9am. The clock "
            "for telling the victim runs on: tell by voice, with somebody beside them, or see "
            "whether the decision can wait until then."
        )
    if not is_working_day(local_day(at) + ONE_DAY):
        return (
            "Tomorrow is no working day. Nothing hard leaves by itself after 4pm today, and the "
            "clock for telling the victim runs on: think who tells, when, and who is there for "
            "the victim afterwards."
        )
    return ""


def _hour(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, LONDON)
