"""Each estimator against a worked example printed with its data, to the last digit given."""

from __future__ import annotations

from fractions import Fraction
from math import comb
from pathlib import Path

import numpy as np
import pytest

from answerable.analysis.incidence import incidence
from answerable.analysis.models.cox import cox
from answerable.analysis.models.fine_gray import fine_gray
from answerable.analysis.models.funnel import additive, exact_limits, prime_limits
from answerable.analysis.models.logistic import firth, maximum_likelihood
from answerable.analysis.statistics import Z

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def cmprsk():
    return np.genfromtxt(DATA / "cmprsk.csv", delimiter=",", skip_header=1)


def test_fine_and_gray_is_what_cmprsk_prints(cmprsk):
    whole = cmprsk[~np.isnan(cmprsk).any(axis=1)]
    days, cause, matrix = whole[:, 0], whole[:, 1], whole[:, 2:]

    found = fine_gray(matrix, days, cause == 1, cause == 2)
    alone = fine_gray(matrix[:, :1], days, cause == 1, cause == 2)

    # It prints four significant digits of the smallest.
    assert np.round(found.value, 5).tolist() == pytest.approx(
        [-0.29130, -0.06346, -0.47510], abs=5e-5
    )
    assert np.round(found.error, 4).tolist() == [0.3698, 0.3566, 0.3544]
    assert (round(alone.value[0], 4), round(alone.error[0], 3)) == (-0.1753, 0.354)


@pytest.mark.parametrize(
    ("cause", "printed"),
    [
        (
            1,
            {1: (0.2352861, 0.002062112), 2: (0.3287068, 0.002957844), 3: (0.4247898, 0.004170634)},
        ),
        (
            2,
            {1: (0.2567862, 0.002190305), 2: (0.3931580, 0.003273248), 4: (0.4911861, 0.004369940)},
        ),
    ],
)
def test_cumulative_incidence_and_its_variance_are_what_cmprsk_prints(cmprsk, cause, printed):
    days, why = cmprsk[:, 0], cmprsk[:, 1]

    for day, (value, variance) in printed.items():
        found = incidence(days, why > 0, why == cause, day)
        spread = Z * np.sqrt(variance) / (value * np.log(value))
        assert round(found.value, 7) == value
        assert found.low == pytest.approx(value ** np.exp(-spread), abs=2e-6)
        assert found.high == pytest.approx(value ** np.exp(spread), abs=2e-6)


def test_cox_with_ties_is_what_is_printed_of_the_leukaemia_trial():
    # Freireich and others 1963: weeks in remission, 6-MP and placebo; Efron's ties, as R prints it
    # (coef 1.5721, se 0.4124, hazard ratio 4.817, 2.147 to 10.81).
    treated = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
    weeks = np.array(treated + placebo, float)
    relapsed = np.array([True] * 9 + [False] * 12 + [True] * 21)
    on_placebo = np.array([[0.0]] * 21 + [[1.0]] * 21)

    found = cox(on_placebo, np.zeros(42), weeks, relapsed)

    assert (round(found.value[0], 4), round(found.error[0], 4)) == (1.5721, 0.4124)
    assert [round(float(np.exp(end[0])), 2) for end in (found.low, found.high)] == [2.15, 10.81]


def test_firth_is_what_logistf_prints():
    rows = np.genfromtxt(DATA / "sex2.csv", delimiter=",", skip_header=1)
    yes = rows[:, 0] * rows[:, 7]

    found = firth(rows[:, 1:7], yes, rows[:, 7])

    # Intercept, age, oc, vic, vicl, vis, dia; the last of which has only cases with the infection.
    printed = [0.120254, -1.10598, -0.0688167, 2.26887, -2.11141, -0.788317, 3.09601]
    assert found.value.tolist() == pytest.approx(printed, rel=3e-6)
    low = [-0.818559, -1.97379, -0.941436, 1.27302, -3.26086, -1.60809, 0.774568]
    high = [1.07315, -0.307425, 0.789202, 3.43543, -1.11774, 0.0151847, 8.03029]
    assert found.low.tolist() == pytest.approx(low, rel=3e-6)
    assert found.high.tolist() == pytest.approx(high, rel=3e-5)


def test_asked_for_the_interval_of_some_firth_gives_theirs_and_the_value_of_all():
    rows = np.genfromtxt(DATA / "sex2.csv", delimiter=",", skip_header=1)
    yes = rows[:, 0] * rows[:, 7]

    found = firth(rows[:, 1:7], yes, rows[:, 7], ends_of=[1, 5])  # oc and dia; the intercept is 0

    all_ = firth(rows[:, 1:7], yes, rows[:, 7])
    assert found.value.tolist() == all_.value.tolist()
    assert np.flatnonzero(~np.isnan(found.low)).tolist() == [2, 6]
    assert found.low[[2, 6]].tolist() == all_.low[[2, 6]].tolist()
    assert found.high[[2, 6]].tolist() == all_.high[[2, 6]].tolist()


def test_of_one_covariate_maximum_likelihood_is_the_cross_product_with_woolfs_interval():
    found = maximum_likelihood(np.array([[0.0], [1.0]]), np.array([30.0, 45]), np.array([90.0, 60]))

    assert found.value[1] == pytest.approx(np.log((45 * 60) / (15 * 30)))
    spread = Z * np.sqrt(1 / 45 + 1 / 15 + 1 / 30 + 1 / 60)
    assert found.high[1] - found.value[1] == pytest.approx(spread)


def test_the_spread_between_units_is_dersimonian_and_lairds_where_nothing_is_drawn_in():
    # The thirteen trials of the BCG vaccine (Colditz and others 1994): cases and others with it,
    # and without. Printed of their log risk ratios: Q 152.2330, tau squared 0.3088 (metafor).
    bcg = np.array([
        (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619),
        (33, 5036, 47, 5761), (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892),
        (29, 7470, 45, 7232), (17, 1699, 65, 1600), (186, 50448, 141, 27197), (5, 2493, 3, 2338),
        (27, 16886, 29, 17825),
    ], float)  # fmt: skip
    a, b, c, d = bcg.T
    ratio = np.log(a / (a + b) / (c / (c + d)))
    error = np.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))
    pooled = (ratio / error**2).sum() / (error**-2).sum()

    found = additive((ratio - pooled) / error, error, drawn_in=0.0)

    assert round(13 * found.factor, 4) == 152.2330
    assert round(found.between**2, 4) == 0.3088


def test_the_p_prime_chart_is_what_qicharts2_gives():
    # Mohammed and others 2013: patients seen within four hours over twenty weeks, and all.
    seen = np.array([
        266501, 264225, 276532, 281461, 269071, 261215, 270409, 279778, 270483, 270320, 267923,
        271478, 255353, 256820, 261835, 259144, 255910, 260863, 264465, 260989,
    ])  # fmt: skip
    came = np.array([
        280443, 276823, 291681, 296155, 282343, 275888, 283867, 295251, 284468, 282529, 279618,
        283932, 266629, 268091, 276803, 271578, 266005, 273520, 278574, 273772,
    ])  # fmt: skip

    centre, factor, low, high = prime_limits(seen, came)

    assert centre == pytest.approx(0.95289971134419116, abs=1e-15)
    assert factor > 10
    # Rounding of 1.128 apart, which qicharts2 writes so too.
    assert low[[0, 9, 19]].tolist() == pytest.approx(
        [0.9401296441775141, 0.94017687421815865, 0.93997499652290417], abs=1e-12
    )
    assert high[[0, 9, 19]].tolist() == pytest.approx(
        [0.96566977851086822, 0.96562254847022366, 0.96582442616547814], abs=1e-12
    )


@pytest.mark.parametrize(("of", "share"), [(1, "1/2"), (20, "1/10"), (73, "13/20"), (400, "1/50")])
@pytest.mark.parametrize("level", [0.95, 0.998])
def test_the_limits_of_a_funnel_are_those_of_the_binomial_counted_out(of, share, level):
    p = Fraction(share)
    chances = [comb(of, k) * p**k * (1 - p) ** (of - k) for k in range(of + 1)]

    def counted(chance: Fraction) -> Fraction:
        up_to, k = chances[0], 0
        while up_to < chance:
            k += 1
            up_to += chances[k]
        return max(Fraction(0), k - (up_to - chance) / chances[k])

    tail = (1 - Fraction(str(level))) / 2
    expected = [float(counted(chance) / of) for chance in (tail, 1 - tail)]
    assert list(exact_limits(of, float(p), level)) == pytest.approx(expected, abs=1e-9)


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(10))
def test_cox_is_statsmodels_with_late_beginnings_and_ties(seed):
    from statsmodels.duration.hazard_regression import PHReg

    dice = np.random.default_rng(seed)
    matrix = dice.integers(0, 3, (300, 4)).astype(float)
    begin = np.floor(dice.exponential(3, 300)) + 0.5
    end = np.floor(begin + 1 + dice.exponential(10, 300))
    event = dice.random(300) < 0.6

    theirs = PHReg(end, matrix, status=event.astype(float), entry=begin, ties="efron").fit()
    ours = cox(matrix, begin, end, event)

    assert ours.value == pytest.approx(theirs.params, abs=1e-8)
    assert ours.error == pytest.approx(theirs.bse, abs=1e-8)
