"""Who is on a case: giving somebody of one's own agency a part in it."""

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

from answerable.actions.allocating import give_part
from answerable.actions.commit import NoSuchCase
from answerable.actions.leaving import TOLD, take_over
from answerable.actions.refusing import NotAllowed
from answerable.events.words import begun
from answerable.people.access import GIVES, may_give, may_hold
from answerable.people.reading import Somebody, WithAgency, agencies_on, of_agency
from answerable.people.reading import somebody as somebody_with
from answerable.people.roles import AGENCY_OF, PARTS_OF
from answerable.web import errors, words
from answerable.web.agency.looking import Looked, looked_at
from answerable.web.forms.fields import Choice, Line
from answerable.web.forms.machine import key_of
from answerable.web.forms.plain import show
from answerable.web.person import for_staff

# Who leads is said by an event of the record, which asks for more and takes the part from another.
BY_AN_EVENT = frozenset(part for part, _ in GIVES.values())
LED = {AGENCY_OF[part]: event for event, (part, _) in GIVES.items()}  # and by which event
GIVEN = (
    "They see the case from then on, and may record in it. Those on the case see who gave it.",
    "Who leads the investigation is recorded instead, under “Record something”: “The investigation"
    " was allocated”.",
)
CANNOT = "They cannot have this part in this case: choose somebody else, or another part"


class Give(forms.Form):
    """Who is to have which part, and why."""

    why = Line(required=True, asked="Why", hint="For example: their turn. Write no names.")

    def __init__(self, typed: Any, people: Sequence[Somebody], parts: Sequence[str]) -> None:
        super().__init__(typed)
        named = [(str(one.id), f"{one.name}, {words.as_role(one.role)}") for one in people]
        self.fields["to"] = Choice(named, required=True, asked="Who is to have it?", hint="")
        said = [(part, begun(words.PARTS[part])) for part in parts]
        self.fields["part"] = Choice(said, required=True, asked="Which part?", hint="")
        self.order_fields(["to", "part", "why"])


def with_agencies(looked: Looked) -> list[WithAgency]:
    """The agencies that the case is with."""
    with transaction.atomic(savepoint=False):
        return agencies_on([looked.case_id], looked.at)[looked.case_id]


def gives_parts(looked: Looked) -> list[str]:
    """The parts that whoever looks may give here: who answers for a team, and what needs no event
    of the record."""
    if not may_give(looked.standing, ""):
        return []
    ours = looked.standing.agency
    return [one for one, kind in AGENCY_OF.items() if kind == ours and one not in BY_AN_EVENT]


def gives_lead(looked: Looked) -> tuple[str, str] | None:
    """The part of who leads, with the event that gives it, for who answers for a team."""
    event = LED.get(looked.standing.agency, "")
    return (GIVES[event][0], event) if event and may_give(looked.standing, "") else None


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
@looked_at
def give(request: HttpRequest, looked: Looked) -> HttpResponse:
    """Give somebody of one's agency a part in the case, for who answers for a team."""
    parts = gives_parts(looked)
    if not parts:
        return errors.not_found(request)
    typed = request.POST if request.method == "POST" else None
    form = Give(typed, takers(looked, parts), parts)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            _give(looked, UUID(said["to"]), said["part"], said["why"], key_of(request))
        except NoSuchCase:  # it went out of sight just now
            return errors.not_found(request)
        except NotAllowed:  # why is not said: it may be that a case must not exist for them
            form.add_error("to", CANNOT)
        else:
            return done(request, looked, "They have the case now.")
    lead = GIVEN if looked.standing.agency in LED else GIVEN[:1]
    shown = {**back_to_people(looked), "title": "Give somebody a part in the case", "lead": lead}
    return show(request, form, shown, button="Give it")


def _give(looked: Looked, to: UUID, part: str, why: str, key: str) -> None:
    """Whoever takes over what another had and nobody has is named in the record, so that the victim
    is told."""
    by, at = looked.person, looked.at
    had = [one for one in looked.parts if one.part == part and one.how == "given"]
    if part in TOLD and had and not any(one.now(at) for one in had):
        take_over(looked.case_id, part, to, by=by, at=at, key=key, why="other")
    else:
        give_part(looked.case_id, to, part, by=by, at=at, why=why)


def takers(looked: Looked, parts: Sequence[str]) -> list[Somebody]:
    """Those of one's agency whose role may have one of these parts, but oneself."""
    me = somebody_with(looked.person)
    roles = [
        role for role in PARTS_OF if any(may_hold(role, part, excluded=False) for part in parts)
    ]
    found = of_agency(me.agency, looked.at, roles) if me else []
    return [one for one in found if one.id != looked.person]


def back_to_people(looked: Looked) -> dict[str, Any]:
    """What a page shows that was opened from the people of a case."""
    return {"case": looked, "back": {"text": "Back to people and needs", "href": _people(looked)}}


def done(request: HttpRequest, looked: Looked, said: str) -> HttpResponse:
    """Back to the people of the case, and say what was done."""
    messages.success(request, said)
    return HttpResponseRedirect(_people(looked))


def _people(looked: Looked) -> str:
    return reverse("people", kwargs={"reference": looked.reference})
