"""What must come before an allocation, and before material is scheduled."""

from __future__ import annotations

from datetime import date

from answerable.events.entry import Entry
from answerable.rules.case import Case
from answerable.rules.model import Requirement, Source, in_room
from answerable.rules.pattern import recorded

READ = date(2026, 11, 24)


def relevance(case: Case, event: Entry) -> bool:
    return recorded(event.data, "relevance")


def reason(case: Case, event: Entry) -> bool:
    return recorded(event.data, "reason")


REQUIREMENTS = in_room(
    "investigation",
    Requirement(
        id="relevance",
        what="Asked where: effect=undermines.",
        guards="unused.scheduled[effect=undermines]",
        force="must",
        asks="The issue in the case that the material goes to is named.",
        message=(
            "It does not say which issue in the case this material undermines. Name the issue "
            "that it goes to, or mark the material as neither or unsure."
        ),
        met=relevance,
        basis="default",
        figure="default",
        since=date(2021, 12, 31),
        read_on=READ,
        sources=(Source(document="london_review", place="3. Victim/Survivor Technology Requests"),),
        requirements=("LR-056",),
    ),
    Requirement(
        id="reason",
        what="Asked where: qualified=false.",
        guards="investigation.allocated[qualified=false]",
        force="explain",
        asks="Somebody trained leads, or it says why not.",
        message=(
            "The investigator has not had the specialist training, and no reason is given. "
            "Allocate somebody trained, or say why not and who will supervise more closely."
        ),
        met=reason,
        basis="stated",
        figure="stated",
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
)
