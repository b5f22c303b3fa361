"""An agency's list of its staff, as a CSV: read line by line, and nothing taken that is wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from answerable.events.times import parse_day, parse_instant, shown
from answerable.people.lists import Columns, Problem, Wrong, rows
from answerable.people.models import Qualification
from answerable.people.roles import ROLES, kind_of_role
from answerable.people.staff import Qualified

COLUMNS = Columns(
    ("agency", "team", "name", "role", "email", "since"),
    ("rank", "telephone", "working_pattern", "until", "trained", "email_before"),
    {
        "team": 120, "name": 120, "rank": 40, "telephone": 24, "working_pattern": 120,
        "email": 254, "email_before": 254,
    },
)  # fmt: skip


class Line(NamedTuple):
    """Somebody of the list. `email_before` is the address by which they were known until now."""

    number: int
    agency: str
    team: str
    name: str
    role: str
    rank: str
    telephone: str
    email: str
    email_before: str
    working_pattern: str
    since: datetime
    until: datetime | None
    trained: tuple[Qualified, ...]


def read(text: str, kind_of: Mapping[str, str]) -> tuple[list[Line], list[Problem]]:
    """The lines of a list, and what is wrong with others. `kind_of` has the agencies that there
    are, with their kinds. ValueError where a column is missing."""
    lines: list[Line] = []
    problems: list[Problem] = []
    for number, row in rows(text, COLUMNS):
        if isinstance(row, Problem):
            problems.append(row)
            continue
        try:
            lines.append(_line(number, row, kind_of))
        except Wrong as wrong:
            problems.append(Problem(number, *wrong.args))
    return lines, sorted([*problems, *_twice(lines)])


def _line(number: int, cells: Mapping[str, str], kind_of: Mapping[str, str]) -> Line:
    agency, role = cells["agency"], cells["role"]
    if agency not in kind_of:
        raise Wrong("agency", f"{shown(agency)} is no agency here")
    if role not in ROLES:
        raise Wrong("role", f"{shown(role)} is no role; there are {', '.join(ROLES)}")
    if not kind_of_role(role, kind_of[agency]):
        raise Wrong("role", f"{role} is no role of {kind_of[agency]}")
    since = _instant(cells, "since")
    until = _instant(cells, "until") if cells["until"] else None
    if until is not None and until <= since:
        raise Wrong("until", "not after since")
    return Line(
        number, agency, cells["team"], cells["name"], role, cells["rank"], cells["telephone"],
        _email(cells, "email"), _email(cells, "email_before") if cells["email_before"] else "",
        cells["working_pattern"], since, until, tuple(_trained(cells["trained"])),
    )  # fmt: skip


def _instant(cells: Mapping[str, str], column: str) -> datetime:
    try:
        return parse_instant(cells[column])
    except ValueError as error:
        raise Wrong(column, str(error)) from None


def _email(cells: Mapping[str, str], column: str) -> str:
    try:
        validate_email(cells[column])
    except ValidationError:
        raise Wrong(column, "no e-mail address") from None
    return cells[column].lower()


def _trained(text: str) -> Iterator[Qualified]:
    """`ssaidp_1 from 2019-05-01; abe from 2020-01-01 to 2025-01-01`."""
    for one in filter(None, map(str.strip, text.split(";"))):
        words = one.split()
        if words[1::2] not in (["from"], ["from", "to"]) or len(words) % 2 == 0:
            raise Wrong("trained", f"{shown(one)}: write “abe from 2020-01-01 to 2025-01-01”")
        if words[0] not in Qualification.KINDS:
            raise Wrong("trained", f"{shown(words[0])}: there are {', '.join(Qualification.KINDS)}")
        try:
            days = [parse_day(day) for day in words[2::2]]
        except ValueError as error:
            raise Wrong("trained", str(error)) from None
        if days != sorted(days):
            raise Wrong("trained", f"{shown(one)}: it ends before it begins")
        yield Qualified(words[0], *days)


def _twice(lines: Collection[Line]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for line in lines:
        before = first.setdefault(line.email, line.number)
        if before != line.number:
            yield Problem(line.number, "email", f"the address of line {before}")
