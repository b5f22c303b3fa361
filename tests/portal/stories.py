"""What happened in a case, for the pages of its victim to show or to hold back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from answerable.events.entry import Event
from answerable.people.acting import working
from answerable.record.writing import append
from answerable.worklist.refresh import refresh
from tests.flows.test_looking_at_a_case import REPORT
from tests.people.cast import NOW, OMAR, key
from tests.portal.cast import put


def reported(case_id: UUID) -> UUID:
    """It was reported, and the victim was spoken to."""
    put(case_id, "crime.reported", ago=100, **REPORT)
    put(case_id, "victim.spoken_to", ago=90, first=True)
    return case_id


def feed(
    case_id: UUID, event: str, agency: str, subject: str = "", *, ago: float, **data: Any
) -> None:
    """Put something in as a feed would: no gate is asked of what has happened already."""
    said = Event(event, NOW - timedelta(hours=ago), agency, subject, data)
    with working():
        append(case_id, [said], expected_seq=None, actor=OMAR, key=key(), at=NOW)
        refresh(case_id, NOW)


def not_charged(case_id: UUID) -> str:
    """It was decided not to charge: of whom."""
    feed(case_id, "decision.made", "police", "s1", ago=4, by="police", result="no_further_action")
    return "s1"


def charged(case_id: UUID) -> None:
    """Somebody was charged, and the victim was told."""
    feed(case_id, "charge.made", "police", "s1", ago=30)
    feed(case_id, "witness_care.taken_on", "witness_care", ago=29)
    put(case_id, "progress.told", subject="s1", ago=28, about="charged")


def asked_for_a_phone(case_id: UUID, of: str = "victim") -> None:
    """A phone was asked for, with all that has to be said of it."""
    feed(
        case_id, "device.requested", "police", "phone-1", ago=20, of=of, asked_by="investigator",
        alternatives=["social_media"], data=["messages"], necessity="For ourselves.",
        for_victim="We need the messages from that week.", in_use_at_time=True, days_estimated=7,
        lawful_basis="agreement", **{"from": "2026-01-01", "to": "2026-01-08"},
    )  # fmt: skip
