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
    "Write down what the victim says, in their own words, and read it back before you record it. "
    "It is on record as theirs, written down by you."
)
# What she may say on her own pages, in the order in which she meets it there. A section says what
# it holds where a part of it is for her alone.
SAYINGS = {
    "contact.agreed": "How and when the victim wants to be reached",
    "contact.wording_chosen": "What texts and emails say to the victim",
    "contact.breached": "Contact went wrong",
    "contact.declined": "The victim wants no contact for now",
    "question.asked": "The victim asks a question",
    "discussion.agreed": "What was said in a conversation",
    "discussion.disputed": "That is not what was said",
    "wishes.stated": "What the victim wants",
    "evidence.perishable": "Something may be lost soon",
    "support.answered": "Whether the victim wants support",
    "support.sharing_agreed": "What the adviser may share",
    "support.feedback": "How support was",
    "account.rearranged": "The victim wants the account at another time",
    "device.mentioned": "A device that matters",
    "device.answered": "The victim says no to handing over a device, or asks for advice",
    "device.challenged": "The victim challenges a request for a device",
    "third_party.answered": "The answer about records that others hold",
    "engagement.paused": "The victim wants to pause",
    "engagement.resumed": "The victim comes back",
    "withdrawal.stated": "The victim wants to stop",
    "withdrawal.disputed": "The victim did not say that they want to stop",
    "review.requested": "The victim asks for the decision to be looked at again",
    "review.escalated": "The victim takes the review further",
    "review.not_wanted": "The victim wants no review",
    "court.feedback": "How court was",
    "complaint.made": "The victim complains",
}
SECTIONS = {
    "device.answered": Section(
        event="device.answered",
        without={"answer": ("agreed",)},
        hint="A yes is for the victim alone: on their own pages, or on the form that they sign.",
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
        "title": "Write down what the victim says", "reference": case.reference, "lead": LEAD,
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
