"""How to reach the victim safely: the first thing that a page of a case says.

How comes before where: a number or an address is opened by a click of somebody who has just shown
who they are, and the click is on record before it is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from answerable.events.words import AGENCY_WORDS, code_words
from answerable.messages.kinds import WRITTEN
from answerable.people.access import Standing, may_work
from answerable.people.vault import Contact
from answerable.rules.safe_times import understood
from answerable.web import words
from answerable.web.agency.looking import Looked
from answerable.web.dates import moment

KINDS = {"telephone": "Telephone number", "email": "Email address", "address": "Address",
         "other": "Another way"}  # fmt: skip


UNREAD = (
    "No text and no email leaves by itself: these times are for a person to read. Times such as "
    "“after 18:00” or “weekdays 9am to 3pm” can be gone by."
)


class Reach(NamedTuple):
    """How the victim wants to be reached, as it was last agreed; `stop` says that nobody may.

    Times and names are words of the agreement; `unread` are those that a machine cannot go by, so
    that it sends nothing. No number and no address is here.
    """

    stop: str
    agreed_at: datetime | None
    method: str
    how_often: str
    safe: bool | None
    times: str
    unread: bool
    who_may_answer: str
    may_leave_message: bool | None
    letters: bool | None
    language: str
    review_on: date | None

    @property
    def sentences(self) -> list[str]:
        """The agreement in words. What is not recorded is not to be taken as a yes."""
        found = [
            f"{self.method or 'The way is not recorded'}, {self.how_often}.",
            three(
                self.safe, "This way was confirmed as safe.",
                "This way was not confirmed as safe.", "Whether this way is safe is not recorded.",
            ),
            f"When: {self.times}." if self.times else "",
            UNREAD if self.unread else "",
            f"Who may answer: {self.who_may_answer}." if self.who_may_answer else "",
            three(
                self.may_leave_message, "A message may be left.", "Leave no message.",
                "Whether a message may be left is not recorded: leave none.",
            ),
            three(
                self.letters, "Letters are welcome.", "Send no letters.",
                "Whether letters may be sent is not recorded: send none.",
            ),
            f"Language or interpreter: {self.language}." if self.language else "",
        ]  # fmt: skip
        return [sentence for sentence in found if sentence]


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
    if contact.waits(at) and contact.waits_until is not None:
        until = moment(contact.waits_until)
        if contact.confirmed_at is None:
            return f"New: do not use it before {until}, nor before she has confirmed it by voice"
        return f"New, and confirmed by voice: do not use it before {until}"
    return "Do not use it now: see above" if stop else "Safe"


def without_ways(standing: Standing) -> str:
    """Why no number or address is here."""
    if not may_work(standing):
        return "Numbers and addresses are not opened in an emergency. Ask somebody on the case."
    return "No number or address was put down that you may open."


def three(value: bool | None, yes: str, no: str, not_recorded: str) -> str:
    """Yes, no and not recorded are three things."""
    return not_recorded if value is None else yes if value else no


def reach(looked: Looked) -> Reach:
    """The latest agreement that stands, and whether it may still be relied on."""
    agreed, breach = looked.last("contact.agreed"), looked.last("contact.breached")
    declined = looked.last("contact.declined", scope="all")
    data = agreed.data if agreed else {}
    stop = ""
    if breach and (agreed is None or breach.order > agreed.order):
        stop = "Somebody else answered or was told. Use no way until a safe one is agreed again."
    elif declined and (agreed is None or declined.order > agreed.order):
        stop = "The victim asked not to be contacted."
    on = data.get("review_on")
    return Reach(
        stop=stop,
        agreed_at=agreed.occurred_at if agreed else None,
        method=code_words("method", str(data["method"])) if data.get("method") else "",
        how_often=_how_often(data.get("when"), data.get("every_days")),
        safe=data.get("safe"),
        times=str(data.get("safe_times") or ""),
        unread=data.get("method") in WRITTEN
        and understood(str(data.get("safe_times") or "")) is None,
        who_may_answer=str(data.get("who_may_answer") or ""),
        may_leave_message=data.get("may_leave_message"),
        letters=data.get("letters"),
        language=str(data.get("language") or ""),
        review_on=date.fromisoformat(str(on)) if on else None,
    )


def _how_often(when: object, days: object) -> str:
    if when == "regular" and days:
        return f"every {days} days"
    return "only when there is news" if when == "only_news" else "not recorded"
