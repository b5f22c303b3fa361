"""Stepping away from a case, and keeping somebody out of it: afterwards there is no such case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.actions.commit import NoSuchCase
from answerable.actions.excluding import declare, exclude
from answerable.actions.refusing import NotAllowed
from answerable.people.access import may_exclude, may_work
from answerable.people.exclusions import in_case
from answerable.people.reading import Somebody, of_agency, somebody, staff
from answerable.web import errors, words
from answerable.web.agency.looking import Looked, looked_at
from answerable.web.forms.fields import Choice, Line
from answerable.web.forms.plain import show
from answerable.web.person import for_staff

MYSELF = "myself"
AWAY, AWAY_OR_OUT = (
    "Step away from this case",
    "Step away from this case, or keep somebody out of it",
)
HOW = {
    "declared": "Stepped away",
    "decided": "Was kept out by somebody who answers for a team",
    "party": "Is a party to the case",
}
LEAD = (
    "Do this where you are a party to the case, or close to somebody who is. The case will be gone "
    "for you at once, as if there were none, and you cannot take it back yourself.",
    "What you had in it becomes nobody’s yet, and whoever answers for your team sees that.",
)
OTHERS = (
    "You may do it for somebody else of your agency too. They are not told, and what they see is "
    "what anybody sees who asks for a case that does not exist.",
)


class KeepOut(forms.Form):
    """Who is to be kept out, and why."""

    why = Line(required=True, asked="Why", hint="For example: a relative. Write no names.")

    def __init__(self, typed: Any, others: Sequence[Somebody]) -> None:
        super().__init__(typed)
        if others:
            named = [(str(one.id), f"{one.name}, {words.as_role(one.role)}") for one in others]
            self.fields["whom"] = Choice(
                [(MYSELF, "Myself"), *named], required=True, asked="Who must not see this case?",
                hint="",
            )  # fmt: skip
            self.order_fields(["whom", "why"])


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
@looked_at
def keep_out(request: HttpRequest, looked: Looked) -> HttpResponse:
    """The form: of oneself for anybody on the case, of others for who answers for a team."""
    if not may_work(looked.standing):
        return errors.not_found(request)
    others = _others(looked)
    form = KeepOut(request.POST if request.method == "POST" else None, others)
    if form.is_bound and form.is_valid():
        whom = form.cleaned_data.get("whom", MYSELF)
        try:
            return _keep_out(request, looked, whom, form.cleaned_data["why"])
        except (NoSuchCase, NotAllowed):  # it went out of sight just now
            return errors.not_found(request)
    shown = {
        "title": AWAY_OR_OUT if others else AWAY, "case": looked, "kept_out": _kept_out(looked),
        "lead": [*LEAD, *(OTHERS if others else ())],
        "back": {
            "text": "Back to record and handover",
            "href": reverse("history", kwargs={"reference": looked.reference}),
        },
    }  # fmt: skip
    return show(request, form, shown, button="Keep out of this case", template="work/keep_out.html")


def _kept_out(looked: Looked) -> list[dict[str, Any]]:
    """Who is kept out already, for whoever answers for a team: nobody sees it of themselves."""
    with transaction.atomic():
        found = in_case(looked.case_id)
    people = staff({one.staff_id for one in found})
    return [
        {
            "who": people[one.staff_id].name if one.staff_id in people else "A member of staff",
            "how": HOW[one.how], "at": one.at, "why": one.why,
        }
        for one in found
    ]  # fmt: skip


def _others(looked: Looked) -> list[Somebody]:
    me = somebody(looked.person)
    if me is None or not may_exclude(looked.standing, of_own_agency=True):
        return []
    with transaction.atomic():
        out = {one.staff_id for one in in_case(looked.case_id)} | {me.id}
    return [one for one in of_agency(me.agency, looked.at) if one.id not in out]


def _keep_out(request: HttpRequest, looked: Looked, whom: str, why: str) -> HttpResponse:
    if whom == MYSELF:
        declare(looked.case_id, by=looked.person, at=looked.at, why=why)
        messages.success(request, "You have stepped away. What you had there is nobody’s yet.")
        return HttpResponseRedirect(reverse("my_work"))
    exclude(looked.case_id, UUID(whom), by=looked.person, at=looked.at, why=why)
    messages.success(request, "They are kept out of the case.")
    return HttpResponseRedirect(reverse("history", kwargs={"reference": looked.reference}))
