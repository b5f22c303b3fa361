"""What made-up entries say in words, and whom they name, where a log without people has a mark."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from answerable.config.demonstration.places import Place
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Entry

MARKS = ("made up", "made_up")
OF_ROLE = {
    "investigator": "police", "solo": "police", "prosecutor": "cps", "adviser": "support",
    "witness_care": "witness_care",
}  # fmt: skip
OTHERWISE = "Made up for the demonstration."
# By the event type and the field.
SAID: Mapping[str, str] = MappingProxyType(
    {
        "supervision.reviewed.why": "What was set last time is under way.",
        "line.closed.why": "Everybody who was there has been asked.",
        "decision.made.rationale": "What each account says, and what supports it, was weighed.",
        "decision.made.authorised_why": "I read the file and agree with the reasons.",
        "case.closed.why": "The decision was told, and the time for a review has gone by.",
        "device.requested.necessity": "The messages of that night are nowhere else.",
        "third_party.requested.necessity": "The first account was given there.",
        "third_party.requested.probative": "It is the first account, from the next day.",
        "order.considered.why": "The conditions of bail protect enough for now.",
        "action.set.why": "To see what was said before and after.",
        "early_advice.considered.why_not": "The lines of enquiry are clear.",
        "delay.explained.why": "The laboratory answers later than it said.",
        "question.asked.what": "When will I hear more?",
        "investigation.allocated.reason": "Nobody with the training was on duty.",
        "suspect.action_deferred.why": "Where the suspect lives is not known yet.",
        "unused.scheduled.relevance": "It touches on where the suspect was.",
        "conversation.held.note": "The next three actions, and who does what.",
        "discussion.agreed.what": "To be told by telephone, and never at work.",
        "complaint.made.what": "Nobody called for two months.",
        "wishes.stated.words": "I want to be told what happens.",
        "withdrawal.stated.words": "It takes too long and I cannot wait any more.",
        "device.requested.lawful_basis": "dpa",
    }
)  # fmt: skip


def in_words(entry: Entry, place: Place, by: Mapping[str, UUID]) -> dict[str, Any]:
    """The data of an entry of a place: words for what is marked as made up, and people for ids; by
    kind of agency, who does its work in the case, and by a field, who stands in it for all."""
    data = dict(entry.data)
    for name, field in EVENT_TYPES[entry.event].all_fields.items():
        if name not in data:
            continue
        if field.type == "id":
            otherwise = by.get(name, by.get(entry.agency, by["police"]))
            data[name] = _somebody(data, name, otherwise, by)
        elif data[name] in MARKS:
            data[name] = SAID.get(f"{entry.event}.{name}", OTHERWISE)
    where = {"force": place.police[0], "cps_area": place.cps[0]}
    return data | {name: said for name, said in where.items() if name in data}


def _somebody(data: Mapping[str, Any], name: str, otherwise: UUID, by: Mapping[str, UUID]) -> str:
    """Whom an id stands for: somebody already, who has taken over, or who recorded it."""
    try:
        return str(UUID(data[name]))
    except ValueError:
        return str(by.get(OF_ROLE.get(str(data.get("role")), ""), otherwise))
