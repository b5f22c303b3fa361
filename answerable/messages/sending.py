"""One attempt at one message: ask the gate at that moment, and send it once or not at all.

The case is held still from the question to the answer: what the victim stopped before it is
stopped, and whoever stops something meanwhile waits for seconds, and is then sure. Whoever set out
to send and was killed left a message in doubt; the provider is asked for it before anybody tries
again.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from answerable.events.corrections import in_force
from answerable.messages import outbox
from answerable.messages.gate import Go, Stop, Wait, may_leave
from answerable.messages.kinds import KIND_OF
from answerable.messages.outbox import Claimed
from answerable.messages.recipient import recipient
from answerable.messages.ways import FAILED, FINAL, Out, Refused, Taken, Trouble, WayOut
from answerable.messages.wording import words
from answerable.people import vault
from answerable.people.acting import working
from answerable.people.holding import holders
from answerable.record import reading
from answerable.record.together import told_before

# How long to wait after trouble, doubled each time; and after how long of it a person is asked.
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
GIVE_UP = timedelta(hours=24)
# How often to ask what became of it, at most; and after how long nobody will know any more:
# the provider forgets a message after seven days.
LOOK_EVERY = {"text": timedelta(hours=1), "email": timedelta(hours=1), "letter": timedelta(hours=6)}
FORGOTTEN = timedelta(days=7)


class Over(NamedTuple):
    """It is over with a message, in this state; `why` is empty where it left and arrived."""

    state: str
    why: str


def attempt(message: Claimed, way: WayOut, at: datetime) -> Over | None:
    """Try to send a message, or ask what became of it; None where it is not over yet."""
    return _look(message, way, at) if message.sent_at else _try(message, way, at)


def _try(message: Claimed, way: WayOut, at: datetime) -> Over | None:
    with working():
        reading.hold_still(message.case_id)
        if not outbox.still_ours(message):
            return None
        try:
            taken = _find(message, way) or _leave(message, way, at)
        except Refused:
            return Over("refused", "refused")
        except Trouble as trouble:
            return _put_off(message, trouble, at)
        if isinstance(taken, Stop):
            return Over("cancelled", taken.why)
        if isinstance(taken, Wait):
            since = message.failing_since  # a night in between makes no trouble forgotten
            outbox.put_off(message, "waiting", taken.until, at, unsure=False, failing_since=since)
            return None
        outbox.left(message, taken.provider_id, taken.state, at, at + FIRST_WAIT)
        return _over(taken.state)


def _find(message: Claimed, way: WayOut) -> Taken | None:
    """What the provider has of a message that is in doubt: one that is there is not sent again."""
    if not message.in_doubt:
        return None
    try:
        return way.find(message.id)
    except (Refused, Trouble):
        raise Trouble(may_have_left=True) from None  # still in doubt, so nothing is sent


def _leave(message: Claimed, way: WayOut, at: datetime) -> Taken | Wait | Stop:
    leaving = message.leaving
    entries = reading.entries(message.case_id)
    # What was recorded while we waited for the case happened before this moment.
    at = max(at, *(entry.recorded_at for entry in entries))
    found = may_leave(
        leaving, in_force(entries, at), vault.known(message.case_id),
        same_adviser=_same_adviser(message, at), at=at,
        before=told_before(message.case_id, at),
    )  # fmt: skip
    if not isinstance(found, Go):
        return found
    if leaving.channel == "letter":
        pdf = outbox.paper(message.id)
        return Stop("erased") if pdf is None else way.send(_letter(message, pdf))
    to = recipient(leaving.channel, found.to.value)
    if to is None:
        return Stop("no_address")
    said = words(KIND_OF[leaving.kind].words, found.language, found.wording)
    return way.send(Out(message.id, leaving.channel, to, said, None))


def _letter(message: Claimed, pdf: bytes) -> Out:
    return Out(message.id, "letter", "", None, pdf)  # it is printed as it is, with its address


def _same_adviser(message: Claimed, at: datetime) -> bool:
    """Whether whoever was the adviser when it was written still is."""
    case_id = message.case_id
    then = holders([case_id], message.queued_at).get(case_id, {}).get("adviser", ())
    now = holders([case_id], at).get(case_id, {}).get("adviser", ())
    return set(then) <= set(now)


def _put_off(message: Claimed, trouble: Trouble, at: datetime) -> Over | None:
    since = message.failing_since or at
    if at - since >= GIVE_UP:
        return Over("given_up", "not_known" if trouble.may_have_left else "provider_down")
    wait = min(LONGEST_WAIT, max(FIRST_WAIT, at - since))  # so that it doubles
    outbox.put_off(
        message, "retrying", at + wait, at, unsure=trouble.may_have_left, failing_since=since
    )
    return None


def _look(message: Claimed, way: WayOut, at: datetime) -> Over | None:
    """Ask what became of a message that left."""
    sent_at = message.sent_at or at
    try:
        state = way.look(message.provider_id, message.leaving.channel)
    except (Refused, Trouble):
        state = ""
    if over := _over(state):
        return over
    if at - sent_at >= FORGOTTEN:
        return Over("given_up", "not_known")
    wait = min(LOOK_EVERY[message.leaving.channel], max(FIRST_WAIT, (at - sent_at) / 2))
    with working():
        outbox.look_again(message, state, at, at + wait)
    return None


def _over(state: str) -> Over | None:
    if state in FINAL:
        return Over(state, "")
    return Over(state, "undelivered") if state in FAILED else None
