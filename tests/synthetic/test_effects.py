"""Effects that are planted are found again, and those that are not planted are not."""

from __future__ import annotations

import numpy as np
import pytest

from answerable.synthetic.caseload import write_caseload
from answerable.synthetic.model import intercept
from tests.sweeping import sweep
from tests.synthetic.plain import Plain, odds_ratio

CASES = 8_000


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    path = tmp_path_factory.mktemp("planted") / "log.parquet"
    changes = {"effect.domestic_abuse": 3.0, "effect.inconsistency": 1.0}
    write_caseload(path, CASES, seed=1, changes=changes)
    return Plain(path)


def holds(found: tuple[float, float], effect: float) -> bool:
    return abs(found[0] - np.log(effect)) < 3 * found[1]


@sweep
def test_a_planted_effect_on_withdrawal_is_found(planted):
    abuse = planted.has("crime.reported", domestic_abuse=True)
    leaves = planted.withdrawn()[1]

    # Other effects are there too, so what is found lies a little nearer to none.
    assert holds(odds_ratio(abuse, leaves), 2.9)
    assert not holds(odds_ratio(abuse, leaves), 1.45)


@sweep
def test_the_share_of_all_stays_what_it_was(planted):
    assert planted.withdrawn()[1].mean() == pytest.approx(0.65, abs=0.016)


@sweep
def test_an_effect_that_was_taken_away_is_not_found(planted):
    stays = ~planted.withdrawn()[1]
    closed = ~planted.has("file.submitted", purpose="charging")
    found = odds_ratio(planted.has("account.inconsistency")[stays], closed[stays])

    assert holds(found, 1)
    assert not holds(found, 12)


@sweep
def test_where_nothing_is_planted_nothing_is_found(planted):
    needs = np.zeros(planted.count, bool)
    complex_needs = {"mental_health", "alcohol", "drugs", "learning_disability"}
    rows = planted.rows("needs.assessed")
    for row in rows:
        found = planted.texts[planted.data[row]]["needs"]
        needs[planted.case[row]] = bool(complex_needs.intersection(found))

    assert holds(odds_ratio(needs, planted.withdrawn()[1]), 1)


def test_the_intercepts_of_the_calibration_are_those_that_follow_from_its_shares():
    withdrawal = intercept(0.65, [(np.log(1.45), 0.35), (np.log(0.6), 0.30)])
    supported = intercept(0.786, [(np.log(12), 0.25)])

    assert withdrawal == pytest.approx(0.654, abs=0.002)
    assert supported == pytest.approx(0.967, abs=0.003)
