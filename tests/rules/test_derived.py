"""Attempts in vain are counted for each agency by itself."""

from __future__ import annotations

from answerable.rules.derived import TRIED, with_derived
from tests.examples.loading import entry


def test_reaching_her_ends_the_count_of_that_agency_alone() -> None:
    tries = [
        {"at": f"2026-03-0{day} 10:00", "event": "contact.attempted", "agency": "police"}
        for day in (2, 3, 5)
    ]

    def tried(agency: str) -> int:
        reached = {"at": "2026-03-04 10:00", "event": "contact.made", "agency": agency}
        events = [*tries[:2], {**reached, "data": {"by": "agency"}}, tries[2]]
        found = with_derived(entry(seq, event) for seq, event in enumerate(events, 1))
        return sum(each.event == TRIED for each in found)

    assert tried("cps") == 1
    assert tried("police") == 0
