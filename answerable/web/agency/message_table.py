"""What became of each message to the victim: never to which number or address it went."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from answerable.events.words import code_words, small
from answerable.messages.kinds import what
from answerable.messages.outbox import Became, of_case
from answerable.web import dates
from answerable.web.agency.looking import Looked
from answerable.web.agency.tables import Table

BY = {"text": "Text message", "email": "Email", "letter": "Letter"}
STATES: Mapping[str, str] = MappingProxyType(
    {
        "created": "On its way",
        "waiting": "Waits for a time that is right",
        "retrying": "Did not leave yet: the provider has trouble",
        "sending": "On its way",
        "pending": "On its way",
        "accepted": "Being printed",
        "sent": "Sent; whether it arrived is not told from there",
        "delivered": "Arrived. Whether it was read nobody knows",
        "received": "Posted",
        "in_folder": "Nobody got it: here, messages lie in a folder",
        "cancelled": "Did not leave",
        "refused": "Did not leave: it was not taken",
        "given_up": "Left to a person",
        "permanent-failure": "Did not arrive",
        "temporary-failure": "Did not arrive",
        "technical-failure": "Did not arrive",
    }
)
QUIET: Mapping[str, str] = MappingProxyType(
    {"struck_out": "what it was about was put right", "erased": "it was erased"}
)


def messages(looked: Looked) -> Table | None:
    """Each message, the latest first."""
    rows = [_row(one) for one in of_case(looked.case_id)]
    columns = ("About", "Way", "Written on", "What became of it", "Since")
    return Table("Messages to the victim", columns, rows) if rows else None


def _row(one: Became) -> tuple[str, ...]:
    return (
        what(one.kind), BY[one.channel], dates.moment(one.queued_at), became(one),
        dates.moment(one.at),
    )  # fmt: skip


def became(one: Became) -> str:
    """What became of a message, in words."""
    why = QUIET.get(one.why) or (small(code_words("why", one.why)) if one.why else "")
    until = f", until {dates.moment(one.until)}" if one.until else ""
    return f"{STATES[one.state]}{f': {why}' if why else ''}{until}"
