"""Intervals, against published values and plain properties."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from scipy.stats import CensoredData, binom, chi2, ecdf, norm

from answerable.analysis import drawing
from answerable.analysis.drawing import draw_means
from answerable.analysis.incidence import curve, median_to_any
from answerable.analysis.log import DAY, local_days
from answerable.analysis.statistics import (
    TAIL,
    Z,
    between,
    bootstrap_mean,
    clustered_share,
    garwood,
    median,
    quantile_ranks,
    quantiles,
    wilson,
)
from answerable.rules.kernel.calendar import calendar


def test_wilsons_interval_is_that_of_newcombe():
    # Newcombe 1998, table I, method 3: 81 of 263, and 0 of 20.
    assert wilson(81, 263)[1:] == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(0, 20)[1:] == pytest.approx((0.0, 0.1611), abs=5e-5)


def test_a_count_of_nought_may_have_been_three():
    assert garwood(0) == (0, 0.0, pytest.approx(3.689, abs=1e-3))
    assert garwood(10)[1:] == pytest.approx((4.795, 18.390), abs=1e-3)


def test_many_items_of_one_case_say_no_more_than_one_case():
    cases = np.repeat(np.arange(10), 20)
    yes = np.repeat(np.arange(10) < 5, 20)

    found, alone = clustered_share(yes, cases), wilson(5, 10)

    assert found.value == 0.5
    assert found.high - found.low > (alone.high - alone.low) * 0.9


def test_the_median_of_ten_lies_between_the_second_and_the_ninth():
    assert median(np.arange(1.0, 11.0)) == (5.5, 2.0, 9.0)


@pytest.mark.parametrize(("share", "value"), [(0.25, 3.25), (0.75, 7.75), (0.9, 9.1)])
def test_a_quantile_is_that_of_r_and_ten_are_too_few_for_its_interval(share, value):
    # quantile(1:10, share), which is R's type 7
    (found,) = quantiles(np.arange(10.0, 0.0, -1.0), (share,))

    assert found.value == pytest.approx(value, abs=1e-12)
    assert (found.low, found.high) == (None, None)


@pytest.mark.parametrize("number", [30, 100, 1_001])
@pytest.mark.parametrize("share", [0.25, 0.5, 0.75, 0.9])
def test_two_of_the_ordered_values_lie_round_a_quantile_in_95_of_100_logs(number, share):
    low, high = quantile_ranks(number, share)

    # The quantile lies between them if so many values, and fewer, are below it.
    surely = binom.cdf(high - 1, number, share) - binom.cdf(low - 1, number, share)
    assert surely >= 0.95
    if low > 1 and high < number:
        assert binom.cdf(high - 2, number, share) - binom.cdf(low, number, share) < 0.95


def test_five_are_too_few_for_the_interval_of_a_median():
    assert median(np.arange(1.0, 6.0)) == (3.0, None, None)


def test_a_median_that_open_cases_keep_from_being_reached_is_none():
    days = np.array([1.0, 2.0, 3.0, 4.0, 5.0])

    for ended, median_ in (([1, 1, 0, 0, 0], None), ([1, 1, 0, 1, 1], 4.0), ([0] * 5, None)):
        so = np.array(ended, bool)
        assert median_to_any(curve(days, so, so)).value == median_


@pytest.mark.parametrize("seed", range(30))
def test_the_median_to_any_ending_is_scipys_with_its_interval(seed):
    dice = np.random.default_rng(seed)
    days = dice.integers(1, 60, dice.integers(2, 90)).astype(float)  # tied, many of them
    ended = dice.random(len(days)) < dice.choice([0.4, 0.8, 1.0])
    ended[0] = True
    theirs = ecdf(CensoredData(uncensored=days[ended], right=days[~ended])).sf
    with warnings.catch_warnings(), np.errstate(divide="ignore", invalid="ignore"):
        warnings.simplefilter("ignore", RuntimeWarning)
        band = theirs.confidence_interval(0.95, method="log-log")
    sides = [theirs, band.low, band.high]

    found = median_to_any(curve(days, ended, ended))

    expected = []
    for side in sides:
        reached = np.flatnonzero(np.nan_to_num(side.probabilities, nan=1.0) <= 0.5 + 1e-12)
        expected.append(float(side.quantiles[reached[0]]) if len(reached) else None)
    assert list(found) == expected


def test_a_mean_of_one_case_has_no_interval():
    assert bootstrap_mean(np.array([3.0, 5.0]), np.array([7, 7])) == (4.0, None, None)


# What splitmix64 gives from 1234567 on, as its authors' code prints it.
SPLITMIX = (
    6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431,
    16408922859458223821,
)  # fmt: skip


def test_cases_are_drawn_by_the_published_generator():
    sums, sizes = np.array([1.0, 10.0, 100.0, 1000.0]), np.array([1.0, 2.0, 3.0, 4.0])
    # One of four by the upper half of a number, and one by the lower.
    drawn = [part for each in SPLITMIX[:2] for part in (each >> 62, (each >> 30) % 4)]

    alone = draw_means(sums, np.empty(0), 1234567, 1)
    several = draw_means(sums, sizes, 1234567, 1)

    odd = draw_means(sums[:3], np.empty(0), 1234567, 1)

    assert alone[0] == sum(sums[drawn]) / 4
    assert several[0] == sum(sums[drawn]) / sum(sizes[drawn])
    upper, lower, next_ = SPLITMIX[0] >> 32, SPLITMIX[0] % 2**32, SPLITMIX[1] >> 32
    assert odd[0] == sum(sums[each * 3 >> 32] for each in (upper, lower, next_)) / 3


def test_the_interval_of_a_mean_is_that_of_means_of_cases_drawn_again():
    days = np.random.default_rng(1).exponential(100, 400)
    case = np.sort(np.random.default_rng(2).integers(0, 150, 400))
    of_case = [days[case == one] for one in np.unique(case)]
    dice, means = np.random.default_rng(3), []
    for _ in range(4_000):
        drawn = [of_case[at] for at in dice.integers(0, len(of_case), len(of_case))]
        means.append(np.concatenate(drawn).mean())

    found = bootstrap_mean(days, case)

    assert found.value == pytest.approx(days.mean())
    width = np.diff(np.quantile(means, [0.025, 0.975]))[0]
    assert found[1:] == pytest.approx(np.quantile(means, [0.025, 0.975]), abs=0.08 * width)


def test_of_more_cases_than_lie_together_each_is_drawn_as_often_as_any_other():
    # In order, so that a sample with a fixed number from each block would vary far too little.
    sums = np.sort(np.random.default_rng(1).exponential(100, 2 * drawing.BLOCK + 904))
    sizes, number = np.full(len(sums), 2.0), len(sums)

    means = draw_means(sums, np.empty(0), 5, 4_000)

    assert means.mean() == pytest.approx(sums.mean(), rel=0.001)
    assert means.std() == pytest.approx(sums.std() / np.sqrt(number), rel=0.04)
    assert np.array_equal(draw_means(sums, sizes, 5, 4_000), means / 2)
    ends = np.zeros(number)
    ends[[0, -1]] = 1  # the first of the first block and the last of the last, which is short
    assert draw_means(ends, np.empty(0), 5, 4_000).mean() == pytest.approx(2 / number, rel=0.05)


def test_where_all_say_the_same_there_are_no_more_items_than_cases():
    cases = np.repeat(np.arange(10), 20)

    assert clustered_share(np.ones(200, bool), cases) == wilson(10, 10)


def test_an_item_that_stands_for_many_counts_as_so_many():
    hits, many = np.array([3, 0, 5]), np.array([4, 2, 5])
    yes = np.array([1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1], dtype=bool)

    whole = clustered_share(yes, np.repeat([7, 8, 9], many))

    assert clustered_share(hits, np.array([7, 8, 9]), many) == pytest.approx(whole)


def test_a_quantile_lies_where_numpy_puts_it_to_the_last_bit():
    dice = np.random.default_rng(1)
    for number in (*range(1, 40), 999, 1000):
        ordered = np.sort(dice.exponential(100, number))
        assert between(ordered, 0.5) == np.median(ordered)
        for share in (TAIL, 0.25, 0.75, 0.9, 1 - TAIL):
            assert between(ordered, share) == np.quantile(ordered, share)


def test_means_are_drawn_the_same_over_threads_as_one_after_the_other(monkeypatch):
    sums, sizes = np.random.default_rng(2).exponential(100, 50), np.full(50, 2.0)
    alone = drawing.draw_means(sums, sizes, 7, 101)
    monkeypatch.setattr(drawing, "MANY", 0)

    for processors in (1, 2, 3):
        monkeypatch.setattr(drawing.os, "cpu_count", lambda given=processors: given)
        assert np.array_equal(drawing.draw_means(sums, sizes, 7, 101), alone)


def test_the_local_day_of_an_instant_is_the_last_that_had_begun_by_then():
    starts = calendar().starts
    dice = np.random.default_rng(3)
    instants = np.concatenate([
        starts, starts - 1, starts + 1, [starts[0] - 500 * DAY, starts[-1] + 500 * DAY],
        dice.integers(starts[0], starts[-1], 10_000),
    ])  # fmt: skip

    assert np.array_equal(local_days(instants), np.searchsorted(starts, instants, side="right"))


def test_what_is_worked_out_without_scipys_slow_part_is_what_that_gives():
    some = np.random.default_rng(4).integers(500, 800_000, 40).tolist()
    for number in [*range(1, 120), 185, 297_318, *some]:  # where to round ends beside it
        for share in (0.02, 0.25, 0.5, 0.75, 0.9, 0.98):
            low, high = binom.ppf(TAIL, number, share), binom.ppf(1 - TAIL, number, share)
            assert quantile_ranks(number, share) == (low, high + 1), (number, share)
    for count in [*range(60), *some]:
        low = chi2.ppf(TAIL, 2 * count) / 2 if count else 0.0
        assert garwood(count)[1:] == (low, chi2.ppf(1 - TAIL, 2 * count + 2) / 2)
    assert norm.ppf(1 - TAIL) == Z


def test_of_a_whole_block_five_are_drawn_by_eleven_bits_each_of_a_published_number():
    sums, total, items = np.arange(2.0 * drawing.BLOCK) ** 2, np.zeros(1), np.zeros(1)
    state, counts = np.array([1234567], np.uint64), np.array([[6, 7]])
    places = [number >> 11 * each & 2047 for number in SPLITMIX for each in range(5)]

    drawing._draw_sums(sums, np.empty(0), state, counts, total, items)

    # Six of the first block, then seven of the second from the number after the third on.
    drawn = [sums[at] for at in places[:6]] + [sums[drawing.BLOCK + at] for at in places[15:22]]
    assert total[0] == pytest.approx(sum(drawn)) and items[0] == 13
