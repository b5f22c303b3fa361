"""Police and prosecutors on one plan."""

from __future__ import annotations

from answerable.web.forms.sections import FormPage, Section

EARLY_ADVICE = FormPage(
    name="early-advice",
    title="Early advice",
    sections=(
        Section(event="early_advice.considered", title="Whether to ask"),
        Section(event="early_advice.requested", title="What goes with the request", optional=True),
    ),
)

FILE = FormPage(
    name="file",
    title="Send a file to the prosecutor",
    lead="Check the list before it goes: what is missing comes back.",
    sections=(
        Section(event="gatekeeper.reviewed", title="The checklist"),
        Section(event="file.submitted", title="The file"),
    ),
)

TRIAGE = FormPage(
    name="triage",
    title="Triage a file",
    lead="Whether everything is there. How good it is comes later, and is said apart.",
    sections=(
        Section(event="triage.completed", title="What is there"),
        Section(event="file.assessed", title="How good it is", optional=True),
        Section(event="strategy.set", title="The case strategy", optional=True),
    ),
)

ACTION_PLAN = FormPage(
    name="action-plan",
    title="Send an action plan",
    lead="Each action says what, why and by when. Talk it through before it goes.",
    sections=(
        Section(event="actionplan.sent", title="The plan"),
        Section(event="action.set", title="First action", name="action-1"),
        Section(event="action.set", title="Second action", optional=True, name="action-2"),
        Section(event="action.set", title="Third action", optional=True, name="action-3"),
    ),
)

ANSWER_PLAN = FormPage(
    name="answer-action-plan",
    title="Answer an action plan",
    sections=(
        Section(event="action.completed", title="An action that is done", optional=True),
        Section(event="action.challenged", title="An action to challenge", optional=True),
        Section(event="actionplan.reviewed", title="Going over the plan", optional=True),
    ),
)

CONVERSATION = FormPage(
    name="conversation",
    title="A conversation between police and prosecutor",
    sections=(
        Section(event="conversation.held", title="The conversation"),
        Section(event="actionplan.reviewed", title="Going over the plan", optional=True),
        Section(event="disagreement.raised", title="A disagreement", optional=True),
    ),
)

PAGES = (EARLY_ADVICE, FILE, TRIAGE, ACTION_PLAN, ANSWER_PLAN, CONVERSATION)
