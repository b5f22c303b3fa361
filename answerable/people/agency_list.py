"""Agencies that the package's own list has not: support services, witness care units, offices."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from answerable.events.times import shown
from answerable.people import models
from answerable.people.agencies import Agency
from answerable.people.lists import Columns, Problem, rows
from answerable.people.roles import AGENCY_KINDS

COLUMNS = Columns(("code", "kind", "name"), ("area",), {"code": 32, "name": 120})
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read(text: str, kind_of: Mapping[str, str]) -> tuple[list[Agency], list[Problem]]:
    """The agencies of a list, and what is wrong with other lines. `kind_of` has those that there
    are already. ValueError where a column is missing."""
    found: dict[str, Agency] = {}
    problems: list[Problem] = []
    for number, row in rows(text, COLUMNS):
        if isinstance(row, Problem):
            problems.append(row)
        elif wrong := _wrong(row, found, kind_of):
            problems.append(Problem(number, *wrong))
        else:
            found[row["code"]] = Agency(**row, made_up=False)
    return list(found.values()), problems


def put_in(new: Collection[Agency]) -> None:
    """Put in agencies that are not there yet, as the owner of the database."""
    models.Agency.objects.bulk_create(models.Agency(**one._asdict()) for one in new)


def _wrong(
    row: Mapping[str, str], before: Collection[str], kind_of: Mapping[str, str]
) -> tuple[str, str] | None:
    """The column of a line, and what is wrong with it."""
    code, kind, area = row["code"], row["kind"], row["area"]
    if not CODE.fullmatch(code):
        return "code", f"{shown(code)}: small letters, figures and hyphens"
    if code in before:
        return "code", f"{shown(code)} stands there twice"
    if kind not in AGENCY_KINDS:
        return "kind", f"{shown(kind)} is no kind; there are {', '.join(AGENCY_KINDS)}"
    if kind_of.get(code, kind) != kind:
        return "kind", f"{shown(code)} is there, and is {kind_of[code]}"
    if area and (kind != "police" or kind_of.get(area) != "cps"):
        return "area", f"{shown(area)}: a CPS Area that is there, of a force and of nothing else"
    return None
