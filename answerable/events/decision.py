"""Decisions, how they are told, and how they are looked at again."""

from __future__ import annotations

from answerable.events import codes
from answerable.events.model import EventType, any_of, code, in_room, one_of, text, vault, yes_no

TYPES = in_room(
    "decision",
    EventType(
        name="decision.made",
        by=("police", "cps"),
        meaning="A decision about a suspect or, without a subject, about all.",
        to_agencies="A decision was made",
        fields=(
            one_of("by", "police|cps", "Who decided"),
            one_of("result", "charge|no_further_action", "What came of it"),
            code(
                "outcome",
                "The Home Office outcome, by its code",
                codes=tuple(codes.OUTCOMES),
                required=False,
            ),
            one_of(
                "stage",
                "evidential|public_interest|victim_position|no_suspect|prevented|transferred|other",
                "What the decision turned on",
            ),
            one_of("evidential", "pass|fail|threshold|not_reached", "The evidential stage"),
            one_of("public_interest", "for|against|not_reached", "The public interest stage"),
            yes_no(
                "jury_prediction",
                "Whether the reasons rest on what a jury might think",
                required=False,
            ),
            text("rationale", "The reasons, in words"),
            one_of(
                "authorised_by",
                "sergeant|inspector|chief_inspector|prosecutor|senior_prosecutor",
                "The rank that authorised it",
            ),
            vault("decided_by", "Who decided, by a pseudonymous id"),
            vault("authorised_id", "Who authorised it, by a pseudonymous id"),
            any_of(
                "read", "file|account|interview|briefing_only", "What the authorising officer read"
            ),
            any_of(
                "weighed",
                "reliability|admissibility|defence_case|outstanding_enquiries|"
                "suspect_account|trauma|myths",
                "What was weighed; the words stand in the rationale",
                required=False,
            ),
            text(
                "authorised_why",
                "The authorising officer's own reasons, apart from the recommendation",
                required=False,
            ),
        ),
        subject="suspect",
        subject_may_be_empty=True,
        victim="once_told",
        to_victim="A decision was made about your case.",
        to_victim_where=(
            ("result=charge", "It was decided to charge a suspect."),
            (
                "result=no_further_action",
                "It was decided not to charge. This does not mean that you were not believed.",
            ),
        ),
        requirements=("P1-106", "P1-165", "P1-188", "P1-385"),
    ),
    EventType(
        name="outcome.assigned",
        by=("police",),
        meaning=(
            "A Home Office outcome was given otherwise than with a police decision, or changed."
        ),
        to_agencies="An outcome was assigned",
        fields=(
            code("outcome", "The Home Office outcome, by its code", codes=tuple(codes.OUTCOMES)),
            text("why", "Why, in words"),
        ),
        subject="offence",
        subject_may_be_empty=True,
        requirements=("P1-165",),
    ),
    EventType(
        name="decision.told",
        by=("police", "cps"),
        meaning="The victim was told of a decision.",
        to_agencies="The victim was told of the decision",
        fields=(
            one_of("how", "in_person|video|phone|letter|email|text|isva", "How it was done"),
            one_of(
                "review_right",
                "applies|does_not_apply|not_told",
                "Whether the victim was told that the right to review applies",
            ),
            yes_no(
                "needs_considered", "Whether the victim's needs and preferred way were considered"
            ),
            one_of("adviser_told", "yes|no|not_applicable", "Whether the adviser was told"),
            yes_no("support_present", "Whether somebody was there to support the victim"),
            vault("explained_by", "Who explained it"),
            yes_no("skilled", "Whether whoever explained it is trained to"),
            any_of(
                "present",
                "investigator|prosecutor|adviser|supporter|interpreter",
                "Who was there",
                required=False,
            ),
        ),
        subject="suspect",
        subject_may_be_empty=True,
        victim="yes",
        to_victim="We told you about a decision in your case.",
        requirements=("P1-059", "P1-215", "P1-268", "P1-342", "AS-036"),
    ),
    EventType(
        name="letter.sent",
        by=("police", "cps"),
        meaning="A letter that explains a decision was sent.",
        to_agencies="A letter was sent",
        fields=(
            one_of("how", "post|email|hand", "How it was done"),
            one_of(
                "review_right",
                "applies|does_not_apply|not_told",
                "Whether the victim was told that the right to review applies",
            ),
            any_of("contacts", "investigator|prosecutor|safe_contact", "Whom to turn to"),
        ),
        subject="suspect",
        subject_may_be_empty=True,
        victim="yes",
        to_victim="We sent you a letter that explains the decision.",
        requirements=("P1-054", "P1-283", "P1-342", "AS-035", "AS-037"),
    ),
    EventType(
        name="letter.delivered",
        by=("police", "cps"),
        meaning="The letter was handed over and explained in person.",
        to_agencies="A letter was delivered in person",
        fields=(
            vault("by", "Who brought it"),
            yes_no("skilled", "Whether whoever explained it is trained to"),
            yes_no("support_present", "Whether somebody was there to support the victim"),
        ),
        subject="suspect",
        subject_may_be_empty=True,
        victim="yes",
        to_victim="Somebody brought you the letter and talked it through with you.",
        requirements=("P1-215",),
    ),
    EventType(
        name="letter.assessed",
        by=("cps", "oversight"),
        meaning="The quality of a letter was assessed, never by its author.",
        to_agencies="A letter was assessed",
        fields=(one_of("quality", "high|adequate|poor", "How good it is"),),
        subject="suspect",
        subject_may_be_empty=True,
        requirements=("P1-039",),
    ),
    EventType(
        name="proceedings.stop_proposed",
        by=("cps",),
        meaning="A prosecutor proposes to stop the proceedings.",
        to_agencies="Stopping was proposed",
        fields=(text("why", "Why, in words"),),
        subject="suspect",
        subject_may_be_empty=True,
    ),
    EventType(
        name="proceedings.stopped",
        by=("cps",),
        meaning="The proceedings were stopped.",
        to_agencies="The proceedings were stopped",
        fields=(one_of("how", "discontinued|no_evidence", "How it was done"),),
        subject="suspect",
        subject_may_be_empty=True,
        victim="once_told",
        to_victim="The court case was stopped. This does not mean that you were not believed.",
    ),
    EventType(
        name="review.requested",
        passed_on=True,
        by=("support", "victim"),
        meaning="The victim asked for a decision to be looked at again.",
        to_agencies="A review was requested",
        fields=(one_of("of", "police|cps", "Whose decision is to be looked at again"),),
        subject="review",
        victim="yes",
        to_victim="You asked for the decision to be looked at again.",
        requirements=("AS-038",),
    ),
    EventType(
        name="review.acknowledged",
        by=("police", "cps"),
        meaning="The request for a review was acknowledged.",
        to_agencies="The review was acknowledged",
        subject="review",
        victim="yes",
        to_victim="We told you that we have your request.",
    ),
    EventType(
        name="review.decided",
        by=("police", "cps"),
        meaning="A review was decided.",
        to_agencies="The review was decided",
        fields=(
            one_of("stage", "local|national", "At which stage"),
            one_of("result", "upheld|overturned|more_enquiries", "What came of it"),
            vault("reviewer", "Who reviewed it"),
        ),
        subject="review",
        victim="yes",
        to_victim="Somebody new looked at the decision again and gave an answer.",
        to_victim_where=(
            (
                "result=upheld",
                "Somebody new looked at it again. The decision stays as it was.",
            ),
            (
                "result=overturned",
                "Somebody new looked at it again. The decision was changed.",
            ),
            (
                "result=more_enquiries",
                "Somebody new looked at it again. The police will find out more first.",
            ),
        ),
        requirements=("P1-285", "AS-038"),
    ),
    EventType(
        name="review.escalated",
        by=("victim",),
        meaning="The victim asked for the next stage of the review.",
        to_agencies="The review was escalated",
        subject="review",
        victim="yes",
        to_victim="You asked for the decision to be looked at by a second team.",
        requirements=("P1-285",),
    ),
    EventType(
        name="appeal.made",
        by=("police",),
        meaning="The police appealed a decision of the prosecutors.",
        to_agencies="An appeal was made",
        fields=(one_of("level", "1|2|3", "The level"),),
        subject="appeal",
        requirements=("P1-277",),
    ),
    EventType(
        name="appeal.decided",
        by=("cps",),
        meaning="A police appeal was decided.",
        to_agencies="An appeal was decided",
        fields=(
            one_of("result", "upheld|overturned", "What came of it"),
            vault("reviewer", "Who reviewed it"),
        ),
        subject="appeal",
        requirements=("P1-277",),
    ),
    EventType(
        name="case.closed",
        by=("police", "cps"),
        meaning="The case was closed.",
        to_agencies="The case was closed",
        fields=(text("why", "Why, in words"),),
        victim="yes",
        to_victim="Your case was closed.",
    ),
    EventType(
        name="case.reopened",
        by=("police", "cps", "victim"),
        meaning="The case was opened again; the decisions that it names, or all, no longer stand.",
        to_agencies="The case was reopened",
        fields=(text("why", "Why, in words"),),
        # By whom it names, the decisions that no longer stand: the others' do.
        subject="suspect",
        subject_may_be_empty=True,
        victim="yes",
        to_victim="Your case was opened again.",
    ),
    EventType(
        name="review.not_wanted",
        by=("support", "victim"),
        meaning="The victim does not want a review, for now.",
        to_agencies="The victim did not ask for a review",
        fields=(
            any_of(
                "why",
                "trust|too_long|wellbeing|did_not_know|other",
                "Why, if the victim wants to say",
                required=False,
            ),
        ),
        # There is no review to name, yet everything of review.* is of that kind.
        subject="review",
        subject_may_be_empty=True,
        victim="yes",
        to_victim=(
            "You told us that you do not want us to look again. You can still change your mind."
        ),
        requirements=("P1-286",),
    ),
    EventType(
        name="letter.prepared",
        by=("police", "cps", "witness_care"),
        meaning=(
            "A letter to the victim was written and stands as it will be sent; it has not gone yet."
        ),
        to_agencies="A letter was prepared",
        fields=(
            one_of(
                "kind",
                "not_charged_police|not_charged_prosecutors|review_outcome|acknowledgement|"
                "change_of_officer|bail|hearing|device_notice|records_notice|"
                "device_notice_child|records_notice_child|victims_code|"
                "review_scheme|other",
                "Which letter",
            ),
            code(
                "fingerprint",
                "The salted SHA-256 of the letter, where it was made here",
                required=False,
            ),
            one_of(
                "support",
                "adviser|supporter|alone_by_choice|not_needed",
                "Who will be with the victim when it is read",
                required=False,
            ),
        ),
        subject="suspect",
        subject_may_be_empty=True,
        requirements=("P1-272",),
    ),
)
