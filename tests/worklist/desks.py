"""What stands on the page of somebody's own work, a part at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from answerable.worklist.desk import desk
from answerable.worklist.left_over import LeftOver
from answerable.worklist.listing import Filters
from answerable.worklist.news import NewSignal


def new_signals(person: UUID, since: datetime, now: datetime) -> tuple[Sequence[NewSignal], int]:
    """The signals that are new since a time, and how many there are."""
    found = desk(person, now, since, Filters())
    return found.new, found.new_count


def messages_left_to(person: UUID, now: datetime) -> Sequence[LeftOver]:
    """The messages that are theirs to see to."""
    return desk(person, now, now, Filters()).left_over
