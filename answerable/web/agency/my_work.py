"""My work: what I owe, a row a case, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from answerable.actions.exporting import export_my_work
from answerable.events.words import begun
from answerable.people.reading import Somebody, staff
from answerable.people.roles import MANAGES_AS
from answerable.web import words
from answerable.web.acting import now
from answerable.web.agency import court_lines
from answerable.web.agency.at_work import for_agencies
from answerable.web.agency.court_lines import Lines
from answerable.web.agency.emergencies import waits
from answerable.web.agency.new_case import begins_cases
from answerable.web.person import SignedIn, role_of
from answerable.worklist.arrivals import Arrival
from answerable.worklist.case_view import people_of
from answerable.worklist.desk import desk
from answerable.worklist.from_victim import Said
from answerable.worklist.listing import SORTS, Filters
from answerable.worklist.my_work import Row, Work
from answerable.worklist.ranking import SEVERITIES, Severity
from answerable.worklist.stage import STAGES

NARROWS = ("unit", "group", "stage", "part")
LONGEST_UNIT = 64  # a code of an agency, or the id of a team
MOST_UNITS = 100
NEW_FOR = timedelta(days=7)
FILTERS = {"group": SEVERITIES, "stage": tuple(STAGES), "part": tuple(words.PARTS)}


@require_safe
@for_agencies
def page(request: SignedIn) -> HttpResponse:
    """The page itself; filters and sorting stand in the address, and no name does."""
    chosen = asked(request)
    at = now(request)
    found = desk(
        request.person, at, at - NEW_FOR, filters(chosen), chosen["sort"], chosen["page"],
        reviews=role_of(request) in MANAGES_AS,
    )  # fmt: skip
    people = staff(named(found.work.rows, found.arrivals))
    said = shown(found.work, people, found.from_victim) | choices(
        found.work, chosen, SEVERITIES, tuple(words.PARTS)
    )
    said |= {
        "unit_items": checkboxes(found.units), "narrowed": any(chosen[name] for name in NARROWS),
        "title": "My work", "new": found.new, "new_count": found.new_count,
        "left_over": found.left_over, "emergencies": waits(found.emergencies, at),
        "stopped": found.stopped, "to_tell": found.to_tell,
        "me": request.person, "chosen": chosen,
        "manages": role_of(request) in MANAGES_AS,
        "begins_cases": begins_cases(role_of(request)),
        "arrivals": told(found.arrivals, people, request.person),
        "groups": [(words.GROUPS[name], found.work.groups.get(name, 0)) for name in SEVERITIES],
        "court": of_court(request, found.work.rows, at),
        "address": lambda number: f"?{urlencode({**chosen, 'page': number}, doseq=True)}",
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
    found["unit"] = [
        one for one in request.GET.getlist("unit")[:MOST_UNITS] if one and len(one) <= LONGEST_UNIT
    ]
    found["page"] = page_asked(request)
    return found


def page_asked(request: HttpRequest, name: str = "page") -> int:
    """The number of the page that the address asks for; the first where it is none."""
    page = request.GET.get(name, "1")
    return max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 6 else 1


def filters(chosen: Mapping[str, Any]) -> Filters:
    """What was asked for, as the list takes it."""
    return Filters(
        groups=chosen["group"], stages=chosen["stage"], parts=chosen["part"], units=chosen["unit"]
    )


def of_court(request: SignedIn, rows: Iterable[Row], at: datetime) -> dict[UUID, Lines] | None:
    """What is next at court in each case of a list, for witness care; for others no such column."""
    if not court_lines.for_whom(role_of(request)):
        return None
    return court_lines.of_cases(request.person, {row.case_id for row in rows}, at)


def named(rows: Iterable[Row], arrivals: Iterable[Arrival]) -> set[UUID]:
    """Everybody whom a list names."""
    held = {one for row in rows for staff_ids in row.held_by.values() for one in staff_ids}
    return held.union(*({one.came.staff_id, one.came.given_by} for one in arrivals))


def shown(
    work: Work, people: Mapping[UUID, Somebody], from_victim: Mapping[UUID, Sequence[Said]]
) -> dict[str, Any]:
    """What the rows of a list need."""
    return {
        "work": work,
        "from_victim": from_victim,
        "words": words,
        "holders": lambda row: holders(row.whose_move, row.held_by, people),
    }


def choices(
    work: Work, chosen: Mapping[str, Any], groups: Sequence[Severity], parts: Sequence[str]
) -> dict[str, Any]:
    """What a list can be narrowed to and sorted by, with what was chosen."""
    stages = {"": "Any stage"} | {name: one.words for name, one in STAGES.items()}
    of_parts = {"": "Any part"} | {name: begun(words.PARTS[name]) for name in parts}
    return {
        "group_items": [
            {"value": name, "text": f"{words.GROUPS[name]} ({work.groups.get(name, 0)})"}
            for name in groups
        ],
        "stage_items": options(stages, chosen["stage"]),
        "part_items": options(of_parts, chosen["part"]),
        "sort_items": options(words.SORTS, [chosen["sort"]]),
    }


def checkboxes(units: Mapping[str, str]) -> list[dict[str, str]]:
    """The agencies and teams that cases are with, to choose several from; one is no choice."""
    found = [{"value": value, "text": text} for value, text in units.items()]
    return found if len(found) > 1 else []


def told(
    arrivals: Iterable[Arrival], people: Mapping[UUID, Somebody], me: UUID
) -> list[dict[str, Any]]:
    """Who came to cases lately, in words."""

    def name(one: UUID) -> str:
        return "you" if one == me else people[one].name if one in people else "somebody"

    return [
        {
            "reference": one.reference,
            "said": words.came(
                one.came.how, name(one.came.staff_id), name(one.came.given_by),
                words.PARTS[one.came.part], over=one.over,
            ),
            "why": one.came.why, "since": one.came.since, "until": one.came.until,
            "emergency": one.came.how == "break_glass",
        }
        for one in arrivals
    ]  # fmt: skip


def options(texts: Mapping[str, str], chosen: Sequence[str]) -> list[dict[str, Any]]:
    """The options of a list to choose one from."""
    return [
        {"value": value, "text": text, "selected": value in chosen} for value, text in texts.items()
    ]


def holders(
    moved: tuple[str, ...], held_by: Mapping[str, tuple[UUID, ...]], people: Mapping[UUID, Any]
) -> str:
    """Who has the parts whose move it is, or stands in for them, as the page of the case says it:
    their names, or that nobody has them yet."""
    names = [people[one].name for one in people_of(moved, held_by) if one in people]
    return words.and_(dict.fromkeys(names)) if names else "nobody’s yet"
