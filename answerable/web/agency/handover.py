"""Handover: everything that somebody has, moved to others on one page; access may end with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.actions.commit import Invalid, NoSuchCase
from answerable.actions.leaving import hand_over
from answerable.actions.refusing import NotAllowed
from answerable.people.holding import cases_of
from answerable.people.reading import Somebody, of_agency, parts_of, somebody
from answerable.people.roles import MANAGES_AS, PARTS_OF
from answerable.record.reading import references
from answerable.web import errors, words
from answerable.web.acting import now
from answerable.web.forms import drafts
from answerable.web.forms.machine import key_of
from answerable.web.person import SignedIn, for_staff

# Why somebody goes who stays with the agency; who leaves it needs no other reason.
REASONS = {
    "leave": "On leave, or ill",
    "workload": "Too much to do",
    "moved_to_priority": "Moved to something more urgent",
    "victim_asked": "The victim asked for somebody else",
    "other": "Another reason",
}
LEAVES = "left"
CANNOT = "Nothing was handed over: somebody whom you chose cannot have that case. Choose others"


class Held(NamedTuple):
    """A case to be handed over: in which parts somebody has it, and who may take it."""

    case_id: UUID
    reference: str
    parts: tuple[str, ...]
    takers: Sequence[Somebody]

    @property
    def field(self) -> str:
        """The name of its field on the page."""
        return f"to-{self.reference}"


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
def page(request: SignedIn, staff_id: UUID) -> HttpResponse:
    """What this person has, and to whom each case goes; for who answers for a team alone."""
    at, me, of = now(request), somebody(request.person), somebody(staff_id)
    if me is None or of is None or not _answers_for(me, of):
        return errors.not_found(request)
    if of.until is not None and of.until <= at:
        messages.info(request, "They have left already, and can open nothing.")
        return HttpResponseRedirect(reverse("team"))
    held = _held(of, me, at)
    if request.method != "POST":
        return _show(request, of, held)
    wrong = _wrong(request, held)
    return _show(request, of, held, wrong) if wrong else _hand_over(request, of, held)


def _answers_for(me: Somebody, of: Somebody) -> bool:
    return me.role in MANAGES_AS and me.agency == of.agency and me.id != of.id


def _held(of: Somebody, me: Somebody, at: datetime) -> list[Held]:
    case_ids = cases_of(of.id, at)
    names = references(case_ids)
    others = [one for one in of_agency(of.agency, at) if one.id not in (of.id, me.id)]
    found = []
    for case_id, parts in parts_of(case_ids).items():
        theirs = tuple(
            one.part for one in parts
            if one.staff_id == of.id and one.how == "given" and one.now(at)
        )  # fmt: skip
        if theirs:
            takers = [one for one in others if set(theirs) <= set(PARTS_OF[one.role])]
            found.append(Held(case_id, names[case_id], theirs, takers))
    return sorted(found, key=lambda one: one.reference)


def _wrong(request: HttpRequest, held: Sequence[Held]) -> dict[str, str]:
    found = {}
    for one in held:
        to = request.POST.get(one.field, "")
        if to and to not in {str(taker.id) for taker in one.takers}:
            found[one.field] = f"Choose who takes over case {one.reference}"
    if request.POST.get("why") not in {*REASONS, LEAVES}:
        found["why"] = "Say why others take over"
    elif request.POST["why"] != LEAVES and not any(request.POST.get(one.field) for one in held):
        found["why"] = "Choose who takes over at least one case, or that they leave the agency"
    return found


def _hand_over(request: SignedIn, of: Somebody, held: Sequence[Held]) -> HttpResponse:
    chosen = [(one.case_id, request.POST.get(one.field)) for one in held]
    to = {case_id: UUID(taker) for case_id, taker in chosen if taker}
    why = request.POST["why"]
    try:
        done = hand_over(
            of.id, to, by=request.person, at=now(request), key=key_of(request),
            leaves=why == LEAVES, why="other" if why == LEAVES else why,
        )  # fmt: skip
    except (NoSuchCase, NotAllowed, Invalid):
        # Of whom is not said: it may be that a case must not exist for them.
        return _show(request, of, held, {"why": CANNOT})
    drafts.hand_over(of.id, to)
    messages.success(request, _done(len(to), len(done.left_over), leaves=why == LEAVES))
    return HttpResponseRedirect(reverse("team"))


def _done(cases: int, left_over: int, *, leaves: bool) -> str:
    said = [f"{cases} {'case was' if cases == 1 else 'cases were'} handed over."]
    if leaves:
        said.append("Their access has ended.")
    if left_over:
        said.append(f"{left_over} still to be given to somebody.")
    return " ".join(said)


def _show(
    request: SignedIn, of: Somebody, held: Sequence[Held], wrong: Mapping[str, str] | None = None
) -> HttpResponse:
    wrong = wrong or {}
    shown: dict[str, Any] = {
        "title": "Handover",
        "of": of,
        "cases": [_case(one, request.POST.get(one.field, ""), wrong) for one in held],
        "reasons": [
            {"value": LEAVES, "text": "They leave the agency",
             "hint": {"text": "Their access ends at once, whether all cases are given or not."}},
            {"divider": "or"},
            *({"value": value, "text": text} for value, text in REASONS.items()),
        ],
        "why": request.POST.get("why", ""),
        "key": key_of(request),
        "wrong": wrong,
        "error_list": [{"text": text, "href": f"#{name}"} for name, text in wrong.items()],
    }  # fmt: skip
    return render(request, "work/handover.html", shown, status=400 if wrong else 200)


def _case(one: Held, chosen: str, wrong: Mapping[str, str]) -> dict[str, Any]:
    nobody = {"value": "", "text": "Nobody yet"}
    takers = [
        {"value": str(taker.id), "text": f"{taker.name}, {words.as_role(taker.role)}",
         "selected": str(taker.id) == chosen}
        for taker in one.takers
    ]  # fmt: skip
    return {
        "field": one.field,
        "label": f"Case {one.reference}",
        "hint": f"As {words.parts(one.parts)}",
        "items": [nobody, *takers],
        "wrong": wrong.get(one.field),
    }
