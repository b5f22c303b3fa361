"""What became of each message to the victim: never to which number or address it went."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from django.urls import reverse

from answerable.events.words import code_words, small
from answerable.messages.kinds import what
from answerable.messages.outbox import Became, of_case
from answerable.people.access import may_work
from answerable.web import dates
from answerable.web.agency.looking import Looked
from answerable.web.agency.tables import Cell, Link, Table
from answerable.worklist.left_over import NOT_RECEIVED, TELLS
from answerable.worklist.owing import STANDS_IN

NOTE = "That a message left, or arrived, is not that the victim was told."
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
    """Each message, the latest first; what nobody was told by, with whose it is to see to now."""
    left = {
        one.subject for one in looked.view.signals
        if one.signal == NOT_RECEIVED and one.status == "raised"
    }  # fmt: skip
    rows = [_row(one, looked, is_left=str(one.id) in left) for one in of_case(looked.case_id)]
    columns = ("About", "Way", "Written on", "What became of it", "Since", "What is to be done")
    return Table("Messages to the victim", columns, rows, note=NOTE) if rows else None


def _row(one: Became, looked: Looked, *, is_left: bool) -> tuple[Cell, ...]:
    return (
        what(one.kind), BY[one.channel], dates.moment(one.queued_at), became(one),
        dates.moment(one.at), _to_do(looked) if is_left else "Nothing",
    )  # fmt: skip


def _to_do(looked: Looked) -> Cell:
    """Reach the victim in another way: for those whose it is, a link to put down that they did."""
    theirs = told_by(looked)
    if may_work(looked.standing) and looked.person in theirs:
        where = {"reference": looked.reference, "name": "contact"}
        text = "Reach the victim in another way that is safe, and record it"
        return [Link(text, reverse("record_form", kwargs=where), "a message that did not arrive")]
    return f"To be told in another way, by {looked.names(theirs)}"


def told_by(looked: Looked) -> list[UUID]:
    """Who tells the victim in this case, and so sees to what no message told them."""
    now = [one for one in looked.parts if one.now(looked.at) and one.how == "given"]
    held = {one.part for one in now}
    tells = TELLS | {STANDS_IN[part] for part in TELLS & set(STANDS_IN) if part not in held}
    return list(dict.fromkeys(one.staff_id for one in now if one.part in tells))


def became(one: Became) -> str:
    """What became of a message, in words."""
    why = QUIET.get(one.why) or (small(code_words("why", one.why)) if one.why else "")
    next_ = "tried again on" if one.state == "retrying" else "until"
    until = f", {next_} {dates.moment(one.until)}" if one.until else ""
    return f"{STATES[one.state]}{f': {why}' if why else ''}{until}"
