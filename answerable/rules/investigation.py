"""Duties to keep an investigation moving, and supervised."""

from __future__ import annotations

from datetime import date

from answerable.rules.model import Duty, Source, in_room

READ = date(2026, 11, 24)

DUTIES = in_room(
    "investigation",
    Duty(
        id="investigation.allocate",
        what="Give the case a named investigator within three days of the crime record.",
        why="High demand meant that cases waited, or went to somebody without the training.",
        owner="police",
        per="case",
        starts="crime.recorded",
        met_by="investigation.allocated",
        lifted_by="case.decided",
        clock="Days(3)",
        flags="before",
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Training and continuous professional development / Police training",
            ),
        ),
        requirements=("P1-331",),
    ),
    Duty(
        id="investigation.plan",
        what="Set the investigation plan within seven days of allocation.",
        why="In just under a quarter of cases there was no plan, and many gave little guidance.",
        owner="police",
        per="case",
        starts="investigation.allocated",
        met_by="plan.set",
        lifted_by="case.decided",
        clock="Days(7)",
        flags="before",
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(document="phase_one", place="Police investigations / Investigation plans"),
        ),
        requirements=("P1-147",),
    ),
    Duty(
        id="investigation.supervise",
        what=(
            "A supervisor reviews the investigation every seven days and gives direction, or "
            "says why none is needed."
        ),
        why="Reviews were made to satisfy a form and added nothing; cases drifted.",
        owner="police",
        per="case",
        starts="investigation.allocated",
        met_by="supervision.reviewed[direction=given|none_needed]",
        lifted_by="case.decided; case.closed",
        clock="Days(7)",
        flags="recurs",
        paused_by="file.submitted[purpose=charging|resubmission]",
        resumed_by="actionplan.sent; triage.completed[accepted=false]",
        held_by="cps",
        basis="default (the inspection measured against seven days)",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(Source(document="phase_one", place="Police investigations / Supervision"),),
        requirements=("P1-151", "P1-152"),
    ),
    Duty(
        id="investigation.account",
        what=(
            "Offer the victim an appointment for an account within fourteen days of "
            "supporting the case or coming back."
        ),
        why=(
            "Recording was put off or could not be arranged, and that was then taken for "
            "withdrawal."
        ),
        owner="police",
        per="case",
        starts="position.stated[position=supports]; engagement.resumed",
        met_by="account.offered; account.recorded",
        lifted_by="case.decided; withdrawal.confirmed",
        clock="Days(14)",
        flags="before",
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="london_review",
                place="2. Victims/Survivors Leaving the Justice Process",
            ),
            Source(document="phase_one", place="Timeliness / Case study (eight approaches)"),
        ),
        requirements=("LR-085", "P1-374"),
    ),
    Duty(
        id="investigation.arrest",
        what=(
            "Arrest or interview an identified suspect within fourteen days, or record why not yet."
        ),
        why="Suspects were at the address and nobody spoke to them.",
        owner="police",
        per="suspect",
        starts="suspect.identified",
        met_by="suspect.arrested; suspect.interviewed; suspect.action_deferred",
        lifted_by="decision.made; case.closed",
        clock="Days(14)",
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
            Source(
                document="phase_one",
                place="Police decisions / Case study (alcohol dependent victim)",
            ),
        ),
        requirements=("P1-141", "P1-185"),
    ),
    Duty(
        id="investigation.test_account",
        what="Test what the suspect said within 56 days of the interview.",
        why=(
            "The victim's records were read in minute detail while the suspect's account "
            "went untested."
        ),
        owner="police",
        per="suspect",
        starts="suspect.interviewed[account_given=true]",
        met_by="suspect.account_tested",
        lifted_by="decision.made",
        clock="Days(56)",
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(document="phase_one", place="CPS referrals / Case study (taxi)"),
            Source(document="phase_one", place="Foreword"),
        ),
        requirements=("P1-221", "P1-003"),
    ),
    Duty(
        id="investigation.bail_review",
        what=(
            "Extend or end bail by decision before it runs out; release under investigation "
            "only with reasons and a fresh risk assessment."
        ),
        why=(
            "Bail turned into release under investigation by itself after 28 days, and the "
            "victim's protection went with it."
        ),
        owner="police",
        per="suspect",
        starts="bail.granted; bail.extended @Until(until)",
        met_by=(
            "bail.extended; bail.ended[to=rui,rationale=true,risk_assessed=true]; "
            "bail.ended[to=charged|no_further_action]"
        ),
        lifted_by="bail.ended; case.closed",
        clock=(
            "none; Days(28) from 2017-04-03; MonthsBeginning(3) from 2022-10-28; "
            "anchor=arrested_on; version=arrested_on"
        ),
        flags="floor=7",
        paused_by="file.submitted[purpose=charging|resubmission]",
        resumed_by="actionplan.sent",
        held_by="cps",
        basis="stated (28 days) and law: PACE 47ZB, 47ZL",
        figure="law",
        since=date(2017, 4, 3),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="The response to victims / Using pre-charge bail to protect the victim",
            ),
            Source(
                document="pace_1984",
                place=(
                    "ss.47ZB (28 days from 2017-04-03, three months for arrests from 2022-10-28), "
                    "47ZD, 47ZL (pause with the prosecutor)"
                ),
                evidence="F; corresponding date GK",
            ),
        ),
        requirements=("P1-143",),
    ),
    Duty(
        id="investigation.rui_review",
        what="Review a suspect released under investigation every 28 days.",
        why=(
            "Release under investigation has no date and no conditions: nothing else makes "
            "anybody look again."
        ),
        owner="police",
        per="suspect",
        starts="suspect.released[to=rui]; bail.ended[to=rui]",
        met_by="supervision.reviewed",
        lifted_by="decision.made; charge.made",
        clock="Days(28)",
        flags="recurs",
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
        requirements=("P1-144",),
    ),
    Duty(
        id="investigation.orders",
        what=(
            "Where domestic abuse was reported, consider protective orders within seven days "
            "of identifying the suspect and within a day of release."
        ),
        why=(
            "Protection notices and orders were not always considered, or used, where they "
            "should have been."
        ),
        owner="police",
        per="suspect",
        starts="suspect.identified; suspect.released @Hours(24); bail.ended @Hours(24)",
        met_by="order.considered",
        lifted_by="case.closed",
        clock="Days(7)",
        flags="before",
        when="domestic_abuse",
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
        requirements=("P1-145",),
    ),
    Duty(
        id="investigation.statement",
        what="Offer the victim a personal statement within 28 days of the account.",
        why=(
            "The statement is the victim's to make; offered late or never, the court does not hear "
            "what the crime did."
        ),
        owner="police",
        per="case",
        starts="account.recorded",
        met_by="statement.offered",
        lifted_by="case.decided; withdrawal.confirmed",
        clock="Days(28)",
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
        requirements=("DC-043",),
    ),
    Duty(
        id="investigation.drift",
        what="Something of substance happens in the investigation at least every 28 days.",
        why="A year on there had been no real investigation, and the victim had left.",
        owner="police",
        per="case",
        starts="investigation.allocated",
        met_by=(
            "line.opened; line.closed; account.recorded; suspect.arrested; "
            "suspect.interviewed; device.requested; device.reviewed; third_party.received; "
            "file.submitted; action.completed; early_advice.requested"
        ),
        lifted_by="case.decided; charge.made; case.closed",
        clock="Days(28)",
        flags="recurs",
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Police investigations / Case study (September 2018)",
            ),
        ),
        requirements=("P1-155",),
    ),
)
