"""What the victim may tick for a supporter to see: a fixed list, and the events behind each.

Never on it: the statement, a phone, records of others, where she is reached. `TELLINGS` are read by
the program alone, to know what a person has told her.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

SEES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "where": (
            "crime.reported", "case.waiting_on_police", "case.reactivated", "decision.made",
            "charge.made", "trial.started", "court.outcome", "proceedings.stopped", "case.closed",
            "case.reopened",
        ),
        "dates": ("hearing.listed", "hearing.moved"),
        "people": (),
        "owed": (
            "crime.reported", "support.offered", "support.answered", "support.referred",
            "review.requested", "review.acknowledged", "review.decided", "review.escalated",
            "charge.made", "case.closed", "measures.considered", "hearing.listed", "hearing.moved",
            "hearing.held", "hearing.told",
        ),
    }
)  # fmt: skip
TELLINGS = ("decision.told", "hearing.told", "progress.told")


def events(sees: Iterable[str]) -> frozenset[str]:
    """The events behind what was ticked."""
    return frozenset(event for one in sees for event in SEES.get(one, ()))
