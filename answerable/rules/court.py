"""Duties from charge to outcome."""

from __future__ import annotations

from datetime import date

from answerable.rules.model import Duty, Source, in_room

READ = date(2026, 11, 24)

DUTIES = in_room(
    "court",
    Duty(
        id="court.take_on",
        what="Witness care takes the victim on within five working days of the charge.",
        why="Between charge and the first letter from witness care the victim belonged to nobody.",
        owner="witness_care",
        per="case",
        starts="charge.made",
        met_by="witness_care.taken_on",
        lifted_by="case.closed",
        clock="WorkingDays(5)",
        flags="before",
        basis="default",
        figure="default",
        since=date(2022, 2, 25),
        read_on=READ,
        sources=(
            Source(
                document="devon_cornwall_response",
                place="2.0 Chief Constable's comments / Recommendation 1",
            ),
        ),
        requirements=("DC-022",),
    ),
    Duty(
        id="court.contact_plan",
        what=(
            "Witness care agrees a contact plan of its own within five working days of "
            "taking the victim on."
        ),
        why=(
            "What was safe with the police may not be safe with a new service that the "
            "victim has never met."
        ),
        owner="witness_care",
        per="case",
        starts="witness_care.taken_on",
        met_by="contact.agreed; contact.declined",
        lifted_by="case.closed",
        clock="WorkingDays(5)",
        basis="default",
        figure="default",
        since=date(2022, 2, 25),
        read_on=READ,
        sources=(
            Source(
                document="devon_cornwall_response",
                place="2.0 Chief Constable's comments / Recommendation 1",
            ),
        ),
        requirements=("DC-025",),
    ),
    Duty(
        id="court.measures",
        what=(
            "Consider with the victim within 28 days of the charge what would make giving "
            "evidence easier."
        ),
        why=(
            "Chances to use special measures, pre-recorded cross-examination among them, "
            "were missed."
        ),
        owner="cps",
        per="case",
        starts="charge.made",
        met_by="measures.considered",
        lifted_by="case.closed",
        clock="Days(28)",
        flags="before",
        basis="default",
        figure="default",
        since=date(2022, 2, 25),
        read_on=READ,
        sources=(
            Source(
                document="devon_cornwall_response",
                place="1.0 Summary of key findings / Phase two headline findings",
            ),
        ),
        requirements=("DC-010",),
    ),
    Duty(
        id="court.tell_hearing",
        what="Tell the victim of a hearing, or of its moving, within one working day.",
        why="News after charge was disjointed, contradictory, or did not come.",
        owner="witness_care",
        per="hearing",
        starts="hearing.listed; hearing.moved",
        met_by="hearing.told",
        lifted_by="hearing.held",
        clock="WorkingDays(1)",
        basis="law: Victims' Code right 8",
        figure="law",
        since=date(2021, 4, 1),
        read_on=READ,
        sources=(
            Source(
                document="devon_cornwall_response",
                place="1.0 Summary of key findings / Phase two headline findings",
            ),
            Source(
                document="victims_code_2020",
                place="right 8, one working day from witness care's knowing",
                evidence="F",
            ),
        ),
        requirements=("DC-014",),
    ),
    Duty(
        id="court.update_statement",
        what="Offer to update the personal statement at least 28 days before the trial.",
        why="A statement made years before the trial no longer says what the crime has done.",
        owner="police, witness_care",
        per="hearing",
        starts="hearing.listed[kind=trial]; hearing.moved[kind=trial]",
        met_by="statement.offered[form=update]",
        lifted_by="hearing.held; hearing.moved",
        clock="Before(on, 28)",
        flags="before",
        basis="default",
        figure="default",
        since=date(2022, 2, 25),
        read_on=READ,
        sources=(
            Source(
                document="devon_cornwall_response",
                place="2.0 Chief Constable's comments / Recommendation 9",
            ),
        ),
        requirements=("DC-044",),
    ),
    Duty(
        id="court.supervise",
        what="Go on supervising the case at least every 28 days after charge.",
        why="After charge cases got less attention and less supervision than live investigations.",
        owner="police",
        per="case",
        starts="charge.made",
        met_by="supervision.reviewed[direction=given|none_needed]",
        lifted_by="court.outcome; case.closed",
        clock="Days(28)",
        flags="recurs",
        basis="default",
        figure="default",
        since=date(2022, 2, 25),
        read_on=READ,
        sources=(
            Source(
                document="devon_cornwall_response",
                place="1.0 Summary of key findings / Phase two headline findings",
            ),
        ),
        requirements=("DC-005",),
    ),
    Duty(
        id="court.orders",
        what="Consider protective orders within one working day of the verdict, or before it.",
        why="Orders were used unevenly and chances to protect the victim were missed.",
        owner="cps",
        per="suspect",
        starts="court.outcome[result=guilty_plea|convicted|acquitted]",
        met_by="order.considered[kind=shpo|restraining]",
        clock="WorkingDays(1)",
        flags="before",
        basis="default",
        figure="default",
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
    Duty(
        id="court.bad_character",
        what="Consider the suspect's bad character within 28 days of the charge.",
        why="It was not always considered, though it may show a pattern.",
        owner="police, cps",
        per="case",
        starts="charge.made",
        met_by="bad_character.considered",
        lifted_by="court.outcome",
        clock="Days(28)",
        flags="before",
        basis="default",
        figure="default",
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
    Duty(
        id="court.tell_outcome",
        what="Tell the victim the outcome within one working day.",
        why="Nobody should read of their own case in the newspaper.",
        owner="witness_care",
        per="suspect",
        starts="court.outcome",
        met_by="progress.told[about=outcome]",
        clock="WorkingDays(1)",
        basis="law: Victims' Code right 9",
        figure="law",
        since=date(2021, 4, 1),
        read_on=READ,
        sources=(
            Source(
                document="devon_cornwall_response",
                place="1.0 Summary of key findings / Phase two headline findings",
            ),
            Source(
                document="victims_code_2020",
                place="right 9, one working day from witness care's knowing",
                evidence="F",
            ),
        ),
        requirements=("DC-014",),
    ),
)
