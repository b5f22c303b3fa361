"""Duties of police and prosecutors to each other, on one plan."""

from __future__ import annotations

from datetime import date

from answerable.rules.model import Duty, Source, in_room

READ = date(2026, 11, 24)

DUTIES = in_room(
    "prosecution",
    Duty(
        id="prosecution.consider_early_advice",
        what="Consider early advice within 28 days of allocation and record why it is not sought.",
        why="It was sought in 12 of 90 cases, and no reason was recorded in the rest.",
        owner="police",
        per="case",
        starts="investigation.allocated",
        met_by="early_advice.considered",
        lifted_by="case.decided; file.submitted[purpose=charging]",
        clock="Days(28)",
        flags="before",
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(Source(document="phase_one", place="Recommendations / Recommendation 5"),),
        requirements=("P1-053",),
    ),
    Duty(
        id="prosecution.give_early_advice",
        what="Give early advice within 28 days of the request.",
        why="Advice that comes late is no longer early; investigators stopped asking.",
        owner="cps",
        per="case",
        starts="early_advice.requested",
        met_by="early_advice.given",
        lifted_by="case.decided",
        clock="Days(28)",
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Police investigations / Use of early investigative advice",
            ),
        ),
        requirements=("P1-157", "P1-160"),
    ),
    Duty(
        id="prosecution.triage",
        what=(
            "Check that the file is complete within two working days, within three hours "
            "where somebody is in custody."
        ),
        why=(
            "Where the case stood between arrival and lawyer was not recorded, and delay "
            "there had no owner."
        ),
        owner="cps",
        per="case",
        starts="file.submitted[track=custody] @Hours(3); file.submitted",
        met_by="triage.completed",
        lifted_by="case.decided",
        clock="WorkingDays(2)",
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(document="phase_one", place="Timeliness / Delays in CPS advice and decisions"),
        ),
        requirements=("P1-238",),
    ),
    Duty(
        id="prosecution.allocate",
        what="Give an accepted file to a named prosecutor within five working days.",
        why="Nobody could say how long a file waited for a lawyer, or why.",
        owner="cps",
        per="case",
        starts="triage.completed[accepted=true]",
        met_by="prosecutor.allocated",
        lifted_by="case.decided",
        clock="WorkingDays(5)",
        flags="before",
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(document="phase_one", place="Timeliness / Delays in CPS advice and decisions"),
        ),
        requirements=("P1-238",),
    ),
    Duty(
        id="prosecution.review",
        what=(
            "Decide, or send an action plan, within 28 days of accepting the file (five days "
            "or three hours on the shorter tracks)."
        ),
        why=(
            "A file waited three months and came back with a plan of 23 points, some of them "
            "unnecessary."
        ),
        owner="cps",
        per="case",
        starts=(
            "triage.completed[accepted=true,track=custody] @Hours(3); "
            "triage.completed[accepted=true,track=five_day] @Days(5); "
            "triage.completed[accepted=true]; case.reactivated"
        ),
        met_by="decision.made[by=cps]; actionplan.sent",
        lifted_by="case.waiting_on_police; decision.made[by=police]",
        clock="Days(28)",
        basis="law: charging guidance",
        figure="law",
        since=date(2020, 12, 31),
        read_on=READ,
        sources=(
            Source(document="phase_one", place="CPS referrals / Case study (23-year marriage)"),
            Source(
                document="charging_guidance",
                place="review within 28 calendar days; 5 days, and 3 hours in custody, by track",
                evidence="F; start date 2",
            ),
        ),
        requirements=("P1-211",),
    ),
    Duty(
        id="prosecution.strategy",
        what=(
            "Set a case strategy within 28 days of the prosecutor's allocation: strengths, "
            "weaknesses, and how each is dealt with."
        ),
        why="Undermining points were listed and no plan followed.",
        owner="cps",
        per="case",
        starts="prosecutor.allocated",
        met_by="strategy.set",
        lifted_by="case.decided",
        clock="Days(28)",
        flags="before",
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(document="phase_one", place="Foreword"),
            Source(
                document="phase_one",
                place="CPS referrals / CPS case strategies and action plans",
            ),
        ),
        requirements=("P1-008", "P1-202"),
    ),
    Duty(
        id="prosecution.action",
        what="Answer each action by its target date.",
        why=(
            "Answers were late in nearly two thirds of the cases that prosecutors closed, "
            "and in every one that was left waiting."
        ),
        owner="police",
        per="action",
        starts="action.set",
        met_by="action.completed",
        lifted_by="action.amended[withdrawn=true]; case.decided",
        clock="Until(target)",
        moved_by="action.amended.target",
        basis="stated",
        figure="stated",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(document="phase_one", place="Recommendations / Recommendation 4"),
            Source(
                document="phase_one",
                place="CPS referrals / CPS case strategies and action plans",
            ),
        ),
        requirements=("P1-049", "P1-206"),
    ),
    Duty(
        id="prosecution.answer_challenge",
        what=(
            "Answer a police challenge to an action within five working days: change it or "
            "uphold it with reasons."
        ),
        why=(
            "Police seldom challenged what was out of proportion; a challenge without an "
            "answer teaches them not to."
        ),
        owner="cps",
        per="action",
        starts="action.challenged",
        met_by="action.amended; action.upheld",
        lifted_by="case.decided",
        clock="WorkingDays(5)",
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="CPS referrals / CPS case strategies and action plans",
            ),
            Source(document="phase_one", place="Background information / The role of the CPS"),
        ),
        requirements=("P1-209", "P1-100"),
    ),
    Duty(
        id="prosecution.review_plan",
        what="Review an action plan at least every 28 days.",
        why="Deadlines were unrealistic in just over a third of plans, and none was reviewed.",
        owner="police, cps",
        per="case",
        starts="actionplan.sent",
        met_by="actionplan.reviewed",
        lifted_by="case.decided; case.closed",
        clock="Days(28)",
        flags="recurs",
        basis="stated without a figure",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(Source(document="phase_one", place="Recommendations / Recommendation 4"),),
        requirements=("P1-049",),
    ),
    Duty(
        id="prosecution.review_waiting",
        what=(
            "Police and prosecutors together review a case that waits on police at least "
            "every 28 days."
        ),
        why="Prosecutors stopped watching such cases and the police did not manage them.",
        owner="police, cps",
        per="case",
        starts="case.waiting_on_police",
        met_by="actionplan.reviewed[together=true]",
        lifted_by="case.reactivated; case.decided",
        clock="Days(28)",
        flags="recurs",
        basis="stated as regularly",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(Source(document="phase_one", place="Timeliness / 'Admin finalised' cases"),),
        requirements=("P1-246",),
    ),
    Duty(
        id="prosecution.tell_cps",
        what=(
            "Tell the prosecutors within one working day when police decide a case that had "
            "gone to them."
        ),
        why=(
            "More than two thirds of waiting cases were later closed by the police, who "
            "often told nobody."
        ),
        owner="police",
        per="case",
        starts="decision.made[by=police]",
        met_by="cps.told[of=police_decision]",
        clock="WorkingDays(1)",
        when="file_submitted",
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(Source(document="phase_one", place="Timeliness / 'Admin finalised' cases"),),
        requirements=("P1-247",),
    ),
    Duty(
        id="prosecution.escalate",
        what="Answer a disagreement within ten working days, at its own level or the next.",
        why="Investigators lacked the confidence to challenge, and saw nothing come of it.",
        owner="the agency that did not raise it",
        per="disagreement",
        starts="disagreement.raised",
        met_by="disagreement.answered",
        clock="WorkingDays(10)",
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(Source(document="phase_one", place="Recommendations / Recommendation 5"),),
        requirements=("P1-056",),
    ),
)
