"""A decision, how it is told, and how it is looked at again; the next hearing."""

from __future__ import annotations

from answerable.web.forms.sections import FormPage, Section

DECISION = FormPage(
    name="decision",
    title="Record a decision",
    lead=(
        "What has to come before it stands with each part. What you record here in the first "
        "three sections counts before the decision is looked at."
    ),
    sections=(
        Section(event="bad_character.considered", title="Bad character", optional=True),
        Section(event="control.considered", title="Controlling behaviour", optional=True),
        Section(event="order.considered", title="Protective orders", optional=True),
        Section(event="decision.made", title="The decision"),
    ),
)

TELLING = FormPage(
    name="tell-the-victim",
    title="Tell the victim of a decision",
    lead="In the way that was agreed, with somebody beside them if they want, before any letter.",
    sections=(
        Section(event="support.alerted", title="The adviser was told first", optional=True),
        Section(event="decision.told", title="How the victim was told"),
        Section(event="letter.sent", title="The letter", optional=True, same_subject=True),
    ),
)

REVIEW = FormPage(
    name="review",
    title="Look at a decision again",
    lead="The victim asked for it. Whoever looks again had no part in the decision.",
    sections=(
        Section(event="review.requested", title="What the victim asks for", optional=True),
        Section(
            event="review.acknowledged", title="Telling the victim that we have it", optional=True
        ),
        Section(
            event="review.decided", title="What came of it", optional=True, same_subject=True
        ),
    ),
)  # fmt: skip

HEARING = FormPage(
    name="hearing",
    title="A hearing",
    sections=(
        Section(event="hearing.listed", title="The day", optional=True),
        Section(event="hearing.moved", title="Moved", optional=True, same_subject=True),
        Section(event="hearing.told", title="Telling the victim", optional=True, same_subject=True),
        Section(event="measures.considered", title="Ways to make court easier", optional=True),
    ),
)

PAGES = (DECISION, TELLING, REVIEW, HEARING)
