"""The first page: one's work, where one is signed in; in the demonstration, what to try."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from answerable.people.demonstration import FIRST_VISIT, email_of, staff
from answerable.people.roles import OVERSEES
from answerable.web.person import role_of, signed_in

# What each may try, by first name: the others of the list see what their title says.
TRY = {
    "Omar": "Has cases of his own. Open one, and see what stands in the way of closing it.",
    "Sunita": "Sees the team's work, and what is nobody's yet.",
    "Desmond": "Lets somebody cover a case until a shift ends.",
    "Priya": "Has the same cases as Omar, from the other side of the joint plan.",
    "Maud": "Answers for the prosecutors, and names one for a case that has none.",
    "Isla": "Sees her clients' cases, and keeps notes that no other agency sees.",
    "Rhona": "Answers for the advisers.",
    "Wendy": "Prepares people for court.",
    "Leila": "Answers for witness care.",
    "Edith": "Sees counts, and figures that were published, and no case.",
    "Rufus": "Reviews who opened what was not theirs. Has no case.",
    "Hester": "Sees figures that were published, and no case or name.",
    "Ambrose": "Sees the same; one page has the figures of the inspection, in its order.",
    "Nick": "Works for another force. Omar's cases do not exist for him.",
}
ROLES = {
    "investigator": "Investigator",
    "supervisor": "Supervisor",
    "duty_supervisor": "Duty supervisor",
    "prosecutor": "Prosecutor",
    "prosecution_manager": "Prosecution manager",
    "adviser": "Adviser",
    "adviser_manager": "Adviser manager",
    "witness_care": "Witness care officer",
    "witness_care_manager": "Witness care manager",
    "performance": "Performance",
    "professional_standards": "Professional standards",
    "commissioner_analyst": "Commissioner’s analyst",
    "inspector": "Inspector",
}


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Where somebody begins."""
    if signed_in(request):
        return HttpResponseRedirect(_first_page(role_of(request)))
    if settings.DEMONSTRATION:
        shown = {"title": "Try Answerable", "people": _people()}
        return render(request, "pages/try.html", shown)
    return HttpResponseRedirect(reverse("sign_in"))


def _first_page(role: str) -> str:
    if role in OVERSEES:
        return reverse("figures")
    # Who have no case, and so no work that is owed in one.
    if role == "professional_standards":
        return reverse("emergencies")
    if role == "performance":
        return reverse("counts")
    try:
        return reverse("my_work")
    except NoReverseMatch:
        return reverse("what_is_recorded")  # the page of one's work is not built yet


def _people() -> list[dict[str, str]]:
    roles = {one.email: ROLES[one.role] for one in staff()}
    return [
        {"role": roles[email_of(first)], "email": email_of(first), "try": TRY[first]}
        for first in FIRST_VISIT
    ]
