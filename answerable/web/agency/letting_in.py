"""Codes for the victim's own pages: given while a worker speaks with them, and shown once.

They stand in the answer alone: in no address, no title, no message and no session.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from answerable.actions.commit import NoSuchCase
from answerable.actions.letting_her_in import issue_codes
from answerable.actions.refusing import NotAllowed
from answerable.people.access import may_let_in
from answerable.web import errors
from answerable.web.agency.case import frame
from answerable.web.agency.looking import Looked, looked_at
from answerable.web.agency.rooms import PAGE_OF
from answerable.web.person import recently_signed_in

HOW = {"voice": "By a voice that I know, on a safe telephone", "bsl_video": "By BSL video",
       "in_person": "In person"}  # fmt: skip
INTERPRETERS = {
    "none": "None was needed",
    "registered": "A registered one, not from the family or the community; sex and dialect were "
    "asked",
}
ALONE = "Say that the victim is alone and that it is safe: otherwise give no codes"


@require_http_methods(["GET", "HEAD", "POST"])
@recently_signed_in
@looked_at
def codes(request: HttpRequest, looked: Looked) -> HttpResponse:
    """Ask how the worker is speaking with the victim; then show the codes, once."""
    if not may_let_in(looked.standing):
        return errors.forbidden(request)
    shown = frame(looked, PAGE_OF["contact"], title="Codes for the victim’s own pages")
    given = {name: request.POST.get(name, "") for name in ("how", "interpreter", "alone")}
    wrong = _wrong(given) if request.method == "POST" else {}
    shown |= {
        "issued": None, "wrong": wrong,
        "error_list": [{"text": text, "href": f"#{name}"} for name, text in wrong.items()],
        "hows": _items(HOW, given["how"]),
        "interpreting": _items(INTERPRETERS, given["interpreter"]),
    }  # fmt: skip
    if wrong or request.method != "POST":
        return render(request, "case/codes.html", shown, status=400 if wrong else 200)
    try:
        issued = issue_codes(
            looked.case_id, by=looked.person, at=looked.at, how=given["how"],
            interpreter=given["interpreter"],
        )  # fmt: skip
    except (NoSuchCase, NotAllowed):  # it went out of sight just now
        return errors.not_found(request)
    return render(request, "case/codes.html", shown | {"issued": issued})


def _items(words: dict[str, str], chosen: str) -> list[dict[str, Any]]:
    return [
        {"value": value, "text": text, "checked": value == chosen} for value, text in words.items()
    ]


def _wrong(given: dict[str, Any]) -> dict[str, str]:
    wrong = {}
    if given["how"] not in HOW:
        wrong["how"] = "Select how you are speaking with the victim"
    if given["interpreter"] not in INTERPRETERS:
        wrong["interpreter"] = "Select who interprets"
    if given["alone"] != "yes":
        wrong["alone"] = ALONE
    return wrong
