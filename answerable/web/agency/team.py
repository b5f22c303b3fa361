"""Team: what is nobody's yet, what is overdue by most, reasons given at gates, and who has how
much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from answerable.actions.exporting import export_team_work
from answerable.events.catalogue import EVENT_TYPES
from answerable.people.reading import staff
from answerable.people.roles import AGENCY_OF, MANAGES_AS
from answerable.web import errors, words
from answerable.web.acting import now
from answerable.web.agency.emergencies import waits
from answerable.web.agency.my_work import (
    NARROWS,
    NEW_FOR,
    asked,
    checkboxes,
    choices,
    filters,
    named,
    of_court,
    page_asked,
    shown,
    told,
)
from answerable.web.asks import asks
from answerable.web.person import SignedIn, for_staff, role_of
from answerable.worklist.listing import PAGE, Filters
from answerable.worklist.team import OWED, Given, team_work


@require_safe
@for_staff
def page(request: SignedIn) -> HttpResponse:
    """The page for whoever answers for a team; for others there is none."""
    chosen, at = _asked(request), now(request)
    team = team_work(
        request.person, at, at - NEW_FOR, _filters(chosen), chosen["sort"], chosen["page"],
        chosen["nobodys"],
    )  # fmt: skip
    if team is None:
        return errors.not_found(request)
    rows = [*team.nobodys_yet.rows, *team.most_overdue.rows]
    people = staff(named(rows, team.arrivals))
    found = {
        "title": "Team",
        "words": words,
        "team": team,
        "emergencies": waits(team.emergencies, at),
        "me": request.person,
        "nobodys": shown(team.nobodys_yet, people, team.from_victim),
        "overdue": shown(team.most_overdue, people, team.from_victim),
        "groups": [(words.GROUPS[one], team.most_overdue.groups.get(one, 0)) for one in OWED],
        "reasons": None if team.reasons is None else [_reason(one) for one in team.reasons],
        "court": of_court(request, rows, at),
        "most": PAGE,
        "arrivals": told(team.arrivals, people, request.person),
        "chosen": chosen,
        "narrowed": any(chosen[name] for name in NARROWS),
        "unit_items": checkboxes(team.units),
        **choices(team.most_overdue, chosen, OWED, _parts(request)),
        "owed_at": lambda number: f"?{urlencode({**chosen, 'page': number}, doseq=True)}",
        "nobodys_at": lambda number: f"?{urlencode({**chosen, 'nobodys': number}, doseq=True)}",
    }
    return render(request, "work/team.html", found)


@require_safe
@for_staff
def as_csv(request: SignedIn) -> HttpResponse:
    """The list as it was narrowed, as a table without a name of anybody, and on record first."""
    chosen = _asked(request)
    text = export_team_work(request.person, now(request), _filters(chosen), chosen["sort"])
    if text is None:
        return errors.not_found(request)
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="team.csv"'
    return response


def _asked(request: SignedIn) -> dict[str, Any]:
    """What the address asks for; a unit that has none of the team's cases leaves nothing."""
    return asked(request) | {"nobodys": page_asked(request, "nobodys")}


def _filters(chosen: Mapping[str, Any]) -> Filters:
    groups = [one for one in chosen["group"] if one in OWED]
    return replace(filters(chosen), groups=groups)


def _parts(request: SignedIn) -> tuple[str, ...]:
    """The parts for which whoever answers for a team does so."""
    kind = AGENCY_OF.get(MANAGES_AS.get(role_of(request), ""))
    return tuple(part for part, of_kind in AGENCY_OF.items() if of_kind == kind)


def _reason(given: Given) -> dict[str, Any]:
    return {
        "reference": given.reference,
        "what": EVENT_TYPES[given.event].to_agencies,
        "asks": f"{asks(given.requirement)}.",
        "at": given.occurred_at,
        "words": given.words,
    }
