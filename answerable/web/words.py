"""What a page calls the parts in a case, the groups of a list and the states of a suspect."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from answerable.events.words import begun, small
from answerable.people.suspects import headline

PARTS: Mapping[str, str] = MappingProxyType(
    {
        "investigator": "investigator",
        "victims_officer": "victim’s officer",
        "supervisor": "supervisor",
        "prosecutor": "prosecutor",
        "adviser": "adviser",
        "witness_care_officer": "witness care officer",
    }
)
TRAININGS: Mapping[str, str] = MappingProxyType(
    {
        "ssaidp_1": "Specialist investigation of sexual offences (SSAIDP), part 1",
        "ssaidp_2": "Specialist investigation of sexual offences (SSAIDP), part 2",
        "abe": "Interviews with witnesses (ABE)",
        "solo": "Specially trained officer (SOLO)",
        "rasso": "Specialist prosecutor (RASSO)",
        "isva": "Independent sexual violence adviser (ISVA)",
        "other": "Another training",
    }
)
GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "critical": "Overdue with safety at stake, or by more than 28 days",
        "overdue": "Overdue",
        "today": "Due today",
        "week": "Due this week",
        "later": "Due later",
        "undated": "No day by which it is due",
        "others": "Nothing owed by you",
    }
)
# What "most urgent first" is, said above the list.
ORDER = (
    "What safety or evidence hangs on stands first, the latest of it before the older. Then comes "
    "what has been overdue longest, and then what is due."
)
SORTS: Mapping[str, str] = MappingProxyType(
    {
        "rank": "Most urgent first",
        "due": "Earliest due first",
        "latest": "Latest entry first",
        "stage": "By stage",
    }
)
STATES: Mapping[str, str] = MappingProxyType(
    {
        "owed": "owed",
        "overdue": "overdue",
        "paused": "clock stands still",
        "passed": "its moment has passed",
        "late": "done late",
        "missed": "missed",
    }
)


def and_(words: Iterable[str]) -> str:
    """A, B and C."""
    listed = list(words)
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} and {listed[-1]}"


def parts(names: Iterable[str]) -> str:
    """Parts in words: investigator and prosecutor."""
    found = [PARTS[name] for name in names]
    return and_(found) if found else "nobody’s"


def suspects(counts: Mapping[str, int]) -> str:
    """How the suspects of a case stand, each apart: 2 suspects: 1 on bail, 1 no further action."""
    return small(headline(counts))


def came(how: str, who: str, given_by: str, part: str, *, over: bool) -> str:
    """Somebody came to a case: what they do there, and who let them."""
    if how == "break_glass":
        what = "opened it in an emergency, to read it"
        return f"{begun(who)} {what}."
    if how == "cover":
        what = f"{'covered' if over else 'cover' if who == 'you' else 'covers'} it as {part}"
    else:
        what = f"{'have' if who == 'you' else 'has'} it now as {part}"
    return f"{begun(who)} {what}. {begun(given_by)} gave it."


def as_role(role: str) -> str:
    """A role in words."""
    return ROLES.get(role, role.replace("_", " "))


ROLES: Mapping[str, str] = MappingProxyType(
    {"adviser": "independent adviser", "witness_care": "witness care officer"}
)
