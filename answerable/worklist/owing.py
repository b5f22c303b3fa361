"""Which part in the case owes each duty, and so which person."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from answerable.people.roles import AGENCY_OF
from answerable.rules.obligation import Obligation

# A duty that several agencies may owe names a part of each. What is told to the victim, asked of
# her or offered to her is her officer's; supervision, and what only a supervisor can decide, the
# supervisor's.
_DECLARED = {
    "report.record": "investigator",
    "report.speak_to_victim": "victims_officer",
    "report.attend": "investigator",
    "report.risk": "investigator",
    "report.safeguarding": "investigator",
    "report.needs": "victims_officer",
    "report.characteristics": "victims_officer",
    "report.acknowledge": "victims_officer",
    "report.leaflet": "victims_officer",
    "report.full_leaflet": "victims_officer",
    "report.position": "victims_officer",
    "report.preserve": "investigator",
    "support.refer_on_report": "victims_officer",
    "support.offer_isva": "victims_officer",
    "support.refer": "victims_officer",
    "support.start": "adviser",
    "support.liaise": "investigator",
    "contact.agree": "victims_officer",
    "contact.keep": "victims_officer witness_care_officer",
    "contact.fallback": "victims_officer witness_care_officer",
    "contact.check": "victims_officer witness_care_officer",
    "contact.another_way": "victims_officer witness_care_officer",
    "contact.agree_again": "victims_officer witness_care_officer",
    "contact.tell_change": "victims_officer prosecutor",
    "contact.tell_arrest": "victims_officer",
    "contact.tell_interview": "victims_officer",
    "contact.tell_release": "victims_officer",
    "contact.warn_release": "victims_officer",
    "contact.tell_charge": "victims_officer",
    "contact.tell_waiting": "victims_officer prosecutor",
    "contact.respond_breach": "investigator",
    "engagement.confirm": "victims_officer",
    "engagement.offer_return": "victims_officer",
    "investigation.allocate": "supervisor",
    "investigation.plan": "investigator",
    "investigation.supervise": "supervisor",
    "investigation.account": "investigator",
    "investigation.arrest": "investigator",
    "investigation.test_account": "investigator",
    "investigation.bail_review": "investigator",
    "investigation.rui_review": "supervisor",
    "investigation.orders": "investigator",
    "investigation.statement": "victims_officer",
    "investigation.drift": "investigator",
    "material.return_device": "investigator",
    "material.give_back": "investigator",
    "material.download": "investigator",
    "material.review": "investigator",
    "material.return_withdrawn": "investigator",
    "material.offer_legal_advice": "victims_officer",
    "material.chase_third_party": "investigator",
    "material.review_third_party": "investigator",
    "prosecution.consider_early_advice": "investigator",
    "prosecution.give_early_advice": "prosecutor",
    "prosecution.triage": "prosecutor",
    "prosecution.allocate": "prosecutor",
    "prosecution.review": "prosecutor",
    "prosecution.strategy": "prosecutor",
    "prosecution.action": "investigator",
    "prosecution.answer_challenge": "prosecutor",
    "prosecution.review_plan": "investigator prosecutor",
    "prosecution.review_waiting": "investigator prosecutor",
    "prosecution.tell_cps": "investigator",
    "prosecution.escalate": "supervisor prosecutor",
    "decision.tell": "victims_officer prosecutor",
    "decision.letter": "prosecutor",
    "decision.police_letter": "victims_officer",
    "decision.review_right": "victims_officer prosecutor",
    "decision.tell_suspect": "investigator",
    "decision.review_acknowledge": "supervisor",
    "decision.review": "supervisor",
    "decision.review_local": "prosecutor",
    "decision.review_national": "prosecutor",
    "decision.appeal": "prosecutor",
    "court.take_on": "witness_care_officer",
    "court.contact_plan": "witness_care_officer",
    "court.measures": "prosecutor",
    "court.tell_hearing": "witness_care_officer",
    "court.update_statement": "victims_officer witness_care_officer",
    "court.supervise": "supervisor",
    "court.orders": "prosecutor",
    "court.bad_character": "investigator prosecutor",
    "court.tell_outcome": "witness_care_officer",
}

OWING: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {duty: tuple(parts.split()) for duty, parts in _DECLARED.items()}
)

# Who owes it where nobody has the part; a part without one is nobody's yet.
STANDS_IN: Mapping[str, str] = MappingProxyType({"victims_officer": "investigator"})


def parts_owing(duty: str, owner: tuple[str, ...]) -> tuple[str, ...]:
    """The parts that owe an obligation of these agencies; one alone unless several owe it."""
    return tuple(part for part in OWING[duty] if AGENCY_OF[part] in owner)


def stands_by(owed: Obligation) -> bool:
    """Whether it waits for a case to be opened again: nobody owes anything by it until then."""
    return owed.duty == "contact.agree_again" and owed.status == "paused"
