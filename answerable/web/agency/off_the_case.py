"""Off a case again: one part of one person ends, and an agency that was brought by mistake goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from answerable.actions.allocating import end_part, take_back
from answerable.actions.commit import Invalid, NoSuchCase
from answerable.actions.leaving import TOLD, move_part
from answerable.actions.refusing import NotAllowed
from answerable.people.access import may_give
from answerable.people.parts import taken_back
from answerable.people.reading import PartHeld
from answerable.people.roles import AGENCY_OF
from answerable.web import dates, errors, words
from answerable.web.agency.handover import REASONS
from answerable.web.agency.looking import Looked, looked_at
from answerable.web.agency.on_the_case import (
    CANNOT,
    back_to_people,
    done,
    takers,
    with_agencies,
)
from answerable.web.forms.fields import Choice, Choices, Line
from answerable.web.forms.machine import key_of
from answerable.web.forms.plain import show
from answerable.web.person import for_staff

NOBODY = "nobody"
WORDS = {
    "mistake": "It was given by mistake",
    **REASONS,
}
ENDS = (
    "What they see and record by this part ends at once. Whatever was owed goes to whoever takes"
    " over; where nobody does, it is nobody’s yet on the page of your team.",
    "Where the victim deals with them, say who takes over: then telling the victim is owed within"
    " five working days.",
)
GOES = (
    "They see nothing of the case from that moment. That they had it, and who took it back, stays"
    " on record.",
    "Once somebody of theirs was given the case, or has recorded something in it, whoever answers"
    " for them says that it is not theirs.",
)
# Which of these it is for which agency is not said: what others record may be behind their wall.
NONE_TO_TAKE_BACK = (
    "No agency can be taken back from this case now. It is with {}.",
    "The agency that opened the case stays. Another can be taken back by an agency that brought it,"
    " while nobody there was given the case or recorded anything in it.",
    "After that, whoever answers for them says that the case is not theirs, once nobody of theirs"
    " has a part in it: speak to them directly.",
)


class End(forms.Form):
    """Whose part ends, who takes over, and why."""

    def __init__(self, typed: Any, parts: Choices, people: Choices) -> None:
        super().__init__(typed)
        self.fields["part"] = Choice(parts, required=True, asked="Whose part ends?", hint="")
        self.fields["to"] = Choice(
            [(NOBODY, "Nobody yet"), *people], required=True, asked="Who takes over?", hint=""
        )
        self.fields["why"] = Choice(list(WORDS.items()), required=True, asked="Why?", hint="")


class TakeBack(forms.Form):
    """Which agency has nothing to do with the case, and why."""

    why = Line(required=True, asked="Why", hint="For example: the wrong Area. Write no names.")

    def __init__(self, typed: Any, choices: Choices) -> None:
        super().__init__(typed)
        self.fields["agency"] = Choice(choices, required=True, asked="Which agency?", hint="")
        self.order_fields(["agency", "why"])


def parts_to_end(looked: Looked) -> list[PartHeld]:
    """The parts that those of one's agency were given, for who answers for a team."""
    if not may_give(looked.standing, ""):
        return []
    ours = looked.standing.agency
    return [
        one for one in looked.parts
        if one.how == "given" and one.now(looked.at) and AGENCY_OF[one.part] == ours
        and one.somebody is not None
    ]  # fmt: skip


def agencies_to_take_back(looked: Looked) -> Choices:
    """The agencies that may be taken back from the case, by whoever looks."""
    if not may_give(looked.standing, ""):
        return []
    with transaction.atomic(savepoint=False):
        found = set(taken_back(looked.case_id))
    return [(one.agency, one.name) for one in with_agencies(looked) if one.agency in found]


def waiting(looked: Looked) -> list[dict[str, str]]:
    """The parts with whose holders the victim deals that somebody had and nobody has."""
    ours = [one for one in looked.parts if one.how == "given" and one.part in TOLD]
    now = {one.part for one in ours if one.now(looked.at)}
    ended: dict[str, PartHeld] = {one.part: one for one in ours if one.part not in now}
    return [
        {"part": words.PARTS[part], "since": dates.day(one.until)}
        for part, one in ended.items()
        if one.until is not None and AGENCY_OF[part] == looked.standing.agency
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
@looked_at
def end(request: HttpRequest, looked: Looked) -> HttpResponse:
    """End one part of one person in the case, for who answers for a team."""
    held = parts_to_end(looked)
    if not held:
        return errors.not_found(request)
    typed = request.POST if request.method == "POST" else None
    form = End(typed, [_named(one) for one in held], _people(looked, held))
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            _end(looked, said, key_of(request))
        except NoSuchCase:  # it went out of sight just now
            return errors.not_found(request)
        except (NotAllowed, Invalid):  # why is not said: a case must not exist for some
            form.add_error("to", CANNOT)
        else:
            over = "Somebody else has it now." if said["to"] != NOBODY else "It is nobody’s yet."
            return done(request, looked, f"The part has ended. {over}")
    shown = {**back_to_people(looked), "title": "End somebody’s part in the case", "lead": ENDS}
    return show(request, form, shown, button="End it")


def _end(looked: Looked, said: dict[str, Any], key: str) -> None:
    of, _, part = said["part"].partition(" ")
    by, at = looked.person, looked.at
    reason = WORDS[said["why"]]
    if said["to"] == NOBODY:
        end_part(looked.case_id, UUID(of), part, by=by, at=at, why=reason)
    else:
        code = said["why"] if said["why"] in REASONS else "other"
        move_part(
            looked.case_id,
            UUID(of),
            part,
            UUID(said["to"]),
            by=by,
            at=at,
            key=key,
            why=code,
            said=reason,
        )


def _named(one: PartHeld) -> tuple[str, str]:
    name = one.somebody.name if one.somebody else ""
    return f"{one.staff_id} {one.part}", f"{name}, as {words.PARTS[one.part]}"


def _people(looked: Looked, held: Sequence[PartHeld]) -> Choices:
    found = takers(looked, sorted({one.part for one in held}))
    return [(str(one.id), f"{one.name}, {words.as_role(one.role)}") for one in found]


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
@looked_at
def agency(request: HttpRequest, looked: Looked) -> HttpResponse:
    """Take back an agency that was brought to the case by mistake."""
    if not may_give(looked.standing, ""):
        return errors.not_found(request)
    title = "Take back an agency that was brought by mistake"
    shown = {**back_to_people(looked), "title": title, "lead": GOES}
    choices = agencies_to_take_back(looked)
    if not choices:
        named = words.and_([one.name for one in with_agencies(looked)])
        lead = (NONE_TO_TAKE_BACK[0].format(named), *NONE_TO_TAKE_BACK[1:])
        shown |= {"lead": lead, "controls": [], "error_list": []}
        return render(request, "forms/plain.html", shown)
    form = TakeBack(request.POST if request.method == "POST" else None, choices)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            take_back(
                looked.case_id, said["agency"], by=looked.person, at=looked.at, why=said["why"]
            )
        except (NoSuchCase, NotAllowed):  # somebody of theirs was given it just now
            return errors.not_found(request)
        return done(request, looked, "They do not have the case any more.")
    return show(request, form, shown, button="Take it back")
