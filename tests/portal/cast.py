"""Vera, in a case of Omar's, with her codes; and what the agencies record in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.test import Client

from answerable.actions.commit import record
from answerable.actions.letting_her_in import issue_codes
from answerable.actions.sharing import name_for_her
from answerable.events.entry import Event
from answerable.people.acting import SIGNING_IN, acting_for
from answerable.people.victims import sessions, supporters
from answerable.people.victims.codes import Issued
from answerable.people.victims.models import Account
from answerable.people.victims.sharing import SEES
from tests.people.cast import ISLA, NOW, OMAR, PRIYA, WENDY, YESTERDAY, key, whole_case
from tests.signing_in import Browser

__all__ = [
    "ISLA", "NOW", "OMAR", "PHRASE", "PRIYA", "WENDY", "YESTERDAY", "codes_for", "come_in", "put",
    "supporter_in", "vera_in", "whole_case",
]  # fmt: skip

PHRASE = "green kettle by the window"
BY = {"police": OMAR, "cps": PRIYA, "support": ISLA, "witness_care": WENDY}


def codes_for(case_id: UUID, by: UUID = OMAR) -> Issued:
    """Codes that a worker gave in person."""
    return issue_codes(case_id, by=by, at=NOW, how="in_person", interpreter="none")


def come_in(issued: Issued, client: Client | None = None) -> Client:
    """A browser in which the victim came in for the first time."""
    client = client or Browser()
    answer = client.post(
        "/n/first",
        {"first": issued.first, "code": issued.paper[0], "phrase": PHRASE, "again": PHRASE},
    )
    assert (answer.status_code, answer["Location"]) == (302, "/n/start")
    return client


def vera_in(case_id: UUID) -> Client:
    """A browser in which the victim of a case has come in, without the minute that hashing takes."""
    codes_for(case_id)
    client = Browser()
    with acting_for(SIGNING_IN), transaction.atomic():
        account = Account.objects.get(case_id=case_id)
        client.cookies["page"] = sessions.start(account.id, at=datetime.now(UTC))
    return client


def supporter_in(case_id: UUID, *sees: str) -> Client:
    """A browser in which a supporter has come in, who may see all that can be ticked."""
    supporter = name_for_her(case_id, "Aunt", sees or tuple(SEES), by=OMAR, at=NOW)
    client = Browser()
    with acting_for(SIGNING_IN), transaction.atomic():
        client.cookies["page"] = supporters.start(supporter, at=datetime.now(UTC))
    return client


def put(
    case_id: UUID, event: str, agency: str = "police", subject: str = "", *, ago: float = 24,
    at: datetime | None = None, **data: Any,
) -> int:  # fmt: skip
    """Something that an agency records: its number."""
    said = Event(event, at or NOW - timedelta(hours=ago), agency, subject, data)
    recorded = record(
        case_id, [said], by=BY[agency], key=key(), expected_seq=None, at=NOW,
    )  # fmt: skip
    return recorded.seqs[0]
