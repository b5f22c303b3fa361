"""Somebody beside the victim."""

from __future__ import annotations

from answerable.events.model import EventType, any_of, code, in_room, one_of, text, whole

TYPES = in_room(
    "support",
    EventType(
        name="support.offered",
        by=("police", "support", "witness_care"),
        meaning="A service was offered to the victim.",
        to_agencies="Support was offered",
        fields=(
            one_of("service", "isva|sarc|idva|num|therapy|legal_advice|other", "Which service"),
        ),
        victim="yes",
        to_victim="You were offered help from a support service.",
        requirements=("P1-119",),
    ),
    EventType(
        name="support.answered",
        by=("police", "support", "victim"),
        meaning="What the victim said to the offer.",
        to_agencies="The offer of support was answered",
        fields=(
            one_of("service", "isva|sarc|idva|num|therapy|legal_advice|other", "Which service"),
            one_of("answer", "accepted|declined|later", "What the answer was"),
        ),
        victim="yes",
        to_victim="You said what you want to do about the help that was offered.",
    ),
    EventType(
        name="support.referred",
        by=("police", "support", "witness_care"),
        meaning="The victim was referred to a service.",
        to_agencies="A referral was made",
        fields=(
            one_of("service", "isva|sarc|idva|num|therapy|legal_advice|other", "Which service"),
        ),
        subject="referral",
        victim="yes",
        to_victim="A support service was asked to get in touch with you.",
    ),
    EventType(
        name="support.waitlisted",
        by=("support",),
        meaning="The service has no place yet; the victim waits.",
        to_agencies="The referral is on a waiting list",
        subject="referral",
    ),
    EventType(
        name="support.started",
        by=("support",),
        meaning="The service works with the victim.",
        to_agencies="Support started",
        fields=(
            one_of("service", "isva|sarc|idva|num|therapy|legal_advice|other", "Which service"),
        ),
        subject="referral",
        victim="yes",
        to_victim="Your support service started to work with you.",
        requirements=("P1-140",),
    ),
    EventType(
        name="support.ended",
        by=("support",),
        meaning="The service no longer works with the victim.",
        to_agencies="Support ended",
        fields=(
            one_of("service", "isva|sarc|idva|num|therapy|legal_advice|other", "Which service"),
            one_of("reason", "completed|moved|declined|other", "Why it ended"),
        ),
        subject="referral",
    ),
    EventType(
        name="support.sharing_agreed",
        by=("support", "victim"),
        meaning="What the victim lets the adviser and the agencies share, item by item.",
        to_agencies="Sharing was agreed",
        fields=(
            any_of(
                "of",
                "that_supported|conversations|decisions_first|presence",
                "What may be shared; without any, nothing is from then on",
                required=False,
            ),
        ),
        victim="yes",
        to_victim="You said what your support worker may share.",
    ),
    EventType(
        name="support.liaison",
        by=("police", "support"),
        meaning="Investigator and adviser spoke with each other.",
        to_agencies="Investigator and adviser spoke",
        fields=(one_of("with", "police|support", "With whom"),),
        requirements=("LR-009",),
    ),
    EventType(
        name="support.alerted",
        by=("police", "cps"),
        meaning="The adviser was told beforehand, as the victim agreed.",
        to_agencies="The adviser was alerted",
        fields=(
            one_of("of", "decision|letter|hearing", "What the adviser was told of beforehand"),
        ),
    ),
    EventType(
        name="support.note",
        by=("support",),
        meaning="A note of the support service, for itself alone.",
        to_agencies="A note was made",
        fields=(text("note", "What was said, in words"),),
        only=("support",),
    ),
    EventType(
        name="support.feedback",
        by=("support", "victim"),
        meaning="What the victim or the adviser says of how the victim was treated.",
        to_agencies="Feedback was given",
        fields=(
            one_of("about", "police|cps|court|support", "What it was about"),
            code("stage", "At which stage"),
            whole("rating", "From 1, very bad, to 5, very good", least=1, most=5, required=False),
            text("words", "Their own words", required=False),
        ),
        hidden=("words",),
        requirements=("P1-111", "P1-315", "P1-334", "DC-032"),
    ),
)
