"""The victim's phone, and what others keep about them."""

from __future__ import annotations

from answerable.web.portal.asking import NOT_ENDED, UNDER_AGE, WHY_ASKED, Ask, Say

PHONE = (
    Say(
        name="phone",
        event="device.answered",
        page="phone",
        title="Answer about your phone",
        again="Change your answer about your phone",
        lead=(NOT_ENDED, "You can ask for advice first. You can change your mind later."),
        lead_under_age=(UNDER_AGE,),
        asks=(
            Ask(
                name="answer",
                asks="What is your answer?",
                why="Nobody may push you. Take the time that you need.",
                words={
                    "agreed": "Yes, you may look at what you asked for",
                    "refused": "No",
                    "asked_for_advice": "I want advice first",
                    "withdrawn": "I said yes before. Now I say no",
                },
                after={"withdrawn": "agreed"},
                of_adults=frozenset({"agreed"}),
            ),
            Ask(
                name="why",
                asks="If you said no, why?",
                why=WHY_ASKED,
                words={
                    "no_replacement": "I would have no phone", "duration": "It takes too long",
                    "privacy": "It is private", "safety": "I need it to be safe",
                    "not_relevant": "It has nothing to do with what happened",
                    "advice": "I was told to say no", "trust": "I do not trust how it is used",
                    "other": "Another reason",
                },
                optional=True,
            ),
            Ask(
                name="pressed",
                asks="Did somebody push you to give this answer?",
                why=WHY_ASKED,
                words={"yes": "Yes", "no": "No", "not_known": "I am not sure"},
                optional=True,
            ),
            Ask(
                name="isva_present",
                asks="Was your support worker with you?",
                why="You may have them with you when you answer.",
                optional=True,
            ),
        ),
        fixed={"given_by": "victim"},
        about=("device.requested", "device.form_sent"),
        about_hers=True,
        which="Which request is it?",
        done="We have your answer. Your case goes on. You can change your answer at any time.",
    ),
    Say(
        name="phone-again",
        event="device.challenged",
        page="phone",
        title="Ask us to look again at a request",
        lead=("You think the request is wrong or too much. We will look at it again.",),
        asks=(
            Ask(name="why", asks="What is wrong with it?", why="Use your own words."),
        ),
        about=("device.requested", "device.form_sent"),
        about_hers=True,
        which="Which request is it?",
        done="We have this. Somebody will look at the request again.",
    ),
    Say(
        name="asked-aloud",
        event="device.mentioned",
        page="phone",
        title="Somebody said that they may want my phone",
        lead=("You do not have to give it. A real request comes in writing.",),
        asks=(
            Ask(
                name="why", asks="What did they say?", why="So that we can find out why.",
                optional=True,
            ),
        ),
        new_subject=True,
    ),
    Say(
        name="gone-soon",
        event="evidence.perishable",
        page="phone",
        title="Something may be gone soon",
        lead=("Tell us, and we can try to save it in time.",),
        asks=(
            Ask(
                name="kind",
                asks="What is it?",
                why="So that we know where to look.",
                words={
                    "dating_app": "Messages in a dating app",
                    "social_media": "Something on social media",
                    "cctv": "A film from a camera", "toxicology": "A blood or urine sample",
                    "other": "Something else",
                },
            ),
            Ask(
                name="expires_on", asks="When will it be gone?",
                why="You can leave this empty if you do not know.", optional=True,
            ),
        ),
        new_subject=True,
        done="We have this. We will try to save it.",
    ),
    Say(
        name="records",
        event="third_party.answered",
        page="phone",
        title="Say what you think about a request for your records",
        again="Change what you said about your records",
        lead=(NOT_ENDED,),
        asks=(
            Ask(
                name="answer",
                asks="What do you think?",
                why="The police must think about what you say.",
                words={
                    "no_objection": "You may ask for them", "objected": "I do not want this",
                    "views_given": "I told somebody what I think",
                },
            ),
        ),
        about=("third_party.requested",),
        about_hers=True,
        which="Which request is it?",
    ),
    # No event of its own: what it asks waits for the police's answer like any question.
    Say(
        name="records-again",
        event="question.asked",
        page="phone",
        title="Ask for advice about your records, or ask us to look again",
        lead=(
            "You can ask for advice first. You can say that a request is wrong or too much.",
            NOT_ENDED,
        ),
        asks=(
            Ask(name="what", asks="What do you want to ask?", why="Use your own words."),
        ),
        fixed={"of": "police"},
        done="We have this. Somebody will look at it and answer you.",
    ),
)  # fmt: skip
