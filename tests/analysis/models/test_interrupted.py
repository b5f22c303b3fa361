"""Whether a share changed from a quarter on: what was put into a series is found in it."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
import statsmodels.api as sm

from answerable.analysis.models.comparison import NotCompared, OverTime, Point
from answerable.analysis.models.interrupted import changed

QUARTERS = [f"{year}-Q{of_year}" for year in range(2015, 2021) for of_year in range(1, 5)]
SINCE = date(2018, 1, 17)  # in the thirteenth


def series(n, events):
    points = [
        Point(name, int(m), int(e), e / m if m else None, None, None, None)
        for name, m, e in zip(QUARTERS, n, events, strict=True)
    ]
    return OverTime("device.requested", tuple(points), 1.0, ())


def odds(level, trend, change, after):
    place = np.arange(24)
    return level + trend * place + (place >= 12) * (change + after * (place - 12))


def share(logit):
    return 1 / (1 + np.exp(-logit))


def test_a_change_that_was_put_in_is_found_and_no_other():
    n = np.full(24, 1_000_000)
    found = changed(series(n, n * share(odds(-1.0, 0.02, -0.7, 0.01))), SINCE)

    assert [one.term for one in found] == ["trend", "change", "trend_after"]
    assert np.log([one.odds_ratio for one in found]) == pytest.approx([0.02, -0.7, 0.01], abs=1e-4)
    assert all((one.quarters, one.n) == (24, 24_000_000) for one in found)


def test_a_course_that_would_be_infinitely_steep_is_not_given():
    # Up to the change it is none and then, in the last quarter, all.
    n, events = np.full(24, 40), np.full(24, 20)
    events[:12], events[11] = 0, 40

    with pytest.raises(NotCompared, match="infinitely steep"):
        changed(series(n, events), SINCE)


def test_the_interval_holds_what_was_put_in_as_often_as_it_says():
    dice, held = np.random.default_rng(5), 0
    n = np.full(24, 300)
    for _ in range(400):
        # Quarters differ by more than chance: each has a level of its own.
        truth = share(odds(-0.5, 0.01, 0.4, -0.02) + dice.normal(0, 0.2, 24))
        found = changed(series(n, dice.binomial(n, truth)), SINCE)[1]
        held += found.low <= np.exp(0.4) <= found.high

    assert 0.90 <= held / 400 <= 0.98


def test_it_is_what_statsmodels_prints_of_the_same_series():
    dice = np.random.default_rng(3)
    n = dice.integers(150, 400, 24)
    events = dice.binomial(n, share(odds(-0.5, 0.01, 0.4, -0.02) + dice.normal(0, 0.4, 24)))
    place, after = np.arange(24), np.arange(24) >= 12
    x = np.column_stack([np.ones(24), place, after, np.maximum(place - 12, 0)])
    # With counts in the place of shares and weights, its scale leaves out of how many each is.
    model = sm.GLM(events / n, x, family=sm.families.Binomial(), var_weights=n)
    theirs = np.exp(model.fit(scale="X2").conf_int()[1:])

    found = changed(series(n, events), SINCE)

    assert np.array([[one.low, one.high] for one in found]) == pytest.approx(theirs)


def test_a_quarter_without_a_case_is_still_a_quarter_long():
    n = np.full(24, 1_000_000)
    n[[3, 15]] = 0
    events = n * share(odds(-1.0, 0.05, 0.3, 0.0))

    found = changed(series(n, events), SINCE)

    assert np.log(found[0].odds_ratio) == pytest.approx(0.05, abs=1e-4)
    assert found[0].quarters == 22


@pytest.mark.parametrize(
    ("since", "events", "said"),
    [
        (date(2015, 9, 1), 10, "2 quarters before 2015-Q3 and 22 from it on"),
        (date(2020, 7, 1), 10, "22 quarters before 2020-Q3 and 2 from it on"),
        (SINCE, 0, "nought or one"),
        (SINCE, 50, "nought or one"),
    ],
)
def test_what_cannot_be_said_is_refused_with_the_reason(since, events, said):
    with pytest.raises(NotCompared, match=said):
        changed(series(np.full(24, 50), np.full(24, events)), since)
