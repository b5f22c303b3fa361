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
        "One conversation, in the victim’s order and not in ours. Record what came up, "
        "and leave the rest for another time."
    ),
    sections=(
        Section(event="victim.spoken_to", title="The conversation"),
        Section(
            event="wishes.stated", title="What the victim wants", optional=True,
            hint="It commits the victim to nothing: they can change their mind.",
        ),
        Section(
            event="position.stated", title="Whether the victim supports an investigation",
            optional=True,
            hint="Only what the victim said in person. “Not yet decided” is an answer too.",
        ),
        Section(event="risk.assessed", title="The risk to the victim", optional=True),
        Section(event="safeguarding.decided", title="Safeguarding", optional=True),
        Section(event="needs.assessed", title="What the victim needs to take part", optional=True),
        Section(event="contact.agreed", title="How to reach the victim safely", optional=True),
        Section(event="support.offered", title="Support that was offered", optional=True),
        Section(
            event="support.answered", title="What the victim said to the offer", optional=True,
            hint="Later is an answer: it is offered again.",
        ),
        Section(
            event="information.given", title="Information that the victim was given", optional=True
        ),
        Section(event="evidence.perishable", title="Evidence that will not last", optional=True),
    ),
)  # fmt: skip

NEEDS = FormPage(
    name="needs-and-characteristics",
    title="Needs and characteristics",
    lead="Asked so that the victim can take part and is treated fairly. No answer has to be given.",
    sections=(
        Section(event="needs.assessed", title="What the victim needs to take part", optional=True),
        Section(
            event="characteristics.recorded", title="Protected characteristics", optional=True,
            hint="As they are given. Not asked, would rather not say and not known are different.",
        ),
    ),
)  # fmt: skip

PAGES = (REPORT, SPEAK, NEEDS)
