"""Erasing what an entry says in words, or a letter, where somebody has a right to it: for who
answers for a team."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.actions.commit import NoSuchCase
from answerable.actions.erasing import erase_letter, erase_words
from answerable.actions.refusing import NotAllowed
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Entry
from answerable.letters.catalogue import KIND_OF
from answerable.people.access import may_erase
from answerable.record import reading
from answerable.record.letters import reading as letters
from answerable.web import dates, errors
from answerable.web.agency.looking import Looked, looked_at
from answerable.web.forms.fields import Choice, Line
from answerable.web.forms.plain import show
from answerable.web.person import for_staff

LEAD = (
    "What an entry says in words is erased for good, and nobody can bring it back. That there was "
    "an entry, when, and by whom, stays, and so does who erased its words and why.",
    "Material of an investigation has to be kept for as long as the law says. Ask your data "
    "protection officer before you erase anything.",
)
OF_A_LETTER = (
    "What the letter says is erased for good, here and on the victim’s own pages, and nobody can "
    "bring it back. That there was a letter stays, and so does who erased it and why.",
    "One that waits to be posted is not posted. One that has left cannot be called back.",
    LEAD[1],
)
NOTHING = "There are no words here that are yours to erase."


class WhyItGoes(forms.Form):
    """Why a letter, or somebody, has to go."""

    def __init__(self, typed: Any) -> None:
        super().__init__(typed)
        self.fields["why"] = _why()


class Erase(forms.Form):
    """Which entry, and why its words have to go."""

    def __init__(self, typed: Any, entries: list[Entry]) -> None:
        super().__init__(typed)
        if not entries:
            return
        self.fields["entry"] = Choice(
            [(str(one.seq), _called(one)) for one in entries], required=True,
            asked="Which entry?", hint="Its words are not shown here. They are in the history.",
        )  # fmt: skip
        self.fields["why"] = _why()


def _why() -> Line:
    hint = "For example: the victim asked for it, and it was agreed."
    return Line(required=True, asked="Why", hint=hint)


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
@looked_at
def erase(request: HttpRequest, looked: Looked) -> HttpResponse:
    """The form, for what this person may erase; for others there is no such page."""
    if not may_erase(looked.standing, looked.standing.agency):
        return errors.not_found(request)
    entries = _entries(looked)
    form = Erase(request.POST if request.method == "POST" else None, entries)
    if entries and form.is_bound and form.is_valid():
        seq, why = int(form.cleaned_data["entry"]), form.cleaned_data["why"]
        try:
            erase_words(looked.case_id, seq, by=looked.person, at=looked.at, why=why)
        except (NoSuchCase, NotAllowed):  # it went out of sight just now
            return errors.not_found(request)
        messages.success(request, "Its words are erased.")
        return HttpResponseRedirect(_history(looked))
    shown = {
        "title": "Erase words", "case": looked, "lead": [*LEAD, *([] if entries else [NOTHING])],
        "back": {"text": "Back to record and handover", "href": _history(looked)},
    }  # fmt: skip
    return show(request, form, shown, button="Erase for good", final=True)


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
@looked_at
def letter(request: HttpRequest, looked: Looked, letter: UUID) -> HttpResponse:
    """The form for one letter; for whoever may not erase it there is no such page."""
    with transaction.atomic():
        kept = letters.one_of(looked.case_id, letter)
    if kept is None or kept.erased_at or not may_erase(looked.standing, kept.agency):
        return errors.not_found(request)
    back = reverse("letters", kwargs={"reference": looked.reference})
    form = WhyItGoes(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        why = form.cleaned_data["why"]
        try:
            erase_letter(looked.case_id, letter, by=looked.person, at=looked.at, why=why)
        except (NoSuchCase, NotAllowed):  # it went out of sight, or was erased, just now
            return errors.not_found(request)
        messages.success(request, "The letter is erased.")
        return HttpResponseRedirect(back)
    title = f"Erase a letter: {KIND_OF[kept.kind].title}, {dates.moment(kept.prepared_at)}"
    shown = {
        "title": title, "case": looked, "lead": OF_A_LETTER,
        "back": {"text": "Back to the letters", "href": back},
    }  # fmt: skip
    return show(request, form, shown, button="Erase for good", final=True)


def _entries(looked: Looked) -> list[Entry]:
    """The entries whose words this person may erase, the latest first."""
    with transaction.atomic():
        worded = reading.worded(looked.case_id)
    return [
        one for one in reversed(looked.recorded)
        if one.seq in worded and may_erase(looked.standing, one.agency)
    ]  # fmt: skip


def _called(entry: Entry) -> str:
    return f"{EVENT_TYPES[entry.event].to_agencies}, {dates.moment(entry.occurred_at)}"


def _history(looked: Looked) -> str:
    return reverse("history", kwargs={"reference": looked.reference})
