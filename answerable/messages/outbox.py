"""The outbox itself: what is put in, who takes it out, and what became of it.

All of it is the program's own work (`acting_for(WORKER)`), but for reading what became of a case's
messages.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection
from django.db.models import QuerySet

from answerable.messages.gate import Leaving
from answerable.messages.models import Message, Paper, Step
from answerable.sealing import open_bytes, seal_bytes

UNREACHABLE = (OperationalError, InterfaceError)  # the database, for now
LEASE = timedelta(minutes=2)  # longer than the way out is ever waited for


class New(NamedTuple):
    """A message to be put into the outbox."""

    case_id: UUID
    seq: int
    kind: str
    channel: str
    agency: str
    hard: bool
    told_by_it: bool
    contact_id: UUID | None = None


class Claimed(NamedTuple):
    """A message that one worker has for itself until its lease is over.

    `in_doubt` says that somebody set out to send it before, and what came of that is not known.
    """

    id: UUID
    case_id: UUID
    leaving: Leaving
    told_by_it: bool
    queued_at: datetime
    provider_id: str
    sent_at: datetime | None
    failing_since: datetime | None
    lease: datetime
    in_doubt: bool


class Became(NamedTuple):
    """What became of a message, as a page shows it."""

    id: UUID
    seq: int
    kind: str
    channel: str
    queued_at: datetime
    state: str
    why: str
    at: datetime
    until: datetime | None


def put(new: New, *, at: datetime, pdf: bytes | None = None) -> UUID:
    """Put a message in, once an entry and channel: its id, by which the provider will know it."""
    there = Message.objects.filter(case_id=new.case_id, seq=new.seq, channel=new.channel)
    for id_ in there.values_list("id", flat=True):
        return id_
    message = Message(**new._asdict(), queued_at=at, next_at=at)
    message.save(force_insert=True)
    if pdf is not None:
        Paper(
            message=message, case_id=new.case_id, sha256=sha256(pdf).hexdigest(),
            pdf=seal_bytes(pdf, "paper", message.id),
        ).save(force_insert=True)  # fmt: skip
    _note(message.id, new.case_id, "created", at)
    return message.id


def waiting(case_id: UUID, kinds: Collection[str]) -> set[int]:
    """The entries of which a message of one of these kinds has not left yet: another would say the
    same."""
    found = Message.objects.filter(case_id=case_id, kind__in=kinds, ended_at=None, sent_at=None)
    return set(found.values_list("seq", flat=True))


CLAIM = """
UPDATE messages_message AS message
SET claimed_until = %(until)s, unsure = message.unsure OR message.sent_at IS NULL
FROM (
    SELECT id, unsure FROM messages_message
    WHERE ended_at IS NULL AND next_at <= %(at)s
        AND (claimed_until IS NULL OR claimed_until <= %(at)s)
    ORDER BY next_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
) AS found
WHERE message.id = found.id
RETURNING message.id, case_id, seq, kind, channel, agency, hard, contact_id, told_by_it, queued_at,
    provider_id, sent_at, failing_since, claimed_until, found.unsure
"""


def claim(at: datetime, lease: timedelta = LEASE) -> Claimed | None:
    """Take the message that has waited longest, for as long as the lease; other workers pass by.

    From here on, until it is known what came of it, nobody can be sure that it did not leave.
    """
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, {"at": at, "until": at + lease})
        row = cursor.fetchone()
    if row is None:
        return None
    return Claimed(row[0], row[1], Leaving(*row[2:8]), *row[8:])


def hang_up() -> None:
    """Let go of a connection on which nobody answers: the next question makes a new one."""
    connection.close()


def still_ours(message: Claimed) -> bool:
    """Whether nobody else has taken it, or ended it, since."""
    return _ours(message).exists()


def left(message: Claimed, provider_id: str, state: str, at: datetime, look_at: datetime) -> None:
    """It left: the provider has it, and is asked again later what became of it."""
    done = _ours(message).update(
        provider_id=provider_id, sent_at=at, unsure=False, failing_since=None, next_at=look_at,
        claimed_until=None,
    )  # fmt: skip
    if done:  # or else another has it by now, and finds it at the provider
        _note(message.id, message.case_id, state, at)
        throw_paper_away([message.id], at)


def put_off(
    message: Claimed,
    state: str,
    until: datetime,
    at: datetime,
    *,
    unsure: bool,
    failing_since: datetime | None = None,
) -> None:
    """It did not leave, or may have: it is looked at again then."""
    done = _ours(message).update(
        unsure=unsure, next_at=until, claimed_until=None, failing_since=failing_since
    )
    if done:
        _note(message.id, message.case_id, state, at, until=until)


def look_again(message: Claimed, state: str, at: datetime, next_at: datetime) -> None:
    """It left, and what became of it is not known for good; no state where nobody could say."""
    if _ours(message).update(next_at=next_at, claimed_until=None) and state:
        _note(message.id, message.case_id, state, at)


def look_now(message_id: UUID, at: datetime) -> None:
    """Somebody says that something became of it: the provider is asked at once, and not later.

    Of one that has not left, or is over, there is nothing to ask.
    """
    found = Message.objects.filter(id=message_id, ended_at=None, sent_at__isnull=False)
    found.filter(next_at__gt=at).update(next_at=at)


def end(message_id: UUID, state: str, why: str, at: datetime) -> bool:
    """It is over; False where it was already. A letter that did not leave goes with it."""
    found = Message.objects.filter(id=message_id, ended_at=None)
    case_id = found.values_list("case_id", flat=True).first()
    if case_id is None or not found.update(ended_at=at, claimed_until=None):
        return False
    _note(message_id, case_id, state, at, why=why)
    throw_paper_away([message_id], at)
    return True


def erase(case_id: UUID, at: datetime, *, letter_of: int | None = None) -> int:
    """End all that has not left of a case, for its victim was erased, or the letter of an entry:
    how many."""
    found = Message.objects.filter(case_id=case_id, ended_at=None, sent_at=None)
    if letter_of is not None:
        found = found.filter(seq=letter_of, channel="letter")
    waiting = list(found.values_list("id", flat=True))
    for one in waiting:
        end(one, "cancelled", "erased", at)
    return len(waiting)


def paper(message_id: UUID) -> bytes | None:
    """A letter that waits."""
    found = Paper.objects.filter(message_id=message_id).values_list("pdf", flat=True).first()
    return None if found is None else open_bytes(bytes(found), "paper", message_id)


def throw_paper_away(message_ids: Collection[UUID], at: datetime) -> None:
    """What left, or never will, is not kept a second time here."""
    Paper.objects.filter(message_id__in=message_ids, gone_at=None).update(pdf=None, gone_at=at)


def of_case(case_id: UUID) -> list[Became]:
    """What became of a case's messages, the latest first, for whoever sees the case."""
    latest = {one.message_id: one for one in Step.objects.filter(case_id=case_id).order_by("id")}
    return [
        Became(
            one.id, one.seq, one.kind, one.channel, one.queued_at, latest[one.id].state,
            latest[one.id].why, latest[one.id].at, latest[one.id].until,
        )
        for one in Message.objects.filter(case_id=case_id).order_by("-queued_at", "id")
    ]  # fmt: skip


def _ours(message: Claimed) -> QuerySet[Message]:
    return Message.objects.filter(id=message.id, claimed_until=message.lease, ended_at=None)


def _note(
    message_id: UUID,
    case_id: UUID,
    state: str,
    at: datetime,
    *,
    why: str = "",
    until: datetime | None = None,
) -> None:
    """One more step, where it is another than the one before: waiting is not noted every hour."""
    last = Step.objects.filter(message_id=message_id).order_by("-id").first()
    if last is None or (last.state, last.why, last.until) != (state, why, until):
        Step(
            message_id=message_id, case_id=case_id, at=at, state=state, why=why, until=until
        ).save(force_insert=True)  # fmt: skip
