"""What must come before the victim's leaving is confirmed."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from answerable.events.entry import Entry
from answerable.rules.case import Case
from answerable.rules.model import Requirement, Source, in_room
from answerable.rules.setting import Setting

READ = date(2026, 11, 24)

ALONE = "contact.made[alone=yes,method=phone|in_person|bsl_video|adviser]"
TO_THINK = 72  # hours


def thought_over(case: Case, said: Entry, at: datetime) -> bool:
    """Whether there was time to think, and somebody spoke with the victim alone since, after what
    was said on their own pages: whoever holds their phone must not be able to end the case."""
    return is_old(said, at) and case.since(said).any(ALONE)


def is_old(said: Entry, at: datetime) -> bool:
    """Whether the time to think is over."""
    return at - said.occurred_at >= timedelta(hours=TO_THINK)


def time_and_voice(case: Case, event: Entry, hours: int) -> bool:
    stated = case.last("withdrawal.stated")
    if stated is None or event.occurred_at - stated.occurred_at < timedelta(hours=hours):
        return False
    return case.since(stated).any(ALONE)


REQUIREMENTS = in_room(
    "engagement",
    Requirement(
        id="time_and_voice",
        what="Asked where: how=portal.",
        guards="withdrawal.confirmed[how=portal]",
        force="must",
        asks="{hours} hours have passed, and the victim was spoken with alone since it was stated.",
        message=(
            "A withdrawal can be confirmed here only {hours} hours after it was stated, and after "
            "a conversation with the victim alone since then. Speak with the victim alone by a "
            "safe voice, by BSL video, in person or with the adviser; record the contact as "
            "alone; confirm once the {hours} hours are over."
        ),
        met=time_and_voice,
        setting=Setting(name="hours", default=TO_THINK),
        basis="default",
        figure="default",
        since=date(2021, 12, 31),
        read_on=READ,
        sources=(
            Source(
                document="london_review", place="2. Victims/Survivors Leaving the Justice Process"
            ),
        ),
        requirements=("LR-024", "LR-006"),
    ),
)
