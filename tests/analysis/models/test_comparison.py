"""Forces beside each other: limits, what is expected, and no rank."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta

import numpy as np
import pytest

from answerable.analysis.answers import share
from answerable.analysis.catalogue import MEASURES
from answerable.analysis.disclosure import shown
from answerable.analysis.models.comparison import NotCompared, Row, compare, over_time
from answerable.analysis.models.funnel import spread
from tests.analysis.models.made import AS_OF, LEAVES, START, case, caseload, log_of

BY_ID = {measure.id: measure for measure in MEASURES}
SHARE = BY_ID["withdrawal.share"]


@pytest.fixture(scope="module")
def log():
    return log_of(caseload(1_200))


def test_forces_stand_by_name_each_with_what_is_of_it_and_none_has_a_rank(log):
    found = compare(log, SHARE)

    assert [row.group for row in found.rows] == [f"{n:02}" for n in range(1, 13)]
    assert all(row.n == 100 and row.value == row.events / 100 for row in found.rows)
    assert not any("rank" in field.name for field in fields(Row))
    assert found.overall == sum(row.events for row in found.rows) / 1_200


def test_what_is_expected_of_all_forces_together_is_what_there_was(log):
    found = compare(log, SHARE)

    assert sum(row.expected * row.n for row in found.rows) == pytest.approx(
        sum(row.events for row in found.rows)
    )


def test_a_force_with_other_cases_is_held_to_what_its_cases_lead_one_to_expect():
    # Two forces alike in all but this: in one, domestic abuse is commoner, and there victims leave.
    dice = np.random.default_rng(3)
    cases = []
    for n in range(800):
        force = "01" if n % 2 else "02"
        abuse = dice.random() < (0.7 if force == "01" else 0.2)
        later = [(5.0, LEAVES)] if dice.random() < (0.7 if abuse else 0.3) else []
        report = {"force": force, "domestic_abuse": bool(abuse)}
        cases.append(case(f"c{n:04}", *later, report=report))

    one, two = compare(log_of(cases), SHARE).rows

    assert one.value - two.value > 0.15
    assert abs(one.value - one.expected) < 0.04
    assert abs(two.value - two.expected) < 0.04
    assert (one.where, two.where) == ("within", "within")


def test_the_limits_of_chance_lie_within_those_of_forces_that_differ():
    dice = np.random.default_rng(4)
    cases = []
    for force in range(1, 31):
        share = 0.3 + 0.4 * dice.random()
        for n in range(60):
            later = [(5.0, LEAVES)] if dice.random() < share else []
            cases.append(case(f"f{force:02}{n:02}", *later, report={"force": f"{force:02}"}))

    found = compare(log_of(cases), SHARE)

    assert found.factor > 2
    assert found.between > 0.05
    for row in found.rows:
        assert row.wide.low_998 < row.chance.low_95 < row.expected < row.chance.high_95
        assert row.wide.low_95 < row.chance.low_95
    assert sum(row.where == "within" for row in found.rows) > 25
    assert sum(row.value > row.chance.high_95 or row.value < row.chance.low_95
               for row in found.rows) > 5  # fmt: skip


def test_where_units_differ_by_chance_alone_no_spread_is_found():
    dice = np.random.default_rng(6)
    of = np.full(200, 400)
    found = [spread(dice.binomial(of, 0.6) / of, of, np.full(200, 0.6)).between for _ in range(20)]

    assert np.mean(found) < 0.01


def test_what_is_missing_stands_beside_every_share():
    cases = [
        case(f"c{n}", *([(3, ("position.stated", {"at": "outset", "position": "supports"}))]
                        if n % 3 else []), report={"force": "01" if n % 2 else "02"})
        for n in range(60)
    ]  # fmt: skip

    found = compare(log_of(cases), BY_ID["withdrawal.outset"])

    assert [row.missing for row in found.rows] == [10, 10]
    assert all(row.case_mix_missing == 1.0 for row in found.rows)


@pytest.mark.parametrize(
    "name", ["withdrawal.incidence_7", "time.report_to_charge", "cases.reported"]
)
def test_what_is_no_share_of_cases_is_not_compared(log, name):
    with pytest.raises(NotCompared):
        compare(log, BY_ID[name])


def test_things_of_which_a_case_has_several_are_not_compared_as_if_each_stood_alone(log):
    two_a_case = replace(
        SHARE, ask=lambda _: share(np.ones(4, bool), np.zeros(4, bool), case=np.array([0, 0, 1, 1]))
    )

    with pytest.raises(NotCompared, match="may have several"):
        compare(log, two_a_case)


def test_one_force_alone_cannot_be_compared_and_it_is_said():
    found = compare(log_of(caseload(40, forces=1)), SHARE)

    assert len(found.rows) == 1
    assert any("nothing can be compared" in note for note in found.notes)


def test_what_is_released_is_worked_out_from_what_may_be_shown():
    counts = {"01": (60, 30), "02": (40, 38), "03": (43, 21)}
    cases = [
        case(f"f{force}{n:02}", *([(5.0, LEAVES)] if n < yes else []), report={"force": force})
        for force, (of, yes) in counts.items()
        for n in range(of)
    ]

    _, two, three = compare(log_of(cases), SHARE, release=True).rows

    assert (two.n, two.events, two.value, two.expected, two.chance) == (None,) * 5
    assert two.where == "hidden"
    assert (three.n, three.events) == (shown(43), shown(21))
    assert three.value == three.events / three.n


def test_over_time_only_quarters_whose_every_case_is_old_enough_are_shown():
    cases = [
        case(f"c{n:03}", *([(5.0, LEAVES)] if n % 3 else []), start=START + timedelta(days=5 * n))
        for n in range(280)
    ]

    found = over_time(log_of(cases), SHARE)

    assert [point.period for point in found.points][:2] == ["2020-Q1", "2020-Q2"]
    last = found.points[-1].period
    assert last == "2022-Q4"
    assert AS_OF.year == 2024  # so that 2023 is too young throughout
    assert all(point.low <= point.centre <= point.high for point in found.points)
