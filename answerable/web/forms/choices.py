"""Fields whose choices the case gives, or a list that stands elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.codes import FORCES
from answerable.events.model import EventType, Field
from answerable.people.agencies import listed
from answerable.rules.catalogue import ON_RECORD
from answerable.web.dates import moment
from answerable.web.forms import people_to_name
from answerable.web.forms.fields import Choices
from answerable.web.forms.opened import Opened
from answerable.web.forms.subjects import subjects_of


def _subjects(kind: str) -> Callable[[Opened], Choices]:
    return lambda opened: [(one.id, one.words) for one in subjects_of(opened.entries, kind)]


def _forces(_opened: Opened) -> Choices:
    return sorted(FORCES.items(), key=lambda force: force[1])


def _areas(_opened: Opened) -> Choices:
    return [(one.code, one.name) for one in listed() if one.kind == "cps"]


def _duties(_opened: Opened) -> Choices:
    return [(duty.id, duty.what) for duty in ON_RECORD]


def entries_to_name(opened: Opened) -> Choices:
    """The entries of the case that this person sees, the latest first."""
    return [
        (str(one.seq), f"{EVENT_TYPES[one.event].to_agencies}, {moment(one.occurred_at)}")
        for one in reversed(opened.recorded)
        if one.event in EVENT_TYPES
    ]


# By "event.field", or by the field alone.
GIVEN: Mapping[str, Callable[[Opened], Choices]] = {
    "line": _subjects("line"),
    "action": _subjects("action"),
    "force": _forces,
    "cps_area": _areas,
    "delay.explained.of": _duties,
    "record.corrected.seq": entries_to_name,
    "message.failed.seq": entries_to_name,
    "investigation.allocated.officer": people_to_name.who_may_have("investigator"),
    "prosecutor.allocated.officer": people_to_name.who_may_have("prosecutor"),
    "officer.changed.name": people_to_name.colleagues,
    "decided_by": people_to_name.on_the_case,
    "authorised_id": people_to_name.on_the_case,
    "explained_by": people_to_name.on_the_case,
    "reviewer": people_to_name.on_the_case,
    "single_contact": people_to_name.on_the_case,
    "letter.delivered.by": people_to_name.on_the_case,
}


def choices_for(opened: Opened, type_: EventType, field: Field) -> Choices | None:
    """The choices of a field that the case gives; None where it is typed, or has a list."""
    give = GIVEN.get(f"{type_.name}.{field.name}") or GIVEN.get(field.name)
    return give(opened) if give else None
