"""Erasing who somebody was, and where the victim was to be reached: for who answers for a team."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.actions.commit import NoSuchCase
from answerable.actions.refusing import NotAllowed
from answerable.actions.vault import erase_person
from answerable.people.access import may_erase_somebody
from answerable.people.vault import Person
from answerable.web import errors
from answerable.web.agency.erasing import LEAD as OF_WORDS
from answerable.web.agency.erasing import WhyItGoes
from answerable.web.agency.looking import Looked, looked_at
from answerable.web.agency.who import asked_for
from answerable.web.forms.plain import show
from answerable.web.person import for_staff

OF_ANYBODY = (
    "The name, what they want to be called, the pronoun, the word for themself, the date of birth "
    "and the address are erased for good, and nobody can bring them back. The record of the case "
    "stays, and so does who erased this and why."
)
OF_THE_VICTIM = (
    "So is every number and address at which the victim was to be reached, for every agency, with "
    "the words that were agreed. Letters and messages to the victim are erased too; those that "
    "have not left do not leave. The victim’s own pages close, and those of their supporters.",
    "After that nobody can tell the victim anything. Make sure first that they want this, and "
    "that they know it.",
)


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
@looked_at
def erase(request: HttpRequest, looked: Looked, of: str) -> HttpResponse:
    """The form for the victim or a suspect; for whoever may not erase them there is none."""
    person = asked_for(looked, of)
    if person is None or not may_erase_somebody(looked.standing):
        return errors.not_found(request)
    people = reverse("people", kwargs={"reference": looked.reference})
    form = WhyItGoes(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        why = form.cleaned_data["why"]
        try:
            erase_person(looked.case_id, person.id, by=looked.person, at=looked.at, why=why)
        except (NoSuchCase, NotAllowed):  # it went out of sight, or was erased, just now
            return errors.not_found(request)
        messages.success(request, "It is erased.")
        return HttpResponseRedirect(people)
    shown = {
        "title": f"Erase who {_who(person, looked)} is", "case": looked, "lead": _lead(person),
        "back": {"text": "Back to people and needs", "href": people},
    }  # fmt: skip
    return show(request, form, shown, button="Erase for good", final=True)


def _who(person: Person, looked: Looked) -> str:
    return "the victim" if person.kind == "victim" else looked.places[person.subject].lower()


def _lead(person: Person) -> Sequence[str]:
    of_victim = OF_THE_VICTIM if person.kind == "victim" else ()
    return (OF_ANYBODY, *of_victim, OF_WORDS[1])
