"""The referee and every faster path give the same obligations, row for row."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answerable.events.columns import corrected, from_cases, known_by
from answerable.events.corrections import in_force
from answerable.events.entry import Entry
from answerable.rules.catalogue import DUTIES
from answerable.rules.derived import with_derived
from answerable.rules.evaluate import obligations
from answerable.rules.kernel.bulk import evaluate_log, in_order
from answerable.rules.kernel.one import evaluate_case
from answerable.rules.obligation import Obligation
from tests.rules.made_logs import GAPS, cases, logs
from tests.trying import tries

Log = dict[str, list[Entry]]
quietly = settings(
    deadline=None,
    max_examples=tries(30),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def by_referee(log: Log, as_of, known_at=None) -> list[Obligation]:
    return [
        row
        for _, entries in sorted(log.items())
        for row in obligations(with_derived(in_force(entries, as_of, known_at)), DUTIES, as_of)
    ]


def by_kernel(log: Log, as_of, known_at=None, threads: int = 1) -> list[Obligation]:
    columns = from_cases(log.items())
    columns = corrected(known_by(columns, known_at) if known_at else columns)
    return list(in_order(evaluate_log(columns, as_of, threads=threads)))


def last_instant(log: Log):
    return max(entry.occurred_at for entries in log.values() for entry in entries)


@quietly
@given(log=logs(), after=st.sampled_from([timedelta(days=-30), *GAPS]))
def test_the_kernel_gives_what_the_referee_gives(log, after):
    as_of = last_instant(log) + after

    expected = by_referee(log, as_of)

    assert by_kernel(log, as_of) == expected


@quietly
@given(log=logs(), before=st.sampled_from(GAPS))
def test_what_was_known_at_an_instant_is_the_same_on_both_paths(log, before):
    as_of = last_instant(log)
    known_at = as_of - before

    expected = by_referee(log, as_of, known_at)

    assert by_kernel(log, as_of, known_at) == expected


@quietly
@given(entries=cases())
def test_one_case_alone_gives_what_the_referee_gives(entries):
    as_of = entries[-1].occurred_at + timedelta(days=90)
    standing = in_force(entries, as_of)

    found = list(evaluate_case(standing, as_of).obligations())

    assert found == obligations(with_derived(standing), DUTIES, as_of)


@settings(deadline=None, max_examples=tries(3), suppress_health_check=list(HealthCheck))
@given(log=logs())
def test_several_threads_give_what_one_gives(log):
    many = {
        f"{name}-{copy}": [e._replace(case_id=f"{name}-{copy}") for e in entries]
        for name, entries in log.items()
        for copy in range(5)
    }
    as_of = last_instant(many) + timedelta(days=10)

    assert by_kernel(many, as_of, threads=4) == by_kernel(many, as_of, threads=1)


@pytest.mark.prove
def test_made_logs_reach_every_duty_status_and_pause():
    """The proof above is worth what its logs reach: each status, and obligations of each duty."""
    seen: set[str] = set()
    statuses: set[str] = set()

    @settings(
        deadline=None,
        max_examples=3000,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(entries=cases(most=40))
    def gather(entries):
        as_of = entries[-1].occurred_at
        for row in obligations(with_derived(in_force(entries, as_of)), DUTIES, as_of):
            seen.add(row.duty)
            statuses.add(row.status)

    gather()

    assert statuses == {"met", "late", "lifted", "missed", "open", "paused", "overdue"}
    assert seen == {duty.id for duty in DUTIES}
