"""Duties when the victim steps back: to hear it from them, and to leave the door open."""

from __future__ import annotations

from datetime import date

from answerable.rules.model import Duty, Source, in_room

READ = date(2026, 11, 24)

DUTIES = in_room(
    "engagement",
    Duty(
        id="engagement.confirm",
        what=(
            "Check that stopping is the victim's own choice: hear it in their own voice, with them "
            "alone, within fourteen days."
        ),
        why="Police read a missed appointment as leaving and closed the case.",
        owner="police",
        per="case",
        starts="withdrawal.stated",
        met_by="withdrawal.confirmed",
        lifted_by="withdrawal.disputed; engagement.resumed; contact.declined[scope=all]",
        clock="Days(14)",
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
        requirements=("LR-024",),
    ),
    Duty(
        id="engagement.offer_return",
        what=("Within 28 days, tell a victim who has left, or does not support, how to come back."),
        why="People change their minds; with no way back that they know of, leaving becomes final.",
        owner="police",
        per="case",
        starts="withdrawal.stated; position.stated[position=does_not_support]",
        met_by="return.offered",
        lifted_by="engagement.resumed; contact.declined[scope=all]",
        clock="Days(28)",
        flags="before",
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Police decisions / When the victim doesn't support the case (Outcome 16)",
            ),
        ),
        requirements=("P1-178",),
    ),
)
