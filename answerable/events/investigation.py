"""The investigation, and who watches over it."""

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
    vault,
    whole,
    yes_no,
)

TYPES = in_room(
    "investigation",
    EventType(
        name="investigation.allocated",
        by=("police",),
        meaning="Somebody leads the investigation.",
        to_agencies="An investigator was allocated",
        fields=(
            vault("officer", "Who, by a pseudonymous id"),
            yes_no("qualified", "Whether the investigator has the specialist training"),
            one_of("team", "specialist|general", "Whether specialists or a general team"),
            whole("caseload", "How many cases the investigator holds", required=False),
            text("reason", "Why, in words", required=False),
        ),
        requirements=("P1-038", "P1-069", "P1-094"),
    ),
    EventType(
        name="plan.set",
        by=("police",),
        meaning="The investigation plan was set.",
        to_agencies="The investigation plan was set",
    ),
    EventType(
        name="line.opened",
        by=("police", "cps"),
        meaning="A line of enquiry was opened.",
        to_agencies="A line of enquiry was opened",
        fields=(
            one_of(
                "about",
                "suspect|victim_material|witness|forensic|digital|third_party|scene|other",
                "What it was about",
            ),
            one_of(
                "direction",
                "towards|away|both|unknown",
                "Towards the suspect's account or away from it",
            ),
            one_of(
                "noticed_by",
                "investigator|supervisor|gatekeeper|prosecutor|other",
                "Who noticed that it was missing",
            ),
        ),
        subject="line",
        requirements=("P1-147",),
    ),
    EventType(
        name="line.closed",
        by=("police",),
        meaning="A line of enquiry was closed, with its result and why.",
        to_agencies="A line of enquiry was closed",
        fields=(
            one_of(
                "result", "completed|not_proportionate|impossible|superseded", "What came of it"
            ),
            text("why", "Why, in words"),
        ),
        subject="line",
    ),
    EventType(
        name="supervision.reviewed",
        by=("police",),
        meaning=(
            "A supervisor reviewed the case and gave direction, or said why none is needed, or "
            "did neither."
        ),
        to_agencies="The case was reviewed by a supervisor",
        fields=(
            one_of(
                "direction",
                "given|none_needed|none",
                "Whether direction was given; none needed says why",
            ),
            text("why", "Why, in words", required=False, required_when="direction=none_needed"),
            yes_no(
                "qualified", "Whether the supervisor has the specialist training", required=False
            ),
        ),
    ),
    EventType(
        name="account.offered",
        by=("police",),
        meaning="The victim was offered a way and a time to give an account.",
        to_agencies="An account was offered",
        fields=(
            one_of("kind", "video|statement|other", "What kind"),
            one_of(
                "interviewer_sex",
                "not_asked|no_preference|met|refused",
                "Whether a wish for the interviewer's sex was asked for and met",
            ),
        ),
        subject="account",
        subject_may_be_empty=True,
        victim="yes",
        to_victim="You were offered a time to tell the police what happened, in your own way.",
        requirements=("LR-085", "P1-119"),
    ),
    EventType(
        name="account.rearranged",
        by=("police", "support", "victim"),
        meaning="The appointment for the account is to be moved, and who has to act.",
        to_agencies="The account is to be rearranged",
        fields=(
            one_of("next_actor", "police|victim", "Who has to act next"),
            day("on", "The day", required=False),
            text("constraint", "What has to be respected, in words", required=False),
        ),
        subject="account",
        subject_may_be_empty=True,
        victim="yes",
        to_victim="The time for you to speak with the police is being moved.",
        requirements=("LR-085",),
    ),
    EventType(
        name="account.recorded",
        by=("police",),
        meaning="The victim's account was recorded.",
        to_agencies="The account was recorded",
        fields=(
            one_of("kind", "video|statement|other", "What kind"),
            one_of(
                "intermediary",
                "used|considered|not_needed|not_considered",
                "Whether an intermediary was used or considered",
            ),
            yes_no("read_back", "Whether it was read back to the victim"),
            one_of(
                "companion",
                "present|offered|not_offered",
                "Whether somebody could be beside the victim",
                required=False,
            ),
        ),
        subject="account",
        subject_may_be_empty=True,
        victim="yes",
        to_victim="What you told the police was recorded.",
        requirements=("LR-019", "P1-119"),
    ),
    EventType(
        name="account.inconsistency",
        by=("police", "cps"),
        meaning="Accounts differ; trauma may be why.",
        to_agencies="Differences between accounts were noted",
        fields=(
            yes_no("trauma_considered", "Whether the effects of trauma were considered"),
            one_of(
                "arose",
                "free_account|direct_question|between_accounts|document|other",
                "How the difference came about",
                required=False,
            ),
        ),
        requirements=("LR-069",),
    ),
    EventType(
        name="control.considered",
        by=("police", "cps"),
        meaning="Controlling or coercive behaviour was considered, and what it does to a victim.",
        to_agencies="Controlling and coercive behaviour was considered",
        fields=(yes_no("found", "Whether any was found"),),
    ),
    EventType(
        name="suspect.identified",
        by=("police",),
        meaning="A suspect was identified.",
        to_agencies="A suspect was identified",
        subject="suspect",
        subject_may_be_empty=True,
        requirements=("P1-376",),
    ),
    EventType(
        name="suspect.arrested",
        by=("police",),
        meaning="A suspect was arrested.",
        to_agencies="A suspect was arrested",
        subject="suspect",
        subject_may_be_empty=True,
    ),
    EventType(
        name="suspect.interviewed",
        by=("police",),
        meaning="A suspect was interviewed.",
        to_agencies="A suspect was interviewed",
        fields=(
            yes_no("under_caution", "Whether under caution"),
            yes_no("account_given", "Whether the suspect gave an account"),
        ),
        subject="suspect",
        subject_may_be_empty=True,
    ),
    EventType(
        name="suspect.action_deferred",
        by=("police",),
        meaning="Arrest or interview waits, and why.",
        to_agencies="Action about a suspect was deferred",
        fields=(text("why", "Why, in words"),),
        subject="suspect",
        subject_may_be_empty=True,
    ),
    EventType(
        name="suspect.account_tested",
        by=("police",),
        meaning="The suspect's account was tested against the evidence.",
        to_agencies="The suspect's account was tested",
        subject="suspect",
        subject_may_be_empty=True,
    ),
    EventType(
        name="suspect.released",
        by=("police",),
        meaning="A suspect was released, and how.",
        to_agencies="A suspect was released",
        fields=(
            one_of("to", "bail|rui|no_further_action|charged", "Where, or to whom"),
            one_of(
                "no_bail_why",
                "not_necessary|not_proportionate|no_power|other",
                "Why bail with conditions was not used",
                required=False,
            ),
        ),
        subject="suspect",
        subject_may_be_empty=True,
    ),
    EventType(
        name="suspect.told",
        by=("police",),
        meaning="A suspect was told.",
        to_agencies="A suspect was told",
        fields=(one_of("of", "bail|rui|extension|no_further_action", "What it is of or about"),),
        subject="suspect",
        subject_may_be_empty=True,
    ),
    EventType(
        name="bail.granted",
        by=("police",),
        meaning="Bail before charge was granted, with or without conditions.",
        to_agencies="Bail was granted",
        fields=(
            day("arrested_on", "The day of the arrest for this offence"),
            any_of(
                "conditions",
                "no_contact|residence|area|other",
                "The conditions that protect the victim",
            ),
            one_of(
                "victim_views",
                "sought|not_practicable|not_sought",
                "Whether the victim's views were sought",
            ),
        ),
        subject="suspect",
        subject_may_be_empty=True,
        victim="once_told",
        to_victim=(
            "The suspect has bail. There may be rules that the suspect must keep to protect you."
        ),
    ),
    EventType(
        name="bail.varied",
        by=("police", "court"),
        meaning="The conditions of bail were changed.",
        to_agencies="Bail was varied",
        fields=(
            any_of(
                "conditions",
                "no_contact|residence|area|other",
                "The conditions that protect the victim",
            ),
            one_of(
                "victim_views",
                "sought|not_practicable|not_sought",
                "Whether the victim's views were sought",
            ),
        ),
        subject="suspect",
        subject_may_be_empty=True,
        victim="once_told",
        to_victim="The rules that the suspect must keep were changed.",
    ),
    EventType(
        name="bail.extended",
        by=("police", "court"),
        meaning="Bail was extended, by whom and until when.",
        to_agencies="Bail was extended",
        fields=(
            day("until", "Until which day"),
            one_of(
                "authorised_by",
                "inspector|superintendent|assistant_chief_constable|court",
                "The rank that authorised it",
            ),
            yes_no(
                "conditions_a_to_d", "Whether conditions A to D of the law are each recorded as met"
            ),
            one_of(
                "representations",
                "invited|made|none",
                "Whether representations were invited or made",
            ),
            one_of(
                "victim_views",
                "sought|not_practicable|not_sought",
                "Whether the victim's views were sought",
            ),
        ),
        subject="suspect",
        subject_may_be_empty=True,
    ),
    EventType(
        name="bail.ended",
        by=("police",),
        meaning="Bail ended, how, and whether that was reasoned and the risk assessed.",
        to_agencies="Bail ended",
        fields=(
            one_of("to", "rui|charged|no_further_action|lapsed", "Where, or to whom"),
            yes_no("rationale", "Whether the reasons are recorded"),
            yes_no("risk_assessed", "Whether the risk was assessed"),
        ),
        subject="suspect",
        subject_may_be_empty=True,
    ),
    EventType(
        name="order.considered",
        by=("police", "cps"),
        meaning="A protective order was considered.",
        to_agencies="A protective order was considered",
        fields=(
            one_of(
                "kind",
                "dvpn|dvpo|dapn|dapo|sro|shpo|stalking|restraining|non_molestation|other",
                "What kind",
            ),
            one_of("decision", "apply|not_appropriate", "What was decided"),
            text("why", "Why, in words"),
        ),
        subject="suspect",
        subject_may_be_empty=True,
    ),
    EventType(
        name="order.granted",
        by=("police", "court"),
        meaning="A protective order was granted.",
        to_agencies="A protective order was granted",
        fields=(
            one_of(
                "kind",
                "dvpn|dvpo|dapn|dapo|sro|shpo|stalking|restraining|non_molestation|other",
                "What kind",
            ),
            day("until", "Until which day", required=False),
        ),
        subject="suspect",
        subject_may_be_empty=True,
        victim="once_told",
        to_victim="An order was made to protect you or others.",
    ),
    EventType(
        name="bad_character.considered",
        by=("police", "cps"),
        meaning="Evidence of bad character was considered.",
        to_agencies="Bad character was considered",
        fields=(one_of("material", "provided|none_found|not_relevant", "What was found"),),
    ),
    EventType(
        name="related_offences.considered",
        by=("police",),
        meaning="Whether the suspect has offended against others was considered.",
        to_agencies="Related offences were considered",
        fields=(yes_no("found", "Whether any was found"),),
    ),
    EventType(
        name="unused.scheduled",
        by=("police",),
        meaning="Unused material was put on a schedule.",
        to_agencies="Unused material was scheduled",
        fields=(
            one_of("effect", "undermines|assists|neither|unsure", "What it does to the case"),
            text("relevance", "The issue in the case that it goes to"),
            yes_no("sensitive", "Whether it is sensitive"),
        ),
        subject="material",
    ),
    EventType(
        name="statement.offered",
        by=("police", "witness_care"),
        meaning="The victim personal statement was offered.",
        to_agencies="The victim personal statement was offered",
        fields=(one_of("form", "statement|in_interview|update", "In which form"),),
        victim="yes",
        to_victim="You were offered the chance to say how this has affected you.",
    ),
    EventType(
        name="statement.taken",
        by=("police", "witness_care"),
        meaning="The victim personal statement was taken.",
        to_agencies="The victim personal statement was taken",
        fields=(
            one_of("form", "statement|in_interview|update", "In which form"),
            code("where", "Where, by a code", required=False),
        ),
        victim="yes",
        to_victim="You said how this has affected you, and it was recorded.",
        requirements=("DC-045",),
    ),
    EventType(
        name="unused.disclosed",
        by=("cps",),
        meaning="What became of unused material that was scheduled.",
        to_agencies="The prosecutor decided on scheduled material",
        fields=(one_of("decision", "disclosed|not_disclosable|court_decides", "What was decided"),),
        subject="material",
        requirements=("P1-105",),
    ),
    EventType(
        name="suspect.described",
        by=("police",),
        meaning="A suspect's characteristics, as the suspect gives them or as observed.",
        to_agencies="A suspect's characteristics were recorded",
        fields=(
            code("age", "The age band", codes=codes.AGE, required=False),
            code(
                "disability",
                "Disability, as the suspect describes it",
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
            one_of(
                "source", "self|observed", "Whether the suspect said so or somebody observed it"
            ),
        ),
        subject="suspect",
        subject_may_be_empty=True,
        requirements=("P1-122",),
    ),
    EventType(
        name="suspect.located",
        by=("police",),
        meaning="Where a suspect is, coarsely.",
        to_agencies="It was noted where a suspect is",
        fields=(
            one_of(
                "where",
                "at_home|in_custody|abroad|moving|not_known",
                "Where a suspect is, coarsely, so that the risk can be judged",
            ),
        ),
        subject="suspect",
        subject_may_be_empty=True,
        requirements=("LR-030",),
    ),
)
