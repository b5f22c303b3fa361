"""Putting right, and saying how it was."""

from __future__ import annotations

from answerable.web.portal.asking import OF_WHOM, WHY_ASKED, Ask, Say

YOURS = (
    Say(
        name="put-right",
        event="question.asked",
        page="yours",
        title="Something is wrong",
        lead=("Tell us what is wrong and how it should be. We will put it right or tell you why.",),
        asks=(
            Ask(name="of", asks="Who got it wrong?", why="We will pass it to them.", words=OF_WHOM),
            Ask(name="what", asks="What is wrong, and what is right?", why="Use your own words."),
        ),
        done="We have this. You will see the answer in Your people.",
    ),
    Say(
        name="take-back",
        event="record.corrected",
        page="yours",
        title="Take back something that I said",
        lead=("It stays on record that you said it, and that you took it back.",),
        asks=(Ask(name="reason", asks="Why do you take it back?", why="Use your own words."),),
        which="Which one?",
        takes_back=True,
        done="You have taken it back.",
    ),
    Say(
        name="feedback",
        event="support.feedback",
        page="yours",
        title="Say how it was for you",
        lead=("Only your support worker can read your words. The others see the number.",),
        asks=(
            Ask(
                name="about", asks="Who is it about?", why="So that it gets to the right place.",
                words={
                    "police": "The police", "cps": "The prosecutor", "court": "The court",
                    "support": "Your support service",
                },
            ),
            Ask(
                name="rating", asks="How was it, from 1 to 5?", why="1 is bad and 5 is good.",
                optional=True,
            ),
            Ask(name="words", asks="Do you want to say more?", why=WHY_ASKED, optional=True),
        ),
        fixed={"stage": "own_pages"},
        done="Thank you. We have this.",
    ),
    Say(
        name="days-were",
        event="court.feedback",
        page="yours",
        title="Say how court was for you",
        lead=("Say how people were with you at court. It does not change what the court decides.",),
        asks=(
            Ask(
                name="about", asks="Who is it about?", why="So that it gets to the right place.",
                words={
                    "counsel": "The lawyer who spoke for the case", "cps": "The prosecutor",
                    "police": "The police", "court": "The court",
                },
            ),
            Ask(name="words", asks="How were they with you?", why=WHY_ASKED, optional=True),
        ),
        done="Thank you. We have this.",
    ),
    Say(
        name="complain",
        event="complaint.made",
        page="yours",
        title="Complain",
        lead=(
            "You can complain about any of us. You should hear back in ten working days.",
            "It does no harm to your case. If you do not want your people to read it, you can tell "
            "their boss.",
        ),
        asks=(
            Ask(
                name="of", asks="Who is it about?", why="They have to answer you.",
                words={
                    "police": "The police", "cps": "The prosecutor",
                    "witness_care": "The witness care team", "support": "Your support service",
                    "court": "The court",
                },
            ),
            Ask(name="what", asks="What was wrong?", why="Use your own words."),
        ),
        done="We have this. You should hear back in ten working days.",
    ),
)  # fmt: skip
