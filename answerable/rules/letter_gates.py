"""What must come before a decision is told, a letter sent, a review decided, a case closed."""

from __future__ import annotations

from datetime import date

from answerable.events.entry import Entry
from answerable.rules.case import Case
from answerable.rules.model import Requirement, Source, in_room
from answerable.rules.pattern import recorded
from answerable.rules.stance import (
    closures,
    concerns,
    open_reviews,
    wants_no_contact,
    way_is_gone,
)

READ = date(2026, 11, 24)

BY_VOICE = "decision.told[how=in_person|video|phone]"
ATTEMPTS = 3


def safe_channel(case: Case, event: Entry) -> bool:
    how = event.data.get("how")
    if how in ("in_person", "hand"):
        return True
    agreed = case.last("contact.agreed")
    if agreed is None or agreed.data.get("safe") is not True:
        return False
    if way_is_gone(case, agreed):
        return False
    if how in ("letter", "post"):
        return agreed.data.get("letters") is True
    return how is not None and agreed.data.get("method") == how


def verbal_first(case: Case, event: Entry) -> bool:
    decisions = case.all("decision.made; proceedings.stopped")
    about = [e for e in decisions if concerns(e, event.subject)]
    told = case.since(about[-1] if about else None).all(BY_VOICE)
    return any(concerns(e, event.subject) for e in told)


def contact_details(case: Case, event: Entry) -> bool:
    return recorded(event.data, "contacts")


def needs_considered(case: Case, event: Entry) -> bool:
    told = event.data.get("adviser_told") in ("yes", "not_applicable")
    return event.data.get("needs_considered") is True and told


def independent(case: Case, event: Entry) -> bool:
    reviewer = event.data.get("reviewer")
    # Who decided may not be recorded of an old decision; nobody can be shown to be the same then.
    deciders = {
        e.data.get(name)
        for e in case.all("decision.made")
        for name in ("decided_by", "authorised_id")
    }
    return bool(reviewer) and reviewer not in deciders


def told_before_closing(case: Case, event: Entry) -> bool:
    return wants_no_contact(case) or all(_told_of(case, one) for one in closures(case))


def no_review_open(case: Case, event: Entry) -> bool:
    return not open_reviews(case)


def _told_of(case: Case, decision: Entry) -> bool:
    since = case.since(decision)
    told = any(concerns(e, decision.subject) for e in since.all("decision.told"))
    return told or len(since.all("contact.attempted")) >= ATTEMPTS


REQUIREMENTS = in_room(
    "decision",
    Requirement(
        id="safe_channel",
        what="Asked where: decision.told only how=letter, email or text.",
        guards="letter.sent; report.acknowledged; decision.told[how=letter|email|text]",
        force="must",
        asks="The victim confirmed that this way and address are safe.",
        message=(
            "The victim has not confirmed that this way and address are safe. Tell the "
            "victim by voice, in person or through the adviser, or agree a safe way first."
        ),
        met=safe_channel,
        basis="law: Victims' Code",
        figure="law",
        since=date(2021, 4, 1),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Communication with the victim / Keeping the victim informed",
            ),
            Source(
                document="devon_cornwall_response",
                place="2.0 Chief Constable's comments / Recommendation 1",
            ),
            Source(
                document="victims_code_2020", place="right 3, written only where safe", evidence="F"
            ),
        ),
        requirements=("P1-261", "DC-025"),
    ),
    Requirement(
        id="verbal_first",
        what="Asked always.",
        guards="letter.sent",
        force="explain",
        asks="The victim was told in person, by video or by phone first.",
        message=(
            "The victim has not been told in person, by video or by phone first. Do so "
            "first, or say why that failed or was not wanted."
        ),
        met=verbal_first,
        basis="stated",
        figure="stated",
        since=date(2021, 9, 17),
        read_on=READ,
        sources=(Source(document="avon_somerset_response", place="Recommendation 6"),),
        requirements=("AS-034", "AS-043"),
    ),
    Requirement(
        id="contact_details",
        what="Asked always.",
        guards="letter.sent",
        force="must",
        asks="The letter says whom to turn to.",
        message=(
            "The letter does not say whom to turn to. Put in the investigator's and, once "
            "there is one, the prosecutor's contact, or the safe contact."
        ),
        met=contact_details,
        basis="stated",
        figure="stated",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(Source(document="phase_one", place="Recommendations / Recommendation 5"),),
        requirements=("P1-054",),
    ),
    Requirement(
        id="needs_considered",
        what="Asked always.",
        guards="decision.told",
        force="explain",
        asks="Needs and the preferred way were looked at, the adviser told beforehand.",
        message=(
            "The victim's needs and preferred way were not looked at, or the adviser was not "
            "told beforehand. Look at them, let the adviser know first, and then tell the victim; "
            "or say why it could not wait."
        ),
        met=needs_considered,
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Communication with the victim / Communicating a CPS decision",
            ),
        ),
        requirements=("P1-275", "P1-276"),
    ),
    Requirement(
        id="independent",
        what="Asked always.",
        guards="review.decided; appeal.decided",
        force="must",
        asks="The reviewer neither made nor authorised the decision.",
        message=(
            "The reviewer made or authorised a decision in this case, or nobody is named. Give "
            "the review to somebody who had no part in the decision, and name them."
        ),
        met=independent,
        basis="stated",
        figure="stated",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Communication with the victim / Police appeals of CPS decisions",
            ),
            Source(
                document="phase_one",
                place="Communication with the victim / Victims' Right to Review",
            ),
        ),
        requirements=("P1-278", "P1-284"),
    ),
    Requirement(
        id="told",
        what="Asked where: after no_further_action.",
        guards="case.closed",
        force="must",
        asks="The victim was told of every decision, asked not to be, or was tried three times.",
        message=(
            "The victim has not been told of the decision, has not asked not to be, and three "
            "attempts are not on the record. Tell of every decision first, or try three "
            "times and record it."
        ),
        met=told_before_closing,
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Communication with the victim / Communicating a police decision",
            ),
        ),
        requirements=("P1-267",),
    ),
    Requirement(
        id="no_review_open",
        what="Asked always.",
        guards="case.closed",
        force="explain",
        asks="Every review that the victim asked for has its answer.",
        message=(
            "The victim asked for a decision to be looked at again, and there is no answer yet. "
            "Answer it first, or say why the case is closed before that."
        ),
        met=no_review_open,
        basis="default",
        figure="default",
        since=date(2015, 4, 1),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Communication with the victim / Victims' Right to Review",
            ),
            Source(
                document="police_review_scheme",
                place="decision within thirty working days",
                evidence="2",
            ),
        ),
        requirements=("P1-279", "P1-284"),
    ),
)
