"""Signals about the victim whom nobody heard, and the case closed too soon."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from answerable.clocks.days import local_day
from answerable.rules.case import Case
from answerable.rules.model import Raised, Signal, Source, in_room
from answerable.rules.stance import complex_needs, stands, unsure

READ = date(2026, 11, 24)

NFA = "decision.made[result=no_further_action]"
SPOKEN = "victim.spoken_to; account.recorded"
QUICK = 28  # days


def never_spoken_to(case: Case) -> Iterator[Raised]:
    for decision in case.all(NFA):
        if not case.before(decision).any(SPOKEN):
            cleared = case.since(decision).any(SPOKEN) or not stands(case, decision)
            yield Raised("", decision.occurred_at, (decision.seq,), cleared=cleared)


def quick_close_complex(case: Case) -> Iterator[Raised]:
    reported = case.first("crime.reported")
    if reported is None:
        return
    for decision in case.all(NFA):
        days = (local_day(decision.occurred_at) - local_day(reported.occurred_at)).days
        before = case.before(decision)
        if days <= QUICK and (complex_needs(before) or unsure(before)):
            yield Raised("", decision.occurred_at, (reported.seq, decision.seq))


SIGNALS = in_room(
    "report",
    Signal(
        id="never_spoken_to",
        what="Decided for no further action, and nobody ever spoke to the victim.",
        put_right="Speak to the victim; look at whether the decision can stand.",
        kind="state",
        raised=never_spoken_to,
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="The response to victims / Getting the first response right",
            ),
        ),
        requirements=("P1-118",),
    ),
    Signal(
        id="quick_close_complex",
        what=(
            "Closed within 28 days of the report although the victim has complex needs or was "
            "undecided."
        ),
        put_right="Look at the decision again; were time and support given?",
        kind="pattern",
        raised=quick_close_complex,
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(document="phase_one", place="Headline findings"),
            Source(
                document="phase_one", place="Police decisions / Quality of police decision-making"
            ),
        ),
        requirements=("P1-029", "P1-183"),
    ),
)
