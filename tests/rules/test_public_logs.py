"""Rules compiled over the event types of logs from elsewhere: kernel and referee agree on them."""

from __future__ import annotations

import pytest

from answerable.events.columns import from_cases
from benchmarks.public_logs import LOGS, by_kernel, by_referee, cases_of, duties_of, kept
from tests.shared import shared
from tests.sweeping import one_in


@pytest.mark.parametrize("log", one_in(2, LOGS))
def test_kernel_and_referee_give_the_same_on_a_public_log(log):
    folder = shared("logs", f"{log}.xes.gz").parent
    cases, duties = cases_of(log, folder), duties_of(log)

    found = by_kernel(from_cases(cases.items()), duties)

    assert found == by_referee(cases, duties)
    assert len(found) > 4_000
    assert all(0 < count < len(cases) for count in kept(found).values())
