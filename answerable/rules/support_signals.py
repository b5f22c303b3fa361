"""A signal about the adviser who was accepted and never came."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from answerable.rules.case import Case
from answerable.rules.model import Raised, Signal, Source, in_room
from answerable.rules.signals import days_after

READ = date(2026, 11, 24)

WAIT = 30  # days


def no_support_worker(case: Case) -> Iterator[Raised]:
    accepted = case.first("support.answered[service=isva,answer=accepted]")
    if accepted is None or case.as_of < (end := days_after(accepted.occurred_at, WAIT)):
        return
    started = [e for e in case.all("support.started[service=isva]") if e.occurred_at < end]
    last = case.last("support.started[service=isva]; support.ended[service=isva]")
    working = last is not None and last.event == "support.started"
    if not started or not working:
        left = last if started and last else accepted
        at = max(end, left.occurred_at)
        yield Raised("", at, tuple(dict.fromkeys((accepted.seq, left.seq))), cleared=working)
    elif not _worked_at(started[-1].seq, case, end):
        yield Raised("", end, (accepted.seq,), cleared=True)


def waited_for_so_long(case: Case) -> Iterator[datetime]:
    accepted = case.first("support.answered[service=isva,answer=accepted]")
    if accepted is not None:
        end = days_after(accepted.occurred_at, WAIT)
        if end > case.as_of:
            yield end


def _worked_at(started: int, case: Case, instant: datetime) -> bool:
    """Whether an adviser who had started was still there at an instant."""
    ended = [e for e in case.all("support.ended[service=isva]") if e.occurred_at < instant]
    return not any(e.seq > started for e in ended)


SIGNALS = in_room(
    "support",
    Signal(
        id="no_support_worker",
        what="The victim said yes to an adviser 30 days ago and none is working with her.",
        put_right="Ask the service where she is on its list, and tell her; look for another.",
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
