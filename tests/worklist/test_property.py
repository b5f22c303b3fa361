"""The worklist is what the record says, at any moment, whatever was recorded and however late."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answerable.clocks.days import MICROSECOND
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.corrections import in_force
from answerable.events.entry import Event
from answerable.people.acting import working
from answerable.record import reading
from answerable.rules.case import Case
from answerable.rules.catalogue import DUTIES, ON_RECORD
from answerable.rules.derived import with_derived
from answerable.rules.evaluate import obligations
from answerable.rules.kernel.one import evaluate_case
from answerable.rules.kernel.program import compile_duties
from answerable.rules.obligation import days_late
from answerable.rules.signal_catalogue import SIGNALS
from answerable.rules.signals import raise_signals
from answerable.worklist.models import CaseNow, Item, SignalNow
from answerable.worklist.owing import stands_by
from answerable.worklist.refresh import refresh
from answerable.worklist.stage import where_is
from tests.record.cast import a_case, put
from tests.rules.made_logs import GAPS, cases
from tests.trying import tries

pytestmark = pytest.mark.django_db

LATER = [*GAPS, timedelta(days=56), timedelta(days=3000)]
quietly = settings(deadline=None, max_examples=tries(25), suppress_health_check=list(HealthCheck))
PROGRAM = compile_duties(ON_RECORD, EVENT_TYPES)
SHOWN = ("open", "overdue", "paused", "late", "missed")


def record(case_id, entries, at):
    """As an action does, and as late as `at`: entries that say they happen later are there too."""
    events = [Event(e.event, e.occurred_at, e.agency, e.subject, e.data) for e in entries]
    put(case_id, *events)
    with transaction.atomic():
        refresh(case_id, at)


def owed_by_the_worklist(case_id, now):
    with working():
        items = list(Item.objects.filter(case_id=case_id, holds__contains=now))
    return sorted(map(repr, (as_evaluated(item, now) for item in items)))


def as_evaluated(item, now):
    overdue = item.state == "owed" and item.late_from is not None and item.late_from <= now
    # What is nobody's next move any more was missed all the same, and the rules say so.
    status = {"owed": "overdue" if overdue else "open", "passed": "overdue"}.get(
        item.state, item.state
    )
    breach = status in ("late", "missed", "overdue")
    late = days_late(item.due_at, item.closed_at or now) if breach else 0.0
    return (item.duty, item.subject, item.started_at, item.due_at, item.closed_at, status, late)


def owed_by_the_record(entries, now):
    found = evaluate_case(in_force(entries, now), now, PROGRAM).obligations()
    rows = [
        (o.duty, o.subject, o.started_at, o.due_at, o.closed_at, o.status, o.days_late)
        for o in found
        if o.status in SHOWN and not stands_by(o)
    ]
    return sorted(map(repr, rows))


def signals_of_the_worklist(case_id, now):
    with working():
        found = list(SignalNow.objects.filter(case_id=case_id, holds__contains=now))
    rows = [(s.signal, s.subject, s.status, s.raised_at, tuple(s.events)) for s in found]
    return sorted(map(repr, rows))


def signals_of_the_record(entries, now):
    events = with_derived(in_force(entries, now))
    found = raise_signals(Case(events, now, obligations(events, DUTIES, now)), SIGNALS)
    return sorted(repr((s.signal, s.subject, s.status, s.raised_at, s.events)) for s in found)


def moments(entries, at):
    """Moments after `at` at which something may turn: the very instant, and those beside it."""
    events = with_derived(in_force(entries, at + timedelta(days=9000)))
    owed = obligations(events, ON_RECORD, at)
    instants = [o.due_at for o in owed if o.due_at]
    instants += [o.due_at + timedelta(days=28) for o in owed if o.due_at]
    instants += [e.occurred_at for e in events]
    instants += [e.occurred_at + timedelta(days=28) for e in events]
    near = [i + by for i in instants for by in (-MICROSECOND, timedelta(0), MICROSECOND)]
    return sorted({at, *(i for i in near if i > at), *(at + by for by in LATER)})


def falling_due(case_id, at):
    """The very instants at which something that stands falls due."""
    with working():
        items = Item.objects.filter(case_id=case_id, due_at__gt=at, late_from__isnull=False)
        return sorted(set(items.values_list("due_at", flat=True)))[:6]


@quietly
@given(entries=cases(), data=st.data())
def test_the_worklist_is_what_the_record_says_at_any_moment(entries, data):
    case_id = a_case()
    in_order = sorted(entries, key=lambda e: e.seq)
    cut = data.draw(st.integers(0, len(in_order)), "recorded first")
    at = data.draw(st.sampled_from([e.occurred_at for e in entries]), "at") + data.draw(
        st.sampled_from([timedelta(0), timedelta(0), timedelta(0), *LATER])
    )
    for part in (in_order[:cut], in_order[cut:]):
        if part:
            record(case_id, part, at)
        with working():
            there = reading.entries(case_id)
        chosen = st.lists(st.sampled_from(moments(there, at)), min_size=3, max_size=3)
        for now in [*data.draw(chosen, "nows"), *falling_due(case_id, at)]:
            assert owed_by_the_worklist(case_id, now) == owed_by_the_record(there, now)
            assert signals_of_the_worklist(case_id, now) == signals_of_the_record(there, now)
            with working():
                (situation,) = CaseNow.objects.filter(case_id=case_id, holds__contains=now)
            where = where_is(with_derived(in_force(there, now)))
            assert (situation.stage, situation.stage_since) == where[:2]
