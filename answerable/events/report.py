"""From the first call to a recorded crime."""

from __future__ import annotations

from answerable.events import codes
from answerable.events.model import (
    EventType,
    any_of,
    code,
    day,
    in_room,
    one_of,
    text,
    whole,
    yes_no,
)

TYPES = in_room(
    "report",
    EventType(
        name="crime.reported",
        by=("police", "support"),
        meaning="A rape or another serious sexual offence was reported: the start of the case.",
        to_agencies="The crime was reported",
        fields=(
            code("force", "The police force that received the report"),
            one_of("team", "specialist|general", "Whether specialists or a general team"),
            one_of(
                "offence",
                "rape|attempted_rape|assault_by_penetration|sexual_assault|other",
                "The offence",
            ),
            one_of(
                "reported_by",
                "victim|third_party|support_service|agency",
                "Who brought it to the police",
            ),
            any_of(
                "why",
                "encouraged|right_thing|protect_others|on_record|justice",
                "Why the victim reports, if they want to say",
                required=False,
            ),
            one_of(
                "wants",
                "justice|record_only|safety|support|unsure",
                "What the victim wants to come of it",
            ),
            day(
                "offence_from",
                "The first day on which it can have happened, where it is known",
                required=False,
            ),
            day(
                "offence_to",
                "The last day on which it can have happened, where it is known",
                required=False,
            ),
            one_of(
                "relationship",
                "partner|ex_partner|relative|friend|acquaintance|stranger|other|unknown",
                "Who the suspect is to the victim",
            ),
            yes_no("domestic_abuse", "Whether it is domestic abuse"),
            one_of("suspect", "named|unknown", "Whether the victim named a suspect"),
            whole(
                "victim_age",
                "The victim's age in years at the report, where it is known",
                most=130,
                required=False,
            ),
            whole(
                "suspect_age",
                "The suspect's age in years at the report, where it is known",
                most=130,
                required=False,
            ),
        ),
        victim="yes",
        to_victim="What happened to you was reported to the police.",
        requirements=(
            "P1-012",
            "P1-027",
            "P1-094",
            "P1-110",
            "P1-140",
            "P1-146",
            "P1-218",
            "P1-375",
            "AS-005",
        ),
    ),
    EventType(
        name="crime.recorded",
        by=("police",),
        meaning="The report was recorded as a crime.",
        to_agencies="The crime was recorded",
        fields=(code("crime_ref", "The force's reference for the crime"),),
    ),
    EventType(
        name="crime.classified_n100",
        by=("police",),
        meaning=(
            "The report was recorded as an N100, not as a confirmed crime, on one of three grounds."
        ),
        to_agencies="The report was classified N100",
        fields=(one_of("ground", "not_confirmed|contrary_evidence|elsewhere", "On what ground"),),
    ),
    EventType(
        name="report.acknowledged",
        by=("police",),
        meaning="Written confirmation of the report went to the victim.",
        to_agencies="The report was acknowledged in writing",
        fields=(one_of("how", "letter|email|text|in_person", "How it was done"),),
        victim="yes",
        to_victim="The police confirmed to you that they have your report.",
    ),
    EventType(
        name="thrive.assessed",
        by=("police",),
        meaning=(
            "Threat, harm, risk, investigation, vulnerability and engagement were assessed, "
            "and a priority given."
        ),
        to_agencies="THRIVE was assessed",
        fields=(
            one_of("priority", "immediate|prompt|scheduled", "The priority given"),
            any_of(
                "parts",
                "threat|harm|risk|investigation|vulnerability|engagement",
                "The parts that were assessed",
                required=False,
            ),
        ),
        requirements=("P1-114",),
    ),
    EventType(
        name="response.attended",
        by=("police",),
        meaning="Officers attended the report.",
        to_agencies="Officers attended",
        fields=(
            one_of(
                "officer_skill",
                "specialist|trained|none",
                "What the attending officers are trained for",
            ),
        ),
        requirements=("P1-069", "P1-115"),
    ),
    EventType(
        name="victim.spoken_to",
        by=("police",),
        meaning="An officer spoke with the victim.",
        to_agencies="The victim was spoken to",
        fields=(yes_no("first", "Whether it was the first time"),),
        victim="yes",
        to_victim="The police spoke with you.",
    ),
    EventType(
        name="victim.arrested",
        by=("police",),
        meaning=(
            "The victim was arrested, for whatever reason; it is never part of this case's "
            "account of them."
        ),
        to_agencies="The victim was arrested",
        requirements=("P1-372",),
    ),
    EventType(
        name="evidence.secured",
        by=("police",),
        meaning="Evidence was secured.",
        to_agencies="Evidence was secured",
        fields=(
            one_of(
                "kind",
                "early_evidence_kit|forensic|cctv|house_to_house|witness|messages|medical|other",
                "What kind",
            ),
        ),
        requirements=("P1-116",),
    ),
    EventType(
        name="evidence.perishable",
        by=("police", "support", "victim"),
        meaning="Evidence exists that will be lost unless somebody acts.",
        to_agencies="Perishable evidence was noted",
        fields=(
            one_of("kind", "dating_app|social_media|cctv|toxicology|other", "What kind"),
            day(
                "expires_on",
                "The day after which it will be lost, where it is known",
                required=False,
            ),
        ),
        subject="evidence",
    ),
    EventType(
        name="evidence.preserved",
        by=("police",),
        meaning="What became of perishable evidence.",
        to_agencies="Perishable evidence was dealt with",
        fields=(one_of("result", "secured|lost|not_proportionate", "What came of it"),),
        subject="evidence",
    ),
    EventType(
        name="characteristics.recorded",
        by=("police", "support"),
        meaning="The victim's protected characteristics, as told or as observed.",
        to_agencies="Protected characteristics were recorded",
        fields=(
            code("age", "The age band", codes=codes.AGE, required=False),
            code(
                "disability",
                "Disability, as the victim describes it",
                codes=codes.DISABILITY,
                required=False,
            ),
            code(
                "gender_reassignment",
                "Whether gender is the same as registered at birth",
                codes=codes.GENDER_REASSIGNMENT,
                required=False,
            ),
            code(
                "marriage_civil_partnership",
                "Marriage or civil partnership",
                codes=codes.MARRIAGE_CIVIL_PARTNERSHIP,
                required=False,
            ),
            code(
                "pregnancy_maternity",
                "Pregnancy or maternity",
                codes=codes.PREGNANCY_MATERNITY,
                required=False,
            ),
            code("race", "Ethnic group", codes=codes.RACE, required=False),
            code(
                "race_observed",
                "What an officer took the ethnic group to be; another fact than what was said",
                codes=codes.OFFICER_OBSERVED,
                required=False,
            ),
            code(
                "religion_belief", "Religion or belief", codes=codes.RELIGION_BELIEF, required=False
            ),
            code("sex", "Sex", codes=codes.SEX, required=False),
            code(
                "sexual_orientation",
                "Sexual orientation",
                codes=codes.SEXUAL_ORIENTATION,
                required=False,
            ),
            one_of("source", "self|observed", "Whether the victim said so or somebody observed it"),
        ),
        requirements=("P1-007", "P1-121", "P1-123", "AS-010"),
    ),
    EventType(
        name="needs.assessed",
        by=("police", "support"),
        meaning="What the victim needs so as to take part.",
        to_agencies="Needs were assessed",
        fields=(
            any_of(
                "needs",
                "mental_health|learning_disability|autism|physical_disability|alcohol|drugs|"
                "interpreter|housing|sex_work|in_custody|immigration|caring|other|none",
                "Each need; none where there is none",
            ),
            one_of(
                "phone_dependence",
                "none|livelihood|safety|support",
                "What the victim's phone means for living, safety or support",
            ),
        ),
        requirements=("P1-007", "P1-124"),
    ),
    EventType(
        name="risk.assessed",
        by=("police",),
        meaning="The risk to the victim, and whether the suspect is a risk to others.",
        to_agencies="Risk was assessed",
        fields=(
            one_of("level", "standard|medium|high", "The level"),
            yes_no("risk_to_others", "Whether the suspect is a risk to others"),
        ),
    ),
    EventType(
        name="safeguarding.decided",
        by=("police", "support"),
        meaning="Whether a safeguarding referral was made, and to whom.",
        to_agencies="Safeguarding was decided",
        fields=(
            one_of("result", "made|not_needed|declined|not_made", "What came of it"),
            any_of(
                "to",
                "adult_social_care|children|marac|num|health|other",
                "To whom a referral was made",
            ),
            text("why", "Why, in words", required=False),
        ),
    ),
    EventType(
        name="information.given",
        by=("police", "support", "witness_care"),
        meaning="Information was given to the victim.",
        to_agencies="Information was given",
        fields=(
            one_of(
                "kind",
                "first_leaflet|full_leaflet|victims_code|support_services|review_scheme|court",
                "What kind",
            ),
            code("language", "The language, by its code, where it is not English", required=False),
            one_of(
                "understood",
                "yes|with_help|no|not_checked",
                "Whether the victim could say in their own words what it means",
                required=False,
            ),
        ),
        victim="yes",
        to_victim="You were told what happens next and what help there is.",
        requirements=("P1-135", "P1-257", "AS-024"),
    ),
    EventType(
        name="position.stated",
        by=("police", "support", "victim"),
        meaning="Whether the victim supports an investigation, as they say at that time.",
        to_agencies="The victim's position was stated",
        fields=(
            one_of(
                "position",
                "supports|does_not_support|undecided|not_applicable",
                "Whether the victim supports an investigation",
            ),
            one_of("at", "outset|later", "At the first contact, or later"),
            any_of(
                "reasons",
                "fear_of_process|move_on|wellbeing|lack_of_support|other",
                "The reasons that the victim gives",
                required=False,
            ),
        ),
        victim="yes",
        to_victim="You said whether you want the police to go on.",
        to_victim_where=(
            ("position=supports", "You said that you want the police to go on."),
            ("position=does_not_support", "You said that you do not want the police to go on."),
            ("position=undecided", "You said that you have not decided yet."),
            (
                "position=not_applicable",
                "It was noted that there was nothing to ask you about going on.",
            ),
        ),
        requirements=("LR-031", "P1-172", "P1-173", "P1-175"),
    ),
    EventType(
        name="wishes.stated",
        by=("police", "support", "victim"),
        meaning=(
            "What the victim wants now; the latest stands. It is no position, and neither "
            "starts nor meets anything."
        ),
        to_agencies="The victim said what they want",
        fields=(
            one_of(
                "wants", "justice|record_only|safety|support|unsure", "What the victim wants now"
            ),
            text("words", "Their own words", required=False),
        ),
        victim="yes",
        to_victim="You told us what you want to happen.",
        requirements=("P1-012",),
    ),
)
