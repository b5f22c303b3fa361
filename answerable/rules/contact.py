"""Duties to tell the victim, in the way that was agreed."""

from __future__ import annotations

from datetime import date

from answerable.rules.model import Duty, Source, in_room

READ = date(2026, 11, 24)

DUTIES = in_room(
    "contact",
    Duty(
        id="contact.agree",
        what="Agree with the victim within seven days how, how often and when to be in touch.",
        why="In just under a third of the cases there was no sign of any agreement.",
        owner="police",
        per="case",
        starts="crime.reported",
        met_by="contact.agreed; contact.declined",
        lifted_by="case.closed",
        clock="Days(7)",
        flags="before",
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Communication with the victim / Keeping the victim informed",
            ),
        ),
        requirements=("P1-261",),
    ),
    Duty(
        id="contact.keep",
        what="Contact the victim as often as was agreed, whether or not there is news.",
        why="Victims did all the chasing, and contact grew worse as the investigation went on.",
        owner="police, from charge.made witness_care",
        per="case",
        starts="contact.agreed[when=regular]",
        met_by="contact.made[by=agency,agency=police|cps|witness_care]; contact.tried",
        lifted_by="case.closed; contact.agreed; contact.declined",
        clock="Every(every_days)",
        flags="recurs",
        basis="law: Victims' Code right 6; stated",
        figure="law",
        since=date(2021, 4, 1),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Communication with the victim / Keeping the victim informed",
            ),
            Source(
                document="victims_code_2020",
                place="right 6, frequency and way as agreed with the victim",
                evidence="F",
            ),
        ),
        requirements=("P1-262",),
    ),
    Duty(
        id="contact.fallback",
        what="Where nothing else is agreed, contact the victim at least every 28 days.",
        why=(
            "A victim told the review that in most months the update expected every 28 days "
            "never came."
        ),
        owner="police, from charge.made witness_care",
        per="case",
        starts="crime.reported",
        met_by="contact.made[by=agency,agency=police|cps|witness_care]; contact.tried",
        lifted_by="contact.agreed; contact.declined; case.closed",
        clock="Days(28)",
        flags="recurs",
        basis="default (from a victim's account)",
        figure="default",
        since=date(2021, 12, 31),
        read_on=READ,
        sources=(
            Source(
                document="london_review",
                place="2. Victims/Survivors Leaving the Justice Process",
            ),
        ),
        requirements=("LR-028",),
    ),
    Duty(
        id="contact.tell_change",
        what="Tell the victim within five working days when the person they deal with changes.",
        why="A liaison officer left; the victim was not told for months and nobody took over.",
        owner="cps for role=prosecutor, else police",
        per="case",
        starts="officer.changed",
        met_by="officer.change_told",
        lifted_by="case.closed",
        clock="WorkingDays(5)",
        basis="default",
        figure="default",
        since=date(2021, 12, 31),
        read_on=READ,
        sources=(
            Source(
                document="london_review",
                place="2. Victims/Survivors Leaving the Justice Process",
            ),
        ),
        requirements=("LR-027",),
    ),
    Duty(
        id="contact.tell_arrest",
        what="Tell the victim within one working day that a suspect was arrested.",
        why="An arrest can change how safe the victim is; it should not come as hearsay.",
        owner="police",
        per="suspect",
        starts="suspect.arrested",
        met_by="progress.told[about=arrested]",
        lifted_by="case.closed",
        clock="WorkingDays(1)",
        basis="law: Victims' Code right 6, enhanced",
        figure="law",
        since=date(2021, 4, 1),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Communication with the victim / Keeping the victim informed",
            ),
            Source(
                document="victims_code_2020",
                place="right 6, enhanced, one working day",
                evidence="F",
            ),
        ),
        requirements=("P1-259",),
    ),
    Duty(
        id="contact.tell_interview",
        what="Tell the victim within one working day that a suspect was interviewed.",
        why="The suspect now knows of the report: the victim must know that.",
        owner="police",
        per="suspect",
        starts="suspect.interviewed",
        met_by="progress.told[about=interviewed]",
        lifted_by="case.closed",
        clock="WorkingDays(1)",
        basis="law: Victims' Code right 6, enhanced",
        figure="law",
        since=date(2021, 4, 1),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Communication with the victim / Keeping the victim informed",
            ),
            Source(
                document="victims_code_2020",
                place="right 6, enhanced, one working day",
                evidence="F",
            ),
        ),
        requirements=("P1-259",),
    ),
    Duty(
        id="contact.tell_release",
        what=(
            "Tell the victim within one working day of a release, and of bail given, changed "
            "or ended."
        ),
        why="Victims were left without the reassurance that conditions are meant to give.",
        owner="police",
        per="suspect",
        starts="suspect.released; bail.granted; bail.varied; bail.extended; bail.ended",
        met_by="progress.told[about=released|bail]",
        lifted_by="case.closed",
        clock="WorkingDays(1)",
        basis="law: Victims' Code right 6, enhanced",
        figure="law",
        since=date(2021, 4, 1),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="The response to victims / Using pre-charge bail to protect the victim",
            ),
            Source(
                document="victims_code_2020",
                place=(
                    "right 6, enhanced, one working day: release, and bail given, changed or ended"
                ),
                evidence="F",
            ),
        ),
        requirements=("P1-387",),
    ),
    Duty(
        id="contact.warn_release",
        what="Warn the victim of the suspect's release, before it or at latest four hours after.",
        why="Between the release and the news of it the victim cannot take care to be safe.",
        owner="police",
        per="suspect",
        starts="suspect.released",
        met_by="progress.told[about=released]",
        clock="Hours(4)",
        flags="before",
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="The response to victims / Using pre-charge bail to protect the victim",
            ),
        ),
        requirements=("P1-142", "P1-387"),
    ),
    Duty(
        id="contact.tell_charge",
        what="Tell the victim within one working day of the charge.",
        why=(
            "From charge on, new people and dates come at the victim; the news opens the way to "
            "witness care."
        ),
        owner="police",
        per="suspect",
        starts="charge.made",
        met_by="progress.told[about=charged]",
        lifted_by="case.closed",
        clock="WorkingDays(1)",
        basis="law: Victims' Code right 6 (not verified)",
        figure="law",
        since=date(2021, 4, 1),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Communication with the victim / Keeping the victim informed",
            ),
            Source(
                document="victims_code_2020",
                place="right 6, enhanced, one working day",
                evidence="GK",
            ),
        ),
        requirements=("P1-259",),
    ),
    Duty(
        id="contact.tell_waiting",
        what=(
            "Tell the victim within one working day that the prosecutor waits for more from "
            "the police and that no decision was made."
        ),
        why="Victims were told wrongly that their case had ended, or were told nothing.",
        owner="police, cps",
        per="case",
        starts="case.waiting_on_police",
        met_by="progress.told[about=waiting]",
        lifted_by="case.reactivated",
        clock="WorkingDays(1)",
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(Source(document="phase_one", place="Timeliness / 'Admin finalised' cases"),),
        requirements=("P1-249",),
    ),
    Duty(
        id="contact.respond_breach",
        what=(
            "Assess the risk within an hour of learning that the wrong person saw, heard or "
            "answered a message."
        ),
        why="A message in the wrong hands can put a life at risk the same evening.",
        owner="police",
        per="case",
        starts="contact.breached",
        met_by="risk.assessed",
        clock="Hours(1)",
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="devon_cornwall_response",
                place="2.0 Chief Constable's comments / Recommendation 1",
            ),
            Source(
                document="phase_one",
                place="Communication with the victim / Communicating a CPS decision",
            ),
        ),
        requirements=("DC-025", "P1-275"),
    ),
)
