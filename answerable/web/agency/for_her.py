"""Writing down what the victim says herself: on paper or in person, read back, without a phone.

It goes on record as hers, with the worker as who wrote it down. Three things are for her alone: the
confirmation of a withdrawal, her position, and a yes to handing over a device.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from answerable.people.access import may_work
from answerable.web.acting import now
from answerable.web.forms.machine import serve
from answerable.web.forms.sections import FormPage, Section
from answerable.web.opening import OpenCase, of_case

NAMED = "for-her."  # a draft of what she says is no draft of what the agency does
LEAD = (
    "Write down what she says herself, in her words, and read it back to her before you record it. "
    "It is on record as hers, written down by you."
)
# What she may say on her own pages, in the order in which she meets it there. A section says what
# it holds where a part of it is for her alone.
SAYINGS = {
    "contact.agreed": "How and when she wants to be reached",
    "contact.breached": "Contact went wrong",
    "contact.declined": "She wants no contact for now",
    "question.asked": "She asks a question",
    "discussion.agreed": "What was said in a conversation",
    "discussion.disputed": "That is not what was said",
    "wishes.stated": "What she wants",
    "evidence.perishable": "Something may be lost soon",
    "support.answered": "Whether she wants support",
    "support.sharing_agreed": "What her adviser may share",
    "support.feedback": "How support was",
    "account.rearranged": "She wants her account at another time",
    "device.mentioned": "A device that matters",
    "device.answered": "She says no to handing over a device, or asks for advice",
    "device.challenged": "She challenges a request for a device",
    "third_party.answered": "Her answer about records that others hold",
    "engagement.paused": "She wants to pause",
    "engagement.resumed": "She comes back",
    "withdrawal.stated": "She wants to stop",
    "withdrawal.disputed": "She did not say that she wants to stop",
    "review.requested": "She asks for the decision to be looked at again",
    "review.escalated": "She takes the review further",
    "review.not_wanted": "She wants no review",
    "court.feedback": "How court was",
    "complaint.made": "She complains",
}
SECTIONS = {
    "device.answered": Section(
        event="device.answered",
        without={"answer": ("agreed",)},
        hint="A yes is for her alone: on her own pages, or on the form that she signs.",
    )
}


def page_of(name: str) -> FormPage:
    """The page of one thing that she may say."""
    if name not in SAYINGS:
        raise Http404
    section = SECTIONS.get(name, Section(event=name))
    return FormPage(
        name=f"{NAMED}{name}", title=SAYINGS[name], sections=(section,), lead=LEAD, for_her=True
    )


@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """The form of one thing that she says."""
    return serve(request, reference, page_of(name), at=now(request))


@require_safe
@of_case("what she says")
def choose(request: HttpRequest, case: OpenCase) -> HttpResponse:
    """What she may say, each with its form."""
    if not may_work(case.standing):
        raise PermissionDenied
    shown = {
        "title": "Write down what she says herself", "reference": case.reference, "lead": LEAD,
        "links": [
            {
                "text": text,
                "href": reverse(
                    "for_her_form", kwargs={"reference": case.reference, "name": event}
                ),
            }
            for event, text in SAYINGS.items()
        ],
    }  # fmt: skip
    return render(request, "forms/for_her.html", shown)
