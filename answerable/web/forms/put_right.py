"""The way to put right what stands in the way: the form that does it, for each requirement."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from answerable.rules.gate_catalogue import REQUIREMENTS
from answerable.rules.gates import key

# What is put right on the very form that was refused: something is to be filled in, or added.
HERE = ""

# By the requirement's name among all (rules.gates.key).
PUT_RIGHT: Mapping[str, str] = MappingProxyType(
    {
        "question.answered.asked": "question.asked",
        "withdrawal.confirmed.time_and_voice": "contact.made",
        "unused.scheduled.relevance": HERE,
        "investigation.allocated.reason": HERE,
        "device.requested.line_of_enquiry": "line.opened",
        "device.requested.alternatives": HERE,
        "device.requested.after_account": "victim.spoken_to",
        "device.requested.in_use_at_time": HERE,
        "device.requested.new_line_after_refusal": "line.opened",
        "device.requested.adviser_told": "support.offered",
        "device.requested.suspect_device_first": "device.requested",
        "device.requested.parameters": HERE,
        "device.requested.action": HERE,
        "device.requested.replacement_ready": "device.replacement",
        "device.form_sent.complete_form": HERE,
        "device.taken.agreed": "device.answered",
        "device.downloaded.agreed": "device.answered",
        "device.returned.download_verified": "device.downloaded",
        "device.shared.reviewed": "device.reviewed",
        "third_party.requested.line_of_enquiry": "line.opened",
        "third_party.requested.alternatives": HERE,
        "third_party.requested.notice": HERE,
        "third_party.requested.parameters": HERE,
        "third_party.requested.substantial_probative_value": HERE,
        "third_party.requested.approved": HERE,
        "early_advice.considered.reason": HERE,
        "file.submitted.victim_video": "account.recorded",
        "file.submitted.early_advice": "early_advice.considered",
        "action.set.parameters": HERE,
        "case.waiting_on_police.three_months": "reminder.sent",
        "case.waiting_on_police.reminders": "reminder.sent",
        "case.waiting_on_police.not_again": "conversation.held",
        "case.waiting_on_police.agreed_with_police": "conversation.held",
        "decision.made.lines_closed": "line.closed",
        "decision.made.victim_spoken_to": "victim.spoken_to",
        "decision.made.suspect_spoken_to": "suspect.interviewed",
        "decision.made.time_and_support": "support.offered",
        "decision.made.risk_to_others": "risk.assessed",
        "decision.made.trauma": "account.inconsistency",
        "decision.made.control": "control.considered",
        "decision.made.bad_character": "bad_character.considered",
        "decision.made.evidential_test": HERE,
        "decision.made.early_advice": "early_advice.considered",
        "decision.made.orders_considered": "order.considered",
        "decision.made.authority": HERE,
        "decision.made.code_test": HERE,
        "decision.made.account_seen": HERE,
        "decision.made.conversation": "conversation.held",
        "decision.made.cps_only": "file.submitted",
        "charge.made.cps_decision": "decision.made",
        "decision.made.outcome_fits": HERE,
        "decision.made.position_confirmed": "position.stated",
        "decision.made.hers_alone": "contact.made",
        "decision.made.perishable_secured": "evidence.preserved",
        "decision.made.no_open_appointment": "account.offered",
        "letter.sent.safe_channel": "contact.agreed",
        "letter.sent.verbal_first": "decision.told",
        "letter.sent.contact_details": HERE,
        "decision.told.needs_considered": "support.alerted",
        "review.decided.independent": HERE,
        "case.closed.told": "decision.told",
        "case.closed.no_review_open": "review.decided",
    }
)

REQUIREMENT = MappingProxyType(
    {(p.event, one.id): one for one in REQUIREMENTS for p in one.patterns}
)


def puts_right(event: str, requirement: str) -> str:
    """The kind of event that puts right what a requirement of another one says is missing; HERE
    where it is put right on the form of that one."""
    return PUT_RIGHT.get(key(REQUIREMENT[event, requirement]), HERE)
