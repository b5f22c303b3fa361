"""A signal about a trial that moved at the last moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from answerable.rules.case import Case
from answerable.rules.model import Raised, Signal, Source, in_room

READ = date(2026, 11, 24)

LATE_NOTICE = 7  # days


def late_move(case: Case) -> Iterator[Raised]:
    for moved in case.all("hearing.moved[kind=trial]"):
        notice = moved.data.get("days_notice")
        if notice is not None and notice <= LATE_NOTICE:
            yield Raised(moved.subject, moved.occurred_at, (moved.seq,))


SIGNALS = in_room(
    "court",
    Signal(
        id="late_move",
        what="A trial was moved with seven days' notice or less.",
        put_right="Tell the victim at once, and ask what it has cost.",
        kind="pattern",
        raised=late_move,
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
        requirements=("DC-009",),
    ),
)
