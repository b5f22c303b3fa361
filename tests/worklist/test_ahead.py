"""What a signal will say when its wait is over, worked out before: pure, with no database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answerable.clocks.days import MICROSECOND
from answerable.events.corrections import in_force
from answerable.events.entry import Entry
from answerable.rules.case import Case
from answerable.rules.catalogue import DUTIES
from answerable.rules.derived import with_derived
from answerable.rules.evaluate import obligations
from answerable.rules.signal_catalogue import SIGNALS
from answerable.rules.signals import raise_signals
from answerable.worklist.ahead import look_ahead
from tests.trying import tries

WAITING = {
    "victim_chases": [
        ("contact.made", {"by": "victim"}), ("contact.made", {"by": "agency"}),
    ],
    "phone_unread": [("device.downloaded", {}), ("device.reviewed", {})],
    "no_support_worker": [
        ("support.answered", {"service": "isva", "answer": "accepted"}),
        ("support.started", {"service": "isva"}), ("support.ended", {"service": "isva"}),
    ],
    "delay_unexplained": [
        ("crime.recorded", {}), ("crime.reported", {}),
        ("delay.explained", {"of": "report.acknowledged"}), ("report.acknowledged", {}),
    ],
}  # fmt: skip
GAPS = [
    timedelta(0),
    timedelta(minutes=1),
    timedelta(days=3),
    timedelta(days=27),
    timedelta(days=40),
]
START = datetime(2026, 3, 20, 9, 30, tzinfo=UTC)


@st.composite
def waits(draw, kinds):
    instant, entries = START, []
    for seq in range(1, draw(st.integers(1, 8)) + 1):
        instant += draw(st.sampled_from(GAPS))
        event, data = draw(st.sampled_from(kinds))
        subject = draw(st.sampled_from(["a", "b"])) if event.startswith("device") else ""
        entries.append(Entry("c", seq, event, instant, instant, "", "police", subject, data))
    return entries


def evaluated(entries, now):
    events = with_derived(in_force(entries, now))
    rows = raise_signals(Case(events, now, obligations(events, DUTIES, now)), SIGNALS)
    return sorted((r.signal, r.subject, r.status, r.raised_at, r.events) for r in rows)


def foreseen(ahead, now):
    return sorted(
        (row.signal, row.subject, row.status, row.raised_at, row.events)
        for row, (since, until) in ahead.signals
        if (since is None or since <= now) and (until is None or now < until)
    )


@pytest.mark.parametrize("signal", WAITING)
@settings(deadline=None, max_examples=tries(20), suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_signal_that_waits_is_foreseen_to_the_very_instant(signal, data):
    entries = data.draw(waits(WAITING[signal]))
    at = data.draw(st.sampled_from([e.occurred_at for e in entries]))
    ahead = look_ahead(entries, at)

    turning = {since for _, (since, _) in ahead.signals if since} | {
        e.occurred_at + timedelta(days=days) for e in entries for days in (28, 30, 31, 56, 57)
    }
    for turn in turning:
        for now in (turn - MICROSECOND, turn, turn + MICROSECOND, turn + timedelta(hours=15)):
            if now >= at:
                assert foreseen(ahead, now) == evaluated(entries, now)


def test_only_a_signal_that_says_when_it_turns_may_turn_by_time_alone():
    assert {signal.id for signal in SIGNALS if signal.turns} == set(WAITING)
