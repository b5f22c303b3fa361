"""May it leave now? The gate at the moment of sending: pure, from the case as it stands then.

Nothing leaves unless the victim agreed to a way, said that it is safe, and nothing since says
otherwise. What was right when a message was put into the outbox does not count.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from answerable.events.entry import Entry
from answerable.messages.kinds import KIND_OF, WRITES, WRITTEN, cause
from answerable.messages.wording import chosen_words
from answerable.people.same_way import same
from answerable.people.vault import Known
from answerable.rules.case import matches
from answerable.rules.hard_news import waits_until
from answerable.rules.safe_times import agreed_times, next_safe, understood
from answerable.rules.stance import NOT_SAFE_NOW, opened_again
from answerable.rules.told import hears_here_first, shown_entries

KIND_OF_CONTACT = {"text": "telephone", "email": "email", "letter": "address"}
# For these a message ends, and nobody has to do anything about it.
NOTHING_TO_DO = frozenset({"struck_out", "erased"})
# How often to look whether the other victim of the same suspect was told as well.
LOOK_AGAIN = timedelta(minutes=30)
# Safe times come again each week, and no day of it is a bank holiday four times in a row.
NO_LONGER = timedelta(weeks=4)


class Leaving(NamedTuple):
    """What the gate has to know of a message."""

    seq: int
    kind: str
    channel: str
    agency: str
    hard: bool
    contact_id: UUID | None


class Go(NamedTuple):
    """It may leave, by this number or to this address: in this language, in the words chosen."""

    to: Known
    language: str
    wording: str


class Wait(NamedTuple):
    """Not yet: it is looked at again then."""

    until: datetime


class Stop(NamedTuple):
    """Never: why, as `message.handed_over` says it."""

    why: str


Verdict = Go | Wait | Stop


def may_leave(
    message: Leaving,
    case: Sequence[Entry],
    known: Sequence[Known],
    *,
    same_adviser: bool,
    at: datetime,
    before: datetime | None = None,
) -> Verdict:
    """Whether a message may leave at this moment.

    `case` are the entries in force, `known` the numbers and addresses that are known of the victim
    now, and `same_adviser` says that nobody else has become the adviser since it was written.
    `before` is where another victim of the same suspect is still to be told (`rules/told.py`).
    """
    if not _still_stands(message, case):
        return Stop("struck_out")
    if not _was_told(message, case, at):
        return Stop("not_told")
    found = _by(message.channel, case)
    if isinstance(found, Stop):
        return found
    if message.channel == "letter" and not same_adviser:
        return Stop("adviser_changed")
    way = _way(message, known, at)
    if way is None:
        return Stop("no_address")
    until = _opens(message, case, at)
    if isinstance(until, Stop):
        return until
    if not _was_told(message, case, at, before):
        until = max(until, at + LOOK_AGAIN)
    if until > at:
        return Wait(until)
    return Go(way, str(found.data.get("language") or ""), chosen_words(case))


def leaves_by(case: Sequence[Entry], known: Sequence[Known], at: datetime) -> str:
    """By what something leaves by itself now, or once its hour has come, whatever it is about: by
    text or e-mail; empty where nothing does. What the victim's page says of it is this."""
    agreed = _last(case, "contact.agreed")
    channel = str(agreed.data.get("method") or "") if agreed else ""
    if channel not in WRITTEN or isinstance(_by(channel, case), Stop):
        return ""
    if understood(agreed_times(case)) is None:
        return ""
    of_each = (Leaving(0, "", channel, agency, False, None) for agency in sorted(WRITES))
    return channel if any(_way(one, known, at) for one in of_each) else ""


def _by(channel: str, case: Sequence[Entry]) -> Entry | Stop:
    """The agreement by which this channel is used; or what stops it."""
    agreed = _last(case, "contact.agreed")
    if agreed is None:
        return Stop("not_agreed")
    why = _stopped(channel, agreed, [entry for entry in case if entry.order > agreed.order])
    return Stop(why) if why else agreed


def _still_stands(message: Leaving, case: Sequence[Entry]) -> bool:
    """Whether the entry that caused it still says what it said: one that was put right causes what
    it now says, or nothing."""
    entry = next((one for one in case if one.seq == message.seq), None)
    if entry is None:
        return False
    if message.channel == "letter":
        return entry.data.get("how") != "hand"
    return cause(entry) is KIND_OF[message.kind]


def _was_told(
    message: Leaving, case: Sequence[Entry], at: datetime, before: datetime | None = None
) -> bool:
    """Whether there is anything to read: what a person has to tell first is not on the victim's
    pages before. A letter says it itself."""
    if message.channel == "letter":
        return True
    return any(one.seq == message.seq for one in shown_entries(case, at, before))


def _stopped(channel: str, agreed: Entry, since: Sequence[Entry]) -> str:
    if _last(since, "contact.breached"):
        return "breached"
    if _last(since, "victim.moved"):
        return "moved"
    if opened_again(since):  # nobody knows whose number it is by now
        return "not_agreed"
    if _declined(channel, since):
        return "declined"
    if agreed.data.get("safe") is not True or any(matches(NOT_SAFE_NOW, one) for one in since):
        return "not_safe"
    if channel == "letter":
        return "" if agreed.data.get("letters") is True else "declined"
    return "" if agreed.data.get("method") == channel else "changed"


def _declined(channel: str, since: Sequence[Entry]) -> bool:
    for entry in since:
        scope = entry.data.get("scope") if entry.event == "contact.declined" else None
        if scope == "all" or (scope == "letters" and channel == "letter"):
            return True
        if scope == "until_decision":
            later = [one for one in since if one.order > entry.order]
            if not any(matches("decision.told", one) for one in later):
                return True
    return False


def _way(message: Leaving, known: Sequence[Known], at: datetime) -> Known | None:
    """The latest safe one that this agency may use; a change that waits is none. One that was put
    down as unsafe is used by nobody, whoever else put it down as safe."""
    kind = KIND_OF_CONTACT[message.channel]
    unsafe = [one.value for one in known if one.kind == kind and not one.safe]
    for one in sorted(known, key=lambda way: (way.checked_at, str(way.id)), reverse=True):
        fits = one.kind == kind and one.usable(at) and message.agency in one.shown_to
        if message.channel == "letter" and one.id != message.contact_id:
            fits = False
        if fits and not any(same(kind, one.value, other) for other in unsafe):
            return one
    return None


def _opens(message: Leaving, case: Sequence[Entry], at: datetime) -> datetime | Stop:
    """The first moment that is right, from now on. It stops where the victim's words are not plain,
    and where no hour at which something hard may leave is one that is safe: weekends alone."""
    times = understood(agreed_times(case))
    if times is None and message.channel != "letter":
        return Stop("times_unclear")
    asked_for = hears_here_first(case)
    moment = at
    while moment - at < NO_LONGER:  # what is right by one rule may not be by the other
        later = waits_until(moment) if message.hard and not asked_for else None
        if later is None and message.channel != "letter" and times is not None:
            later = next_safe(times, moment)
        if later is None or later <= moment:
            return moment
        moment = later
    return Stop("no_hour")


def _last(entries: Sequence[Entry], event: str) -> Entry | None:
    return next((one for one in reversed(entries) if one.event == event), None)
