"""Values with their intervals of 95%: of shares, counts, means, quantiles and curves."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import binom, chi2
from statsmodels.stats.proportion import proportion_confint

Figure = tuple[Any, Any, Any]  # a value and the ends of its interval; None where there is none
NONE: Figure = (None, None, None)
DRAWN = 999  # samples of a bootstrap, as many as ours
AT_ONCE = 1_000_000  # numbers that are drawn at once
Z = 1.959963984540054


def count(number: int) -> Figure:
    """A count, with Garwood's interval."""
    low = chi2.ppf(0.025, 2 * number) / 2 if number else 0.0
    return number, low, chi2.ppf(0.975, 2 * number + 2) / 2


def proportion(yes: int, of: int) -> Figure:
    """A share, with Wilson's interval."""
    return (yes / of, *proportion_confint(yes, of, method="wilson")) if of else NONE


def clustered(yes: Any, of: Any, case: Any) -> Figure:
    """A share of what a case may give several, with Wilson's interval on the effective number: by
    the variance of a ratio over the cases."""
    sums = pd.DataFrame({"yes": yes, "of": of}).groupby(np.asarray(case)).sum()
    hits, items, cases = int(sums["yes"].sum()), int(sums["of"].sum()), len(sums)
    if not items:
        return NONE
    share = hits / items
    squares = ((sums["yes"] - share * sums["of"]) ** 2).sum()
    if items == cases:
        number = float(items)
    elif hits in {0, items} or cases < 2:  # all say the same: no more than the cases
        number = float(cases)
    elif np.isclose(squares, 0):
        number = float(items)
    else:
        variance = cases / (cases - 1) * squares / items**2
        number = min(share * (1 - share) / variance, float(items))
    return (share, *proportion_confint(share * number, number, method="wilson"))


def mean(days: Any, case: Any) -> Figure:
    """A mean, with the interval by bootstrap: the cases drawn again."""
    if not len(days):
        return NONE
    by_case = pd.Series(days).groupby(np.asarray(case)).agg(["sum", "size"])
    sums, sizes = by_case["sum"].to_numpy(), by_case["size"].to_numpy()
    if len(sums) < 2:
        return days.mean(), None, None
    dice, size = np.random.default_rng(0), max(1, AT_ONCE // len(sums))
    alone, means = (sizes == 1).all(), []
    for at in range(0, DRAWN, size):
        drawn = dice.integers(0, len(sums), (min(size, DRAWN - at), len(sums)), dtype=np.int32)
        of = len(sums) if alone else sizes[drawn].sum(axis=1)
        means.append(sums[drawn].sum(axis=1) / of)
    low, high = np.quantile(np.concatenate(means), [0.025, 0.975])
    return days.mean(), low, high


def quantile(days: Any, share: float) -> Figure:
    """A quantile of days in order, with the interval between two of them."""
    if not len(days):
        return NONE
    value = np.quantile(days, share)
    low, high = (int(binom.ppf(tail, len(days), share)) for tail in (0.025, 0.975))
    if not low or high >= len(days):
        return value, None, None
    return value, days[low - 1], days[high]


def course(waited: Any, how: Any) -> dict[str, Any]:
    """Aalen and Johansen's curve of what ended so (1), where others (2) compete and some have not
    ended (0): at each time at which something ended, who was at risk, how many ended, and how
    many so."""
    times, place = np.unique(waited[how > 0], return_inverse=True)
    risk = len(waited) - np.searchsorted(np.sort(waited), times).astype(float)
    ended = np.bincount(place, minlength=len(times)).astype(float)
    so = np.bincount(place[how[how > 0] == 1], minlength=len(times)).astype(float)
    left = np.cumprod(1 - ended / risk)
    before = np.concatenate([[1.0], left[:-1]])[: len(times)]
    incidence = np.cumsum(before * so / risk)
    incidence[np.isclose(incidence, 1, rtol=0, atol=1e-9)] = 1.0  # but for the last bits
    last = waited.max() if len(waited) else -np.inf
    all_ended = len(waited) and (how[waited == last] > 0).all()
    return {
        "times": times, "risk": risk, "ended": ended, "so": so, "left": left, "before": before,
        "incidence": incidence, "followed": np.inf if all_ended else last,
    }  # fmt: skip


def band(of: dict[str, Any]) -> tuple[Any, Any]:
    """The interval at each time of a curve, by Aalen's variance on the log(-log) scale."""
    n, d, c, s, f = (of[name] for name in ("risk", "ended", "so", "before", "incidence"))
    with np.errstate(all="ignore"):
        of_all = np.nan_to_num(d / ((n - 1) * (n - d)), posinf=0)
        of_so = np.nan_to_num(s**2 * c * (n - c) / (n**2 * (n - 1)), posinf=0)
        of_both = np.nan_to_num(s * c * (n - c) / (n * (n - d) * (n - 1)), posinf=0)
        # The sum over what came before t of (f(t) - f)² a + b - 2 (f(t) - f) c, multiplied out.
        variance = (
            f**2 * np.cumsum(of_all) - 2 * f * np.cumsum(f * of_all + of_both)
            + np.cumsum(f**2 * of_all + of_so + 2 * f * of_both)
        )  # fmt: skip
        spread = Z * np.sqrt(np.maximum(variance, 0)) / (f * np.log(f))
        ends = np.sort([f ** np.exp(-spread), f ** np.exp(spread)], axis=0)
    ends[:, (f <= 0) | (f >= 1)] = np.nan
    return ends[0], ends[1]


def by_day(of: dict[str, Any], ends: tuple[Any, Any], day: int) -> Figure:
    """How many had ended so by a day, from a curve and its band."""
    if of["followed"] < day:
        return NONE
    at = int(np.searchsorted(of["times"], day, side="right"))
    return (of["incidence"][at - 1], ends[0][at - 1], ends[1][at - 1]) if at else (0.0, None, None)


def half(of: dict[str, Any]) -> Figure:
    """The Kaplan-Meier median of any ending, with Brookmeyer and Crowley's interval."""
    left, risk, ended = of["left"], of["risk"], of["ended"]
    with np.errstate(all="ignore"):
        greenwood = np.cumsum(np.where(risk > ended, ended / (risk * (risk - ended)), 0))
        spread = Z * np.sqrt(greenwood) / np.log(left)
        ends = [np.where((left > 0) & (left < 1), left ** np.exp(s), 1) for s in (-spread, spread)]
    reached = [np.flatnonzero(each <= 0.5 + 1e-12) for each in (left, *ends)]
    value, low, high = (float(of["times"][one[0]]) if len(one) else None for one in reached)
    return value, low, high
