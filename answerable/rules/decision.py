"""Duties that follow a decision: to tell it, to explain it, and to look at it again."""

from __future__ import annotations

from datetime import date

from answerable.rules.model import Duty, Source, in_room

READ = date(2026, 11, 24)

DUTIES = in_room(
    "decision",
    Duty(
        id="decision.tell",
        what=(
            "Tell the victim of a decision to take no further action, or to stop, within one "
            "working day."
        ),
        why=(
            "For almost a quarter there was no record that the victim was told at all; one "
            "learnt it from a short e-mail with a name misspelt."
        ),
        owner="the decision's by",
        per="suspect",
        starts="decision.made[result=no_further_action]; proceedings.stopped",
        met_by="decision.told",
        lifted_by="case.reopened; contact.declined[scope=all]",
        clock="WorkingDays(1)",
        basis="law: Victims' Code right 6, enhanced (not verified)",
        figure="law",
        since=date(2021, 4, 1),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Communication with the victim / Communicating a police decision",
            ),
            Source(
                document="victims_code_2020",
                place="right 6, enhanced, one working day",
                evidence=(
                    "police: five days 2 day GK; prosecutors: 2 of the 2006 text, 2020 wording GK"
                ),
            ),
        ),
        requirements=("P1-267", "P1-268"),
    ),
    Duty(
        id="decision.letter",
        what="Send the letter that explains a prosecutor's decision within 24 hours.",
        why="Letters were late, and only a third were of a high standard.",
        owner="cps",
        per="suspect",
        starts="decision.made[by=cps,result=no_further_action]; proceedings.stopped",
        met_by="letter.sent",
        lifted_by="case.reopened; contact.declined[scope=all]; contact.declined[scope=letters]",
        clock="Hours(24)",
        basis="stated",
        figure="stated",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Communication with the victim / Communicating a CPS decision",
            ),
        ),
        requirements=("P1-271",),
    ),
    Duty(
        id="decision.police_letter",
        what=(
            "After telling the victim of a police decision, follow with a letter within five "
            "working days."
        ),
        why=(
            "What is said in a hard conversation is not remembered; the reasons and the "
            "right to review belong on paper."
        ),
        owner="police",
        per="suspect",
        starts="decision.told",
        met_by="letter.sent",
        lifted_by="case.reopened; contact.declined[scope=all]; contact.declined[scope=letters]",
        clock="WorkingDays(5)",
        flags="before",
        when="last_decision_by_police",
        basis="default",
        figure="default",
        since=date(2021, 9, 17),
        read_on=READ,
        sources=(Source(document="avon_somerset_response", place="Recommendation 6"),),
        requirements=("AS-035",),
    ),
    Duty(
        id="decision.review_right",
        what=(
            "Tell the victim within one working day whether they can ask for the decision to "
            "be looked at again."
        ),
        why="Nearly three quarters of police decisions had no record that the victim was told.",
        owner="the decision's by",
        per="suspect",
        starts="decision.made[result=no_further_action]; proceedings.stopped",
        met_by=(
            "decision.told[review_right=applies|does_not_apply]; "
            "letter.sent[review_right=applies|does_not_apply]"
        ),
        lifted_by="case.reopened; contact.declined[scope=all]",
        clock="WorkingDays(1)",
        basis="stated; the clock law (not verified)",
        figure="law",
        since=date(2021, 4, 1),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Communication with the victim / Victims' Right to Review",
            ),
            Source(
                document="victims_code_2020", place="right 6", evidence="clock GK; schemes 2 and F"
            ),
            Source(
                document="police_review_scheme",
                place="decisions from 2015-04-01",
                evidence="clock GK; schemes 2 and F",
            ),
            Source(
                document="cps_review_scheme",
                place="decisions from 2013-06-05",
                evidence="clock GK; schemes 2 and F",
            ),
        ),
        requirements=("P1-280", "P1-283"),
    ),
    Duty(
        id="decision.tell_suspect",
        what=(
            "Tell an interviewed suspect within one working day that no further action will "
            "be taken."
        ),
        why=(
            "Somebody under suspicion is owed an end to it, and conditions should not "
            "outlive their reason."
        ),
        owner="police",
        per="suspect",
        starts="decision.made[result=no_further_action]",
        met_by="suspect.told[of=no_further_action]",
        lifted_by="case.reopened",
        clock="WorkingDays(1)",
        when="suspect_interviewed",
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(Source(document="phase_one", place="Foreword"),),
        requirements=("P1-003",),
    ),
    Duty(
        id="decision.review_acknowledge",
        what="Acknowledge a request to review a police decision within ten working days.",
        why="Forces kept no count of requests, so nobody knew that one was waiting.",
        owner="police",
        per="review",
        starts="review.requested[of=police]",
        met_by="review.acknowledged",
        clock="WorkingDays(10)",
        basis="law: the scheme",
        figure="law",
        since=date(2015, 4, 1),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Communication with the victim / Victims' Right to Review",
            ),
            Source(
                document="police_review_scheme",
                place="acknowledgement within ten working days",
                evidence="2",
            ),
        ),
        requirements=("P1-282",),
    ),
    Duty(
        id="decision.review",
        what="Decide a review of a police decision within thirty working days.",
        why="A right to review without an answer in time is none.",
        owner="police",
        per="review",
        starts="review.requested[of=police]",
        met_by="review.decided",
        clock="WorkingDays(30)",
        basis="law: the scheme",
        figure="law",
        since=date(2015, 4, 1),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Communication with the victim / Victims' Right to Review",
            ),
            Source(
                document="police_review_scheme",
                place="decision within thirty working days",
                evidence="2",
            ),
        ),
        requirements=("P1-279",),
    ),
    Duty(
        id="decision.review_local",
        what=(
            "Answer a request to look again at a prosecutor's decision locally within ten "
            "working days."
        ),
        why="Victims doubted that the local review was independent, or that it would come.",
        owner="cps",
        per="review",
        starts="review.requested[of=cps]",
        met_by="review.decided[stage=local]",
        lifted_by="review.escalated",
        clock="WorkingDays(10)",
        basis="law: the scheme (not verified)",
        figure="law",
        since=date(2013, 6, 5),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Communication with the victim / Victims' Right to Review",
            ),
            Source(
                document="cps_review_scheme",
                place="local resolution within ten working days",
                evidence="GK",
            ),
        ),
        requirements=("P1-284",),
    ),
    Duty(
        id="decision.review_national",
        what="Answer the national review within thirty working days.",
        why="Figures could not be told apart for adult rape, so nobody saw how long it took.",
        owner="cps",
        per="review",
        starts="review.escalated",
        met_by="review.decided[stage=national]",
        clock="WorkingDays(30)",
        basis="law: the scheme (not verified)",
        figure="law",
        since=date(2013, 6, 5),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Communication with the victim / Victims' Right to Review",
            ),
            Source(
                document="cps_review_scheme",
                place="independent review within thirty working days",
                evidence="GK",
            ),
        ),
        requirements=("P1-285",),
    ),
    Duty(
        id="decision.appeal",
        what="Decide a police appeal against a prosecutor's decision within ten working days.",
        why="There was no national data on such appeals, neither their number nor their end.",
        owner="cps",
        per="appeal",
        starts="appeal.made",
        met_by="appeal.decided",
        clock="WorkingDays(10)",
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Communication with the victim / Police appeals of CPS decisions",
            ),
        ),
        requirements=("P1-277",),
    ),
)
