"""Told, in the way that was agreed."""

from __future__ import annotations

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
    "contact",
    EventType(
        name="contact.agreed",
        by=("police", "support", "witness_care", "victim"),
        meaning="How, when and how often the victim wants to hear, and what is safe.",
        to_agencies="Contact was agreed",
        fields=(
            one_of("when", "regular|only_news", "How often the victim wants to hear"),
            whole(
                "every_days",
                "At least every so many days",
                least=1,
                most=3650,
                required=False,
                required_when="when=regular",
            ),
            one_of(
                "method", "phone|in_person|text|email|third_party|adviser|app|bsl_video", "The way"
            ),
            text("safe_times", "When it is safe", required=False),
            text(
                "who_may_answer", "Who else may answer, and what they may be told", required=False
            ),
            yes_no("may_leave_message", "Whether a message may be left"),
            yes_no("letters", "Whether letters may be sent"),
            code("language", "The language, by its code, where it is not English", required=False),
            yes_no("safe", "Whether the victim confirmed that this way and address are safe"),
            day("review_on", "The day on which to ask again", required=False),
            vault("single_contact", "The one person whom the victim turns to", required=False),
            yes_no(
                "here_first",
                "Whether the victim wants to read hard news on their own pages first",
                required=False,
            ),
        ),
        victim="yes",
        to_victim="You said how and when you want us to get in touch.",
        to_reach=("safe_times", "who_may_answer"),
        requirements=("P1-261", "DC-025"),
    ),
    EventType(
        name="contact.breached",
        by=("police", "cps", "support", "witness_care", "victim"),
        meaning="Somebody else was told, or answered, or opened: the agreed way was not kept.",
        to_agencies="Safe contact was breached",
        for_safety=True,
        fields=(
            one_of("how", "wrong_person|wrong_address|unsafe_channel|other", "How it was done"),
        ),
    ),
    EventType(
        name="contact.declined",
        by=("police", "support", "victim"),
        meaning="The victim asked not to be contacted, or not about this, or not yet.",
        to_agencies="Contact was declined",
        fields=(
            one_of("scope", "all|letters|until_decision", "How far it goes"),
            yes_no(
                "no_other_way",
                "Whether the victim was asked which other way would do, and wants none",
                required=False,
            ),
        ),
        victim="yes",
        to_victim="You asked us to stop some or all contact.",
        to_victim_where=(
            ("scope=all", "You asked us not to contact you."),
            ("scope=letters", "You asked us not to send you letters."),
            ("scope=until_decision", "You asked us not to contact you until there is a decision."),
        ),
    ),
    EventType(
        name="contact.wording_chosen",
        by=("police", "support", "witness_care", "victim"),
        meaning=(
            "The victim chose what texts and e-mails say, out of a closed list. Who wants none "
            "agrees on another way."
        ),
        to_agencies="The words of texts and e-mails were chosen",
        fields=(
            one_of("wording", "new|update|message|reminder", "What leaves, in these words alone"),
        ),
        victim="yes",
        to_victim="You chose the words of our texts and emails.",
    ),
    EventType(
        name="contact.made",
        by=("police", "cps", "support", "witness_care"),
        meaning="The victim and an agency were in touch, whoever began it.",
        to_agencies="There was contact with the victim",
        fields=(
            one_of(
                "method", "phone|in_person|text|email|third_party|adviser|app|bsl_video", "The way"
            ),
            one_of("by", "victim|agency", "Who began it"),
            one_of("alone", "yes|no|not_known", "Whether the victim was alone"),
            one_of(
                "still_safe",
                "yes|no|not_asked",
                "Whether the victim said that the way that was agreed is still safe",
                required=False,
            ),
            yes_no("news", "Whether there was news to tell"),
            code(
                "waiting_for",
                "What the case is waiting for, where there was no news",
                required=False,
            ),
            any_of(
                "about",
                "progress|no_news|process|time_scales|prospects|device_or_records|support|"
                "safety|question|other",
                "What was spoken of",
                required=False,
            ),
        ),
        victim="yes",
        to_victim="You and the people working on your case were in touch.",
        requirements=("LR-009", "P1-265", "DC-004"),
    ),
    EventType(
        name="contact.attempted",
        by=("police", "cps", "witness_care"),
        meaning="An agency tried to reach the victim and did not.",
        to_agencies="Contact was attempted",
        fields=(
            one_of(
                "method", "phone|in_person|text|email|third_party|adviser|app|bsl_video", "The way"
            ),
            one_of("through", "direct|adviser", "Straight to the victim, or through the adviser"),
        ),
        requirements=("LR-009",),
    ),
    EventType(
        name="discussion.agreed",
        by=("police", "support", "victim"),
        meaning="What was said in a conversation, as the victim and the agency agree.",
        to_agencies="A conversation was agreed",
        fields=(text("what", "What was said, in words"),),
        victim="yes",
        to_victim="This is what we agreed was said when we spoke.",
        requirements=("LR-025",),
    ),
    EventType(
        name="discussion.disputed",
        passed_on=True,
        by=("support", "victim"),
        meaning="The victim says that this is not what was said.",
        to_agencies="A conversation was disputed",
        fields=(text("what", "What was said, in words"),),
        victim="yes",
        to_victim="You told us that this is not what was said.",
        requirements=("LR-025",),
    ),
    EventType(
        name="officer.changed",
        by=("police", "cps"),
        meaning="Somebody else has taken over a part in the case.",
        to_agencies="A part in the case changed hands",
        fields=(
            one_of(
                "role",
                "investigator|solo|prosecutor|adviser|witness_care",
                "Which part in the case",
            ),
            vault("name", "Who has taken over"),
            one_of(
                "why",
                "moved_to_priority|workload|left|leave|victim_asked|other",
                "Why the person changed",
                required=False,
            ),
        ),
        requirements=("LR-027", "P1-038"),
    ),
    EventType(
        name="officer.change_told",
        by=("police", "cps", "witness_care"),
        meaning="The victim was told who has taken over.",
        to_agencies="The victim was told of a change",
        fields=(
            one_of(
                "role",
                "investigator|solo|prosecutor|adviser|witness_care",
                "Which part in the case",
            ),
        ),
        victim="yes",
        to_victim="We told you that a new person is working with you.",
        requirements=("LR-027",),
    ),
    EventType(
        name="progress.told",
        by=("police", "cps", "witness_care"),
        meaning="The victim was told of a step in the case.",
        to_agencies="The victim was told of progress",
        fields=(
            one_of(
                "about",
                "arrested|interviewed|released|bail|charged|not_investigated|waiting|outcome",
                "What it was about",
            ),
        ),
        subject="suspect",
        subject_may_be_empty=True,
        victim="yes",
        to_victim="We told you about a step in your case.",
        to_victim_where=(
            ("about=arrested", "We told you that a suspect was arrested."),
            ("about=interviewed", "We told you that the police asked a suspect questions."),
            ("about=released", "We told you that a suspect was released."),
            ("about=bail", "We told you about the bail of a suspect."),
            ("about=charged", "We told you that a suspect was charged."),
            ("about=not_investigated", "We told you that the police will not look into this."),
            (
                "about=waiting",
                "We told you that the prosecutor waits for the police. No decision has been made.",
            ),
            ("about=outcome", "We told you what the court decided."),
        ),
        requirements=("DC-004",),
    ),
    EventType(
        name="question.asked",
        passed_on=True,
        by=("support", "victim"),
        meaning="A question from the victim that wants an answer.",
        to_agencies="The victim asked a question",
        fields=(
            one_of("of", "police|cps|witness_care", "Of whom"),
            text("what", "The question, in words"),
        ),
        victim="yes",
        to_victim="You asked a question.",
        requirements=("DC-012", "P1-264"),
    ),
    EventType(
        name="question.answered",
        by=("police", "cps", "witness_care"),
        meaning=(
            "The answer to the oldest open question to that agency; what the victim reads of it is "
            "written below, for them."
        ),
        to_agencies="The victim's question was answered",
        fields=(one_of("how", "phone|in_person|text|email|adviser|app|bsl_video", "The way"),),
        victim="yes",
        to_victim="Your question was answered.",
        requirements=("DC-012",),
    ),
    EventType(
        name="timescale.told",
        by=("police", "cps", "witness_care"),
        meaning=(
            "The victim was told by when something is likely; a later one takes its place, and "
            "both days show."
        ),
        to_agencies="The victim was told of a time scale",
        fields=(
            one_of("of", "account|device|investigation|decision|trial|other", "Of what"),
            day("likely_by", "The day by which it is likely"),
            one_of(
                "changed_because",
                "digital|third_party|medical|forensic|witness|suspect|workload|advice|"
                "file_quality|court|other",
                "Why it is another day than was said before",
                required=False,
            ),
        ),
        victim="yes",
        to_victim="We told you when the next step is likely. We will tell you if it changes.",
        requirements=("P1-240", "P1-226"),
    ),
    EventType(
        name="awaiting.told",
        by=("police", "cps", "witness_care"),
        meaning=(
            "With no news: what the victim was told that the case waits for, from whom, since when."
        ),
        to_agencies="The victim was told what is awaited",
        fields=(
            one_of(
                "what",
                "records|phone|phone_reading|police_work|decision|review|hearing",
                "What is awaited",
            ),
            one_of("of", "holder|police|cps|court", "From whom"),
            day("since", "Since when"),
        ),
        victim="yes",
        to_victim="There was nothing new. We told you what we are waiting for.",
        requirements=("P1-265",),
    ),
    EventType(
        name="victim.moved",
        by=("police", "support", "witness_care"),
        meaning="The victim is somewhere else, and must be reached in another way.",
        to_agencies="The victim has moved: check how to reach them",
        fields=(
            one_of(
                "to",
                "custody|hospital|care|home|other",
                "Where the victim is, coarsely; never an address",
            ),
        ),
        requirements=("P1-191",),
    ),
    EventType(
        name="complaint.made",
        passed_on=True,
        by=("support", "victim"),
        meaning="The victim complained of an agency, which answers within ten working days.",
        to_agencies="The victim complained",
        fields=(
            one_of("of", "police|cps|witness_care|support|court", "Of whom"),
            text("what", "The complaint, in words"),
        ),
        victim="yes",
        to_victim="You made a complaint.",
    ),
    EventType(
        name="complaint.answered",
        by=("police", "cps", "witness_care", "support"),
        meaning=(
            "The answer to the oldest open complaint of that agency, or by when there will be one; "
            "what the victim reads of it is written below, for them."
        ),
        to_agencies="The victim's complaint was answered",
        fields=(
            one_of("how", "letter|email|phone|in_person|adviser|app|bsl_video", "The way"),
            one_of("answer", "in_full|says_when", "Whether it is the answer itself"),
        ),
        victim="yes",
        to_victim="Your complaint was answered.",
        to_victim_where=(
            ("answer=says_when", "You were told by when your complaint will be answered."),
        ),
    ),
)
