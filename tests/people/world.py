"""A world in which every cell of the rule of access is somebody in a case: for the matrix test."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

from answerable.events.entry import Event
from answerable.people import exclusions, parts, staff, vault
from answerable.people.acting import working
from answerable.people.policy import NO_PART, WITHOUT_PART, Cell, cells
from answerable.people.roles import AGENCY_KINDS, KINDS, ROLES, kind_of_role
from answerable.record.writing import append, open_case

AGENCY = {
    "police": "13",
    "cps": "cps-yorkshire-and-humberside",
    "support": "support-lantern-house",
    "witness_care": "wcu-aire",
    "oversight": "oversight-commissioner",
}
SOMEBODY = UUID(int=99)  # who put everything there


class World(NamedTuple):
    """Who has each role, and the case in which each cell is true."""

    at: datetime
    who: dict[str, UUID]
    case: dict[Cell, UUID]


def kind_of(role: str) -> str:
    """The kind of agency in which a role is tried: the first that has it."""
    return next(kind for kind in AGENCY_KINDS if kind_of_role(role, kind))


def everybody(at: datetime) -> dict[str, UUID]:
    """One of each role, each in a team of their own, so that nobody sees for another."""
    who, team = {role: uuid4() for role in ROLES}, {role: uuid4() for role in ROLES}
    with working():
        staff.put_in(
            [staff.Team(team[role], AGENCY[kind_of(role)], role) for role in ROLES],
            [
                staff.Staff(
                    who[role], AGENCY[kind_of(role)], team[role], role, role, "", "020 7946 0001",
                    f"{who[role]}@cast.example", "", at - timedelta(days=365),
                )
                for role in ROLES
            ],
        )  # fmt: skip
    return who


def make() -> World:
    """Everybody, and a case for each part, way and exclusion, in which all roles have it."""
    at = datetime.now(UTC)
    who = everybody(at)
    case: dict[Cell, UUID] = {}
    with working():
        for cell in cells():
            # A case is with one team of an agency: there, each role has a case of its own.
            first = cell if cell.how == "team" else cell._replace(role=ROLES[0])
            if first not in case:
                case[first] = _case(at)
            case[cell] = case[first]
            _stand(cell, case[cell], who[cell.role], at)
    return World(at, who, case)


def _stand(cell: Cell, case_id: UUID, who: UUID, at: datetime) -> None:
    """Make a cell true of somebody: whether it fits their role is for the rule to say."""
    before = at - timedelta(minutes=5)
    part = "investigator" if cell.part == NO_PART else cell.part
    give = {"by": SOMEBODY, "at": before}
    if cell.how == "given":
        parts.give(case_id, who, part, **give)
    elif cell.how == "cover":
        parts.give(case_id, who, part, how="cover", until=at + timedelta(hours=8), **give)
    elif cell.how == "break_glass":
        parts.give(case_id, who, part, how="break_glass", until=at + timedelta(hours=1), **give)
    elif cell.how == "formerly":
        parts.give(case_id, who, part, until=at - timedelta(minutes=1), **give)
    elif cell.how == "team":
        agency, team = parts.agency_of(who)
        parts.bring(case_id, agency, by=SOMEBODY, at=before, team=team)
    if cell.excluded:
        exclusions.put(case_id, who, "decided", by=SOMEBODY, at=before)
    assert cell.how in WITHOUT_PART or part == cell.part


def _case(at: datetime) -> UUID:
    """A case in which there is one of everything that the rule speaks of."""
    case_id, _ = open_case(actor=SOMEBODY, at=at)
    append(case_id, contents(at), expected_seq=0, actor=SOMEBODY, key=uuid4().hex, at=at)
    said = {"by": SOMEBODY, "at": at}
    vault.put(case_id, "victim", name="Vera", **said)
    vault.put(case_id, "suspect", subject="s1", name="Somebody", **said)
    vault.put_contact(
        case_id, "telephone", "07700 900001", safe=True, shown_to=KINDS, agency="police", **said
    )
    vault.put_contact(
        case_id, "address", "1 Nowhere", safe=True, shown_to=["support"], agency="support", **said
    )
    return case_id


def contents(at: datetime) -> list[Event]:
    """An entry for each column of the rule. The victim agreed to one thing, and not to another."""
    made = {"method": "phone", "by": "agency", "alone": "yes", "news": False}
    return [
        Event("delay.explained", at, "police", "", {"of": "x", "cause": "digital", "why": "Lab."}),
        Event("support.offered", at, "police", "", {"service": "isva"}),
        Event("support.sharing_agreed", at, "support", "", {"of": ["that_supported"]}),
        Event("support.started", at, "support", "r1", {"service": "isva"}),
        Event("contact.made", at, "support", "", made),
        Event("needs.assessed", at, "police", "", {"needs": ["interpreter", "sex_work"]}),
        Event("support.note", at, "support", "", {"note": "Hers."}),
    ]
