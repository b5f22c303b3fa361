"""The form of one event: its fields, its subject, and reasons for what a gate asks to explain."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Event
from answerable.events.model import Field
from answerable.events.validate import REASONS, check_strict, is_recorded
from answerable.events.words import as_words, field_words
from answerable.rules.gate_catalogue import REQUIREMENTS
from answerable.web.forms.choices import choices_for
from answerable.web.forms.fields import LONGEST_WORDS, Choice, command, form_field, within
from answerable.web.forms.opened import Opened
from answerable.web.forms.sections import Section
from answerable.web.forms.subjects import kind_words, new_subject, subjects_of

ABOUT = "subject"  # no field of any event type has this name; a test sees to it
NEW, NONE = "new", "none"
DONE = "done"


class EventForm(forms.Form):
    """A section of a page: what is asked of one event."""

    use_required_attribute = False

    def __init__(
        self,
        section: Section,
        opened: Opened,
        *,
        agency: str,
        data: Any,
        first: EventForm | None = None,
    ) -> None:
        super().__init__(data, prefix=section.prefix, auto_id="%s")
        self.section = section
        self.type = EVENT_TYPES[section.event]
        self.agency = agency
        self.first = first if section.same_subject else None  # whose subject is this one's too
        self.new = new_subject(self.type.subject or "")
        if self.type.subject and self.first is None and section.subject is None:
            self.fields[ABOUT] = self._about(opened)
        for field in self.shown:
            given = choices_for(opened, self.type, field)
            self.fields[field.name] = form_field(self.type, field, choices=given)
        for name, codes in section.without.items():
            _leave_out(self.fields[name], codes)
        self.reasons = self._reasons()

    @property
    def shown(self) -> list[Field]:
        """The fields that are asked for: those that the page does not say by itself."""
        fields = self.type.all_fields.values()
        return [
            field for field in fields
            if field.name not in self.section.fixed and field.type != "entry"
            and (not self.section.only or field.name in self.section.only)
        ]  # fmt: skip

    @property
    def is_filled(self) -> bool:
        """Whether anything was said here: an optional section that is empty is not recorded."""
        if not self.section.optional or self.add_prefix(DONE) in self.data:
            return True
        # What it is about may be what another section of the page is about: it says nothing yet.
        values = (bound.data for bound in self if bound.name != ABOUT)
        return any(any(v.values()) if isinstance(v, dict) else is_recorded(v) for v in values)

    @property
    def done(self) -> str:
        """The name of a box to tick, where nothing else has to be said of an optional section."""
        has_to_say = any(field.required for name, field in self.fields.items() if name != ABOUT)
        return "" if has_to_say or not self.section.optional else self.add_prefix(DONE)

    @property
    def about(self) -> str:
        """What it is about, as chosen; an empty text where nothing that there is was chosen."""
        if self.section.subject is not None:
            return self.section.subject
        if self.first is not None:
            return self.first.about
        chosen = str(self.data.get(self.add_prefix(ABOUT)) or "")
        field = self.fields.get(ABOUT)
        given = dict(field.given) if isinstance(field, Choice) else {}
        return chosen if chosen in given else ""

    def event(self, occurred_at: datetime) -> Event:
        """What is to be recorded."""
        return Event(self.section.event, occurred_at, self.agency, self._subject(), self._data())

    @property
    def so_far(self) -> dict[str, Any]:
        """What was typed, as far as it can be read; nothing of it need be right."""
        self.full_clean()
        return self._data()

    def clean(self) -> dict[str, Any]:
        """Hold it to what the event type says, as the record itself will."""
        for column, reason in check_strict(self.type, self._data(), self.agency):
            name = column.removeprefix("data.")
            if name in self.fields and name not in self.errors:
                self.add_error(name, self._in_words(name, reason))
            elif name not in self.fields:
                self.add_error(None, reason)
        if self.first is not None and not self.about:
            place = self.first.section.title
            self.add_error(None, f"Choose what this is about: it is asked for in “{place}”")
        if any("\x00" in reason for reason in self.reasons.values()):
            self.add_error(None, "A reason holds a character that cannot be kept: type it again")
        if any(len(reason) > LONGEST_WORDS for reason in self.reasons.values()):
            self.add_error(None, f"Give reasons of {LONGEST_WORDS:,} characters or fewer")
        return self.cleaned_data

    def _in_words(self, name: str, reason: str) -> str:
        asked = field_words(self.type, self.type.all_fields[name])[0]
        if not reason.startswith("is required"):
            return f"{as_words(reason)}: {within(asked)}"
        return command("Enter", asked)

    def _data(self) -> dict[str, Any]:
        typed = {field.name: self._typed(field) for field in self.shown}
        said = {**self.section.fixed, **typed}
        found = {name: value for name, value in said.items() if is_recorded(value)}
        # Never in the place of a field of that name: no gate asks a reason of such an event.
        return {**found, REASONS: self.reasons} if self.reasons else found

    def _typed(self, field: Field) -> Any:
        value = self.cleaned_data.get(field.name)
        return int(value) if field.type == "int" and isinstance(value, str) and value else value

    def _subject(self) -> str:
        if self.section.subject is not None:
            return self.section.subject
        if self.first is not None:
            return self.first._subject()
        return {NEW: self.new, NONE: ""}.get(self.about, self.about)

    def _about(self, opened: Opened) -> Choice:
        kind = self.type.subject or ""
        words = kind_words(kind)
        people = opened.suspects if kind == "suspect" else None
        choices = [(one.id, one.words) for one in subjects_of(opened.entries, kind, people)]
        choices.append(
            (NEW, f"A new {words}" if choices else f"A {words} that is not recorded yet")
        )
        if self.type.subject_may_be_empty:
            choices.append((NONE, f"No {words} in particular"))
        return Choice(choices, required=True, asked=f"Which {words} is this about?", hint="")

    def _reasons(self) -> dict[str, str]:
        """Reasons in words, by requirement; only those that some gate asks of such an event."""
        asked = [
            one.id for one in REQUIREMENTS
            if one.takes_reason and any(p.event == self.type.name for p in one.patterns)
        ]  # fmt: skip
        typed = {one: str(self.data.get(self.reason_name(one)) or "").strip() for one in asked}
        return {one: words for one, words in typed.items() if words}

    def reason_name(self, requirement: str) -> str:
        """What the field of a reason is called on the page."""
        return self.add_prefix(f"reason-{requirement}")


def _leave_out(field: forms.Field, codes: tuple[str, ...]) -> None:
    if isinstance(field, Choice):
        field.given = tuple(one for one in field.given if one[0] not in codes)
        field.choices = field.given
