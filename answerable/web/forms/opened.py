"""A case that somebody has open: what a form has to know of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from answerable.events.corrections import in_force
from answerable.events.entry import Entry
from answerable.events.model import EventType
from answerable.people import vault
from answerable.people.access import may_read_sealed_needs, may_see_person, may_work
from answerable.record import reading
from answerable.web.opening import OpenCase


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
    sealed: bool = True
    knows_suspects: bool = False

    @cached_property
    def entries(self) -> Sequence[Entry]:
        """What stands now, corrections read."""
        return in_force(self.recorded, self.at)

    @property
    def in_force(self) -> Sequence[Entry]:
        """The same, by the name that a case has it under on its pages."""
        return self.entries

    @cached_property
    def suspects(self) -> Mapping[str, vault.Person]:
        """Who the suspects are, by what the record calls them; nobody, to who may not know it."""
        if not self.knows_suspects:
            return {}
        return {one.subject: one for one in vault.suspects(self.case_id)}

    def last(self, event: str, **data: Any) -> Entry | None:
        """The latest entry of an event type that stands."""
        return next(
            (
                one for one in reversed(self.entries)
                if one.event == event and all(one.data.get(n) == v for n, v in data.items())
            ),
            None,
        )  # fmt: skip

    def on_behalf(self, type_: EventType) -> list[str]:
        """For which agencies this person may record an event of this type."""
        return [agency for agency in self.acts_for if agency in type_.by]


def opened_from(case: OpenCase) -> Opened:
    """What a form has to know of a case that somebody has open."""
    return Opened(
        case.case_id, case.reference, case.person, case.at, reading.last_seq(case.case_id) or 0,
        (case.standing.agency,) if may_work(case.standing) else (), reading.entries(case.case_id),
        not may_read_sealed_needs(case.standing), may_see_person(case.standing, "suspect"),
    )  # fmt: skip
