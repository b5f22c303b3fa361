"""A case that somebody has open: what a form has to know of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.db import transaction
from django.http import Http404

from answerable.actions.opening import note_reading
from answerable.events.corrections import in_force
from answerable.events.entry import Entry
from answerable.events.model import AGENCIES, EventType
from answerable.people.parts import agencies_in
from answerable.record import reading


@dataclass(frozen=True)
class Opened:
    """A case as far as this person sees it, and for whom they act in it."""

    case_id: UUID
    reference: str
    person: UUID
    at: datetime
    seq: int
    acts_for: tuple[str, ...]
    recorded: Sequence[Entry]

    @cached_property
    def entries(self) -> Sequence[Entry]:
        """What stands now, corrections read."""
        return in_force(self.recorded, self.at)

    def on_behalf(self, type_: EventType) -> list[str]:
        """For which agencies this person may record an event of this type."""
        return [agency for agency in self.acts_for if agency in type_.by]


def open_case(reference: str, *, person: UUID, at: datetime, part: str) -> Opened:
    """Open a case to look at a part of it, which is put on record first; Http404 where it is not
    there, or is not for them."""
    with transaction.atomic():
        case_id = reading.case_of(reference)
        if case_id is None:
            raise Http404
        note_reading(case_id, by=person, at=at, part=part)
        acts_for = agencies_in(case_id, person, at)
        return Opened(
            case_id, reference, person, at, reading.last_seq(case_id) or 0,
            tuple(agency for agency in AGENCIES if agency in acts_for), reading.entries(case_id),
        )  # fmt: skip
