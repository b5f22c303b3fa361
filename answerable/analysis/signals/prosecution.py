"""Signals of cases that go back and forth between police and prosecutors, or wait in silence."""

from __future__ import annotations

from answerable.analysis.log import NONE, Log
from answerable.analysis.signals.raised import (
    Raised,
    before,
    each_of,
    following,
    preceding,
    raised,
    so_far,
)
from answerable.rules.prosecution_signals import PLANS, WAITS

PLAN, WAITING = "actionplan.sent", "case.waiting_on_police"


def silent_waiting(log: Log) -> Raised:
    waited, decisions = log.rows(WAITING), log.rows("decision.made[by=police]")
    rows = decisions[preceding(log, decisions, waited) != NONE]
    told = following(log, rows, log.rows("cps.told[of=police_decision]"))
    first = log.first(WAITING)[log.case_of[rows]]
    return raised(log, rows, told != NONE, by=each_of(first, rows))


def ping_pong(log: Log) -> Raised:
    return _at_least(PLANS, PLAN, log)


def admin_loop(log: Log) -> Raised:
    return _at_least(WAITS, WAITING, log)


def _at_least(number: int, patterns: str, log: Log) -> Raised:
    rows = log.rows(patterns)
    enough = rows[before(log, patterns, rows) >= number - 1]
    return raised(log, enough, by=so_far(log, patterns, enough))
