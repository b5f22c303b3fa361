"""Signals about cases that go back and forth between police and prosecutors, or wait in silence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from answerable.rules.case import Case
from answerable.rules.model import Raised, Signal, Source, in_room

READ = date(2026, 11, 24)

PLANS, WAITS = 3, 2


def silent_waiting(case: Case) -> Iterator[Raised]:
    waited = case.first("case.waiting_on_police")
    if waited is None:
        return
    for decision in case.since(waited).all("decision.made[by=police]"):
        told = case.since(decision).any("cps.told[of=police_decision]")
        yield Raised("", decision.occurred_at, (waited.seq, decision.seq), cleared=told)


def ping_pong(case: Case) -> Iterator[Raised]:
    plans = case.all("actionplan.sent")
    if len(plans) >= PLANS:
        yield Raised("", plans[-1].occurred_at, tuple(e.seq for e in plans))


def admin_loop(case: Case) -> Iterator[Raised]:
    waits = case.all("case.waiting_on_police")
    if len(waits) >= WAITS:
        yield Raised("", waits[-1].occurred_at, tuple(e.seq for e in waits))


SIGNALS = in_room(
    "prosecution",
    Signal(
        id="silent_waiting",
        what=(
            "Waited on police and since decided by the police, and the prosecutors were never told."
        ),
        put_right="Tell the prosecutors and record it.",
        kind="state",
        raised=silent_waiting,
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(Source(document="phase_one", place="Timeliness / 'Admin finalised' cases"),),
        requirements=("P1-247",),
    ),
    Signal(
        id="ping_pong",
        what="A third action plan was sent.",
        put_right="Talk to each other: settle in one conversation what is still needed and why.",
        kind="pattern",
        raised=ping_pong,
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one", place="CPS referrals / CPS case strategies and action plans"
            ),
        ),
        requirements=("P1-207",),
    ),
    Signal(
        id="admin_loop",
        what="The case waits on police for a second time.",
        put_right="Hold a senior conversation and agree a way out.",
        kind="pattern",
        raised=admin_loop,
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(Source(document="phase_one", place="Timeliness / Case study (2016 report)"),),
        requirements=("P1-231",),
    ),
)
