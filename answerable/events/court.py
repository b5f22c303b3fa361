"""From charge to outcome."""

from __future__ import annotations

from answerable.events.model import EventType, any_of, day, in_room, one_of, text, whole, yes_no

TYPES = in_room(
    "court",
    EventType(
        name="charge.made",
        by=("police", "cps"),
        meaning="A suspect was charged.",
        to_agencies="A suspect was charged",
        fields=(
            yes_no(
                "emergency",
                "Whether police charged in an emergency, before the prosecutor's decision",
                required=False,
            ),
        ),
        subject="suspect",
        subject_may_be_empty=True,
        victim="yes",
        to_victim="A person was charged. There will be a court case.",
    ),
    EventType(
        name="witness_care.taken_on",
        by=("witness_care",),
        meaning="Witness care took the victim on.",
        to_agencies="Witness care took the case on",
        victim="yes",
        to_victim="The witness care team is now there to help you through court.",
    ),
    EventType(
        name="hearing.listed",
        by=("witness_care", "court"),
        meaning="A hearing was listed for a day.",
        to_agencies="A hearing was listed",
        fields=(
            one_of("kind", "first|plea|section_28|trial|sentence|other", "What kind"),
            day("on", "The day"),
        ),
        subject="hearing",
        victim="yes",
        to_victim="A date was set for court.",
        requirements=("DC-009",),
    ),
    EventType(
        name="hearing.moved",
        by=("witness_care", "court"),
        meaning="A hearing was moved, why, and with how much notice.",
        to_agencies="A hearing was moved",
        fields=(
            one_of("kind", "first|plea|section_28|trial|sentence|other", "What kind"),
            day("on", "The day"),
            one_of(
                "reason", "court|prosecution|defence|victim|other", "On whose account it was moved"
            ),
            whole("days_notice", "How many days' notice was given"),
            any_of(
                "effect",
                "wellbeing|work|care|travel|may_leave|none|not_known",
                "What the move costs the victim, in their own view",
                required=False,
            ),
        ),
        subject="hearing",
        victim="yes",
        to_victim="The date for court was changed.",
        requirements=("DC-009",),
    ),
    EventType(
        name="hearing.held",
        by=("witness_care", "court"),
        meaning="A hearing was held.",
        to_agencies="A hearing was held",
        subject="hearing",
        victim="yes",
        to_victim="The court met about your case.",
    ),
    EventType(
        name="hearing.told",
        by=("witness_care",),
        meaning="The victim was told of a hearing.",
        to_agencies="The victim was told of a hearing",
        subject="hearing",
        victim="yes",
        to_victim="We told you about a date for court.",
        requirements=("DC-004", "DC-009"),
    ),
    EventType(
        name="measures.considered",
        by=("police", "cps", "witness_care"),
        meaning="Special measures were considered, and what the victim wishes.",
        to_agencies="Special measures were considered",
        fields=(
            any_of(
                "kinds",
                "screen|live_link|section_28|intermediary|private|other|none",
                "Which measures",
            ),
            one_of("victim_wish", "yes|no|undecided", "What the victim wishes"),
        ),
        victim="yes",
        to_victim="Ways to make court easier for you (special measures) were looked at.",
    ),
    EventType(
        name="measures.applied",
        by=("cps",),
        meaning="Special measures were applied for.",
        to_agencies="Special measures were applied for",
        fields=(
            any_of(
                "kinds",
                "screen|live_link|section_28|intermediary|private|other|none",
                "Which measures",
            ),
        ),
        victim="yes",
        to_victim="The prosecutor asked the court for ways to make it easier for you.",
    ),
    EventType(
        name="measures.decided",
        by=("court",),
        meaning="The court decided about special measures.",
        to_agencies="Special measures were decided",
        fields=(yes_no("granted", "Whether the court granted them"),),
        victim="yes",
        # A no is not read here first: a person explains it, and what else can be done.
        to_victim=(
            "The court decided about the ways to make it easier for you. Ask one of your people "
            "what it said."
        ),
        to_victim_where=(
            ("granted=true", "The court said yes to ways to make it easier for you."),
        ),
    ),
    EventType(
        name="court_visit.offered",
        by=("support", "witness_care"),
        meaning="A visit to the court before the trial was offered.",
        to_agencies="A court visit was offered",
        victim="yes",
        to_victim="You were offered a visit to see the court before the day.",
    ),
    EventType(
        name="trial.started",
        by=("witness_care", "court"),
        meaning="The trial started.",
        to_agencies="The trial started",
        victim="yes",
        to_victim="The trial started.",
    ),
    EventType(
        name="court.outcome",
        by=("witness_care", "court"),
        meaning="What the court found about a defendant.",
        to_agencies="The court gave its outcome",
        fields=(
            one_of(
                "result",
                "guilty_plea|convicted|acquitted|jury_discharged|no_evidence_offered|discontinued",
                "What came of it",
            ),
        ),
        subject="suspect",
        subject_may_be_empty=True,
        victim="once_told",
        to_victim="The court came to a result.",
        to_victim_where=(
            (
                "result=guilty_plea",
                "The person who was charged said in court that they are guilty.",
            ),
            ("result=convicted", "The court found the person who was charged guilty."),
            (
                "result=acquitted",
                "The person was found not guilty. This does not mean that you were not believed.",
            ),
            ("result=jury_discharged", "The jury was sent home before it gave an answer."),
            (
                "result=no_evidence_offered",
                "The court case was stopped. This does not mean that you were not believed.",
            ),
            (
                "result=discontinued",
                "The court case was stopped. This does not mean that you were not believed.",
            ),
        ),
    ),
    EventType(
        name="sentence.passed",
        by=("witness_care", "court"),
        meaning="Sentence was passed.",
        to_agencies="Sentence was passed",
        fields=(any_of("orders", "shpo|restraining|none", "The orders made with the sentence"),),
        subject="suspect",
        subject_may_be_empty=True,
        victim="once_told",
        to_victim="The court gave a sentence.",
    ),
    EventType(
        name="court.feedback",
        by=("police", "support", "witness_care", "victim"),
        meaning="What the victim, or somebody for them, says of how they were treated at court.",
        to_agencies="Feedback on court was given",
        fields=(
            one_of("about", "counsel|cps|police|court", "What it was about"),
            text("words", "Their own words", required=False),
        ),
    ),
)
