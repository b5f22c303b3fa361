"""What may leave the house says nothing of seven cases or fewer."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.analysis.alike import are_alike
from answerable.analysis.answers import Answers, share
from answerable.analysis.catalogue import MEASURE_OF, MEASURES
from answerable.analysis.disclosure import (
    ALL_SHOWN,
    Refused,
    Released,
    _of_measure,
    release,
    shown,
)
from answerable.analysis.log import Log
from answerable.analysis.tallies import Share, tally
from answerable.events.columns import from_cases
from answerable.events.entry import Entry
from tests.trying import tries

START, AS_OF = datetime(2020, 1, 6, 9, tzinfo=UTC), datetime(2024, 1, 1, tzinfo=UTC)
FUNNEL, TIME = MEASURE_OF["funnel.charged"], MEASURE_OF["time.report_to_charge"]
COUNTS = ("numerator", "denominator", "open", "missing", "not_applicable")


def answers(yes: int, no: int) -> Answers:
    """So many items with a yes and a no, of as many cases."""
    number = yes + no
    return share(np.ones(number, bool), np.arange(number) < yes)


def counted(yes: int, no: int) -> Share:
    """The same, counted."""
    return tally(answers(yes, no))


def released(*groups: tuple[int, int]) -> list[Released]:
    found = [(FUNNEL, {"force": str(at)}, counted(*each)) for at, each in enumerate(groups)]
    return list(_of_measure(found, ("force",)))


def case(name: str, force: str, charged_after: int | None) -> tuple[str, list[Entry]]:
    events: list[tuple[str, datetime, dict[str, Any]]] = [
        ("crime.reported", START, {"force": force}), ("crime.recorded", START, {}),
    ]  # fmt: skip
    if charged_after is not None:
        events.append(("charge.made", START + timedelta(days=charged_after, hours=5), {}))
    return name, [
        Entry(name, seq, event, at, at, "a", "police", "", data)
        for seq, (event, at, data) in enumerate(events, 1)
    ]


def log_of(**forces: list[int | None]) -> Log:
    """Cases of forces, each charged after so many days or never."""
    made = [
        case(f"{force}{at:03}", force, day)
        for force, days in forces.items()
        for at, day in enumerate(days)
    ]
    return Log(from_cases(made), AS_OF)


def test_seven_are_hidden_and_eight_are_ten():
    assert [shown(number) for number in (0, 1, 7, 8, 12, 13, 23)] == [
        None, None, None, 10, 10, 15, 25,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("counts", "expected", "total"),
    [((3, 8, 16, 23), (None, 10, 15, 25), 50), ((18, 23, 31, 44), (20, 25, 30, 45), 120)],
)
def test_a_total_is_of_what_is_shown_as_in_the_published_table(counts, expected, total):
    of_count = [
        (MEASURE_OF["cases.recorded"], {"force": str(at)}, counted(number, 0))
        for at, number in enumerate(counts)
    ]

    *rows, last = [one.row for one in _of_measure(of_count, ("force",))]

    assert tuple(row.numerator for row in rows) == expected
    assert (last.group, last.numerator) == ({"force": ALL_SHOWN}, total)


def test_many_things_of_a_few_cases_are_hidden():
    of_seven = replace(answers(100, 100), case=np.arange(200) % 7)

    ((row, hidden, _),) = _of_measure([(FUNNEL, {}, tally(of_seven))], ())

    assert row.numerator is None and row.denominator is None and row.value is None
    assert {"numerator", "denominator", "value"} <= set(hidden)


def test_a_share_of_which_a_few_say_no_is_not_shown_as_all():
    (row, hidden, _), _ = released((98, 2))

    assert (row.numerator, row.denominator, row.value, row.high) == (None, None, None, None)
    assert {"numerator", "denominator", "value"} <= set(hidden)


def test_a_share_and_its_interval_come_from_the_rounded_counts():
    (row, hidden, _), _ = released((33, 52))

    assert (row.numerator, row.denominator, row.value) == (35, 85, pytest.approx(35 / 85))
    assert (row.low, row.high) == pytest.approx((0.3133, 0.5180), abs=1e-3)
    assert not {"numerator", "denominator", "value"} & set(hidden)


@settings(max_examples=200, deadline=None)
@given(
    groups=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=6),
    other=st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), min_size=6, max_size=6),
)
def test_nothing_that_is_shown_changes_with_what_is_hidden(groups, other):
    changed = [
        (b[0] if a[0] <= 7 else a[0], b[1] if a[1] <= 7 else a[1])
        for a, b in zip(groups, other, strict=False)
    ]

    assert [one[:2] for one in released(*groups)] == [one[:2] for one in released(*changed)]


@settings(max_examples=200, deadline=None)
@given(yes=st.integers(0, 60), no=st.integers(0, 60))
def test_no_count_is_shown_as_nought_or_to_the_last_case(yes, no):
    for row, hidden, _ in released((yes, no)):
        for column in COUNTS:
            value = getattr(row, column)
            assert (value is None) == (column in hidden)
            assert value is None or (value > 0 and value % 5 == 0)


def test_times_are_in_whole_days_and_rest_on_eight_at_the_least():
    rows = {
        row.measure: row
        for row, *_ in release(log_of(a=[10 + at for at in range(40)], b=[3] * 7), [TIME], ())
    }

    mean = rows["time.report_to_charge"]
    assert (mean.denominator, mean.value, mean.numerator) == (45, 26.0, 26.0 * 45)
    assert rows["time.report_to_charge.median"].value == 26.0
    few = [row for row, *_ in release(log_of(b=[3] * 7 + [None] * 20), [TIME], ())]
    assert {row.value for row in few} == {None}


def test_the_ends_of_a_medians_interval_are_shown_only_with_others_beyond_them():
    small, large = (
        next(row for row, *_ in release(log_of(a=list(range(1, number + 1))), [TIME], ())
             if row.measure.endswith(".median"))
        for number in (20, 60)
    )  # fmt: skip

    assert small.value is not None and (small.low, small.high) == (None, None)
    assert large.low is not None and large.high is not None


def test_a_quantile_is_shown_only_with_more_than_a_few_on_either_side_of_it():
    rows = {
        row.measure.rpartition(".")[2]: (row, hidden)
        for row, hidden, _ in release(log_of(a=list(range(1, 61))), [TIME], ())
    }

    lower, upper = rows["quartile_1"][0], rows["quartile_3"][0]
    assert (lower.value, upper.value) == (16.0, 45.0)
    assert lower.low is not None and upper.high is not None
    last, hidden = rows["decile_9"]  # six of sixty lie beyond it
    assert (last.value, last.low, last.high) == (None, None, None)
    assert last.denominator == 60 and "value" in hidden


def test_times_of_many_things_of_a_few_cases_are_hidden():
    made = from_cases([
        (f"c{number}", [
            Entry(f"c{number}", seq, event, at, at, "a", "police", f"d{(seq + 1) // 2}", data)
            for seq, (event, day, data) in enumerate(
                [("crime.reported", 0, {})]
                + [("device.taken", 1, {"of": "victim"}), ("device.returned", 1, {})] * 4
            )
            for at in (START + timedelta(days=day + seq),)
        ])
        for number in range(5)
    ])  # fmt: skip
    held = MEASURE_OF["device.days_held"]
    log = Log(made, AS_OF)

    assert int(held.ask(log).inside.sum()) == 20
    assert {row.value for row, *_ in release(log, [held], ())} == {None}
    assert {row.denominator for row, *_ in release(log, [held], ())} == {None}


def days_shown(rows: list[Released]) -> list[float]:
    """Every number of days that is told."""
    ends = ("value", "low", "high")
    days = [getattr(one.row, end) for one in rows if one.row.unit == "days" for end in ends]
    return [day for day in days if day is not None]


def times(*days: int | None) -> list[Released]:
    return list(release(log_of(a=list(days)), [TIME], ()))


@pytest.mark.parametrize("other", [10, 11, 200])
def test_what_nearly_all_took_alike_is_not_shown(other):
    rows = times(*[10] * 40, *[other] * 7, *[None] * 20)

    assert days_shown(rows) == []
    # As where they are too few: what it is hidden for would say what each of them took.
    assert {one.row.denominator for one in rows if one.row.unit == "days"} == {None}
    assert days_shown(times(*[10] * 40, *[200] * 8)) != []


def test_nearly_alike_is_within_a_day():
    assert days_shown(times(*[9] * 20, *[10] * 20, *[11] * 20)) == []
    assert days_shown(times(*[9] * 20, *[10] * 20, *[12] * 20)) != []


def test_of_quantiles_that_are_all_the_same_the_median_alone_is_shown():
    rows = {one.row.measure.rpartition(".")[2]: one for one in times(*[10] * 100, *[60] * 9)}

    assert rows["median"].row.value == 10.0
    assert (rows["median"].row.low, rows["median"].row.high) == (None, None)
    for name in ("quartile_1", "quartile_3", "decile_9"):
        assert rows[name].row.value is None and "value" in rows[name].hidden
    apart = {one.row.measure.rpartition(".")[2]: one.row for one in times(*range(100))}
    assert apart["quartile_1"].value != apart["decile_9"].value is not None


def test_how_long_any_ending_took_does_not_say_what_a_mean_may_not():
    # Of the charged it is not shown; that most of those who ended were they would say it.
    rows = times(*[10] * 40, *[None] * 9)

    assert [one.row.value for one in rows if one.row.measure.endswith(".any_median")] == [None]


def test_many_things_of_one_case_are_one_case_that_differs():
    of_each = [(f"c{at}", [10] * 3) for at in range(20)] + [("other", list(range(50, 90)))]
    days = np.array([float(day) for _, some in of_each for day in some])
    case = np.array([at for at, (_, some) in enumerate(of_each) for _ in some])

    assert are_alike(days, case)
    assert not are_alike(days, np.arange(len(days)))


@settings(max_examples=tries(150), deadline=None)
@given(
    near=st.lists(st.integers(8, 13), max_size=30), far=st.lists(st.integers(0, 400), max_size=20)
)
def test_beside_any_days_that_are_shown_more_than_a_few_took_others_or_took_them_with_a_few(
    near, far
):
    days = [*near, *far]
    if not days_shown(times(*days, *[None] * 9)):
        return
    for day in range(402):
        within = sum(abs(each - day) <= 1 for each in days)
        assert within <= 7 or len(days) - within > 7


def test_an_incidence_is_rounded_as_a_count_is():
    log = log_of(a=[10] * 33 + [200] * 20 + [None] * 50)

    row = next(row for row, *_ in release(log, [TIME], ()) if row.measure.endswith(".incidence_30"))

    assert (row.numerator, row.denominator) == (35, 105)
    assert row.value * row.denominator == pytest.approx(35)


def test_a_breakdown_has_totals_of_what_is_shown_and_none_of_means():
    log = log_of(a=[10] * 20 + [None] * 20, b=[10] * 3 + [None] * 30)

    totals = [
        row for row, *_ in release(log, [FUNNEL, TIME], ("force",))
        if row.group == {"force": ALL_SHOWN}
    ]  # fmt: skip

    assert [(row.measure, row.numerator, row.denominator) for row in totals] == [
        ("funnel.charged", 20, 40)  # of the one group of which both sides are shown
    ]


def test_three_protected_characteristics_are_not_crossed():
    with pytest.raises(Refused, match="no more than 2 protected"):
        list(release(log_of(a=[1]), [FUNNEL], ("age", "sex", "race")))


def test_of_a_log_of_few_cases_nothing_is_shown():
    log = log_of(a=[1, 2, 3, None], b=[4, 5, None])

    shown_of_it = [getattr(row, c) for row, *_ in release(log, MEASURES, ()) for c in COUNTS]

    assert Counter(shown_of_it) == {None: len(shown_of_it)}


def test_what_is_worth_less_for_coming_from_few_cases_has_a_wider_interval():
    twice = replace(answers(80, 80), case=np.arange(160) // 4)

    ((alone, *_),) = _of_measure([(FUNNEL, {}, counted(80, 80))], ())
    ((clustered, *_),) = _of_measure([(FUNNEL, {}, tally(twice))], ())

    assert alone.value == clustered.value == 0.5
    assert clustered.high - clustered.low > alone.high - alone.low
