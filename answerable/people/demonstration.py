"""Made-up staff, for the demonstration and for tests: three forces, two CPS Areas, two support
services, two witness care units and two offices of oversight.

Nobody of them is real, and the real agencies among theirs have no such staff. Their telephone
numbers are of the ranges that Ofcom keeps for drama, their addresses end in .example, and each has
the same id wherever this is loaded.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime
from typing import NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from answerable.people.acting import working
from answerable.people.roles import KINDS, PARTS_OF
from answerable.people.staff import Qualified, Staff, Team, put_in

SINCE = datetime(2018, 1, 1, tzinfo=UTC)
DOMAIN = "answerable.example"
DAYS = "Monday to Friday, 8am to 4pm"
SHIFTS = "Early, late and night shifts"
PART_TIME = "Monday to Wednesday, 9am to 5pm"


class Line(NamedTuple):
    """Somebody of a team: first name, surname, role, rank, working pattern, training."""

    first: str
    last: str
    role: str
    rank: str
    pattern: str = DAYS
    trained: tuple[str, ...] = ()


SPECIALIST = ("ssaidp_1", "ssaidp_2", "abe")

# By agency and team; the surnames are made up too.
STAFF: dict[tuple[str, str], tuple[Line, ...]] = {
    ("13", "Rape investigation team"): (
        Line("Omar", "Fennimarsh", "investigator", "Detective Constable", DAYS, SPECIALIST),
        Line("Bronwen", "Quillbrook", "investigator", "Detective Constable", SHIFTS, ("abe",)),
        Line("Tariq", "Oddsmere", "investigator", "Detective Constable", PART_TIME),
        Line("Greta", "Tarnwickle", "investigator", "Police Constable", SHIFTS, ("solo",)),
        Line("Sunita", "Pellowby", "supervisor", "Detective Sergeant", DAYS, SPECIALIST),
        Line("Desmond", "Harkenfold", "duty_supervisor", "Detective Inspector", SHIFTS),
    ),
    ("13", "Criminal investigation, north"): (
        Line("Callum", "Wrenstow", "investigator", "Detective Constable", SHIFTS),
        Line("Yusra", "Larkhamby", "supervisor", "Detective Sergeant"),
    ),
    ("13", "Performance"): (Line("Edith", "Numbersgill", "performance", "Analyst"),),
    ("13", "Professional standards"): (
        Line("Rufus", "Plumbwell", "professional_standards", "Detective Inspector"),
    ),
    ("14", "Public protection"): (
        Line("Marek", "Thistlecombe", "investigator", "Detective Constable", DAYS, SPECIALIST),
        Line("Aoife", "Brackenlow", "investigator", "Detective Constable", SHIFTS),
        Line("Hollis", "Kestrelby", "supervisor", "Detective Sergeant"),
        Line("Imogen", "Sparrowick", "duty_supervisor", "Detective Inspector", SHIFTS),
    ),
    ("20", "Public protection"): (
        Line("Nick", "Mallowdene", "investigator", "Detective Constable", DAYS, ("ssaidp_1",)),
        Line("Farida", "Copperlode", "investigator", "Detective Constable", SHIFTS, SPECIALIST),
        Line("Lionel", "Ashenholt", "supervisor", "Detective Sergeant"),
        Line("Petra", "Dunnockby", "duty_supervisor", "Detective Inspector", SHIFTS),
    ),
    ("cps-yorkshire-and-humberside", "RASSO unit"): (
        Line("Priya", "Vellumarch", "prosecutor", "Senior Crown Prosecutor", DAYS, ("rasso",)),
        Line("Gareth", "Inkwoldby", "prosecutor", "Crown Prosecutor", PART_TIME, ("rasso",)),
        Line("Maud", "Briefcombe", "prosecution_manager", "District Crown Prosecutor"),
    ),
    ("cps-west-midlands", "RASSO unit"): (
        Line("Anil", "Pagemorrow", "prosecutor", "Senior Crown Prosecutor", DAYS, ("rasso",)),
        Line("Ffion", "Quirewell", "prosecution_manager", "District Crown Prosecutor"),
    ),
    ("support-lantern-house", "Advisers"): (
        Line("Isla", "Hearthlowe", "adviser", "", DAYS, ("isva",)),
        Line("Zeynep", "Candlebury", "adviser", "", PART_TIME, ("isva",)),
        Line("Rhona", "Beaconsmere", "adviser_manager", "", DAYS, ("isva",)),
    ),
    ("support-quiet-harbour", "Advisers"): (
        Line("Joan", "Mooringdale", "adviser", "", DAYS, ("isva",)),
        Line("Kwame", "Anchorleigh", "adviser_manager", "", DAYS, ("isva",)),
    ),
    ("wcu-aire", "Witness care"): (
        Line("Wendy", "Usherholm", "witness_care", ""),
        Line("Leila", "Stallbrook", "witness_care_manager", ""),
    ),
    ("wcu-tame", "Witness care"): (
        Line("Colin", "Benchfold", "witness_care", ""),
        Line("Nora", "Galleryby", "witness_care_manager", ""),
    ),
    ("oversight-commissioner", "Analysts"): (
        Line("Hester", "Ledgerwick", "commissioner_analyst", ""),
    ),
    ("oversight-inspectorate", "Inspectors"): (Line("Ambrose", "Weighwell", "inspector", ""),),
}

# A force, and whom it works with.
TOGETHER = (
    ("13", "cps-yorkshire-and-humberside", "support-lantern-house", "wcu-aire"),
    ("14", "cps-yorkshire-and-humberside", "support-lantern-house", "wcu-aire"),
    ("20", "cps-west-midlands", "support-quiet-harbour", "wcu-tame"),
)

# With whom to sign in, to see what each role sees: the first name of each.
FIRST_VISIT = (
    "Omar", "Sunita", "Desmond", "Priya", "Maud", "Isla", "Rhona", "Wendy", "Leila", "Edith",
    "Rufus", "Hester", "Ambrose", "Nick",
)  # fmt: skip


def id_of(first: str) -> UUID:
    """The id of a made-up member of staff; no two have one first name."""
    return uuid5(NAMESPACE_URL, f"https://{DOMAIN}/staff/{first.lower()}")


def team_of(agency: str, name: str) -> UUID:
    """The id of a made-up team."""
    return uuid5(NAMESPACE_URL, f"https://{DOMAIN}/team/{agency}/{name}")


def email_of(first: str) -> str:
    """With what they sign in."""
    return f"{first.lower()}@{DOMAIN}"


def teams() -> list[Team]:
    """The teams of the demonstration."""
    return [Team(team_of(agency, name), agency, name) for agency, name in STAFF]


def staff() -> list[Staff]:
    """The staff of the demonstration."""
    lines = [(where, line) for where, team in STAFF.items() for line in team]
    return [
        Staff(
            id_of(line.first), agency, team_of(agency, team), f"{line.first} {line.last}",
            line.role, line.rank, f"020 7946 0{number:03d}", email_of(line.first), line.pattern,
            SINCE, None, tuple(Qualified(kind, date(2019, 5, 1)) for kind in line.trained),
        )
        for number, ((agency, team), line) in enumerate(lines, start=100)
    ]  # fmt: skip


def dealt(number: int, kinds: Collection[str] = KINDS) -> dict[str, UUID]:
    """Who has which part in the made-up case of this number, of these kinds of agency.

    Cases go round by force, and within one by its teams' investigators; what belongs together
    (a force, its Area, the service and the unit beside it) stays together.
    """
    force, area, service, unit = TOGETHER[number % len(TOGETHER)]
    turn = number // len(TOGETHER)
    found = {"police": ("investigator", force), "cps": ("prosecutor", area),
             "support": ("adviser", service), "witness_care": ("witness_care", unit)}  # fmt: skip
    held: dict[str, UUID] = {}
    for kind, (role, agency) in found.items():
        there = [one for one in staff() if one.agency == agency and one.role == role]
        if kind in kinds:
            held[PARTS_OF[role][0]] = there[turn % len(there)].id
    if "police" in kinds:
        team = next(one.team for one in staff() if one.id == held["investigator"])
        held["supervisor"] = next(
            one.id for one in staff() if one.team == team and one.role == "supervisor"
        )
    return held


def load() -> int:
    """Put them in, where they are not there yet: how many were new."""
    with working():
        return put_in(teams(), staff())
