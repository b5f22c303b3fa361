"""My work: what I owe, a row a case, the most urgent first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from answerable.actions.exporting import export_my_work
from answerable.events.words import begun
from answerable.people.reading import staff
from answerable.web import words
from answerable.web.acting import now
from answerable.web.agency.at_work import for_agencies
from answerable.web.person import SignedIn
from answerable.worklist.desk import desk
from answerable.worklist.listing import SORTS, Filters
from answerable.worklist.my_work import Work
from answerable.worklist.ranking import SEVERITIES
from answerable.worklist.stage import STAGES

NEW_FOR = timedelta(days=7)
FILTERS = {"group": SEVERITIES, "stage": tuple(STAGES), "part": tuple(words.PARTS)}


@require_safe
@for_agencies
def page(request: SignedIn) -> HttpResponse:
    """The page itself; filters and sorting stand in the address, and no name does."""
    chosen = asked(request)
    at = now(request)
    found = desk(request.person, at, at - NEW_FOR, filters(chosen), chosen["sort"], chosen["page"])
    said = shown(found.work, chosen) | {
        "title": "My work", "new": found.new, "new_count": found.new_count,
        "left_over": found.left_over,
    }  # fmt: skip
    return render(request, "work/my_work.html", said)


@require_safe
@for_agencies
def as_csv(request: SignedIn) -> HttpResponse:
    """One's own view as a table, without a name of anybody, and on record before it is given."""
    chosen = asked(request)
    text = export_my_work(request.person, now(request), filters(chosen), chosen["sort"])
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="my-work.csv"'
    return response


def asked(request: HttpRequest) -> dict[str, Any]:
    """What the address asks for; what it may not ask for is left out."""
    found: dict[str, Any] = {
        name: [one for one in request.GET.getlist(name) if one in allowed]
        for name, allowed in FILTERS.items()
    }
    sort = request.GET.get("sort", "rank")
    found["sort"] = sort if sort in SORTS else "rank"
    found["page"] = page_asked(request)
    return found


def page_asked(request: HttpRequest) -> int:
    """The number of the page that the address asks for; the first where it is none."""
    page = request.GET.get("page", "1")
    return max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 6 else 1


def filters(chosen: Mapping[str, Any]) -> Filters:
    """What was asked for, as the list takes it."""
    return Filters(groups=chosen["group"], stages=chosen["stage"], parts=chosen["part"])


def shown(work: Work, chosen: Mapping[str, Any]) -> dict[str, Any]:
    """What the template needs of a list."""
    people = staff({one for row in work.rows for held in row.held_by.values() for one in held})
    return {
        "work": work,
        "chosen": chosen,
        "words": words,
        "groups": [(words.GROUPS[name], work.groups.get(name, 0)) for name in SEVERITIES],
        "group_items": [
            {"value": name, "text": f"{words.GROUPS[name]} ({work.groups.get(name, 0)})"}
            for name in SEVERITIES
        ],
        "stage_items": options(
            {"": "Any stage"} | {name: one.words for name, one in STAGES.items()}, chosen["stage"]
        ),
        "part_items": options(
            {"": "Any part"} | {name: begun(text) for name, text in words.PARTS.items()},
            chosen["part"],
        ),
        "sort_items": options(words.SORTS, [chosen["sort"]]),
        "holders": lambda row: holders(row.whose_move, row.held_by, people),
        "address": lambda number: f"?{urlencode({**chosen, 'page': number}, doseq=True)}",
    }


def options(texts: Mapping[str, str], chosen: Sequence[str]) -> list[dict[str, Any]]:
    """The options of a list to choose one from."""
    return [
        {"value": value, "text": text, "selected": value in chosen} for value, text in texts.items()
    ]


def holders(
    moved: tuple[str, ...], held_by: Mapping[str, tuple[UUID, ...]], people: Mapping[UUID, Any]
) -> str:
    """Who has the parts whose move it is: their names, or that nobody has them yet."""
    names = [
        people[one].name for part in moved for one in held_by.get(part, ()) if one in people
    ]  # fmt: skip
    return words.and_(dict.fromkeys(names)) if names else "nobody’s yet"
