"""Putting down a number or an address of the victim's, and whether it is safe."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.actions.commit import NoSuchCase
from answerable.actions.refusing import NotAllowed
from answerable.actions.vault import put_contact, was_just_put
from answerable.events.words import AGENCY_WORDS, begun
from answerable.people.access import may_work
from answerable.people.roles import KINDS as AGENCIES
from answerable.web import dates, errors
from answerable.web.agency.looking import Looked, looked_at
from answerable.web.agency.safe_contact import KINDS
from answerable.web.forms.fields import Choice, Line, Several, YesNo
from answerable.web.forms.plain import show
from answerable.web.forms.ways import can_be
from answerable.web.person import recently_signed_in

ANOTHER = "no"  # of none that is there already
WRONG = {
    "telephone": "Enter a telephone number, such as 07700 900 982. Start one from another country "
    "with +, and put one with an extension under “Another way”",
    "email": "Enter an email address, such as name@example.com",
}
ERASED = (
    "The victim of this case was erased, and is written to by nobody. If they came back, put down "
    "first who they are, on “People and needs”."
)
LEAD = (
    "Ask the victim. A number or an address that is not safe is put down too, so that nobody uses "
    "it. It can only be opened by a click that is put on record.",
    "Where one of its kind was known before, it is a change: it waits two days, and until somebody "
    "has rung the victim about it by a way that was known before.",
)


INSTEAD_OF = "instead_of"


class Way(forms.Form):
    """One number or address."""

    kind = Choice([*KINDS.items()], required=True, asked="What is it?", hint="")
    value = Line(required=True, asked="The number or address", hint="")
    safe = YesNo(
        required=True, asked="Is it safe to use?",
        hint="Yes only where the victim said so. Somebody else may see the telephone or the post.",
    )  # fmt: skip

    def __init__(self, typed: Any, looked: Looked) -> None:
        super().__init__(typed)
        others = [one for one in AGENCIES if one != looked.standing.agency]
        self.fields["shown_to"] = Several(
            [(one, begun(AGENCY_WORDS[one])) for one in others], required=False,
            asked="Who else may have it?", hint="As the victim said. Your own agency has it.",
        )  # fmt: skip
        if looked.contacts:
            there = [
                (str(one.id), f"{KINDS[one.kind]}, checked on {dates.day(one.checked_at)}")
                for one in looked.contacts
            ]
            self.fields[INSTEAD_OF] = Choice(
                [*there, (ANOTHER, "No, it is another one")], required=True,
                asked="Does it take the place of one of these?", hint="",
            )  # fmt: skip

    def clean_value(self) -> str:
        """What can be dialled or written to, as far as its form shows."""
        value, kind = self.cleaned_data["value"].strip(), self.cleaned_data.get("kind", "")
        if not can_be(kind, value):
            raise ValidationError(WRONG[kind])
        return str(value)


@require_http_methods(["GET", "HEAD", "POST"])
@recently_signed_in
@looked_at
def new_way(request: HttpRequest, looked: Looked) -> HttpResponse:
    """The form; for those who work in the case."""
    if not may_work(looked.standing):
        return errors.not_found(request)
    form = Way(request.POST if request.method == "POST" else None, looked)
    if form.is_bound and _is_sent_again(request, looked, form):
        return _done(request, looked)
    if form.is_bound and form.is_valid():
        try:
            return _put_down(request, looked, form)
        except (NoSuchCase, NotAllowed):
            if not _was_erased(looked):  # it went out of sight just now
                return errors.not_found(request)
            form.add_error(None, ERASED)
    shown = {
        "title": "Put down a number or an address", "lead": LEAD, "case": looked,
        "back": {"text": "Back to the case", "href": _case(looked)},
    }  # fmt: skip
    return show(request, form, shown, button="Put it down")


def _is_sent_again(request: HttpRequest, looked: Looked, form: Way) -> bool:
    """Whether it is what this page put down a moment ago, pressed twice: the first of a case makes
    the page ask whose place another takes, which the one that was sent could not know."""
    if set(form.errors) != {INSTEAD_OF} or INSTEAD_OF in request.POST:
        return False
    said = form.cleaned_data
    return was_just_put(
        looked.case_id, said["kind"], said["value"], safe=said["safe"], by=looked.person,
        at=looked.at, shown_to={looked.standing.agency, *said["shown_to"]},
    )  # fmt: skip


def _was_erased(looked: Looked) -> bool:
    """Whether the victim was erased, and nobody was put down since."""
    victims = [one for one in looked.persons if one.kind == "victim"]
    return bool(victims) and all(one.erased_at is not None for one in victims)


def _put_down(request: HttpRequest, looked: Looked, form: Way) -> HttpResponse:
    said = form.cleaned_data
    instead_of = said.get(INSTEAD_OF, ANOTHER)
    put_contact(
        looked.case_id, said["kind"], said["value"], safe=said["safe"], by=looked.person,
        at=looked.at, shown_to={looked.standing.agency, *said["shown_to"]},
        instead_of=None if instead_of == ANOTHER else UUID(instead_of),
    )  # fmt: skip
    return _done(request, looked)


def _done(request: HttpRequest, looked: Looked) -> HttpResponse:
    messages.success(request, "It was put down. It is opened by a click that is put on record.")
    return HttpResponseRedirect(_case(looked))


def _case(looked: Looked) -> str:
    return reverse("case", kwargs={"reference": looked.reference})
