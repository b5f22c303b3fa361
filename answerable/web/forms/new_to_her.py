"""What a form asks of somebody who has taken over, where the victim was not told of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from answerable.actions.introducing import REASON, SPEAKS, TOLD, with_reason
from answerable.events.entry import Event
from answerable.web.forms.event_form import EventForm
from answerable.web.forms.fields import Words


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
        return with_reason(event, self.cleaned_data.get(REASON, ""))


def _she_began(form: EventForm) -> bool:
    return str(form.data.get(form.add_prefix("by")) or "") == "victim"
