"""Record and handover: the whole record, who has and had the case, and who opened it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from answerable.actions.taking_out import OPERATOR
from answerable.people.access import may_erase
from answerable.people.reading import staff
from answerable.record.reading import readings, readings_in_all
from answerable.web.agency import was_opened
from answerable.web.agency.case import frame
from answerable.web.agency.likely import to_record
from answerable.web.agency.looking import Looked, case_page
from answerable.web.agency.my_work import page_asked
from answerable.web.agency.rooms import PAGE_OF
from answerable.web.agency.who_had_it import who_had_it

PAGE = 20  # on a phone, more of them are not looked through
ALL = "all"


@case_page
def history(request: HttpRequest, looked: Looked) -> HttpResponse:
    """The whole record, the latest first; corrections beside what they correct; who opened it."""
    found = frame(looked, PAGE_OF["history"]) | _entries(request, looked) | _opened(request, looked)
    found |= {
        "address": lambda **to: _address(request, **to),
        "to_record": to_record(looked, PAGE_OF["history"]),
        "who_had_it": who_had_it(looked),
        "may_erase": may_erase(looked.standing, looked.standing.agency),
    }
    return render(request, "case/history.html", found)


def _entries(request: HttpRequest, looked: Looked) -> dict[str, Any]:
    """A page of the record, or all of it for who asks for that."""
    number, in_all = page_asked(request, "entries"), len(looked.recorded)
    if request.GET.get("entries") == ALL:
        return {"lines": looked.lines(), "entries_in_all": in_all, "pages_of_entries": 1}
    return {
        "lines": looked.lines(most=PAGE, after=(number - 1) * PAGE), "entries_in_all": in_all,
        "page_of_entries": number, "pages_of_entries": max(1, -(-in_all // PAGE)),
    }  # fmt: skip


def _opened(request: HttpRequest, looked: Looked) -> dict[str, Any]:
    """A page of who opened the record."""
    number = page_asked(request, "opened")
    with transaction.atomic(savepoint=False):
        opened = readings(looked.case_id, most=PAGE, after=(number - 1) * PAGE)
        total = readings_in_all(looked.case_id)
        known = staff({one["staff_id"] for one in opened})
    return {
        "opened": [
            {
                **one,
                "name": _name(one["staff_id"], known),
                "what": was_opened.what(one["part"]),
                "reason": was_opened.why(one["part"], one["reason"]),
            }
            for one in opened
        ],
        "page_of_opened": number,
        "pages_of_opened": max(1, -(-total // PAGE)),
        "opened_in_all": total,
    }


def _address(request: HttpRequest, **to: int | str) -> str:
    """This page with one of its lists elsewhere, and the other where it is."""
    number, place = page_asked(request, "entries"), page_asked(request, "opened")
    entries = ALL if request.GET.get("entries") == ALL else number
    asked = {"entries": entries, "opened": place} | to
    return "?" + urlencode({name: value for name, value in asked.items() if value != 1})


def _name(one: UUID, known: dict[UUID, Any]) -> str:
    if one == OPERATOR:
        return "an operator, at the machine itself"
    return f"{known[one].name}, {known[one].agency_name}" if one in known else "a member of staff"
