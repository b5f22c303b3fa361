"""Being in touch, support, and staying, pausing or stopping."""

from __future__ import annotations

from answerable.web.forms.sections import FormPage, Section

AGREEMENT = FormPage(
    name="contact-agreement",
    title="Agree how to reach the victim safely",
    lead="Ask each time whether the victim can talk now. What is agreed stands until changed.",
    sections=(
        Section(event="contact.agreed"),
        Section(
            event="contact.wording_chosen",
            title="What texts and emails say",
            optional=True,
            hint="Read these to the victim. Who wants no texts and no emails agrees another way.",
        ),
    ),
)

MADE = FormPage(
    name="contact",
    title="Contact with the victim",
    sections=(
        Section(event="contact.made", title="The contact"),
        Section(event="question.answered", title="A question that was answered", optional=True),
        Section(event="timescale.told", title="When the next step is likely", optional=True),
        Section(event="discussion.agreed", title="What was agreed was said", optional=True),
    ),
)

# After one tap said that she was reached: the contact is on record, and is not recorded again.
SAID = FormPage(
    name="what-was-said",
    follows=True,
    title="What was said",
    lead="That the victim was reached is on record. Put down here what was said, or leave it.",
    sections=(
        Section(event="progress.told", title="A step that the victim was told of", optional=True),
        *MADE.sections[1:],
    ),
)

SUPPORT = FormPage(
    name="support",
    title="Offer and refer support",
    lead="Offer it every time it could help, also where the victim said no before.",
    sections=(
        Section(event="support.offered", title="The offer"),
        Section(event="support.answered", title="What the victim said", optional=True),
        Section(event="support.referred", title="The referral", optional=True),
        Section(event="support.liaison", title="Speaking with the adviser", optional=True),
    ),
)

# What an adviser does most often stands with the work of the chapter, and is not folded away.
NOTE = FormPage(
    name="note",
    title="A note for your own service alone",
    sections=(Section(event="support.note"),),
)

WITHDRAWAL = FormPage(
    name="pause-or-stop",
    title="The victim wants to pause or stop",
    lead=(
        "Record a withdrawal only where the victim, or somebody for them, said that they "
        "no longer support the case. Wanting time is a pause, and the case stays open."
    ),
    sections=(
        Section(event="engagement.paused", title="The victim wants time", optional=True),
        Section(
            event="withdrawal.stated", title="The victim wants to stop (withdrawal)", optional=True
        ),
        Section(
            event="return.offered", title="The way back was told", optional=True,
            hint="That the victim can come back, how, and to whom.",
        ),
    ),
)  # fmt: skip

CONFIRMATION = FormPage(
    name="check-her-choice",
    title="Check that this is the victim’s own choice",
    lead="Alone, by a safe voice, and not on the day on which it was said.",
    sections=(
        Section(event="contact.made", title="The conversation", optional=True),
        Section(event="withdrawal.confirmed", title="How it was confirmed (withdrawal)"),
        Section(event="return.offered", title="The way back was told", optional=True),
    ),
)

PAGES = (AGREEMENT, MADE, SAID, NOTE, SUPPORT, WITHDRAWAL, CONFIRMATION)
