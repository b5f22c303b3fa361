"""What must come before an outcome is given: that the record bears it out."""

from __future__ import annotations

from datetime import date

from answerable.events.entry import Entry
from answerable.rules.case import Case
from answerable.rules.engagement_gates import is_old, thought_over
from answerable.rules.model import Requirement, Source, in_room
from answerable.rules.pattern import recorded
from answerable.rules.stance import (
    BACK,
    DOES_NOT_SUPPORT,
    SUPPORTS,
    UNDECIDED,
    has_suspect,
    open_lines,
    stance,
    tried_on_three_days,
    wants_no_contact,
)

READ = date(2026, 11, 24)

BY_HER = ("victim", "support")
NOT_SUPPORTING = "withdrawal.stated; position.stated[position=does_not_support]"


def outcome_fits(case: Case, event: Entry) -> bool:
    code = event.data.get("outcome")
    position = stance(case)
    if code == "21":
        return recorded(event.data, "rationale") or recorded(event.data, "why")
    if code == "14":
        return not has_suspect(case) and position == DOES_NOT_SUPPORT
    if code == "15":
        return has_suspect(case) and position == SUPPORTS
    if code == "16":
        return has_suspect(case) and position == DOES_NOT_SUPPORT
    if code == "18":
        return not has_suspect(case) and not open_lines(case) and position != UNDECIDED
    return True


def position_confirmed(case: Case, event: Entry) -> bool:
    spell = _since_she_supported(case)
    if not any(_with_stage_and_reason(e) for e in spell.all(NOT_SUPPORTING)):
        return False
    heard = _said_elsewhere(spell) or _on_her_pages(spell)
    return bool(heard) or wants_no_contact(case) or tried_on_three_days(case)


def hers_alone(case: Case, event: Entry) -> bool:
    """What only her own pages say counts once there was time to think and somebody spoke with her
    alone; that she wants no contact, once whoever stands beside her had time to find out."""
    spell, at = _since_she_supported(case), event.occurred_at
    if _said_elsewhere(spell) or tried_on_three_days(case):
        return True
    declined = case.last("contact.declined[scope=all]") if wants_no_contact(case) else None
    if declined is not None and (declined.agency != "victim" or is_old(declined, at)):
        return True
    hers = _on_her_pages(spell)
    if any(thought_over(case, one, at) for one in hers):
        return True
    return not hers and declined is None  # nothing of it is hers: position_confirmed says the rest


def _said_elsewhere(spell: Case) -> list[Entry]:
    """What bears it out and was not sent from her own pages alone: her confirmation has a gate of
    its own, with time to think and a conversation."""
    confirmed = [
        e
        for e in spell.all("withdrawal.confirmed")
        if e.agency in BY_HER or e.data.get("how") == "signed"
    ]
    return confirmed + spell.all("position.stated[position=does_not_support,agency=support]")


def _on_her_pages(spell: Case) -> list[Entry]:
    # Nobody may record a position for her: where it is hers, it came from her own pages.
    return spell.all("position.stated[position=does_not_support,agency=victim]")


def _since_she_supported(case: Case) -> Case:
    """The case since the victim last took part again, or said that they had never left."""
    return case.since(case.last(BACK))


def _with_stage_and_reason(said: Entry) -> bool:
    stage = "stage" if said.event == "withdrawal.stated" else "at"
    return recorded(said.data, stage) and recorded(said.data, "reasons")


def perishable_secured(case: Case, event: Entry) -> bool:
    found = case.all("evidence.perishable")
    return all(case.since(e).any("evidence.preserved", e.subject) for e in found)


def no_open_appointment(case: Case, event: Entry) -> bool:
    moved = case.all("account.rearranged[next_actor=police]")
    return all(_arranged_since(case, e) for e in moved)


def _arranged_since(case: Case, moved: Entry) -> bool:
    """Whether an account was arranged or taken since; what names no account counts for all."""
    later = case.since(moved).all("account.rearranged; account.offered; account.recorded")
    return any(not moved.subject or e.subject in ("", moved.subject) for e in later)


REQUIREMENTS = in_room(
    "decision",
    Requirement(
        id="outcome_fits",
        what="Asked where: by=police (decision.made); always (outcome.assigned).",
        guards="decision.made[by=police]; outcome.assigned",
        force="must",
        asks="The outcome code agrees with the record.",
        message=(
            "The outcome code does not agree with what the record says about the suspect and "
            "the victim's position. Choose the code that the record bears out, or put the "
            "record right. A victim who is undecided has not said no."
        ),
        met=outcome_fits,
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Police decisions to take no further action / Outcome codes",
            ),
            Source(
                document="counting_rules", place="outcome codes 14, 15, 16, 18, 21", evidence="2"
            ),
        ),
        requirements=("P1-166", "P1-167", "P1-168", "P1-169", "P1-170"),
    ),
    Requirement(
        id="position_confirmed",
        what="Asked where: by=police (decision.made), outcome 14 or 16.",
        guards="decision.made[by=police,outcome=14|16]; outcome.assigned[outcome=14|16]",
        force="must",
        asks="No support is stated with stage and reason, and not by the police alone.",
        message=(
            "That the victim does not support the case comes from the police alone, or without "
            "stage and reason. Have the victim or the adviser confirm it. Where nobody can "
            "reach the victim, try on three different days by the agreed ways, once through the "
            "adviser."
        ),
        met=position_confirmed,
        basis="default",
        figure="default",
        since=date(2021, 12, 31),
        read_on=READ,
        sources=(
            Source(
                document="london_review", place="2. Victims/Survivors Leaving the Justice Process"
            ),
        ),
        requirements=("LR-024", "LR-026"),
    ),
    Requirement(
        id="hers_alone",
        what="Asked where: by=police (decision.made), outcome 14 or 16.",
        guards="decision.made[by=police,outcome=14|16]; outcome.assigned[outcome=14|16]",
        force="must",
        asks="What the victim’s own pages alone say was thought over, and said to somebody alone.",
        message=(
            "That the victim does not support the case, or wants no contact, comes from their own "
            "pages alone: somebody else may have held the phone. It counts after 72 hours and a "
            "conversation with the victim alone since then; a wish for no contact, after 72 hours. "
            "Or have the adviser confirm it."
        ),
        met=hers_alone,
        basis="default",
        figure="default",
        since=date(2021, 12, 31),
        read_on=READ,
        sources=(
            Source(
                document="london_review", place="2. Victims/Survivors Leaving the Justice Process"
            ),
        ),
        requirements=("LR-024",),
    ),
    Requirement(
        id="perishable_secured",
        what="Asked where: by=police (decision.made), outcome 14 or 16.",
        guards="decision.made[by=police,outcome=14|16]; outcome.assigned[outcome=14|16]",
        force="explain",
        asks="Evidence that will not last was preserved, or it says why not.",
        message=(
            "Evidence that will not last has not been secured. Secure it, so that the victim can "
            "come back, or say why not."
        ),
        met=perishable_secured,
        basis="stated",
        figure="stated",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(document="phase_one", place="The response to victims / Case study (stepfather)"),
            Source(
                document="phase_one", place="Police decisions / Quality of police decision-making"
            ),
        ),
        requirements=("P1-120", "P1-181"),
    ),
    Requirement(
        id="no_open_appointment",
        what="Asked where: by=police (decision.made), outcome 14 or 16.",
        guards="decision.made[by=police,outcome=14|16]; outcome.assigned[outcome=14|16]",
        force="must",
        asks="No account still waits for the police to rearrange it.",
        message=(
            "An appointment for the victim's account still has to be rearranged by the police. "
            "Rearrange it with the victim. A missed appointment is not a withdrawal."
        ),
        met=no_open_appointment,
        basis="default",
        figure="default",
        since=date(2021, 12, 31),
        read_on=READ,
        sources=(
            Source(
                document="london_review", place="2. Victims/Survivors Leaving the Justice Process"
            ),
        ),
        requirements=("LR-024", "LR-085"),
    ),
)
