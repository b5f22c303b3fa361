"""Duties that put somebody beside the victim."""

from __future__ import annotations

from datetime import date

from answerable.rules.model import Duty, Source, in_room

READ = date(2026, 11, 24)

DUTIES = in_room(
    "support",
    Duty(
        id="support.refer_on_report",
        what=(
            "Refer the victim to a support service within two working days of the report, "
            "unless the victim declines."
        ),
        why="Inspectors found uneven rates of referral; failing to refer breaks the Victims' Code.",
        owner="police",
        per="case",
        starts="crime.reported",
        met_by="support.referred; support.answered[answer=declined|later]",
        clock="WorkingDays(2)",
        flags="before",
        basis="law: Victims' Code right 4",
        figure="law",
        since=date(2021, 4, 1),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="The response to victims / Forces don't always involve ISVAs effectively",
            ),
            Source(
                document="phase_one",
                place="Communication with the victim / Keeping the victim informed",
            ),
            Source(
                document="victims_code_2020",
                place="right 4, referral within two working days",
                evidence="F",
            ),
        ),
        requirements=("P1-133", "P1-258"),
    ),
    Duty(
        id="support.offer_isva",
        what="Offer an independent sexual violence adviser within two working days of the report.",
        why=(
            "Nearly two thirds of those who leave do so within 30 days, often before any "
            "adviser has begun."
        ),
        owner="police",
        per="case",
        starts="crime.reported",
        met_by="support.offered[service=isva]",
        clock="WorkingDays(2)",
        flags="before",
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
        requirements=("LR-012",),
    ),
    Duty(
        id="support.refer",
        what="Refer within two working days of the victim's yes.",
        why="A yes that nobody acts on is a promise broken in the first week.",
        owner="police",
        per="case",
        starts="support.answered[answer=accepted]",
        met_by="support.referred",
        clock="WorkingDays(2)",
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="The response to victims / Forces don't always involve ISVAs effectively",
            ),
        ),
        requirements=("P1-133",),
    ),
    Duty(
        id="support.start",
        what="Begin work with the victim within 30 days of the referral.",
        why=(
            "Advisers were often not yet working with the victim in the very days when most "
            "withdrawals happen."
        ),
        owner="support",
        per="referral",
        starts="support.referred",
        met_by="support.started",
        lifted_by="support.ended",
        clock="Days(30)",
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
        requirements=("LR-011",),
    ),
    Duty(
        id="support.liaise",
        what=(
            "Where the victim agreed to sharing, investigator and adviser speak at least "
            "every 28 days."
        ),
        why="Fewer than a third of files showed regular contact between police and adviser.",
        owner="police",
        per="case",
        starts="support.sharing_agreed",
        met_by="support.liaison",
        lifted_by="support.ended[service=isva]; case.closed",
        clock="Days(28)",
        flags="recurs",
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="The response to victims / Forces don't always involve ISVAs effectively",
            ),
        ),
        requirements=("P1-137",),
    ),
)
