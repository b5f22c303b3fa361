"""Letters on their way, and what the record learns of messages that did not reach the victim."""

from __future__ import annotations

import re
from datetime import datetime
from uuid import UUID

from django.db import transaction

from answerable.actions import commit
from answerable.actions.refusing import Invalid, NotAllowed
from answerable.events.corrections import in_force
from answerable.events.entry import Event
from answerable.messages import outbox
from answerable.messages.gate import NOTHING_TO_DO
from answerable.messages.kinds import WRITES, rests_on
from answerable.messages.outbox import Claimed, New
from answerable.messages.sending import Over
from answerable.people import vault
from answerable.people.acting import WORKER, acting_as, acting_for, working
from answerable.record import reading
from answerable.record.writing import Recorded
from answerable.rules.hard_news import is_hard

KIND = re.compile(r"[a-z_]{1,32}")
LARGEST_LETTER = 5_000_000  # bytes
PDF = b"%PDF-"


def queue_letter(
    case_id: UUID,
    kind: str,
    pdf: bytes,
    *,
    event: Event,
    contact_id: UUID,
    by: UUID,
    key: str,
    expected_seq: int | None,
    at: datetime,
    told_by_it: bool = True,
) -> Recorded:
    """Record that a letter is sent, and put the letter into the outbox: both or neither.

    `contact_id` is the safe address for which it was made: it leaves only while that is still the
    address, and the victim's adviser is still the same. With `told_by_it` the entry is struck out
    where the letter does not go. Raises as `commit.record` does, and Invalid for what is no letter.
    """
    if not KIND.fullmatch(kind):
        raise Invalid([[("kind", "is no name of a kind of letter")]])
    if not pdf.startswith(PDF) or len(pdf) > LARGEST_LETTER:
        raise Invalid([[("pdf", "is no PDF that can be sent")]])
    if event.agency not in WRITES:
        raise NotAllowed
    with acting_as(by), transaction.atomic():
        recorded = commit.record(case_id, [event], by=by, key=key, expected_seq=expected_seq, at=at)
        addresses = [one.id for one in vault.contacts(case_id, at) if one.kind == "address"]
        if contact_id not in addresses:
            raise NotAllowed
        with acting_for(WORKER):
            (seq,) = recorded.seqs
            entry = next(e for e in reading.entries(case_id, words=False) if e.seq == seq)
            new = New(
                case_id, seq, kind, "letter", event.agency, is_hard(entry), told_by_it, contact_id
            )
            outbox.put(new, at=at, pdf=pdf)
    return recorded


def settle(message: Claimed, over: Over, at: datetime) -> None:
    """It is over with a message. Where it did not reach the victim, the record says so, and that
    somebody has to: sent is not told."""
    with working():
        reading.hold_still(message.case_id)
        if not outbox.end(message.id, over.state, over.why, at):
            return
        if over.why and over.why not in NOTHING_TO_DO:
            commit.record_as_system(
                message.case_id, _left_over(message, over, at), key=f"message {message.id}", at=at
            )


def never_went(case_id: UUID, seq: int | None, at: datetime) -> None:
    """A letter was erased before it left: the entry that says that it was sent is struck out."""
    failed = Event("message.failed", at, "system", "", {"seq": seq})
    commit.record_as_system(case_id, [failed], key=f"erased {seq}", at=at)


def _left_over(message: Claimed, over: Over, at: datetime) -> list[Event]:
    leaving = message.leaving
    data = {"seq": leaving.seq, "channel": leaving.channel, "why": over.why}
    handed_over = Event("message.handed_over", at, "system", str(message.id), data)
    case = in_force(reading.entries(message.case_id, words=False), at)
    entry = next((one for one in case if one.seq == leaving.seq), None)
    # Somebody may have put right since how it was told: what they say then stands.
    if not message.told_by_it or not entry or not rests_on(entry, leaving.kind, leaving.channel):
        return [handed_over]
    return [Event("message.failed", at, "system", "", {"seq": leaving.seq}), handed_over]
