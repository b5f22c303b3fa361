"""Stopping: in steps, with time to think, and with a way back."""

from __future__ import annotations

from answerable.web.portal.asking import WHY_ASKED, Ask, Say

STOPPING = (
    Say(
        name="stop",
        event="withdrawal.stated",
        page="talks",
        title="Tell us that you want to stop",
        lead=(
            "You can pause first. A pause keeps your case open, and you can take your time.",
            "If you send this, nothing ends today. Your support worker and one of your people will "
            "get in touch. They will talk with you alone.",
            "After three days you can say here that you are sure. You can come back later.",
        ),
        asks=(
            Ask(
                name="own_choice",
                asks="Is this your own choice?",
                why="If somebody pushes you, we can help.",
                words={"yes": "Yes", "felt_pushed": "I feel pushed", "not_known": "I am not sure"},
                optional=True,
                otherwise="not_known",
            ),
            Ask(
                name="reasons",
                asks="Is it about how things are for you?",
                why="You can leave all of this empty.",
                words={
                    "wellbeing": "It is bad for my health",
                    "fear_of_suspect": "I am afraid of the person who did this",
                    "fear_of_process": "I am afraid of what comes next",
                    "only_wanted_record": "I only wanted it to be written down",
                },
                optional=True,
                part_of="reasons",
            ),
            Ask(
                name="reasons_ours",
                asks="Is it about something that we did?",
                why="You can leave all of this empty. If it was us, we want to put it right.",
                words={
                    "time_taken": "It takes too long",
                    "communication": "You did not keep me up to date",
                    "lack_of_support": "I did not get help",
                    "not_believed": "I did not feel believed",
                    "phone_request": "You asked for my phone",
                    "third_party_material": "You asked for my records",
                    "other": "Another reason",
                },
                optional=True,
                otherwise=["not_established"],
                where={
                    "phone_request": ("device.requested", "device.mentioned"),
                    "third_party_material": ("third_party.requested",),
                },
                part_of="reasons",
            ),
            Ask(
                name="could_have_helped",
                asks="Is there something that could help you to go on?",
                why="We may be able to put it right now.",
                words={
                    "support_worker": "A support worker", "faster": "If it went faster",
                    "communication": "If I was told more",
                    "phone_returned": "My phone back",
                    "special_measures": "Ways to make court easier",
                    "legal_advice": "A lawyer of my own",
                    "different_officer": "A different police officer", "nothing": "Nothing",
                },
                where={
                    "phone_returned": ("device.taken",),
                    "special_measures": ("charge.made",),
                    "legal_advice": ("device.requested", "third_party.requested", "charge.made"),
                },
                optional=True,
                otherwise=["not_known"],
            ),
            Ask(name="words", asks="Do you want to say more?", why=WHY_ASKED, optional=True),
        ),
        fixed={"said_by": "victim"},
        button="Send that I want to stop",
        done="We have this. Nothing has ended. Somebody will talk with you alone.",
    ),
    Say(
        name="stop-sure",
        event="withdrawal.confirmed",
        page="talks",
        title="Say that you are sure",
        lead=(
            "You told us that you want to stop. Send this only if we have talked with you alone.",
            "If you send this, the police may close your case. You can still come back later.",
        ),
        fixed={"how": "portal"},
        button="I am sure that I want to stop",
        done="We have this. You can still come back later.",
    ),
    Say(
        name="not-stop",
        event="withdrawal.disputed",
        page="talks",
        title="I did not ask to stop",
        lead=("Tell us and we will put it right. Your case goes on.",),
        button="I did not ask to stop",
    ),
)  # fmt: skip
