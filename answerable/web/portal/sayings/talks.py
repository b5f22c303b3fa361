"""What was said, and what the victim wants."""

from __future__ import annotations

from answerable.web.portal.asking import WHY_ASKED, Ask, Say

TALKS = (
    Say(
        name="said",
        event="discussion.agreed",
        page="talks",
        title="Write down what was said",
        asks=(Ask(name="what", asks="What was said?", why="Use your own words."),),
        done="We have this. It is now with what we talked about.",
    ),
    Say(
        name="not-said",
        event="discussion.disputed",
        page="talks",
        title="That is not what was said",
        lead=("What we wrote stays, and your words stand next to it.",),
        asks=(
            Ask(name="what", asks="What was said, as you know it?", why="Use your own words."),
        ),
        done="We have this. Your words stand next to ours.",
    ),
    Say(
        name="want",
        event="wishes.stated",
        page="talks",
        title="Say what you want to happen",
        asks=(
            Ask(
                name="wants",
                asks="What matters most to you now?",
                why="You can change this at any time.",
                words={
                    "justice": "That a court decides", "safety": "To be safe",
                    "support": "To get help", "record_only": "That it is written down",
                    "unsure": "I am not sure yet",
                },
            ),
            Ask(name="words", asks="Do you want to say more?", why=WHY_ASKED, optional=True),
        ),
    ),
    Say(
        name="position",
        event="position.stated",
        page="talks",
        title="Say if you want the police to go on",
        lead=(
            "You can change your mind at any time. To take a break, you can pause.",
            "Nobody may push you. If you say no, nothing ends today. Somebody will ask to talk "
            "with you alone.",
        ),
        asks=(
            Ask(
                name="position",
                asks="Do you want the police to go on?",
                why="The police must know what you want before they decide.",
                words={
                    "supports": "Yes", "does_not_support": "No",
                    "undecided": "I have not decided yet",
                },
            ),
            Ask(
                name="reasons",
                asks="What matters most in this?",
                why="You can leave all of it empty. What you tick helps us to help you.",
                words={
                    "fear_of_process": "I am afraid of what comes next",
                    "move_on": "I want to move on", "wellbeing": "My health",
                    "lack_of_support": "I did not get help", "other": "Something else",
                },
                optional=True,
            ),
        ),
        fixed={"at": "later"},
    ),
    Say(
        name="share",
        event="support.sharing_agreed",
        page="talks",
        title="What your support worker may share",
        lead=(
            "Tick what may be shared with the police and the prosecutor.",
            "If you untick a thing, it stops at once. Notes of your support worker stay private.",
        ),
        asks=(
            Ask(
                name="of",
                asks="What may be shared?",
                why="You can change this at any time. You can leave all of it empty.",
                words={
                    "that_supported": "That I have a support worker",
                    "conversations": "What my support worker writes down for the case",
                    "decisions_first": "Decisions: tell my support worker first",
                    "presence": "That my support worker may come with me",
                },
                optional=True,
            ),
        ),
        anew=True,
    ),
    Say(
        name="pause",
        event="engagement.paused",
        page="talks",
        title="Pause",
        lead=(
            "You can take a break. Your case stays open.",
            "We will not ask you for anything while you pause. You can go on when you want.",
        ),
        asks=(
            Ask(
                name="until",
                asks="Until which day?",
                why="You can leave this empty if you do not know.",
                optional=True,
            ),
        ),
        button="Pause",
        done="You have paused. Your case stays open.",
    ),
    Say(
        name="go-on",
        event="engagement.resumed",
        page="talks",
        title="Go on again",
        lead=("We will be glad to go on with you. We will get in touch in the way you chose.",),
        button="I want to go on",
        done="We go on with you now.",
    ),
)  # fmt: skip
