"""Support: what was offered and taken up; and what the adviser may share, item by item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from django.db import transaction

from answerable.events.entry import Entry
from answerable.events.words import AGENCY_WORDS, code_words, small
from answerable.people.access import agreed_items
from answerable.record import reading
from answerable.web import dates
from answerable.web.agency.looking import Looked
from answerable.web.agency.tables import NOT_RECORDED, NOT_YET, Table, latest, said

AGREED = "support.sharing_agreed"
HERS_TO_SAY = "that_supported"  # without it, no other agency learns what she said of the rest
NOT_TOLD = "Not told to you"


class Item(NamedTuple):
    """What the victim may agree to: who learns what by it."""

    whom: str
    what: str


ITEMS: Mapping[str, Item] = MappingProxyType(
    {
        "that_supported": Item(
            "Police, prosecutors and witness care",
            "What the service recorded of offers, referrals and support",
        ),
        "conversations": Item(
            "Police, prosecutors and witness care",
            "What the service recorded of contact, needs and wishes",
        ),
        "decisions_first": Item(
            "The adviser", "Decisions, letters and hearings, before the victim is told"
        ),
        "presence": Item("Whoever meets the victim", "That the adviser may be there"),
    }
)
# The steps of a referral. What only a service records is told to others as the victim agreed.
STEPS = (
    ("Referred", "support.referred"), ("Waiting list", "support.waitlisted"),
    ("Started", "support.started"), ("Ended", "support.ended"),
)  # fmt: skip
BY_SERVICE = ("support.waitlisted", "support.started", "support.ended")


def taken_up(looked: Looked) -> Table:
    """Each service, and each referral to it: offered, answered, referred, begun, ended."""
    rows = [row for service in _services(looked) for row in _of_service(service, looked)]
    columns = ("Service", "Offered", "Answer", *(column for column, _ in STEPS))
    return Table(
        "Support offered and taken up", columns, rows, empty="No offer of support is recorded.",
    )  # fmt: skip


def _services(looked: Looked) -> list[str]:
    told = (one.data.get("service") for one in looked.in_force if one.event.startswith("support."))
    return list(dict.fromkeys(str(one) for one in told if one))


def _of_service(service: str, looked: Looked) -> Iterable[Sequence[str]]:
    ours = [one for one in looked.in_force if one.data.get("service") == service]
    steps = {event for _, event in STEPS}
    referrals = dict.fromkeys(one.subject for one in ours if one.event in steps)
    offered = latest(ours, "support.offered")
    answered = latest(ours, "support.answered")
    first = (
        code_words("service", service),
        _on(offered, looked, "support.offered"),
        f"{_on(answered, looked, 'support.answered')}"
        + (f": {small(said(answered, 'answer'))}" if answered else ""),
    )
    for referral in referrals or [None]:
        of_it = [
            one for one in looked.in_force
            if referral is not None and one.subject == referral and one.event in steps
        ]  # fmt: skip
        cells = (_step(latest(of_it, event), event, looked) for _, event in STEPS)
        yield (*first, *cells)


def _step(entry: Entry | None, event: str, looked: Looked) -> str:
    why = f": {small(said(entry, 'reason'))}" if entry and event == "support.ended" else ""
    return f"{_on(entry, looked, event)}{why}"


def _on(entry: Entry | None, looked: Looked, event: str) -> str:
    if entry is not None:
        return dates.day(entry.occurred_at)
    silent = event in BY_SERVICE and looked.standing.agency != "support"
    return NOT_TOLD if silent else NOT_YET


def sharing(looked: Looked) -> Table:
    """What the adviser may share, and with whom, as the victim said last; what was taken back."""
    told = [one for one in looked.in_force if one.event == AGREED]
    now = _agreed_now(looked)
    known = looked.standing.agency == "support" or HERS_TO_SAY in now
    rows = [_item(name, name in now, told) for name in ITEMS] if known else []
    return Table(
        "What may be shared, as the victim agreed",
        ("Item", "Who learns it", "What", "Agreed?", "Since"), rows,
        "Nothing that the victim agreed to share with you is recorded. Ask nothing of the adviser"
        " that the victim has not agreed to.",
    )  # fmt: skip


def _agreed_now(looked: Looked) -> frozenset[str]:
    """Her last word. Who may not see the entry that took something back has it from the database:
    an older yes that they do see must not stand for it."""
    if looked.standing.agency == "support":
        return agreed_items(looked.recorded)
    with transaction.atomic(savepoint=False):
        return reading.agreed(looked.case_id)


def _item(name: str, agreed: bool, told: Sequence[Entry]) -> Sequence[str]:
    item = ITEMS[name]
    yes = [one for one in told if name in one.data.get("of", ())]
    no = [one for one in told if yes and one.order > yes[-1].order]
    if agreed:
        state, since = "Agreed", _since(_run(name, told))
    elif yes:
        state, since = "Taken back", _since(no[0]) if no else NOT_TOLD
    else:
        state, since = "Not agreed", NOT_RECORDED if not told else _since(told[0])
    return (code_words("of", name), item.whom, item.what, state, since)


def _run(name: str, told: Sequence[Entry]) -> Entry | None:
    """The first of the agreements in a row that name an item, up to the last."""
    found = None
    for one in reversed(told):
        if name not in one.data.get("of", ()):
            break
        found = one
    return found


def _since(entry: Entry | None) -> str:
    if entry is None:
        return NOT_TOLD
    return f"{dates.day(entry.occurred_at)}, {AGENCY_WORDS[entry.agency]}"
