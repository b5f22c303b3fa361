"""Where the demonstration's cases are: three forces, each with those who work with it."""

from __future__ import annotations

from typing import NamedTuple

from answerable.people.demonstration import STAFF, team_of
from answerable.people.staff import Team


class Place(NamedTuple):
    """A force's team, and the teams of other agencies that its cases go to."""

    police: tuple[str, str]
    cps: tuple[str, str]
    support: tuple[str, str]
    witness_care: tuple[str, str]


YORKSHIRE = ("cps-yorkshire-and-humberside", "RASSO unit")
WEST_MIDLANDS = ("cps-west-midlands", "RASSO unit")
LANTERN_HOUSE = ("support-lantern-house", "Advisers")
QUIET_HARBOUR = ("support-quiet-harbour", "Advisers")
AIRE, TAME = ("wcu-aire", "Witness care"), ("wcu-tame", "Witness care")

PLACES = (
    Place(("13", "Rape investigation team"), YORKSHIRE, LANTERN_HOUSE, AIRE),
    Place(("14", "Public protection"), YORKSHIRE, QUIET_HARBOUR, AIRE),
    Place(("20", "Public protection"), WEST_MIDLANDS, QUIET_HARBOUR, TAME),
)


def people(where: tuple[str, str], role: str) -> list[str]:
    """Those of a team who have a role, by first name."""
    return [line.first for line in STAFF[where] if line.role == role]


def team(where: tuple[str, str]) -> Team:
    """The team."""
    agency, name = where
    return Team(team_of(agency, name), agency, name)
