"""Bringing the staff of agencies up to date from their own lists: all of a list, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction

from answerable.people import agency_list, keeping_staff, staff_list
from answerable.people.acting import working
from answerable.people.lists import Problem
from answerable.people.reading import agencies
from answerable.people.staff_list import Line


class Brought(NamedTuple):
    """How many of a list were new, changed, left, or as they were; and who stands in no line."""

    came: int = 0
    changed: int = 0
    left: int = 0
    as_they_were: int = 0
    teams: int = 0
    not_listed: int = 0


class WrongList(Exception):
    """What is wrong with a list, of which nothing was taken."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        self.problems = problems


class _OnlyAsked(Exception):
    """Everything is undone: it was only asked what would be."""


def bring(text: str, *, only_ask: bool = False) -> Brought:
    """Take a list in. ValueError where a column is missing, WrongList where a line is wrong.

    Somebody is known by their address. Whoever stands in no line stays as they are: that a line is
    missing is no reason to shut somebody out in the middle of a case.
    """
    found = Brought()
    try:
        with working():
            found = _bring(text)
            if only_ask:
                raise _OnlyAsked
    except _OnlyAsked:
        pass
    return found


def _bring(text: str) -> Brought:
    kind_of = {one.code: one.kind for one in agencies()}
    lines, problems = staff_list.read(text, kind_of)
    known = keeping_staff.by_email(
        {line.email for line in lines} | {line.email_before for line in lines}
    )
    problems += _cannot_be(lines, known)
    if problems:
        raise WrongList(sorted(problems))
    teams, new_teams = keeping_staff.teams_named({(line.agency, line.team) for line in lines})
    became = [
        keeping_staff.become(line, teams[line.agency, line.team], _who(line, known))
        for line in lines
    ]
    listed = {email for line in lines for email in (line.email, line.email_before)}
    return Brought(
        became.count("came"), became.count("changed"), became.count("left"),
        became.count("as they were"), new_teams,
        keeping_staff.others_of({line.agency for line in lines}, listed),
    )  # fmt: skip


def _who(line: Line, known: dict[str, keeping_staff.Known]) -> keeping_staff.Known | None:
    return known.get(line.email) or known.get(line.email_before)


def _cannot_be(lines: Sequence[Line], known: dict[str, keeping_staff.Known]) -> list[Problem]:
    """What no list can say of those who are there."""
    found = []
    for line in lines:
        who = _who(line, known)
        if line.email_before and line.email_before not in known and line.email not in known:
            found.append(Problem(line.number, "email_before", "nobody here has that address"))
        elif line.email_before in known and line.email in known:
            found.append(Problem(line.number, "email", "somebody else has that address"))
        elif who and who.agency != line.agency:
            reason = "they are of another agency here, and somebody new there: with another address"
            found.append(Problem(line.number, "agency", reason))
        elif who and who.until and line.until is None:
            reason = "they have left: who comes back is somebody new, with another address"
            found.append(Problem(line.number, "until", reason))
    return found


def bring_agencies(text: str, *, only_ask: bool = False) -> tuple[int, int]:
    """Bring in agencies: how many are new, and how many were there. As the database's owner.

    ValueError where a column is missing, WrongList where a line is wrong.
    """
    with transaction.atomic():
        there = {one.code: one.kind for one in agencies()}
        found, problems = agency_list.read(text, there)
        if problems:
            raise WrongList(problems)
        new = [one for one in found if one.code not in there]
        if not only_ask:
            agency_list.put_in(new)
    return len(new), len(found) - len(new)
