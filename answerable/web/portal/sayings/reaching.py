"""Being reached, asking, and being helped."""

from __future__ import annotations

from answerable.letters.languages import ENGLISH
from answerable.messages.wording import CHOICES, CHOSEN, WORDS
from answerable.web.portal.asking import OF_WHOM, Ask, Say

# The ways, but for texts and emails.
OTHER_WAYS = {
    "phone": "Phone call", "in_person": "Face to face", "adviser": "Through my support worker",
    "third_party": "Through somebody else that I trust", "app": "Only on these pages",
    "bsl_video": "Video call in sign language",
}  # fmt: skip

REACHING = (
    Say(
        name="reach",
        event="contact.agreed",
        page="reach",
        title="How we may reach you",
        lead=(
            "This takes the place of what you told us before.",
            "Safe times that you told us before are not shown here.",
            "If you write no times, we keep to those you told us. To lift them, write: any time.",
            "It does not change a number or an address. You can change one under Reaching you.",
        ),
        asks=(
            Ask(
                name="method",
                asks="What is the best way to reach you?",
                why="We will use this way first.",
                words={
                    "phone": OTHER_WAYS["phone"], "text": "Text message", "email": "Email",
                    **OTHER_WAYS,
                },
            ),
            Ask(
                name="safe",
                asks="Is this way safe for you now?",
                why="If it is not safe, we will not use it. We will find a new way with you.",
                afresh=True,
            ),
            Ask(
                name="when",
                asks="How often do you want to hear from us?",
                why="We must keep to what you choose.",
                words={
                    "regular": "Often, also when there is no news",
                    "only_news": "Only when there is news",
                },
            ),
            Ask(
                name="every_days",
                asks="If often: every how many days?",
                why="Type 7 for each week. You can leave this empty if you want only news.",
            ),
            Ask(
                name="safe_times",
                asks="When is it safe to reach you?",
                why=(
                    "We will not ring or write at other times. Write it like this: after 18:00. "
                    "Or like this: weekdays 9am to 3pm."
                ),
                optional=True,
            ),
            Ask(
                name="who_may_answer",
                asks="Who else may answer, and what may we tell them?",
                why="If you leave this empty, we tell nobody else who we are.",
                optional=True,
            ),
            Ask(
                name="may_leave_message",
                asks="May we leave a message?",
                why="Other people may hear or see a message.",
            ),
            Ask(
                name="letters",
                asks="May we send you letters?",
                why="Other people may see a letter.",
            ),
            Ask(
                name="language",
                asks="Which language do you want us to use?",
                why="These pages are there in both. Tell one of your people if you want another.",
                words={"en": "English", "cy": "Welsh"},
                optional=True,
            ),
            Ask(
                name="here_first",
                asks="Do you want to read hard news here before we tell you?",
                why="If you say no, a person tells you first. Then you can read it here.",
                optional=True,
            ),
        ),
        anew=True,
        keeps=("language", "review_on", "single_contact"),
        done="We have this now. We will reach you in this way.",
    ),
    Say(
        name="wording",
        event=CHOSEN,
        page="reach",
        title="Choose the words of our texts and emails",
        lead=(
            "A text or an email says one of these, and no more. It has no name and no link.",
            "If you want no texts and no emails, go back and choose that.",
        ),
        asks=(
            Ask(
                name="wording",
                asks="Which words do you want?",
                why="Choose words that are safe if somebody else reads them.",
                words={one: WORDS[one, ENGLISH].body for one in CHOICES},
            ),
        ),
        anew=True,
        button="Use these words",
        done="We have this now. Our texts and emails will say this.",
    ),
    Say(
        name="no-texts",
        event="contact.agreed",
        page="reach",
        title="None: send me no texts and no emails",
        lead=(
            "This works as soon as you send it.",
            "We will reach you in the way that you choose here. The rest stays as you told us.",
        ),
        asks=(
            Ask(
                name="method",
                asks="What is the best way to reach you now?",
                why="We will use this way first.",
                words=OTHER_WAYS,
            ),
            Ask(
                name="safe",
                asks="Is this way safe for you now?",
                why="If it is not safe, we will not use it. We will find a new way with you.",
                afresh=True,
            ),
        ),
        anew=True,
        keeps=(
            "when", "every_days", "safe_times", "who_may_answer", "may_leave_message", "letters",
            "language", "review_on", "single_contact", "here_first",
        ),
        button="Stop texts and emails",
        done="We send you no more texts and no more emails.",
    ),
    Say(
        name="no-contact",
        event="contact.declined",
        page="reach",
        title="Stop contact",
        lead=(
            "This works as soon as you send it.",
            "Your case goes on. One of your people will find out what works for you.",
            "You can start contact again at any time. Fill in how we may reach you.",
        ),
        asks=(
            Ask(
                name="scope",
                asks="What do you want us to stop?",
                why="We will stop this and no more.",
                words={
                    "all": "Stop all contact", "letters": "Stop letters only",
                    "until_decision": "Stop until there is a decision",
                },
            ),
        ),
        button="Stop this now",
        done="We have stopped this.",
    ),
    Say(
        name="not-me",
        event="contact.breached",
        page="reach",
        title="Somebody else got a message for me",
        lead=(
            "Tell us and we will stop using that way at once.",
            "All codes for these pages will stop working, and you will be signed out.",
            "One of your people will give you new codes in a safe way.",
        ),
        asks=(
            Ask(
                name="how",
                asks="What happened?",
                why="So that it does not happen again.",
                words={
                    "wrong_person": "Somebody else answered or was told",
                    "wrong_address": "It went to the wrong place",
                    "unsafe_channel": "You used a way that is not safe for me",
                    "other": "Something else",
                },
            ),
        ),
        button="Tell us and sign out",
    ),
)  # fmt: skip

QUESTION = (
    Say(
        name="question",
        event="question.asked",
        page="people",
        title="Ask a question",
        asks=(
            Ask(
                name="of", asks="Who do you want to ask?",
                why="We will pass your question to them.", words=OF_WHOM,
            ),
            Ask(name="what", asks="What do you want to ask?", why="Use your own words."),
        ),
        done="We have your question. You will see the answer here.",
    ),
    Say(
        name="help",
        event="support.answered",
        page="people",
        title="Answer an offer of help",
        again="Change your answer to an offer of help",
        lead=("A support worker is on your side. They are not the police.",),
        asks=(
            Ask(
                name="service",
                asks="Which help is it?",
                why="There is more than one kind of help.",
                words={
                    "isva": "A support worker who knows about court and the police",
                    "sarc": "A centre where you can get health care",
                    "idva": "A support worker for danger at home",
                    "num": "Help for people who do sex work",
                    "therapy": "Talking help for how you feel",
                    "legal_advice": "A lawyer of your own",
                    "other": "Other help",
                },
                offered=("support.offered", "service"),
            ),
            Ask(
                name="answer",
                asks="What do you want to do?",
                why="You can change your mind later.",
                words={"accepted": "Yes", "declined": "No", "later": "Ask me later"},
            ),
        ),
    ),
)  # fmt: skip
