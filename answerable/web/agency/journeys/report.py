"""From the report to what the victim needs."""

from __future__ import annotations

from answerable.web.forms.sections import FormPage, Section

REPORT = FormPage(
    name="report",
    title="Record a report",
    lead="Record what you know. What is not known yet can be added when it is.",
    sections=(
        Section(event="crime.reported", title="The report"),
        Section(event="response.attended", title="Who attended", optional=True),
        Section(event="thrive.assessed", title="How soon somebody must act", optional=True),
        Section(event="risk.assessed", title="The risk", optional=True),
    ),
)

SPEAK = FormPage(
    name="speak-to-the-victim",
    title="Speak to the victim",
    lead=(
        "One conversation, in her order and not in ours. Record what came up, and leave the rest "
        "for another time."
    ),
    sections=(
        Section(event="victim.spoken_to", title="The conversation"),
        Section(
            event="wishes.stated", title="What she wants", optional=True,
            hint="It commits her to nothing: she can change her mind.",
        ),
        Section(
            event="position.stated", title="Whether she supports an investigation", optional=True,
            hint="Only what she said herself. “Not yet decided” is an answer too.",
        ),
        Section(event="risk.assessed", title="The risk to her", optional=True),
        Section(event="safeguarding.decided", title="Safeguarding", optional=True),
        Section(event="needs.assessed", title="What she needs to take part", optional=True),
        Section(event="contact.agreed", title="How to reach her safely", optional=True),
        Section(event="support.offered", title="Support that was offered", optional=True),
        Section(
            event="support.answered", title="What she said to the offer", optional=True,
            hint="Later is an answer: it is offered again.",
        ),
        Section(event="information.given", title="Information that she was given", optional=True),
        Section(event="evidence.perishable", title="Evidence that will not last", optional=True),
    ),
)  # fmt: skip

NEEDS = FormPage(
    name="needs-and-characteristics",
    title="Needs and characteristics",
    lead="Asked so that she can take part and is treated fairly. She need not answer any of it.",
    sections=(
        Section(event="needs.assessed", title="What she needs to take part", optional=True),
        Section(
            event="characteristics.recorded", title="Protected characteristics", optional=True,
            hint="As she gives them. Not asked, would rather not say and not known are different.",
        ),
    ),
)  # fmt: skip

PAGES = (REPORT, SPEAK, NEEDS)
