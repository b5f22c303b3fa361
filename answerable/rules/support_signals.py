"""A signal about the adviser who was accepted and never came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from answerable.events.entry import Entry
from answerable.rules.case import Case, matches
from answerable.rules.model import Raised, Signal, Source, in_room
from answerable.rules.signals import days_after

READ = date(2026, 11, 24)

WAIT = 30  # days
LEFT = "support.ended[service=isva]"
DONE = "support.ended[service=isva,reason=completed|declined]"
CHANGES = f"support.started[service=isva]; {LEFT}; support.answered[service=isva,answer=declined]"


def no_support_worker(case: Case) -> Iterator[Raised]:
    accepted = case.first("support.answered[service=isva,answer=accepted]")
    if accepted is None or case.as_of < (end := days_after(accepted.occurred_at, WAIT)):
        return
    changes = case.all(CHANGES)
    lacking = _lacking(next((e for e in reversed(changes) if e.occurred_at < end), None))
    raised = Raised("", end, (accepted.seq,)) if lacking else None
    for change in changes:
        if change.occurred_at < end:
            continue
        lacking = _lacking(change)
        if lacking:
            raised = Raised("", change.occurred_at, (accepted.seq, change.seq))
    if raised is not None:
        yield replace(raised, cleared=not lacking)


def _lacking(last: Entry | None) -> bool:
    """Whether she waits in vain, by the last that changed: nobody has started, or somebody left
    for other reasons than that the work was done or that she said no."""
    return last is None or (matches(LEFT, last) and not matches(DONE, last))


def waited_for_so_long(case: Case) -> Iterator[datetime]:
    accepted = case.first("support.answered[service=isva,answer=accepted]")
    if accepted is not None:
        end = days_after(accepted.occurred_at, WAIT)
        if end > case.as_of:
            yield end


SIGNALS = in_room(
    "support",
    Signal(
        id="no_support_worker",
        what="The victim said yes to an adviser 30 days ago and none is working with them.",
        put_right="Ask the service how long its list is, tell the victim, and look for another.",
        kind="state",
        raised=no_support_worker,
        turns=waited_for_so_long,
        basis="default",
        figure="default",
        since=date(2021, 12, 31),
        read_on=READ,
        sources=(
            Source(
                document="london_review", place="2. Victims/Survivors Leaving the Justice Process"
            ),
        ),
        requirements=("LR-011",),
    ),
)
