"""The funnel by cohort and by period."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given, settings

from answerable.analysis.attrition import (
    ENDINGS,
    by_cohort,
    by_period,
    endings,
    quarter,
    year,
    year_to_march,
)
from answerable.analysis.log import Log
from answerable.events.columns import from_cases
from answerable.events.corrections import in_force
from answerable.events.entry import Entry
from tests.analysis.made_cases import logs
from tests.analysis.slow import Plain
from tests.analysis.slow_funnel import HEARD
from tests.analysis.thrown_cases import thrown
from tests.trying import tries

AS_OF = datetime(2024, 6, 1, tzinfo=UTC)


def case(name: str, reported: datetime, *later: tuple[int, str, dict[str, Any]]) -> list[Entry]:
    events = [(0, "crime.reported", {}), (0, "crime.recorded", {}), *later]
    return [
        Entry(name, seq, event, at, at, "a", "police", "", data)
        for seq, (day, event, data) in enumerate(events, 1)
        for at in (reported + timedelta(days=day),)
    ]


NFA = {"by": "police", "result": "no_further_action"}
CASES = {
    "a": case("a", datetime(2021, 2, 1, tzinfo=UTC), (10, "decision.made", NFA)),
    "b": case(
        "b", datetime(2021, 3, 1, tzinfo=UTC),
        (40, "file.submitted", {"purpose": "charging"}), (200, "charge.made", {}),
        (500, "court.outcome", {"result": "acquitted"}),
    ),
    "c": case("c", datetime(2021, 3, 30, tzinfo=UTC), (20, "withdrawal.stated", {})),
    "d": case("d", datetime(2021, 7, 1, tzinfo=UTC), (90, "charge.made", {})),
}  # fmt: skip
LOG = Log(from_cases(CASES.items()), AS_OF)


def test_a_cohort_follows_its_own_cases_and_counts_the_open_as_such():
    first, second = by_cohort(LOG)

    assert (first.period, first.cases) == ("2021-Q1", 3)
    assert first.reached == {"recorded": 3, "referred": 1, "charged": 1, "convicted": 0}
    assert {name: n for name, n in first.ended.items() if n} == {
        "police_nfa": 1, "not_convicted": 1, "open": 1,
    }  # fmt: skip
    assert first.withdrawn["open"] == 1 and sum(first.withdrawn.values()) == 1
    assert second.ended["at_court"] == second.cases == 1


def test_a_period_counts_what_happened_in_it_whenever_it_was_reported():
    found = {one.period: one.happened for one in by_period(LOG)}

    assert found["2021-Q1"] == {"recorded": 3, "referred": 0, "charged": 0, "convicted": 0}
    assert found["2021-Q2"] == {"recorded": 0, "referred": 1, "charged": 0, "convicted": 0}
    assert found["2021-Q3"] == {"recorded": 1, "referred": 0, "charged": 2, "convicted": 0}


def test_the_year_of_national_figures_ends_with_march():
    assert [one.period for one in by_cohort(LOG, year_to_march)] == [
        "year to March 2021", "year to March 2022",
    ]  # fmt: skip
    assert [year_to_march(date(2021, *day))[-4:] for day in ((3, 31), (4, 1))] == ["2021", "2022"]
    assert [one.period for one in by_cohort(LOG, year)] == ["2021"]
    assert quarter(datetime(2020, 12, 31)) == "2020-Q4"


def plain_ending(c: Plain) -> str:
    if c.all("court.outcome", result=("guilty_plea", "convicted")):
        return "convicted"
    last = c.last("court.outcome", "proceedings.stopped")
    if last is not None:
        return "not_convicted" if last.event == "court.outcome" else "stopped_at_court"
    if c.charged and (c.finish is None or c.place(c.finish) < c.place(c.charged)):
        return "at_court"
    known = {"police nfa": "police_nfa", "cps nfa": "cps_nfa", "nfa": "nfa_by_not_recorded"}
    if c.decision in known:
        return known[c.decision]
    return "open" if c.finish is None else "closed"


@settings(max_examples=tries(15), deadline=None)
@given(made=logs(HEARD))
@example(made=thrown(3, HEARD, 1500))
def test_every_case_has_one_ending_and_a_plain_count_finds_the_same(made):
    log = Log(from_cases(made.items()), AS_OF)
    plain = [Plain(in_force(made[name], AS_OF), AS_OF) for name in sorted(made)]

    assert endings(log).tolist() == [plain_ending(c) for c in plain]
    for cohort in by_cohort(log):
        assert sum(cohort.ended.values()) == cohort.cases == cohort.reached["recorded"]
        assert all(cohort.withdrawn[name] <= cohort.ended[name] for name in ENDINGS)
    assert sum(cohort.cases for cohort in by_cohort(log)) == sum(c.recorded for c in plain)


@pytest.mark.parametrize("ask", [by_cohort, by_period])
def test_of_an_empty_log_there_is_no_period(ask):
    assert ask(Log(from_cases([]), AS_OF)) == []
