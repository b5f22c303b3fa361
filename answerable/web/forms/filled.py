"""A page's forms with what somebody typed into them, and what is to be recorded of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.http import QueryDict

from answerable.actions.introducing import is_new_to_her
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Event
from answerable.events.times import LONDON
from answerable.events.words import AGENCY_WORDS, as_words, code_words, small
from answerable.web.forms.event_form import ABOUT, EventForm
from answerable.web.forms.fields import Choice, Moment, Several
from answerable.web.forms.new_to_her import NewToHerForm
from answerable.web.forms.opened import Opened
from answerable.web.forms.people_to_name import own_force
from answerable.web.forms.sections import FormPage

REPORTED, BREACH = "crime.reported", "contact.breached"
NOBODY = "no"
MINUTE = timedelta(minutes=1)


# Events with which an agency spoke with the victim, offered or sent them something: somebody else
# may have answered, heard or opened it.
CONTACTS = frozenset(
    {
        "victim.spoken_to", "report.acknowledged", "information.given", "support.offered",
        "contact.agreed", "contact.made", "contact.attempted", "discussion.agreed",
        "officer.change_told", "progress.told", "question.answered", "complaint.answered",
        "timescale.told", "awaiting.told", "return.offered", "account.offered",
        "statement.offered", "device.form_sent", "third_party.notice_sent", "decision.told",
        "letter.sent", "letter.delivered", "review.acknowledged", "hearing.told",
        "court_visit.offered",
    }
)  # fmt: skip


class CannotRecord(Exception):
    """Nobody for whom this person acts in the case may record what the page is for."""


class WhenForm(forms.Form):
    """What is asked once a page: when it happened and, where that is open, on whose behalf."""

    use_required_attribute = False

    def __init__(self, opened: Opened, agencies: list[str], data: Any, *, asks_when: bool) -> None:
        super().__init__(data, auto_id="%s")
        self.at = opened.at
        self.recorded = [entry.occurred_at for entry in opened.recorded]
        self.agencies = agencies
        if len(agencies) > 1:
            choices = [(one, as_words(AGENCY_WORDS[one])) for one in agencies]
            self.fields["agency"] = Choice(
                choices, required=True, asked="On whose behalf do you record this?", hint=""
            )
        if asks_when:
            hint = "In UK time. Change it if you record this later than it happened."
            self.fields["when"] = Moment(asked="When did this happen?", hint=hint)

    @property
    def agency(self) -> str:
        """On whose behalf."""
        chosen = self.data.get("agency", "")
        return chosen if chosen in self.agencies else self.agencies[0]

    @property
    def happened_at(self) -> datetime:
        """When it happened; now, where recording it is what sets it off.

        A page asks for a minute. What was recorded in that minute already came before: what puts it
        right would otherwise have happened first, and put nothing right.
        """
        when: datetime = self.cleaned_data.get("when", self.at)
        return max((one for one in self.recorded if when <= one < when + MINUTE), default=when)

    def clean_when(self) -> datetime:
        """Nothing is recorded before it has happened."""
        when: datetime = self.cleaned_data["when"]
        if when > self.at:
            raise forms.ValidationError("The time at which it happened must be now or in the past")
        return when


class BreachForm(forms.Form):
    """What is asked at the end of every page on which somebody was in touch with the victim."""

    use_required_attribute = False

    def __init__(self, sections: list[EventForm], data: Any) -> None:
        super().__init__(data, auto_id="%s")
        contacts = [form for form in sections if form.section.event in CONTACTS]
        if contacts:
            required = any(form.is_filled for form in contacts)
            self.fields["breach"] = _breach(required=required)

    def events(self, at: datetime, agency: str) -> list[Event]:
        """That the agreed way was not kept, where it was not."""
        how = self.cleaned_data.get("breach") or NOBODY
        return [] if how == NOBODY else [Event(BREACH, at, agency, "", {"how": how})]


class ReadBackForm(forms.Form):
    """What is asked where a worker writes down what the victim says herself."""

    use_required_attribute = False

    def __init__(self, page: FormPage, data: Any) -> None:
        super().__init__(data, auto_id="%s")
        if page.for_her:
            self.fields["read_back"] = Several(
                [("yes", "Yes: these are the victim’s words, and they agreed to what is recorded")],
                required=True, asked="Was it read back to the victim?",
                hint="Do it before you record it.",
            )  # fmt: skip


def _breach(*, required: bool) -> Choice:
    (how,) = (field for field in EVENT_TYPES[BREACH].fields if field.name == "how")
    choices = [(NOBODY, "No")]
    choices += [(code, f"Yes: {small(code_words('breach', code))}") for code in how.codes]
    hint = (
        "If yes, all contact stops until somebody has checked that the victim is safe: everybody "
        "on the case is told, support services too, and the victim’s own pages are shut."
    )
    asked = "Did somebody else answer, or was somebody else told?"
    return Choice(choices, required=required, asked=asked, hint=hint)


class Filled:
    """All that was typed into a page, or nothing yet."""

    def __init__(
        self, page: FormPage, opened: Opened, typed: QueryDict | None, about: str = ""
    ) -> None:
        self.page, self.opened = page, opened
        data = typed if typed is not None else first_values(page, opened, about)
        self.when = WhenForm(
            opened, agencies_for(page, opened), data, asks_when=not page.by_itself
        )  # fmt: skip
        agency = self.when.agency
        first: dict[str | None, EventForm] = {}
        self.sections: list[EventForm] = []
        for section in page.sections:
            type_ = EVENT_TYPES[section.event]
            if agency in type_.by:
                form = EventForm(
                    section, opened, agency=agency, data=data, first=first.get(type_.subject)
                )
                first.setdefault(type_.subject, form)
                self.sections.append(form)
        # On a page of what she says herself, that contact went wrong is something she says.
        heard = [] if page.by_itself or page.for_her else self.sections
        self.breach = BreachForm(heard, data)
        self.read_back = ReadBackForm(page, data)
        self.new_to_her = NewToHerForm(
            [] if page.by_itself else self.sections, data,
            is_new=is_new_to_her(opened.entries, opened.person),
        )  # fmt: skip

    @property
    def recorded(self) -> list[EventForm]:
        """The sections that are to be recorded."""
        return [form for form in self.sections if form.is_filled]

    @property
    def asked(self) -> list[forms.Form]:
        """Every form that has to be right, in the order of the page."""
        return [self.when, *self.recorded, self.new_to_her, self.breach, self.read_back]

    @property
    def is_valid(self) -> bool:
        """Whether all of it can be recorded, as far as the forms can tell."""
        found = [form.is_valid() for form in self.asked]
        return all(found) and bool(self.recorded)

    def events(self) -> list[Event]:
        """What is to be recorded, in the order of the page."""
        at = self.when.happened_at
        found = [self.new_to_her.with_reason(form.event(at)) for form in self.recorded]
        return found + self.breach.events(at, self.when.agency)


def agencies_for(page: FormPage, opened: Opened) -> list[str]:
    """For whom this person may record the page; CannotRecord where it is nobody."""
    found = may_be_recorded_for(page, opened)
    if not found:
        raise CannotRecord
    return found


def may_be_recorded_for(page: FormPage, opened: Opened) -> list[str]:
    """For whom this person may record what the page is for: all of its sections that are not
    optional or, where every section is, any of them."""
    whom = ("victim",) if page.for_her and opened.acts_for else opened.acts_for
    return for_any_of(page, whom)


def for_any_of(page: FormPage, agencies: Iterable[str]) -> list[str]:
    """For which of these agencies the page may be recorded."""
    needed = [one for one in page.sections if not one.optional]
    enough = all if needed else any
    types = [EVENT_TYPES[one.event] for one in needed or page.sections]
    return [one for one in agencies if enough(one in type_.by for type_ in types)]


def first_values(page: FormPage, opened: Opened, about: str = "") -> QueryDict:
    """What a page holds before anybody has typed: now, in London, and what the link to it was
    about. A name that the case does not have chooses nothing."""
    now = opened.at.astimezone(LONDON)
    found = QueryDict(mutable=True)
    parts: Iterable[tuple[str, Any]] = (
        ("day", now.day), ("month", now.month), ("year", now.year), ("time", f"{now:%H:%M}"),
    )  # fmt: skip
    for part, value in parts:
        found[f"when-{part}"] = str(value)
    for section in page.sections:
        found[f"{section.prefix}-{ABOUT}"] = about
        for name, value in section.first.items():
            found[f"{section.prefix}-{name}"] = value
        if section.event == REPORTED:
            found[f"{section.prefix}-force"] = own_force(opened)
    return found
