"""Making sure by voice that a new number or address of the victim's is hers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.actions.commit import NoSuchCase
from answerable.actions.refusing import NotAllowed
from answerable.actions.vault import confirm_contact
from answerable.people.access import may_work
from answerable.people.vault import Contact
from answerable.web import dates, errors
from answerable.web.agency.letting_in import HOW
from answerable.web.agency.looking import Looked, looked_at
from answerable.web.agency.safe_contact import KINDS
from answerable.web.forms.fields import Choice, YesNo
from answerable.web.forms.plain import show
from answerable.web.person import recently_signed_in

LEAD = (
    "Ring the victim by a number that was known before, or see them: never by the new one. Ask for "
    "their safe word where there is one. Let them say the new one; do not read it out.",
    "Nothing goes to a new one before two days have passed and the victim has confirmed it. "
    "Do not tell anybody who answers at the old one that there is another.",
)
DONE = "It is on record that the victim confirmed it."
ENDED = (
    "It has ended, and nothing goes there. Somebody else may have the codes: give the victim "
    "new ones, which void the old, and ask which ways are safe."
)


class Confirm(forms.Form):
    """What she said of one that waits."""

    def __init__(self, typed: Any, waiting: list[Contact]) -> None:
        super().__init__(typed)
        listed = [
            (str(one.id), f"{KINDS[one.kind]}, put down on {dates.moment(one.checked_at)}")
            for one in waiting
        ]
        self.fields["contact"] = Choice(listed, required=True, asked="Which one?", hint="")
        self.fields["how"] = Choice(
            [*HOW.items()], required=True, asked="How did you speak with the victim?",
            hint="By a way that was known before.",
        )  # fmt: skip
        self.fields["hers"] = YesNo(
            required=True, asked="Does the victim say that it is theirs, and safe to use?",
            hint="The victim was alone. On a no it ends at once.",
        )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@recently_signed_in
@looked_at
def confirm_way(request: HttpRequest, looked: Looked) -> HttpResponse:
    """The form; for those who work in the case."""
    if not may_work(looked.standing):
        return errors.not_found(request)
    waiting = [
        one for one in looked.contacts if one.waits(looked.at) and one.confirmed_at is None
    ]  # fmt: skip
    form = Confirm(request.POST if request.method == "POST" else None, waiting)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            confirm_contact(
                looked.case_id, UUID(said["contact"]), hers=said["hers"], how=said["how"],
                by=looked.person, at=looked.at,
            )  # fmt: skip
        except (NoSuchCase, NotAllowed):  # it went out of sight just now
            return errors.not_found(request)
        messages.success(request, DONE if said["hers"] else ENDED)
        return HttpResponseRedirect(_case(looked))
    shown = {
        "title": "Confirm a new number or address", "lead": LEAD, "case": looked,
        "back": {"text": "Back to the case", "href": _case(looked)},
    }  # fmt: skip
    return show(request, form, shown, button="Put it on record")


def _case(looked: Looked) -> str:
    return reverse("case", kwargs={"reference": looked.reference})
