"""Putting messages into the outbox, with the entries that cause them and in their transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from answerable.events.corrections import in_force
from answerable.events.entry import Entry, Event
from answerable.messages import outbox
from answerable.messages.gate import Leaving, Stop, may_leave
from answerable.messages.kinds import KINDS, WRITTEN, Kind, cause, channel_named
from answerable.messages.outbox import New
from answerable.people import vault
from answerable.people.acting import WORKER, acting_for
from answerable.record import reading
from answerable.record.together import told_before
from answerable.record.writing import Recorded
from answerable.rules.hard_news import is_hard
from answerable.rules.told import shown_since

SAYS_THAT_THERE_IS_SOMETHING = [kind.name for kind in KINDS if not kind.told_by_it]
# What the court records is passed on by whoever looks after its witnesses.
ON_BEHALF_OF = {"court": "witness_care"}


def queue(case_id: UUID, recorded: Recorded, events: Sequence[Event], at: datetime) -> None:
    """Put in what these events cause, once they are recorded."""
    if not any(_may_cause(event) for event in events):
        return
    with acting_for(WORKER):
        case = in_force(reading.entries(case_id), at)
        for entry in case:
            kind = cause(entry) if entry.seq in recorded.seqs else None
            if kind is not None:
                _put(case_id, case, entry, kind, at)


def _may_cause(event: Event) -> bool:
    entry = Entry("", 0, event.event, event.occurred_at, event.occurred_at, "", event.agency,
                  event.subject, event.data)  # fmt: skip
    return cause(entry) is not None


def _put(case_id: UUID, case: Sequence[Entry], entry: Entry, kind: Kind, at: datetime) -> None:
    channel = channel_named(entry) if kind.told_by_it else _agreed_channel(case)
    new = New(
        case_id, entry.seq, kind.name, channel, ON_BEHALF_OF.get(entry.agency, entry.agency),
        is_hard(entry), kind.told_by_it,
    )  # fmt: skip
    # What says that the victim was told by it is put in whatever the gate will say: if it does not
    # leave, somebody learns that nobody was told. All else only where there is a way for it.
    if kind.told_by_it or (channel and _would_leave(case_id, case, new, at)):
        outbox.put(new, at=at)


def _would_leave(case_id: UUID, case: Sequence[Entry], new: New, at: datetime) -> bool:
    if _one_is_about_to_leave(case_id, case, at):
        return False
    leaving = Leaving(new.seq, new.kind, new.channel, new.agency, new.hard, None)
    found = may_leave(leaving, case, vault.known(case_id), same_adviser=True, at=at)
    return not isinstance(found, Stop)


def _one_is_about_to_leave(case_id: UUID, case: Sequence[Entry], at: datetime) -> bool:
    """Whether a message waits that says the same; not for days, until another victim was told."""
    waiting = outbox.waiting(case_id, SAYS_THAT_THERE_IS_SOMETHING)
    before = told_before(case_id, at) if waiting else None
    if before is None:
        return bool(waiting)
    later = {seq for seq, since in shown_since(case, at).items() if since >= before}
    return bool(waiting - later)


def _agreed_channel(case: Sequence[Entry]) -> str:
    """The way that was agreed last, where a machine may write by it."""
    agreed = next((one for one in reversed(case) if one.event == "contact.agreed"), None)
    method = str(agreed.data.get("method", "")) if agreed else ""
    return method if method in WRITTEN else ""
