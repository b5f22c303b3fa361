"""What a support service wants to know of each victim it stands beside: pure, from the entries.

A service knows what it recorded itself, and what police, prosecutors, witness care and the victim
recorded. What another service recorded in the same case is behind that one's wall. So there is a
row for each service that recorded something, and one, of no service, for all others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from answerable.clocks.days import local_day
from answerable.events.entry import Entry
from answerable.record.audience import SUPPORT_LOG, Audience
from answerable.rules.case import matches
from answerable.rules.stance import UNSAFE_SINCE

# Where a referral is, the furthest first: of several, the furthest that has not ended counts.
REFERRAL = {
    "support.started": "started", "support.waitlisted": "waitlisted",
    "support.referred": "referred", "support.ended": "ended",
}  # fmt: skip
STATES = (*REFERRAL.values(), "accepted", "later", "declined", "offered", "none")

STOPS = f"contact.declined[scope=all]; {UNSAFE_SINCE}"
BEHIND_THE_WALL = Audience((SUPPORT_LOG,))


class ClientRow(NamedTuple):
    """A row of worklist_client, but for its case.

    `service` is the code of the support service that it is for, empty for those that recorded
    nothing. `contact_due_on` is the day by which that service said it would be in touch next.
    """

    service: str
    state: str
    state_since: datetime | None
    reached_at: datetime | None
    contact_due_on: date | None
    seen: Audience


def client_rows(events: Sequence[Entry], services: Mapping[str, str]) -> list[ClientRow]:
    """A row for each service; `services` says for which one a member of staff works."""
    by_service = [_service(entry, services) for entry in events]
    return [
        _row(
            service, [e for e, of in zip(events, by_service, strict=True) if of in (None, service)]
        )
        for service in ("", *sorted({one for one in by_service if one}))
    ]


def _service(entry: Entry, services: Mapping[str, str]) -> str | None:
    """The service behind whose wall an entry is; None for what all of them know, and for what an
    actor of another system recorded, of whom nobody can say for which service that was."""
    return services.get(entry.actor) if entry.agency == SUPPORT_LOG else None


def _row(service: str, events: Sequence[Entry]) -> ClientRow:
    state, since = _state(events)
    reached = max((e.occurred_at for e in events if _reaches(e)), default=None)
    return ClientRow(
        service, state, since, reached, _contact_due(events, reached, state), BEHIND_THE_WALL
    )


def _state(events: Sequence[Entry]) -> tuple[str, datetime | None]:
    last: dict[str, Entry] = {}
    for entry in events:
        if entry.event in REFERRAL:
            last[entry.subject] = entry
    for event, state in REFERRAL.items():
        found = [entry for entry in last.values() if entry.event == event]
        if found:
            return state, found[-1].occurred_at
    said = [e for e in events if e.event in ("support.answered", "support.offered") and _beside(e)]
    if not said:
        return "none", None
    return str(said[-1].data.get("answer") or "offered"), said[-1].occurred_at


def _beside(entry: Entry) -> bool:
    """Whether an offer is of somebody beside the victim, and not of advice, an examination or
    therapy."""
    return entry.data.get("service") in ("isva", "idva", "other", None)


def _reaches(entry: Entry) -> bool:
    return entry.event == "contact.made" and entry.agency == SUPPORT_LOG


def _contact_due(events: Sequence[Entry], reached: datetime | None, state: str) -> date | None:
    """The last contact or agreement, and the days that the service and the victim agreed on."""
    if state == "ended":
        return None
    ours = [e for e in events if e.event == "contact.agreed" and e.agency == SUPPORT_LOG]
    agreed = ours[-1] if ours else None
    if agreed is None or _stopped(events, agreed):
        return None
    days = agreed.data.get("every_days")
    if agreed.data.get("when") != "regular" or not isinstance(days, int):
        return None
    return local_day(max(filter(None, (reached, agreed.occurred_at)))) + timedelta(days=days)


def _stopped(events: Sequence[Entry], agreed: Entry) -> bool:
    """Whether the victim asked since for no contact at all, or the way is no longer safe."""
    return any(matches(STOPS, entry) for entry in _after(events, agreed))


def _after(events: Sequence[Entry], one: Entry) -> Iterator[Entry]:
    return (e for e in events if (e.occurred_at, e.seq) > (one.occurred_at, one.seq))
