"""Who came to one's cases lately: cover, broken glass, and what somebody handed over to one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from answerable.people.holding import Came, came_lately
from answerable.worklist.listing import PAGE

LATELY = timedelta(days=4)  # so that after a long weekend all concerned still see it


class Arrival(NamedTuple):
    """Somebody came to a case; `over`: what they came for has ended."""

    reference: str
    came: Came
    over: bool


def came(person: UUID, now: datetime) -> list[Came]:
    """Who came to the cases of whoever is acting, the latest first, and 25 at most."""
    return came_lately(person, now - LATELY, now, PAGE)


def arrivals(found: Sequence[Came], names: Mapping[UUID, str], now: datetime) -> list[Arrival]:
    """The same as a page shows it; `names` are the references of their cases."""
    return [
        Arrival(names.get(one.case_id, ""), one, one.until is not None and one.until <= now)
        for one in found
    ]
