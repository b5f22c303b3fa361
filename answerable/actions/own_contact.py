"""A number or an address that the victim puts down on her own pages."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from answerable.actions import commit
from answerable.events.entry import Event
from answerable.people import vault
from answerable.people.acting import acting_as_victim
from answerable.people.victims import reading as hers
from answerable.record import reading
from answerable.record.writing import NoSuchCase

VICTIM = "victim"


class NewWay(NamedTuple):
    """What she puts down: of which kind, who may have it, and whether the old one goes at once."""

    kind: str
    value: str
    shown_to: Collection[str]
    end_old: bool


def put_own_contact(
    account: UUID, way: NewWay, *, asks: str, what: str, key: str, at: datetime
) -> None:
    """Put it down, to wait, and ask somebody to ring her about it; the same again puts down none.

    `asks` is whom she asks, in the words of `what`. Nothing is sent to any number or address.
    """
    with acting_as_victim(account), transaction.atomic():
        case_id = hers.case_of(account)
        if case_id is None:
            raise NoSuchCase
        reading.hold_still(case_id)  # a message that is leaving now has left before this
        before = {entry.seq for entry in reading.entries(case_id, words=False)}
        question = Event("question.asked", at, VICTIM, "", {"of": asks, "what": what})
        recorded = commit.record_as_victim(account, [question], key=key, at=at)
        if before.intersection(recorded.seqs):
            return
        if way.end_old:
            hers.end_ways(way.kind, at)
        vault.put_contact(
            case_id, way.kind, way.value, safe=True, shown_to={asks, *way.shown_to},
            agency=VICTIM, by=account, at=at,
        )  # fmt: skip
