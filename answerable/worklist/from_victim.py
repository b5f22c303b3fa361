"""What the victim said on their own pages lately, and what waits for an answer: it stands in the
row of their case, so that nobody has to open a case to learn that there is something to answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple
from uuid import UUID

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.corrections import in_force
from answerable.events.entry import Entry
from answerable.record import reading
from answerable.rules.unanswered import ANSWERED_BY, unanswered

LATELY = timedelta(days=14)  # so that who was away for a week or two still finds it


class Said(NamedTuple):
    """Something that the victim said, in words that follow "The victim", and when."""

    words: str
    at: datetime


def said_lately(cases: Collection[UUID], now: datetime) -> dict[UUID, Sequence[Said]]:
    """By case, the latest first: each kind once, as far as whoever is acting may see it.

    A question or a complaint stands there until it is answered, however long ago it was.
    """
    since = now - LATELY
    found = reading.from_victim(cases, since)
    return {
        case_id: lines for case_id, entries in found.items()
        if (lines := in_words(in_force(entries, now), since))
    }  # fmt: skip


def in_words(entries: Sequence[Entry], since: datetime) -> list[Said]:
    """What was said last of each kind and each thing, and what waits for an answer; what was taken
    back is not among it."""
    waits = [one for one in unanswered(entries) if _is_open(one, since)]
    latest = {
        _about(one): one for one in entries
        if one.agency == "victim" and one.event in WORDS and one.event not in ANSWERED_BY
        and one.recorded_at > since
    }  # fmt: skip
    # Of what waits, the day on which the wait began: the first of each kind to each agency.
    first = {_words(one): one.occurred_at for one in reversed(waits)}
    lines = {_words(one): one.occurred_at for one in sorted(latest.values(), key=_when)} | first
    said = [Said(words, at) for words, at in lines.items()]
    return sorted(said, key=lambda one: one.at, reverse=True)


def _is_open(entry: Entry, since: datetime) -> bool:
    """Whether a question or a complaint still wants something of somebody: what no agency of the
    record can answer is passed on, and would else stand there for ever."""
    answer = EVENT_TYPES[ANSWERED_BY[entry.event]]
    return entry.data.get("of") in answer.by or entry.recorded_at > since


def _about(entry: Entry) -> tuple[str, str]:
    """What an entry is about: what comes after it about the same takes its place."""
    for events in ONE_ANOTHER:
        if entry.event in events:
            return events[0], ""
    return entry.event, entry.subject


def _when(entry: Entry) -> datetime:
    return entry.occurred_at


def _words(entry: Entry) -> str:
    found = WORDS[entry.event]
    if isinstance(found, str):
        return found
    name, by_code = found
    return by_code.get(str(entry.data.get(name)), by_code[""])


# Each of these takes the place of the others.
ONE_ANOTHER = (
    (
        "engagement.resumed", "engagement.paused", "withdrawal.stated", "withdrawal.confirmed",
        "withdrawal.disputed",
    ),
    ("contact.agreed", "contact.declined"),
    ("review.requested", "review.escalated", "review.not_wanted"),
)  # fmt: skip
# By the kind of event, or by what one of its fields says; the empty code stands for any other.
WORDS: Mapping[str, str | tuple[str, Mapping[str, str]]] = MappingProxyType(
    {
        "device.answered": ("answer", {
            "agreed": "said yes to handing over a device",
            "refused": "said no to handing over a device",
            "withdrawn": "took back their yes to handing over a device",
            "asked_for_advice": "wants advice before they answer about a device",
            "": "answered about a device",
        }),
        "device.challenged": "asks for a request for a device to be looked at again",
        "device.mentioned": "says that somebody spoke of wanting their device",
        "third_party.answered": ("answer", {
            "no_objection": "said yes to asking for records about them",
            "objected": "said no to asking for records about them",
            "": "said what they think about asking for records about them",
        }),
        "evidence.perishable": "says that something may soon be gone",
        "contact.breached": "says that somebody else got a message that was for them",
        "contact.declined": ("scope", {
            "all": "wants no contact: find out which way works for them",
            "letters": "wants no letters",
            "until_decision": "wants no contact until there is a decision",
            "": "wants less contact",
        }),
        "contact.agreed": "changed how they may be reached",
        "contact.wording_chosen": "chose what texts and e-mails say",
        "question.asked": ("of", {
            "police": "asked the police a question and has no answer yet",
            "cps": "asked the prosecutors a question and has no answer yet",
            "witness_care": "asked witness care a question and has no answer yet",
            "": "asked a question and has no answer yet",
        }),
        "complaint.made": ("of", {
            "police": "complained of the police and has no answer yet",
            "cps": "complained of the prosecutors and has no answer yet",
            "witness_care": "complained of witness care and has no answer yet",
            "support": "complained of the support service and has no answer yet",
            "court": "complained of the court",
            "": "complained and has no answer yet",
        }),
        "withdrawal.stated": ("own_choice", {
            "felt_pushed": "wants to stop and feels pushed: check that this is their choice",
            "": "wants to stop: check that this is their choice",
        }),
        "withdrawal.confirmed": "is sure that they want to stop",
        "withdrawal.disputed": "did not ask to stop",
        "engagement.paused": "paused",
        "engagement.resumed": "goes on again",
        "position.stated": ("position", {
            "supports": "wants the police to go on",
            "does_not_support":
                "does not want the police to go on: check that this is their choice",
            "undecided": "has not decided whether the police should go on",
            "": "said where they stand",
        }),
        "wishes.stated": "said what they want",
        "discussion.agreed": "wrote down what was said in a conversation",
        "discussion.disputed": "says that it was not said like that",
        "account.rearranged": "asks for another time for the account",
        "support.answered": ("answer", {
            "accepted": "said yes to help", "declined": "said no to help",
            "later": "wants to be asked later about help", "": "answered an offer of help",
        }),
        "support.sharing_agreed": "changed what their adviser may share",
        "support.feedback": "said how it was for them",
        "court.feedback": "said how court was for them",
        "review.requested": "asks for the decision to be looked at again",
        "review.escalated": "asks a second team to look at the decision",
        "review.not_wanted": "does not want the decision looked at again",
        "case.reopened": "asks for the case to be opened again",
    }
)  # fmt: skip
