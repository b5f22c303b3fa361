"""The words of the rule of access: roles, parts in a case, and which role may hold which part."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

KINDS = ("police", "cps", "support", "witness_care")  # of agencies that are in cases
OVERSIGHT = "oversight"  # and of those that hold them to account, which are in none
AGENCY_KINDS = (*KINDS, OVERSIGHT)

# The part a role may be given. A role without parts has no case at all, whatever it was given.
PARTS_OF: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "investigator": ("investigator", "victims_officer"),
        "supervisor": ("investigator", "victims_officer", "supervisor"),
        "duty_supervisor": ("investigator", "victims_officer", "supervisor"),
        "prosecutor": ("prosecutor",),
        "prosecution_manager": ("prosecutor",),
        "adviser": ("adviser",),
        "adviser_manager": ("adviser",),
        "witness_care": ("witness_care_officer",),
        "witness_care_manager": ("witness_care_officer",),
        "performance": (),
        "professional_standards": (),
        "commissioner_analyst": (),
        "inspector": (),
    }
)
ROLES = tuple(PARTS_OF)

# The roles of oversight: no case, no name and no list of work, but what was published.
OVERSEES = ("commissioner_analyst", "inspector")
SEES_FIGURES = (*OVERSEES, "performance")

# For which kind of agency a part acts.
AGENCY_OF: Mapping[str, str] = MappingProxyType(
    {
        "investigator": "police",
        "victims_officer": "police",
        "supervisor": "police",
        "prosecutor": "cps",
        "adviser": "support",
        "witness_care_officer": "witness_care",
    }
)
PARTS = tuple(AGENCY_OF)

# Who answers for a team: the part in which they see its cases.
MANAGES_AS: Mapping[str, str] = MappingProxyType(
    {
        "supervisor": "supervisor",
        "duty_supervisor": "supervisor",
        "prosecution_manager": "prosecutor",
        "adviser_manager": "adviser",
        "witness_care_manager": "witness_care_officer",
    }
)

# Who may open a case that is not theirs, for an hour: whoever may have to keep somebody safe, or
# to stand up in court. Never a support service, whose clients chose it and no other.
BREAKS_GLASS = (
    "investigator", "supervisor", "duty_supervisor", "prosecutor", "prosecution_manager",
    "witness_care", "witness_care_manager",
)  # fmt: skip

# Who says afterwards whether that was right, of others and never of themselves.
REVIEWS_EMERGENCIES = (*MANAGES_AS, "professional_standards")

# How somebody comes to a case, the strongest first. Only `given` is allocated.
HOW = ("given", "cover", "team", "break_glass", "formerly", "none")
WORKS = ("given", "cover", "team")

BREAK_GLASS_MINUTES = 60
COVER_HOURS = 14  # the longest shift there is, and the way home
REVIEW_WORKING_DAYS = 2  # within which somebody says whether a glass was broken rightly

SEALED_NEEDS = frozenset({"immigration", "sex_work"})


def kind_of_role(role: str, agency: str) -> bool:
    """Whether an agency of this kind has this role."""
    parts = PARTS_OF.get(role)
    if parts is None:
        return False
    if not parts:
        return (role in OVERSEES) == (agency == OVERSIGHT)
    return AGENCY_OF[parts[0]] == agency
