"""Team: what is nobody's yet, what is overdue by most, reasons given at gates, and who has how
much."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from answerable.events.catalogue import EVENT_TYPES
from answerable.people.reading import staff
from answerable.rules.gate_catalogue import REQUIREMENTS
from answerable.web import errors, words
from answerable.web.acting import now
from answerable.web.agency.my_work import asked, holders
from answerable.web.person import SignedIn, for_staff
from answerable.worklist.my_work import Work
from answerable.worklist.team import Given, team_work

ASKS = {one.id: one.asks for one in REQUIREMENTS}


@require_safe
@for_staff
def page(request: SignedIn) -> HttpResponse:
    """The page for whoever answers for a team; for others there is none."""
    chosen = asked(request)
    team = team_work(request.person, now(request), page=chosen["page"])
    if team is None:
        return errors.not_found(request)
    found = {
        "title": "Team",
        "words": words,
        "team": team,
        "me": request.person,
        "nobodys": _shown(team.nobodys_yet),
        "overdue": _shown(team.most_overdue),
        "reasons": [_reason(one) for one in team.reasons],
        "address": lambda number: f"?{urlencode({'page': number})}",
    }
    return render(request, "work/team.html", found)


def _shown(work: Work) -> dict[str, Any]:
    people = staff({one for row in work.rows for held in row.held_by.values() for one in held})
    return {
        "work": work,
        "holders": lambda row: holders(row.whose_move, row.held_by, people),
    }


def _reason(given: Given) -> dict[str, Any]:
    return {
        "reference": given.reference,
        "what": EVENT_TYPES[given.event].to_agencies,
        "asks": ASKS.get(given.requirement, given.requirement),
        "at": given.occurred_at,
        "words": given.words,
    }
