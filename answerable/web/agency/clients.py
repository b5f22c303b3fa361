"""Clients: the people whom an adviser, or her manager's team, stands beside."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from answerable.actions.client_list import open_clients
from answerable.clocks.days import local_day
from answerable.events.words import begun
from answerable.people.reading import staff
from answerable.web import errors, words
from answerable.web.acting import now
from answerable.web.agency.my_work import options, page_asked
from answerable.web.agency.who import calls
from answerable.web.person import SignedIn, for_staff
from answerable.worklist.clients import DUE, SORTS, Client
from answerable.worklist.clients_ahead import STATES

STATE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "started": "Being supported",
        "waitlisted": "On the waiting list",
        "referred": "Referred, not started",
        "ended": "Support has ended",
        "accepted": "Said yes, not referred yet",
        "later": "Asked to be asked later",
        "declined": "Said no",
        "offered": "Offered, no answer recorded",
        "none": "No referral recorded",
    }
)
DUE_WORDS = {
    "overdue": "Contact overdue", "planned": "Contact to come", "not_agreed": "No contact agreed",
}  # fmt: skip
SORT_WORDS = {
    "due": "Next contact first", "reached": "Longest not reached first", "state": "By referral",
}  # fmt: skip


@require_safe
@for_staff
def page(request: SignedIn) -> HttpResponse:
    """The list, for a support service's own people; for all others there is no such page."""
    chosen, at = _asked(request), now(request)
    found = open_clients(
        request.person, at, states=chosen["state"], due=chosen["due"], sort=chosen["sort"],
        page=chosen["page"],
    )  # fmt: skip
    if found is None:
        return errors.not_found(request)
    people = staff({one for row in found.rows for one in row.advisers})
    shown = {
        "title": "Clients",
        "clients": found,
        "rows": [_row(one, people, local_day(at)) for one in found.rows],
        "chosen": chosen,
        "narrowed": bool(chosen["state"] or chosen["due"]),
        "state_items": options({"": "Any", **STATE_WORDS}, chosen["state"]),
        "due_items": options({"": "Any", **DUE_WORDS}, chosen["due"]),
        "sort_items": options(SORT_WORDS, [chosen["sort"]]),
        "address": lambda number: f"?{urlencode({**chosen, 'page': number}, doseq=True)}",
    }
    return render(request, "work/clients.html", shown)


def _asked(request: HttpRequest) -> dict[str, Any]:
    sort = request.GET.get("sort", "due")
    return {
        "state": [one for one in request.GET.getlist("state") if one in STATES],
        "due": [one for one in request.GET.getlist("due") if one in DUE],
        "sort": sort if sort in SORTS else "due",
        "page": page_asked(request),
    }


def _row(one: Client, people: Mapping[Any, Any], today: date) -> dict[str, Any]:
    names = [people[who].name for who in one.advisers if who in people]
    return {
        "client": one,
        "calls": calls(one.own_word),
        "state": STATE_WORDS[one.state],
        "due": [
            (whose, _due(on, today), on)
            for whose, on in (
                ("Your service", one.contact_due_on),
                (begun(words.parts(one.parts)), one.agencies_due_on),
            )
            if on is not None
        ],
        "reached": _ago(one.reached_at, today),
        "advisers": words.and_(names) if names else "nobody’s yet",
    }


def _due(on: date, today: date) -> str:
    if on == today:
        return "due today"
    days = (on - today).days
    return f"overdue by {_days(-days)}" if days < 0 else f"in {_days(days)}"


def _ago(at: datetime | None, today: date) -> str:
    if at is None:
        return "Not recorded"
    days = (today - local_day(at)).days
    return f"{_days(days)} ago" if days > 0 else "Today"


def _days(count: int) -> str:
    return f"{count} {'day' if count == 1 else 'days'}"
