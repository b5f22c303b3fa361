"""Cumulative incidence where endings compete, against published values and another program."""

from __future__ import annotations

import numpy as np
import pytest

from answerable.analysis.incidence import band, curve, incidence

# Satagopan and others, British Journal of Cancer 2004, table 2: the first of 305 patients, by
# months; the others were followed for longer.
MONTHS = np.array([7.0, 10, 14, 16, 18, 23, 24, 26, 27] + [28.0] * 296)
ENDED = np.array([0, 1, 0, 1, 1, 1, 0, 1, 1] + [0] * 296, dtype=bool)
OF_THE_DISEASE = np.array([0, 1, 0, 1, 0, 1, 0, 0, 1] + [0] * 296, dtype=bool)


def test_the_published_worked_example_comes_out():
    found = curve(MONTHS, ENDED, OF_THE_DISEASE)

    assert found.at_risk.tolist() == [304, 302, 301, 300, 298, 297]
    assert np.round(100 * found.left_before, 1).tolist() == [100, 99.7, 99.3, 99.0, 98.7, 98.3]
    steps = np.diff(found.incidence, prepend=0)[found.ended_so > 0]
    # The table adds up its rounded steps; unrounded they come to 0.33, 0.66, 0.99 and 1.32.
    assert np.cumsum(np.round(100 * steps, 1)).round(1).tolist() == [0.3, 0.6, 0.9, 1.2]
    assert incidence(MONTHS, ENDED, OF_THE_DISEASE, 27).value == pytest.approx(0.0132, abs=5e-5)


def test_without_other_endings_or_open_cases_it_is_the_plain_share():
    waited = np.array([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    all_ended = np.ones(10, bool)

    assert incidence(waited, all_ended, all_ended, 4).value == pytest.approx(0.4)
    assert incidence(waited, all_ended, waited > 2, 4).value == pytest.approx(0.2)


def test_beyond_what_was_followed_there_is_no_figure():
    waited, ended = np.array([5.0, 20.0]), np.array([True, False])

    assert incidence(waited, ended, ended, 10).value == pytest.approx(0.5)
    assert incidence(waited, ended, ended, 30) == (None, None, None)
    assert incidence(waited, np.array([True, True]), ended, 30).value == pytest.approx(0.5)


def test_of_nobody_there_is_no_figure():
    nothing = np.zeros(0)

    assert incidence(nothing, nothing > 0, nothing > 0, 30) == (None, None, None)


def test_where_nobody_has_left_there_is_no_interval():
    assert incidence(np.array([40.0, 50.0]), np.zeros(2, bool), np.zeros(2, bool), 30) == (
        0.0, None, None,
    )  # fmt: skip


@pytest.mark.parametrize("many", [3, 7, 1_000, 20_000])
def test_where_all_have_left_it_is_one_and_there_is_no_interval(many):
    waited = np.random.default_rng(many).exponential(3.0, many)
    gone = np.ones(many, bool)

    assert incidence(waited, gone, gone, 100) == (1.0, None, None)
    assert np.isnan(band(curve(waited, gone, gone))[0][-1])


@pytest.mark.parametrize("tied", [True, False])
def test_the_band_of_a_curve_is_the_interval_at_each_of_its_times(tied):
    dice = np.random.default_rng(3)
    waited = dice.exponential(60, 300)
    waited, how = (np.ceil(waited) if tied else waited), dice.choice([0, 1, 2], 300)
    found = curve(waited, how > 0, how == 1)

    low, high = band(found)

    assert len(found.times) > 50
    for at, day in enumerate(found.times):
        one = incidence(waited, how > 0, how == 1, day)
        expected = (np.nan, np.nan) if one.low is None else one[1:]
        assert (low[at], high[at]) == pytest.approx(expected, nan_ok=True)


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(20))
def test_another_program_gives_the_same_curve_and_interval(seed):
    theirs = pytest.importorskip("sksurv.nonparametric", reason="the bench group brings it")
    dice = np.random.default_rng(seed)
    waited = np.ceil(dice.exponential(60, 200))
    how = dice.choice([0, 1, 2], 200, p=[0.3, 0.4, 0.3])

    times, curves, bands = theirs.cumulative_incidence_competing_risks(
        how, waited, conf_type="log-log", var_type="Aalen"
    )

    for day in (7, 30, 90):
        at = np.searchsorted(times, day, side="right") - 1
        ours = incidence(waited, how > 0, how == 1, day)
        assert ours.value == pytest.approx(curves[1][at])
        assert (ours.low, ours.high) == pytest.approx(tuple(bands[1][:, at]))
