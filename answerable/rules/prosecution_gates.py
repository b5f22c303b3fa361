"""What must come before a file goes, an action is set, or a case waits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from answerable.clocks.clock import Months, due
from answerable.events.entry import Entry
from answerable.rules.case import Case
from answerable.rules.model import Requirement, Source, in_room
from answerable.rules.pattern import recorded
from answerable.rules.setting import Setting

READ = date(2026, 11, 24)

WAITED = Months(3)
ANSWERS = "action.completed; actionplan.reviewed; file.submitted[purpose=resubmission]"
LADDER = ("investigator", "supervisor", "senior")


def why_not(case: Case, event: Entry) -> bool:
    return recorded(event.data, "why_not")


def victim_video(case: Case, event: Entry) -> bool:
    return case.any("account.recorded[kind=video]")


def early_advice(case: Case, event: Entry) -> bool:
    return case.any("early_advice.considered")


def action_parameters(case: Case, event: Entry) -> bool:
    return all(recorded(event.data, name) for name in ("why", "line", "from", "to"))


def three_months(case: Case, event: Entry) -> bool:
    plan = case.last("actionplan.sent")
    if plan is None or case.since(plan).any(ANSWERS):
        return False
    end = due(WAITED, plan.occurred_at, {})
    return end is not None and event.occurred_at >= end


def reminders(case: Case, event: Entry, ladder: Sequence[str]) -> bool:
    since = case.since(case.last("actionplan.sent"))
    return all(since.any(f"reminder.sent[to={whom}]") for whom in ladder)


def not_again(case: Case, event: Entry) -> bool:
    waited = case.last("case.waiting_on_police")
    return waited is None or case.since(waited).any("conversation.held[level=senior]")


def agreed_with_police(case: Case, event: Entry) -> bool:
    return event.data.get("agreed") is True


REQUIREMENTS = in_room(
    "prosecution",
    Requirement(
        id="reason",
        what="Asked where: sought=false.",
        guards="early_advice.considered[sought=false]",
        force="must",
        asks="It says why early advice is not sought.",
        message="It does not say why early advice is not sought. Say why not, or seek it.",
        met=why_not,
        basis="stated",
        figure="stated",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(Source(document="phase_one", place="Recommendations / Recommendation 5"),),
        requirements=("P1-053",),
    ),
    Requirement(
        id="victim_video",
        what="Asked where: purpose=charging.",
        guards="file.submitted[purpose=charging]",
        force="explain",
        asks="The victim's recorded account is with the file.",
        message=(
            "The victim's account was not recorded on video. Record it and send it with the file, "
            "or say why there is none."
        ),
        met=victim_video,
        basis="stated",
        figure="stated",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(Source(document="phase_one", place="CPS referrals / Police file quality"),),
        requirements=("P1-194",),
    ),
    Requirement(
        id="early_advice",
        what="Asked where: purpose=charging.",
        guards="file.submitted[purpose=charging]",
        force="explain",
        asks="Early advice was considered.",
        message=(
            "Nobody has recorded that early advice was considered. Record it, with the reason "
            "if it was not sought."
        ),
        met=early_advice,
        basis="stated",
        figure="stated",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(Source(document="phase_one", place="Recommendations / Recommendation 5"),),
        requirements=("P1-053",),
    ),
    Requirement(
        id="parameters",
        what="Asked where: kind=digital or third_party.",
        guards="action.set[kind=digital|third_party]",
        force="must",
        asks="The reason, the line of enquiry and the period are given.",
        message=(
            "The action lacks its reason, its line of enquiry or its period. Say why it is "
            "needed, for which line of enquiry, and from which day to which."
        ),
        met=action_parameters,
        basis="stated",
        figure="stated",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one", place="CPS referrals / CPS case strategies and action plans"
            ),
        ),
        requirements=("P1-204",),
    ),
    Requirement(
        id="three_months",
        what="Asked where: reason=no_response.",
        guards="case.waiting_on_police[reason=no_response]",
        force="must",
        asks="Three months have passed without an answer since the last action plan.",
        message=(
            "Three months have not passed without an answer since the last action plan. Wait "
            "until they have, or speak to the investigator. An action done, a plan reviewed "
            "or a file sent again counts as an answer."
        ),
        met=three_months,
        basis="stated",
        figure="stated",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(Source(document="phase_one", place="Timeliness / 'Admin finalised' cases"),),
        requirements=("P1-241",),
    ),
    Requirement(
        id="reminders",
        what="Asked where: reason=no_response.",
        guards="case.waiting_on_police[reason=no_response]",
        force="explain",
        asks="A reminder went to each whom the ladder names.",
        message=(
            "Not all reminders have been sent ({ladder}). Send those that are missing, or say why "
            "that would be of no use."
        ),
        met=reminders,
        setting=Setting(name="ladder", default=LADDER, allowed=LADDER),
        basis="stated",
        figure="stated",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(Source(document="phase_one", place="Timeliness / 'Admin finalised' cases"),),
        requirements=("P1-242",),
    ),
    Requirement(
        id="not_again",
        what="Asked where: reason=no_response.",
        guards="case.waiting_on_police[reason=no_response]",
        force="explain",
        asks="The case has not waited before, or a senior conversation was held since.",
        message=(
            "This case has waited on police before, and no senior conversation about it is on "
            "the record. Hold one and record it, or say why the case must wait again without "
            "it."
        ),
        met=not_again,
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(Source(document="phase_one", place="Timeliness / Case study (2016 report)"),),
        requirements=("P1-231",),
    ),
    Requirement(
        id="agreed_with_police",
        what="Asked where: other reasons than no_response.",
        guards="case.waiting_on_police[reason=suspect_not_found|material_awaited|other]",
        force="explain",
        asks="The police agreed that the case should wait.",
        message=(
            "The police have not agreed that the case should wait. Speak to the investigator "
            "and record the agreement, or say why without it."
        ),
        met=agreed_with_police,
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(document="phase_one", place="Timeliness / 'Admin finalised' cases"),
            Source(document="phase_one", place="Definitions and interpretations"),
        ),
        requirements=("P1-250", "P1-347"),
    ),
)
