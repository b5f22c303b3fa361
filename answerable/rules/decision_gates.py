"""What must come before a decision to take no further action, or to charge."""

from __future__ import annotations

from datetime import date

from answerable.clocks.days import local_day
from answerable.events.entry import Entry
from answerable.rules.case import Case
from answerable.rules.model import Requirement, Source, in_room
from answerable.rules.pattern import recorded
from answerable.rules.setting import Setting, lowest_rank, reaches
from answerable.rules.stance import (
    complex_needs,
    concerns,
    has_suspect,
    open_lines,
    stands,
    suspects_of,
    unsure,
    was_interviewed,
)

READ = date(2026, 11, 24)


def lines_closed(case: Case, event: Entry) -> bool:
    return not open_lines(case)


def victim_spoken_to(case: Case, event: Entry) -> bool:
    return case.any("victim.spoken_to; account.recorded")


def suspect_spoken_to(case: Case, event: Entry) -> bool:
    return all(was_interviewed(case, suspect) for suspect in suspects_of(case, event))


def time_and_support(case: Case, event: Entry, days: int) -> bool:
    if not complex_needs(case) or not unsure(case):
        return True
    reported = case.first("crime.reported")
    if reported is None or not case.any("support.offered"):
        return False
    waited = local_day(event.occurred_at) - local_day(reported.occurred_at)
    return waited.days >= days


def risk_to_others(case: Case, event: Entry) -> bool:
    return case.last_value("risk.assessed", "risk_to_others") is not None


def trauma(case: Case, event: Entry) -> bool:
    last = case.last("account.inconsistency")
    return last is None or last.data.get("trauma_considered") is True


def control(case: Case, event: Entry) -> bool:
    abuse = case.any("crime.reported[domestic_abuse=true]")
    return not abuse or case.any("control.considered")


def bad_character(case: Case, event: Entry) -> bool:
    return case.any("bad_character.considered")


def evidential_test(case: Case, event: Entry) -> bool:
    return event.data.get("evidential") in ("pass", "fail", "threshold")


def early_advice(case: Case, event: Entry) -> bool:
    return case.any("early_advice.considered")


def orders_considered(case: Case, event: Entry) -> bool:
    # Named at the report and never identified, a suspect has no name of their own to go by.
    suspects = suspects_of(case, event) or ([""] if has_suspect(case) else [])
    orders = case.all("order.considered")
    return all(any(concerns(order, suspect) for order in orders) for suspect in suspects)


def authority(case: Case, event: Entry, lowest: str) -> bool:
    return reaches(event.data.get("authorised_by"), lowest) and bool(
        set(event.data.get("read") or ()) - {"briefing_only"}
    )


def code_test(case: Case, event: Entry) -> bool:
    evidential = event.data.get("evidential")
    interest = event.data.get("public_interest")
    if evidential not in ("pass", "threshold", "fail"):
        return False
    passed = evidential != "fail"
    if event.data.get("result") == "charge":
        return passed and interest == "for"
    if interest == "against":
        return passed and recorded(event.data, "rationale")
    return passed or interest != "for"


def account_seen(case: Case, event: Entry) -> bool:
    return "account" in (event.data.get("read") or ())


def conversation(case: Case, event: Entry) -> bool:
    return case.any("conversation.held[about=pre_nfa,how=video|in_person]")


def cps_only(case: Case, event: Entry) -> bool:
    return False  # whatever the case: only a prosecutor decides to charge rape


def cps_decision(case: Case, event: Entry) -> bool:
    charges = case.all("decision.made[by=cps,result=charge]")
    return any(concerns(e, event.subject) and stands(case, e) for e in charges)


REQUIREMENTS = in_room(
    "decision",
    Requirement(
        id="lines_closed",
        what="Asked where: result=no_further_action.",
        guards="decision.made[result=no_further_action]",
        force="explain",
        asks="Every line of enquiry is closed.",
        message=(
            "A line of enquiry is still open. Finish it, or close it with its reason, before "
            "deciding."
        ),
        met=lines_closed,
        basis="stated",
        figure="stated",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one", place="Police decisions / Quality of police decision-making"
            ),
        ),
        requirements=("P1-180",),
    ),
    Requirement(
        id="victim_spoken_to",
        what="Asked where: result=no_further_action.",
        guards="decision.made[result=no_further_action]",
        force="explain",
        asks="The victim was spoken to.",
        message=(
            "Nobody has spoken to the victim. Do so, or say what was tried and why it "
            "cannot be done."
        ),
        met=victim_spoken_to,
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="The response to victims / Getting the first response right",
            ),
            Source(document="phase_one", place="Police decisions / Case study (victim in prison)"),
        ),
        requirements=("P1-118", "P1-191"),
    ),
    Requirement(
        id="suspect_spoken_to",
        what="Asked where: result=no_further_action.",
        guards="decision.made[result=no_further_action]",
        force="explain",
        asks="Every suspect whom the decision is about was interviewed.",
        message=(
            "A suspect whom this decision is about has never been interviewed. Interview the "
            "suspect, or say why not."
        ),
        met=suspect_spoken_to,
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="london_review", place="2. Victims/Survivors Leaving the Justice Process"
            ),
            Source(
                document="phase_one",
                place="Police decisions / Case study (alcohol dependent victim)",
            ),
        ),
        requirements=("LR-018", "P1-185"),
    ),
    Requirement(
        id="time_and_support",
        what=(
            "Asked where: result=no_further_action, with mental health, learning disability, "
            "alcohol or drugs among the needs and a latest position of undecided."
        ),
        guards="decision.made[result=no_further_action]",
        force="explain",
        asks="A victim with complex needs who is undecided had support and {days} days.",
        message=(
            "The victim has complex needs and is undecided, and has not had both support "
            "and time ({days} days from the report). Offer support and wait, or say why neither "
            "would help."
        ),
        met=time_and_support,
        setting=Setting(name="days", default=28),
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(Source(document="phase_one", place="Headline findings"),),
        requirements=("P1-029",),
    ),
    Requirement(
        id="risk_to_others",
        what="Asked where: result=no_further_action.",
        guards="decision.made[result=no_further_action]",
        force="explain",
        asks="The risk that the suspect poses to others was assessed.",
        message=(
            "Nobody has assessed the risk that the suspect poses to others. Assess it and "
            "record it, or say why there is nothing to assess."
        ),
        met=risk_to_others,
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Police decisions / Case study (alcohol dependent victim)",
            ),
        ),
        requirements=("P1-186",),
    ),
    Requirement(
        id="trauma",
        what=(
            "Asked where: result=no_further_action, where a difference between accounts is on "
            "the record."
        ),
        guards="decision.made[result=no_further_action]",
        force="must",
        asks="Where accounts differ, trauma was considered.",
        message=(
            "Accounts differ, and nobody has recorded considering what trauma does to memory. "
            "Consider it, and record that with the difference."
        ),
        met=trauma,
        basis="default",
        figure="default",
        since=date(2021, 12, 31),
        read_on=READ,
        sources=(Source(document="london_review", place="4. Predictors of Attrition"),),
        requirements=("LR-068",),
    ),
    Requirement(
        id="control",
        what="Asked where: result=no_further_action, where domestic abuse was reported.",
        guards="decision.made[result=no_further_action]",
        force="explain",
        asks="Where domestic abuse was reported, controlling behaviour was considered.",
        message=(
            "Domestic abuse was reported, and controlling or coercive behaviour was not "
            "considered. Consider it and what it does to a victim, and record what was found."
        ),
        met=control,
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="CPS referrals / How myths about rape cases affect charging decisions",
            ),
        ),
        requirements=("P1-217",),
    ),
    Requirement(
        id="bad_character",
        what="Asked where: result=no_further_action.",
        guards="decision.made[result=no_further_action]",
        force="explain",
        asks="Bad character was considered.",
        message=(
            "The suspect's bad character was not considered. Consider it (form MG16) and "
            "record what there is."
        ),
        met=bad_character,
        basis="stated",
        figure="stated",
        since=date(2022, 2, 25),
        read_on=READ,
        sources=(
            Source(
                document="devon_cornwall_response",
                place="2.0 Chief Constable's comments / Recommendation 8",
            ),
        ),
        requirements=("DC-036",),
    ),
    Requirement(
        id="evidential_test",
        what="Asked where: by=police, result=no_further_action.",
        guards="decision.made[by=police,result=no_further_action]",
        force="explain",
        asks="The evidential test was applied.",
        message=(
            "The evidential test was not applied. Apply it to the evidence there is, and "
            "record the result; or say why it could not be reached."
        ),
        met=evidential_test,
        basis="stated",
        figure="stated",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Background information / Police decisions on whether to refer",
            ),
        ),
        requirements=("P1-096",),
    ),
    Requirement(
        id="early_advice",
        what="Asked where: by=police, result=no_further_action.",
        guards="decision.made[by=police,result=no_further_action]",
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
        id="orders_considered",
        what="Asked where: by=police, result=no_further_action, named suspect.",
        guards="decision.made[by=police,result=no_further_action]",
        force="explain",
        asks="Protective orders were considered for a named suspect.",
        message=(
            "No protective order was considered for the suspect. Consider which order could "
            "protect the victim or others, and record why one is applied for or not."
        ),
        met=orders_considered,
        basis="stated",
        figure="stated",
        since=date(2022, 2, 25),
        read_on=READ,
        sources=(
            Source(
                document="devon_cornwall_response",
                place="1.0 Summary of key findings / Phase two headline findings",
            ),
        ),
        requirements=("DC-008",),
    ),
    Requirement(
        id="authority",
        what="Asked where: by=police, result=no_further_action.",
        guards="decision.made[by=police,result=no_further_action]",
        force="must",
        asks="Authorised at the rank required, by somebody who read more than a briefing.",
        message=(
            "The decision was not authorised at the rank that the force requires, or by "
            "somebody who had read no more than a briefing. Have it authorised at that rank or "
            "above ({rank}) by somebody who has read the file, the account or the interview."
        ),
        met=authority,
        setting=lowest_rank("inspector", "sergeant", "inspector", "chief_inspector"),
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one", place="Police decisions / Quality of police decision-making"
            ),
        ),
        requirements=("P1-187", "P1-189"),
    ),
    Requirement(
        id="code_test",
        what="Asked where: by=cps.",
        guards="decision.made[by=cps]",
        force="must",
        asks="The evidential stage came first, the public interest only once it was passed.",
        message=(
            "The two stages of the Code test are not in order: the evidential stage comes "
            "first, the public interest only if it is passed, and a refusal there needs "
            "reasons. Record the evidential stage; record the public interest stage only where "
            "that is passed; give the reasons for refusing on it."
        ),
        met=code_test,
        basis="stated",
        figure="stated",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(document="phase_one", place="Background information / CPS decisions"),
            Source(document="code_for_crown_prosecutors", place="the two-stage test", evidence="F"),
        ),
        requirements=("P1-102", "P1-103"),
    ),
    Requirement(
        id="account_seen",
        what="Asked where: by=cps.",
        guards="decision.made[by=cps]",
        force="explain",
        asks="The prosecutor has seen the recorded account.",
        message=(
            "The prosecutor has not seen the victim's recorded account. Watch it before "
            "deciding, or say why that was not possible."
        ),
        met=account_seen,
        basis="stated",
        figure="stated",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(Source(document="phase_one", place="CPS referrals / Police file quality"),),
        requirements=("P1-194",),
    ),
    Requirement(
        id="conversation",
        what="Asked where: by=cps, result=no_further_action.",
        guards="decision.made[by=cps,result=no_further_action]",
        force="explain",
        asks="Investigator and prosecutor have met about it, by video or in person.",
        message=(
            "Investigator and prosecutor have not met about this decision, by video or in "
            "person. Hold the conversation and record it, or say why not."
        ),
        met=conversation,
        basis="stated",
        figure="stated",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(Source(document="phase_one", place="Recommendations / Recommendation 5"),),
        requirements=("P1-055",),
    ),
    Requirement(
        id="cps_only",
        what="Asked where: by=police, result=charge.",
        guards="decision.made[by=police,result=charge]",
        force="must",
        asks="Only a prosecutor decides to charge.",
        message=(
            "Only a prosecutor can decide to charge rape. Send the file to the prosecutor for "
            "a charging decision."
        ),
        met=cps_only,
        basis="stated",
        figure="stated",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(document="phase_one", place="Background information / The role of the CPS"),
            Source(
                document="charging_guidance",
                place="the police may not charge rape",
                evidence="F; D",
            ),
        ),
        requirements=("P1-099",),
    ),
    Requirement(
        id="cps_decision",
        what="Asked always.",
        guards="charge.made",
        force="explain",
        asks="A prosecutor's decision to charge comes before the charge.",
        message=(
            "No prosecutor's decision to charge comes before this charge. Record the decision, "
            "or say why charge came first."
        ),
        met=cps_decision,
        basis="stated",
        figure="stated",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(document="phase_one", place="Background information / The role of the CPS"),
            Source(
                document="charging_guidance",
                place="the police may not charge rape",
                evidence="F; D",
            ),
        ),
        requirements=("P1-099",),
    ),
)
