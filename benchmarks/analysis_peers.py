"""What peers make of a log, for the benchmark of measures, and that it is what we make of it."""

from __future__ import annotations

import resource
import time
import warnings
from collections.abc import Callable
from math import isnan
from typing import Any

import numpy as np

from benchmarks import analysis_ours
from benchmarks.analysis_ours import AS_OF, Ours, caseload

OF_PEERS = 20_000  # cases; scikit-survival's variance takes the square of their number
OF_THE_SLOWEST = 5_000
WITHIN = 1e-6


def curves() -> dict[str, Any]:
    """Seconds of processor of the cumulative incidence of leaving the case and of its other
    endings: of each peer, and of ours doing the same, in one process."""
    from lifelines import AalenJohansenFitter
    from sksurv.nonparametric import cumulative_incidence_competing_risks

    from answerable.analysis.files import FileAsked
    from answerable.analysis.gathering import Measured
    from answerable.analysis.incidence import band, curve
    from answerable.analysis.view import View

    warnings.simplefilter("ignore")  # lifelines tells of every tie
    question = Measured(("withdrawal.incidence_30",))
    work = FileAsked(caseload(OF_PEERS), question, View(AS_OF))
    ((_, _, found),) = question.gathered(a for piece in work.pieces() for a in work(piece).answers)
    days, how = found.waited, np.asarray(found.how, np.int64)

    def ours(number: int, *, with_band: bool) -> None:
        for ending in (1, 2):
            one = curve(days[:number], how[:number] > 0, how[:number] == ending)
            if with_band:
                band(one)

    def sksurv() -> None:
        waited = np.maximum(days[:OF_THE_SLOWEST], 1e-9)
        cumulative_incidence_competing_risks(
            how[:OF_THE_SLOWEST], waited, conf_type="log-log", var_type="Aalen"
        )

    def lifelines() -> None:
        for ending in (1, 2):
            AalenJohansenFitter(calculate_variance=False).fit(days, how, event_of_interest=ending)

    return {
        f"scikit-survival, curves with variance, {OF_THE_SLOWEST:,} cases": [
            processor(sksurv), processor(lambda: ours(OF_THE_SLOWEST, with_band=True)),
        ],
        f"lifelines, curves without variance, {OF_PEERS:,} cases": [
            processor(lifelines), processor(lambda: ours(OF_PEERS, with_band=False)),
        ],
    }  # fmt: skip


def processor(work: Callable[[], Any], times: int = 3) -> float:
    """Seconds of processor that the work takes, the best of some times."""
    found = []
    for _ in range(times):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def whole(cases: int) -> dict[str, Any]:
    """All measures, the funnel and the curves with their bands in pandas: seconds by the clock and
    of processors, and the most memory it held. Then, no longer counted, that we find the same."""
    from answerable.commands.reading_logs import Account
    from benchmarks.in_pandas.whole import whole

    path, words = caseload(cases), declared()  # before anything is counted
    start, before = time.perf_counter(), time.process_time()
    theirs = whole(path, AS_OF, *words)
    found = {
        "seconds": time.perf_counter() - start, "processor": time.process_time() - before,
        "gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6,
        "figures": len(theirs.figures), "curves": len(theirs.curves),
    }  # fmt: skip
    agree(theirs, analysis_ours.whole(path, Account()))
    return found


def declared() -> tuple[list[Any], dict[str, str | None]]:
    """The words in which each duty is declared, which are all that a peer is told of it, and the
    kind of thing that each event type is about."""
    from answerable.events.catalogue import subject_kind
    from answerable.rules.catalogue import DUTIES
    from benchmarks.in_pandas.owing import Duty

    words = [{name: getattr(duty, name) for name in Duty.__annotations__} for duty in DUTIES]
    kinds = {event: subject_kind(event) for duty in DUTIES for event in duty.heard}
    return [Duty(**one) for one in words], kinds


def agree(theirs: Any, ours: Ours) -> None:
    """ValueError where a peer does not find the same as we do."""
    _same_figures(theirs.figures, {row.measure: row for row in ours.figures})
    _same_curves(theirs.curves, ours.curves)
    _same_funnel(theirs, ours)


def _same_figures(theirs: dict[str, Any], ours: dict[str, Any]) -> None:
    """The values, the intervals and how many are left out; of the intervals those that are drawn
    by chance, which are those of means, may differ by a fifth of their width."""
    if theirs.keys() != ours.keys():
        raise ValueError(f"of one alone: {sorted(theirs.keys() ^ ours.keys())[:9]}")
    for name, (value, low, high, *left_out) in theirs.items():
        row = ours[name]
        drawn = row.unit == "days" and name.count(".") == 1 and row.low is not None
        within = 0.2 * (row.high - row.low) if drawn else WITHIN
        same = left_out == [row.open, row.missing, row.not_applicable]
        same &= _near(value, row.value) and _near(low, row.low, within)
        if not same or not _near(high, row.high, within):
            raise ValueError(f"they differ in {name}: {value}, {low}, {high}, {left_out} and {row}")


def _same_curves(theirs: dict[str, Any], ours: dict[str, Any]) -> None:
    """The incidence at every time, with both ends of its band."""
    named = {name: name if name in theirs else name.rpartition("_")[0] for name in ours}
    if set(named.values()) != theirs.keys():
        raise ValueError(f"curves of one alone: {theirs.keys() ^ set(named.values())}")
    for name, (curve, (low, high)) in ours.items():
        one = theirs[named[name]]
        pairs = {
            "times": (one.times, curve.times), "incidence": (one.incidence, curve.incidence),
            "low": (one.low, low), "high": (one.high, high),
        }  # fmt: skip
        for what, (its, mine) in pairs.items():
            if len(its) != len(mine) or not np.allclose(its, mine, 0, WITHIN, equal_nan=True):
                raise ValueError(f"they differ in the {what} of the curve of {name}")


def _same_funnel(theirs: Any, ours: Ours) -> None:
    """All numbers of every cohort and of every period."""
    names = ("cases", "reached", "ended", "withdrawn")
    for name in names:
        expected = {cohort.period: getattr(cohort, name) for cohort in ours.cohorts}
        if theirs.cohorts[name] != expected:
            raise ValueError(f"they differ in the funnel of cohorts: {name}")
    if theirs.periods != {period.period: period.happened for period in ours.periods}:
        raise ValueError("they differ in the funnel of periods")


def _near(one: float | None, other: float | None, within: float = WITHIN) -> bool:
    missing = one is None or isnan(one), other is None
    return missing[0] == missing[1] if any(missing) else abs(one - other) <= within
