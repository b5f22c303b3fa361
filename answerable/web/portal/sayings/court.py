"""Days to speak, decisions, and looking again."""

from __future__ import annotations

from answerable.web.portal.asking import WHY_ASKED, Ask, Say

DATES = (
    Say(
        name="move",
        event="account.rearranged",
        page="dates",
        title="Ask for another time to speak with the police",
        lead=("You can ask for this as often as you need.",),
        asks=(
            Ask(
                name="on", asks="Is there a day that is good for you?",
                why="We will try to find a time on that day.", optional=True,
            ),
            Ask(
                name="constraint", asks="What do we need to know to find a good time?",
                why="For example work, children, or who should be with you.", optional=True,
            ),
        ),
        fixed={"next_actor": "police"},
        about=("account.offered",),
        which="Which time is it?",
        done="We have this. The police will offer you a new time.",
    ),
)  # fmt: skip

ANSWERS = (
    Say(
        name="look-again",
        event="review.requested",
        page="answers",
        title="Ask us to look again",
        lead=(
            "Somebody new will look at the decision. It costs nothing.",
            "You do not have to say why.",
        ),
        asks=(
            Ask(
                name="of", asks="Which decision is it?",
                why="There is more than one. Each letter says who decided.",
                words={"police": "What the police decided", "cps": "What the prosecutor decided"},
            ),
        ),
        new_subject=True,
        button="Ask to look again",
        done="We have this. Somebody new will look. Then one of your people tells you the answer.",
    ),
    Say(
        name="second-look",
        event="review.escalated",
        page="answers",
        title="Ask a second team to look",
        lead=("A second team will look at the decision. They had nothing to do with it before.",),
        about=("review.requested",),
        which="Which request is it?",
        button="Ask the second team",
    ),
    Say(
        name="no-look",
        event="review.not_wanted",
        page="answers",
        title="I do not want you to look again",
        lead=("That is fine. You can still change your mind while there is time.",),
        asks=(
            Ask(
                name="why",
                asks="Why not?",
                why=WHY_ASKED,
                words={
                    "trust": "I do not trust it", "too_long": "It takes too long",
                    "wellbeing": "It is bad for my health", "other": "Another reason",
                },
                optional=True,
            ),
        ),
    ),
    Say(
        name="open-again",
        event="case.reopened",
        page="answers",
        title="Come back to your case",
        lead=("You can ask to open your case again. Tell us what is new, or what has changed.",),
        asks=(Ask(name="why", asks="Why do you want to come back?", why="Use your own words."),),
    ),
)  # fmt: skip
