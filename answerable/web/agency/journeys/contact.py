"""Being in touch, support, and staying, pausing or stopping."""

from __future__ import annotations

from answerable.web.forms.sections import FormPage, Section

AGREEMENT = FormPage(
    name="contact-agreement",
    title="Agree how to reach her safely",
    lead="Ask her each time whether she can talk now. What she agrees stands until she changes it.",
    sections=(Section(event="contact.agreed"),),
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
    title="What was said",
    lead="That she was reached is on record. Put down here what was said, or leave it.",
    sections=(
        Section(event="progress.told", title="A step that she was told of", optional=True),
        *MADE.sections[1:],
    ),
)

SUPPORT = FormPage(
    name="support",
    title="Offer and refer support",
    lead="Offer it every time it could help, also where she said no before.",
    sections=(
        Section(event="support.offered", title="The offer"),
        Section(event="support.answered", title="What she said", optional=True),
        Section(event="support.referred", title="The referral", optional=True),
        Section(event="support.liaison", title="Speaking with the adviser", optional=True),
    ),
)

WITHDRAWAL = FormPage(
    name="pause-or-stop",
    title="She wants to pause or stop",
    lead=(
        "Record a withdrawal only where she, or somebody for her, said that she no longer supports "
        "the case. Wanting time is a pause, and the case stays open."
    ),
    sections=(
        Section(event="engagement.paused", title="She wants time", optional=True),
        Section(event="withdrawal.stated", title="She wants to stop (withdrawal)", optional=True),
        Section(
            event="return.offered", title="The way back was told", optional=True,
            hint="That she can come back, how, and to whom.",
        ),
    ),
)  # fmt: skip

CONFIRMATION = FormPage(
    name="check-her-choice",
    title="Check that this is her choice",
    lead="Alone, by a safe voice, and not on the day on which she said it.",
    sections=(
        Section(event="contact.made", title="The conversation", optional=True),
        Section(event="withdrawal.confirmed", title="How it was confirmed (withdrawal)"),
        Section(event="return.offered", title="The way back was told", optional=True),
    ),
)

PAGES = (AGREEMENT, MADE, SAID, SUPPORT, WITHDRAWAL, CONFIRMATION)
