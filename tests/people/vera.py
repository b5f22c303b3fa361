"""Vera, who is the victim: her codes, what the database shows her, and what she says."""

from __future__ import annotations

from uuid import UUID

from django.db import connection, transaction

from answerable.actions.commit import record, record_as_victim
from answerable.actions.letting_her_in import issue_codes
from answerable.events.entry import Event
from answerable.people.acting import SIGNING_IN, acting_as_victim, acting_for
from answerable.people.victims import codes
from tests.people.cast import NOW, OMAR, YESTERDAY, key

PHRASE = "green kettle by the window"


def issue(case_id: UUID, by: UUID = OMAR, at=NOW) -> codes.Issued:
    """Codes that a worker gives her."""
    return issue_codes(case_id, by=by, at=at, how="voice", interpreter="none")


def begin(first: str, paper: str, at=NOW, phrase: str = PHRASE) -> UUID | None:
    """She comes in for the first time, and chooses her phrase: her account."""
    with acting_for(SIGNING_IN), transaction.atomic():
        return codes.begin(first, paper, phrase, at=at)


def enter(paper: str, phrase: str = PHRASE, at=NOW) -> UUID | None:
    """She comes in with a code on paper: her account."""
    with acting_for(SIGNING_IN), transaction.atomic():
        return codes.enter(paper, phrase, at=at)


def sees(account: UUID, statement: str, *values) -> list[tuple]:
    """What a statement gives to her."""
    with acting_as_victim(account), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def say(account: UUID, event: str, **data):
    """Something that she records herself."""
    subject = data.pop("subject", "")
    agency = data.pop("agency", "victim")
    said = Event(event, NOW, agency, subject, data)
    return record_as_victim(account, [said], key=key(), at=NOW)


def put(case_id: UUID, event: str, by: UUID = OMAR, agency: str = "police", **data):
    """Something that a worker recorded yesterday."""
    subject = data.pop("subject", "")
    return record(
        case_id, [Event(event, YESTERDAY, agency, subject, data)], by=by, key=key(),
        expected_seq=None, at=NOW,
    )  # fmt: skip
