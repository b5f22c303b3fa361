"""Where the victim may be reached: numbers and addresses, each of which stays shut.

How comes before where: a number or an address is opened by a click of somebody who has just shown
who they are, and the click is on record before it is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from answerable.events.words import AGENCY_WORDS
from answerable.people.access import Standing, may_work
from answerable.people.vault import Contact
from answerable.web import words
from answerable.web.dates import day, moment

KINDS = {"telephone": "Telephone number", "email": "Email address", "address": "Address",
         "other": "Another way"}  # fmt: skip


class Way(NamedTuple):
    """A number or an address: all that may be said of it before it is opened."""

    id: str
    kind: str
    advice: str
    may_be_used: bool
    known_to: str
    checked_at: datetime
    to_confirm: bool


def ways(contacts: Sequence[Contact], stop: str, at: datetime) -> list[Way]:
    """Where the victim may be reached, or must not be; what may be used comes first."""
    found = [
        Way(
            str(one.id), KINDS[one.kind], _advice(one, stop, at), one.usable(at) and not stop,
            words.and_(AGENCY_WORDS[agency] for agency in one.shown_to), one.checked_at,
            one.safe and one.waits(at) and one.confirmed_at is None,
        )
        for one in contacts
    ]  # fmt: skip
    return sorted(found, key=lambda way: not way.may_be_used)


def _advice(contact: Contact, stop: str, at: datetime) -> str:
    if not contact.safe:
        return "Not safe: do not use it"
    if contact.unsafe is not None:
        agency, on = contact.unsafe
        return (
            f"Do not use it: {AGENCY_WORDS[agency]} put down on {day(on)} that it is not safe. Ask "
            "the victim in another way"
        )
    if contact.waits(at) and contact.waits_until is not None:
        until = moment(contact.waits_until)
        if contact.confirmed_at is None:
            by_voice = "nor before the victim has confirmed it by voice"
            return f"New: do not use it before {until}, {by_voice}"
        return f"New, and confirmed by voice: do not use it before {until}"
    return "Do not use it now: see above" if stop else "Safe"


def without_ways(standing: Standing) -> str:
    """Why no number or address is here."""
    if not may_work(standing):
        return "Numbers and addresses are not opened in an emergency. Ask somebody on the case."
    return "No number or address was put down that you may open."
