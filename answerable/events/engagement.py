"""Staying, leaving, coming back."""

from __future__ import annotations

from answerable.events.model import EventType, any_of, day, in_room, one_of, text

TYPES = in_room(
    "engagement",
    EventType(
        name="withdrawal.stated",
        by=("police", "support", "victim"),
        meaning="The victim, or somebody for them, said that they no longer support the case.",
        to_agencies="A withdrawal was stated",
        fields=(
            one_of(
                "stage",
                "before_account|after_account|investigation|with_cps|after_charge|at_court",
                "At which stage",
            ),
            one_of("said_by", "victim|support|police_inference", "Who said so"),
            any_of(
                "reasons",
                "time_taken|relationship_with_suspect|recovery|wellbeing|fear_of_suspect|"
                "fear_of_process|not_believed|phone_request|third_party_material|"
                "lack_of_support|communication|only_wanted_record|other|not_established",
                "The reasons that the victim gives",
            ),
            one_of(
                "own_choice", "yes|felt_pushed|not_known", "Whether it was the victim's own choice"
            ),
            any_of(
                "could_have_helped",
                "support_worker|faster|communication|phone_returned|special_measures|"
                "legal_advice|different_officer|nothing|not_known",
                "What could have helped the victim to stay",
            ),
            text("words", "Their own words", required=False),
        ),
        victim="yes",
        to_victim="It was noted that you want to stop. If that is not right, you can say so.",
        to_victim_where=(
            ("said_by=victim", "You said that you want to stop. You can still come back."),
        ),
        requirements=(
            "LR-006",
            "LR-031",
            "P1-028",
            "P1-030",
            "P1-045",
            "P1-046",
            "P1-175",
            "P1-177",
        ),
    ),
    EventType(
        name="withdrawal.confirmed",
        by=("police", "support", "victim"),
        meaning="The victim, the adviser or a signed statement confirmed the withdrawal.",
        to_agencies="The withdrawal was confirmed",
        fields=(one_of("how", "portal|signed|recorded|isva", "How it was done"),),
        victim="yes",
        to_victim="It was confirmed that you want to stop. You can still come back.",
        requirements=("LR-006",),
    ),
    EventType(
        name="withdrawal.disputed",
        passed_on=True,
        by=("support", "victim"),
        meaning="The victim says that they did not withdraw.",
        to_agencies="The withdrawal was disputed",
        victim="yes",
        to_victim="You told us that you did not ask to stop.",
    ),
    EventType(
        name="engagement.paused",
        by=("police", "support", "victim"),
        meaning="The victim wants time; the case does not end for it.",
        to_agencies="Engagement was paused",
        fields=(day("until", "Until which day", required=False),),
        victim="yes",
        to_victim="You asked to pause. Your case is still open.",
    ),
    EventType(
        name="engagement.resumed",
        by=("police", "support", "victim"),
        meaning="The victim takes part again.",
        to_agencies="Engagement was resumed",
        victim="yes",
        to_victim="You told us that you want to go on.",
        requirements=("P1-175",),
    ),
    EventType(
        name="return.offered",
        by=("police", "support"),
        meaning="The way back was told and will be remembered.",
        to_agencies="The way back was offered",
        victim="yes",
        to_victim="We told you how you can come back to your case if you want to.",
        requirements=("P1-178",),
    ),
)
