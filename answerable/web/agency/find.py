"""Find and cover: a case by its exact reference, with a reason; and a case given for one shift.

Nothing here searches. A reference that is nobody's, and one of a case that is not for whoever
asks, have the same answer.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from answerable.actions.commit import NoSuchCase
from answerable.actions.letting_in import break_glass, cover
from answerable.actions.refusing import NotAllowed, TooLong
from answerable.people.reading import Somebody, of_agency, somebody
from answerable.people.roles import BREAK_GLASS_MINUTES, BREAKS_GLASS, MANAGES_AS, PARTS_OF
from answerable.web import errors as errors_of
from answerable.web import words
from answerable.web.acting import now
from answerable.web.agency.at_work import for_agencies
from answerable.web.opening import OpenCase, open_case
from answerable.web.person import SignedIn

TITLE = "Find and cover"
SHIFTS = (4, 8, 12)  # hours that a cover may be given for
LONGEST = 500  # characters of a reason


@require_http_methods(["GET", "HEAD", "POST"])
@for_agencies
def page(request: SignedIn) -> HttpResponse:
    """The two forms; and what opening a case does."""
    if request.method != "POST":
        return _show(request, {"reference": request.GET.get("reference", "")})
    typed = _typed(request, "reference", "reason", "how")
    errors = {} if typed["reference"] else {"reference": "Enter the reference of the case"}
    if wrong := _wrong_reason(typed["reason"], "Say why you need to open it"):
        errors["reason"] = wrong
    if errors:
        return _show(request, typed, errors)
    if typed["how"] == "emergency":
        try:
            break_glass(typed["reference"], by=request.person, at=now(request), why=typed["reason"])
        except NoSuchCase:
            return errors_of.not_found(request)
    else:
        opened = open_case(request, typed["reference"], "find", reason=typed["reason"])
        if not isinstance(opened, OpenCase):
            return opened
    return HttpResponseRedirect(reverse("case", kwargs={"reference": typed["reference"]}))


@require_POST
@for_agencies
def cover_page(request: SignedIn) -> HttpResponse:
    """Give a case to somebody of one's agency until the end of a shift."""
    typed = _typed(request, "cover_reference", "to", "hours", "cover_reason")
    at, who = now(request), somebody(request.person)
    errors, to = _wrong(typed, who, at)
    if errors or to is None or who is None:
        return _show(request, typed, errors)
    try:
        cover(
            typed["cover_reference"], to.id, PARTS_OF[to.role][0], by=request.person, at=at,
            until=at + timedelta(hours=int(typed["hours"])), why=typed["cover_reason"],
        )  # fmt: skip
    except NoSuchCase:
        return errors_of.not_found(request)
    except (NotAllowed, TooLong):
        return _show(request, typed, {"to": "Choose somebody who may hold a part in this case"})
    until = timezone.localtime(at + timedelta(hours=int(typed["hours"])))
    messages.success(request, f"Cover was given until {until:%H:%M}. Those on the case see it.")
    return HttpResponseRedirect(reverse("find"))


def _wrong(
    typed: dict[str, str], who: Somebody | None, at: datetime
) -> tuple[dict[str, str], Somebody | None]:
    errors = {}
    if not typed["cover_reference"]:
        errors["cover_reference"] = "Enter the reference of the case"
    if typed["hours"] not in map(str, SHIFTS):
        errors["hours"] = "Choose until when the cover is given"
    if wrong := _wrong_reason(typed["cover_reason"], "Say why cover is needed"):
        errors["cover_reason"] = wrong
    people = {str(one.id): one for one in _colleagues(who, at)}
    if typed["to"] not in people:
        errors["to"] = "Choose who is to have the case"
    return errors, people.get(typed["to"])


def _wrong_reason(reason: str, missing: str) -> str:
    if not reason:
        return missing
    return "" if len(reason) <= LONGEST else f"Your reason must be {LONGEST} characters or fewer"


def _colleagues(who: Somebody | None, at: datetime) -> list[Somebody]:
    if who is None or who.role not in MANAGES_AS:
        return []
    found = of_agency(who.agency, at)
    return [one for one in found if one.id != who.id and PARTS_OF.get(one.role)]


def _typed(request: HttpRequest, *names: str) -> dict[str, str]:
    found = {name: request.POST.get(name, "").replace("\x00", "").strip() for name in names}
    # As it is read out on a telephone: it is the same reference in small letters.
    return {name: one.upper() if "reference" in name else one for name, one in found.items()}


def _show(
    request: SignedIn, typed: dict[str, str], errors: dict[str, str] | None = None
) -> HttpResponse:
    who = somebody(request.person)
    colleagues = _colleagues(who, now(request))
    found: dict[str, Any] = {
        "title": TITLE,
        "typed": {
            name: typed.get(name, "")
            for name in (
                "reference", "reason", "how", "cover_reference", "to", "hours", "cover_reason",
            )
        },
        "errors": errors or {},
        "error_list": [
            {"text": text, "href": f"#{name}"} for name, text in (errors or {}).items()
        ],
        "may_break_glass": who is not None and who.role in BREAKS_GLASS,
        "minutes": BREAK_GLASS_MINUTES,
        "colleagues": [
            {"value": str(one.id), "text": f"{one.name}, {words.as_role(one.role)}",
             "selected": str(one.id) == typed.get("to")}
            for one in colleagues
        ],
        "shifts": [{"value": str(one), "text": f"{one} hours"} for one in SHIFTS],
    }  # fmt: skip
    return render(request, "work/find.html", found, status=400 if errors else 200)
