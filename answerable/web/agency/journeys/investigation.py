"""The plan, the account, suspects and bail; phones."""

from __future__ import annotations

from answerable.web.forms.sections import FormPage, Section

PLAN = FormPage(
    name="plan-and-lines",
    title="Investigation plan and lines of enquiry",
    lead="Lines that point away from the suspect belong here as well as those that point towards.",
    sections=(
        Section(event="plan.set", title="The plan was set", optional=True),
        Section(event="line.opened", title="A line of enquiry", optional=True, name="line-1"),
        Section(event="line.opened", title="Another line", optional=True, name="line-2"),
        Section(event="line.closed", title="A line that is closed", optional=True),
    ),
)

SUPERVISION = FormPage(
    name="supervision",
    title="Supervise the investigation",
    sections=(
        Section(event="supervision.reviewed", title="The review"),
        Section(event="delay.explained", title="Why something is late", optional=True),
    ),
)

ACCOUNT = FormPage(
    name="account",
    title="The victim’s account",
    lead="The victim chooses when, where, how, and who is beside them.",
    sections=(
        Section(event="account.offered", title="Offering a time", optional=True),
        Section(
            event="account.rearranged", title="Moving the time", optional=True, same_subject=True
        ),
        Section(
            event="account.recorded", title="The account itself", optional=True, same_subject=True
        ),
        Section(event="account.inconsistency", title="Differences between accounts", optional=True),
    ),
)

SUSPECT = FormPage(
    name="suspect",
    title="A suspect",
    sections=(
        Section(event="suspect.identified", title="Who it is about"),
        Section(event="suspect.located", title="Where", optional=True, same_subject=True),
        Section(
            event="suspect.arrested", title="Arrested", optional=True, same_subject=True
        ),
        Section(
            event="suspect.interviewed", title="Interviewed", optional=True, same_subject=True
        ),
        Section(event="suspect.released", title="Released", optional=True, same_subject=True),
    ),
)  # fmt: skip

BAIL = FormPage(
    name="bail",
    title="Bail",
    lead="Ask the victim what would keep them safe before the conditions are set.",
    sections=(
        Section(event="bail.granted", title="Bail and its conditions"),
        Section(
            event="suspect.told", title="The suspect was told", optional=True, same_subject=True
        ),
        Section(
            event="progress.told", title="The victim was told", optional=True, same_subject=True
        ),
    ),
)

DEVICE = FormPage(
    name="device-request",
    title="Ask for a phone or another device",
    lead=(
        "Only for a line of enquiry that needs it, only for as long and as much as it needs, and "
        "only after every other way. The victim may say no, and the case does not end by it."
    ),
    sections=(
        Section(event="device.requested", title="The request"),
        Section(
            event="device.form_sent", title="The written notice", optional=True, same_subject=True,
            hint="It goes to the victim before they answer, with no part left blank.",
        ),
    ),
)  # fmt: skip

PAGES = (PLAN, SUPERVISION, ACCOUNT, SUSPECT, BAIL, DEVICE)
