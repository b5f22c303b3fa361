"""Whether somebody has taken over of whom the victim was not told: she is told before they ring."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms

from answerable.events.entry import Entry, Event
from answerable.web.asks import TOLD_FIRST as REASON
from answerable.web.forms.event_form import EventForm
from answerable.web.forms.fields import Words

CHANGED, TOLD = "officer.changed", "officer.change_told"
# With these somebody speaks to her, or tries to.
SPEAKS = frozenset(
    {
        "victim.spoken_to", "information.given", "contact.made", "contact.attempted",
        "progress.told", "question.answered", "complaint.answered", "timescale.told",
        "decision.told", "hearing.told",
    }
)  # fmt: skip


def untold(entries: Iterable[Entry]) -> list[Entry]:
    """The changes of hands of which the victim was not told since, the last of each part."""
    changed: dict[Any, Entry] = {}
    for one in sorted(entries, key=lambda entry: entry.order):
        if one.event == CHANGED:
            changed[one.data.get("role")] = one
        elif one.event == TOLD:
            changed.pop(one.data.get("role"), None)
    return list(changed.values())


def is_new_to_her(entries: Iterable[Entry], person: UUID) -> bool:
    """Whether this person has taken over, and the victim was not told."""
    return any(str(one.data.get("name")) == str(person) for one in untold(entries))


class NewToHerForm(forms.Form):
    """What is asked of somebody new who was in touch before the victim knew of them."""

    use_required_attribute = False

    def __init__(self, sections: Sequence[EventForm], data: Any, *, is_new: bool) -> None:
        super().__init__(data, auto_id="%s")
        speaks = [form for form in sections if form.section.event in SPEAKS]
        told = any(form.section.event == TOLD and form.is_filled for form in sections)
        if is_new and speaks and not told:
            self.fields[REASON] = Words(
                required=any(form.is_filled and not _she_began(form) for form in speaks),
                asked="Why were you in touch before the victim was told of you?",
                hint=(
                    "You have taken over, and that the victim was told is not recorded. Somebody"
                    " whom they know tells them first: record that, or say here why it could not"
                    " wait. Your reason is kept with the record, for your supervisor to see."
                ),
            )

    def with_reason(self, event: Event) -> Event:
        """What is to be recorded, with the reason where one was asked for."""
        why = self.cleaned_data.get(REASON, "")
        if not why or event.event not in SPEAKS:
            return event
        reasons = {**event.data.get("reasons", {}), REASON: why}
        return event._replace(data={**event.data, "reasons": reasons})


def _she_began(form: EventForm) -> bool:
    return str(form.data.get(form.add_prefix("by")) or "") == "victim"
