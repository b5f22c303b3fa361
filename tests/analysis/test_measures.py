"""Measures over a columnar log find what a slow plain count of each case finds."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from answerable.analysis.answers import Answers
from answerable.analysis.catalogue import BY_NAME, MEASURE_OF, MEASURES
from answerable.analysis.evaluate import evaluate
from answerable.analysis.log import Log
from answerable.events.columns import from_cases
from answerable.events.corrections import in_force
from answerable.rules.catalogue import DUTIES
from tests.analysis import (
    slow_action,
    slow_decision,
    slow_delay,
    slow_duty,
    slow_funnel,
    slow_further,
    slow_held,
    slow_material,
    slow_prosecution,
    slow_report,
    slow_signal,
    slow_treatment,
    slow_withdrawal,
)
from tests.analysis.made_cases import logs
from tests.analysis.slow import Item, Plain
from tests.analysis.thrown_cases import thrown
from tests.sweeping import one_in
from tests.trying import tries

AS_OF = datetime(2024, 6, 1, tzinfo=UTC)
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)  # a log of many cases shrinks for ever
HOW = ("", "so", "otherwise")
SLOW = (
    slow_funnel, slow_withdrawal, slow_report, slow_material, slow_prosecution, slow_decision,
    slow_duty, slow_held, slow_delay, slow_signal, slow_further,
    slow_treatment, slow_action,
)  # fmt: skip
FEW = {slow_duty: 100, slow_delay: 500, slow_signal: 100}  # the referee takes its time
FOUND = {name: count for module in SLOW for name, count in module.FOUND.items()}


def log_of(made: dict[str, Any]) -> Log:
    return Log(from_cases(made.items()), AS_OF)


def items_of(answers: Answers) -> dict[int, list[Item]]:
    """The items of each case, as the plain count gives them."""
    found: dict[int, list[Item]] = {}
    timed = answers.days is not None
    for at, case in enumerate(answers.case.tolist()):
        days = round(float(answers.days[at]), 6) if timed and answers.inside[at] else None
        item = Item(
            bool(answers.inside[at]), bool(answers.yes[at]), bool(answers.open[at]),
            bool(answers.missing[at]), bool(answers.not_applicable[at]), days,
            round(float(answers.waited[at]), 6) if answers.waited is not None else None,
            HOW[answers.how[at]] if answers.how is not None else None,
            int(answers.many[at]) if answers.many is not None and answers.inside[at] else None,
            int(answers.hits[at]) if answers.hits is not None and answers.inside[at] else None,
            DUTIES[answers.duty[at]].id if answers.duty is not None else None,
        )  # fmt: skip
        found.setdefault(case, []).append(item)
    return {case: sorted(items, key=str) for case, items in found.items()}


def check(slow: Any, made: dict[str, Any]) -> None:
    """Every measure of a module, over a log and case by case."""
    log = log_of(made)
    plain = [Plain(in_force(made[case], AS_OF), AS_OF) for case in sorted(made)]
    for name, count in slow.FOUND.items():
        expected = {at: sorted(count(case), key=str) for at, case in enumerate(plain)}
        found = items_of(MEASURE_OF[name].ask(log))
        assert found == {at: items for at, items in expected.items() if items}, name


def subject(slow: Any) -> str:
    return slow.__name__.rpartition("_")[2]


@pytest.mark.parametrize("slow", SLOW, ids=subject)
@settings(max_examples=tries(10), deadline=None, phases=UNSHRUNK)
@given(data=st.data())
def test_a_measure_finds_what_a_plain_count_of_each_case_finds(slow, data):
    check(slow, data.draw(logs(slow.HEARD)))


@pytest.mark.parametrize("slow", one_in(3, SLOW), ids=subject)
def test_and_so_it_does_of_hundreds_of_cases_thrown_by_dice(slow):
    check(slow, thrown(7, slow.HEARD, FEW.get(slow, 1500)))


def test_no_measure_goes_without_a_plain_count():
    assert set(MEASURE_OF) == set(FOUND)


@settings(max_examples=tries(12), deadline=None)
@given(made=logs())
def test_every_figure_lies_in_its_interval_and_no_share_is_past_one(made):
    for row in evaluate(log_of(made), MEASURES):
        if row.value is None:
            continue
        if row.unit == "share":
            assert 0 <= row.value <= 1 + 1e-9
            assert row.low is None or 0 <= row.low <= row.value + 1e-9 <= row.high + 2e-9
        if row.low is not None and row.high is not None:
            assert row.low <= row.high
        assert min(row.open, row.missing, row.not_applicable) >= 0


@settings(max_examples=tries(12), deadline=None)
@given(made=logs())
def test_the_parts_of_a_breakdown_add_up_to_the_whole(made):
    log = log_of(made)
    whole = {row.measure: row for row in evaluate(log, MEASURES) if row.unit != "days"}
    parts: dict[str, list[Any]] = {}
    for row in evaluate(log, MEASURES, ("force", "team")):
        parts.setdefault(row.measure, []).append(row)

    for name, row in whole.items():
        for column in ("numerator", "open", "missing", "not_applicable"):
            assert sum(getattr(part, column) for part in parts.get(name, [])) == getattr(
                row, column
            )


def test_every_measure_says_what_it_is_of():
    names = [measure.id for measure in (*MEASURES, *BY_NAME)]

    assert len(names) == len(set(names))
    for measure in MEASURE_OF.values():
        assert measure.title and measure.base and measure.definition.endswith(".")
        assert measure.basis == "default" or measure.sources, f"{measure.id} cites nothing"
