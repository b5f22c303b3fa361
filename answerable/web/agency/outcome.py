"""What came of a call or a visit, in one tap: reached alone, no answer, or somebody else.

Only being reached is contact, and a tap of its own says that the way is still safe. What was said
is put down on a page of its own, or not at all: the tap stands by itself, and a call that runs
long loses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.actions import commit
from answerable.actions.introducing import SPEAKS, with_reason
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Event
from answerable.people.access import may_work
from answerable.web import errors
from answerable.web.agency.case import frame
from answerable.web.agency.journeys.contact import SAID
from answerable.web.agency.looking import Looked, looked_at
from answerable.web.agency.rooms import PAGE_OF
from answerable.web.agency.taken_over import is_new, reason_given, reason_problem
from answerable.web.forms.filled import BREACH
from answerable.web.forms.machine import key_of
from answerable.web.person import for_staff

# By which way she is spoken to where a number or an address was opened; writing has no outcome.
METHODS: Mapping[str, str] = {"telephone": "phone", "address": "in_person"}


class Outcome(NamedTuple):
    """One of them: what its button says, what it leads to, and the event that says it."""

    name: str
    button: str
    leads_to: str
    event: str
    data: Mapping[str, Any]
    done: str


ALONE: Mapping[str, Any] = MappingProxyType({"by": "agency", "alone": "yes", "news": False})
OUTCOMES = (
    Outcome(
        "still_safe", "Reached, alone, and the way is still safe",
        "The victim was asked, and said so. You can then put down what else was said.",
        "contact.made", {**ALONE, "still_safe": "yes"},
        "Recorded: the victim was reached, was alone, and said that the agreed way is still safe.",
    ),
    Outcome(
        "reached", "Reached, and alone", "This is contact. You can then put down what was said.",
        "contact.made", ALONE,
        "Recorded: the victim was reached, and was alone.",
    ),
    Outcome(
        "no_answer", "No answer", "This is a try, and no contact. Leave a message only if agreed.",
        "contact.attempted", {"through": "direct"},
        "Recorded: there was no answer. It does not count as contact.",
    ),
    Outcome(
        "somebody_else", "Somebody else answered",
        "All contact stops, the victim’s own pages are shut, and everybody on the case is told. "
        "Say nothing of the case.",
        BREACH, {"how": "wrong_person"},
        "Recorded: somebody else answered. All contact has stopped. Look at the risk to the victim "
        "now: it is owed within the hour.",
    ),
)  # fmt: skip


def outcomes_for(looked: Looked) -> list[Outcome]:
    """Those that this person may record; none for who may only look."""
    if not may_work(looked.standing):
        return []
    return [one for one in OUTCOMES if looked.standing.agency in EVENT_TYPES[one.event].by]


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
@looked_at
def outcome(request: HttpRequest, looked: Looked, method: str) -> HttpResponse:
    """The buttons again, for who had to sign in first; and the record of the one tapped."""
    offered = outcomes_for(looked)
    if not offered or method not in METHODS.values():
        return errors.not_found(request)
    tapped = next((one for one in offered if one.name == request.POST.get("outcome")), None)
    if tapped is None:
        shown = frame(looked, PAGE_OF["case"], title="What came of it?")
        status = 400 if request.method == "POST" else 200
        return render(
            request, "case/outcome.html", shown | buttons(request, looked, method), status=status
        )  # fmt: skip
    why, wrong = reason_given(request), ""
    if tapped.event in SPEAKS and is_new(looked):
        wrong = reason_problem(why)
    if wrong:
        shown = frame(looked, PAGE_OF["case"], title="What came of it?")
        shown |= buttons(request, looked, method) | {"wrong": wrong}
        return render(request, "case/outcome.html", shown, status=400)
    try:
        _record(request, looked, tapped, method, why)
    except (commit.NoSuchCase, commit.NotAllowed):  # it went out of sight just now
        return errors.not_found(request)
    messages.success(request, tapped.done)
    where = {"reference": looked.reference}
    if tapped.event == "contact.made":
        return HttpResponseRedirect(reverse("record_form", kwargs={**where, "name": SAID.name}))
    return HttpResponseRedirect(reverse("case", kwargs=where))


def buttons(request: HttpRequest, looked: Looked, method: str) -> dict[str, Any]:
    """What the buttons are made from; nothing where there is nothing to tap."""
    offered = outcomes_for(looked) if method else []
    return {
        "outcomes": offered, "method": method, "key": key_of(request), "is_new": is_new(looked),
        "why": reason_given(request), "wrong": "",
    }  # fmt: skip


def _record(
    request: HttpRequest, looked: Looked, tapped: Outcome, method: str, why: str
) -> None:  # fmt: skip
    has_method = "method" in {field.name for field in EVENT_TYPES[tapped.event].fields}
    said = {"method": method, **tapped.data} if has_method else dict(tapped.data)
    event = Event(tapped.event, looked.at, looked.standing.agency, "", said)
    commit.record(
        looked.case_id, [with_reason(event, why)], by=looked.person, key=key_of(request),
        expected_seq=None, at=looked.at,
    )  # fmt: skip
