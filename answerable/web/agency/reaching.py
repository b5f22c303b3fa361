"""A number or an address of the victim, opened by a click of somebody who has just signed in.

It is asked for by POST and shown in the answer alone: it stands in no address, no title, no
message and no session.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from answerable.actions.commit import NoSuchCase
from answerable.actions.refusing import NotAllowed
from answerable.actions.vault import open_contact
from answerable.web import errors
from answerable.web.agency.case import frame
from answerable.web.agency.looking import Looked, looked_at
from answerable.web.agency.outcome import METHODS, buttons
from answerable.web.agency.rooms import PAGE_OF
from answerable.web.agency.taken_over import is_new, reason_given, reason_problem
from answerable.web.person import recently_signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@recently_signed_in
@looked_at
def reach(request: HttpRequest, looked: Looked) -> HttpResponse:
    """What may be opened and, once it was asked for, one number or address."""
    shown = frame(looked, PAGE_OF["case"], title="A number or an address") | {
        "opened": None,
        "stopped": "",
    }
    if request.method == "POST":
        asked = request.POST.get("contact", "")
        contact = next((one for one in looked.contacts if str(one.id) == asked), None)
        if contact is None:
            return errors.not_found(request)
        why = reason_given(request)
        wrong = reason_problem(why) if is_new(looked) else ""
        if wrong:
            shown |= {
                "stopped": asked,
                "why": why,
                "wrong": wrong if "reason" in request.POST else "",
            }
            return render(request, "case/reach.html", shown, status=400)
        try:
            value = open_contact(
                looked.case_id, contact.id, by=looked.person, at=looked.at, reason=why
            )
        except (NoSuchCase, NotAllowed):  # it went out of sight just now
            return errors.not_found(request)
        way = next(one for one in shown["ways"] if one.id == asked)
        shown |= {"opened": {"way": way, "value": value}}
        shown |= buttons(request, looked, METHODS.get(contact.kind, ""))
    return render(request, "case/reach.html", shown)
