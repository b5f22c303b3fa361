"""Every measure, the funnel and the incidence curves of a log: speed and memory, beside what peers
do of the same. Prints the page and keeps it.

    make bench                               sizes 7,000 and 70,000 cases
    python -m benchmarks.analysis --national    and 700,000

A machine is noisy: what counts are the ratios, each measured in one run, in processor time where
one process does it and by the clock where several do.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import sys
import time
import warnings
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from math import isnan
from pathlib import Path
from typing import Any

from benchmarks.analysis_in_pandas import (
    CASES_AND_TIMES,
    in_pandas,
    loaded,
    read,
    with_intervals,
)
from benchmarks.run import apart

ME = "benchmarks.analysis"

HERE = Path(__file__).parent
DATA = HERE / "data"
AS_OF = datetime(2025, 12, 31, tzinfo=UTC)
OF_PEERS = 20_000  # cases; scikit-survival's variance takes the square of their number
OF_THE_SLOWEST = 5_000
OF_PANDAS = 300_000  # of which it needs some 6 GB


def caseload(cases: int) -> Path:
    """A caseload as `answerable synth` makes it, made once."""
    from answerable.synthetic.caseload import write_caseload

    path = DATA / f"synth-{cases}.parquet"
    if not path.exists():
        DATA.mkdir(exist_ok=True)
        write_caseload(path, cases, seed=1)
    return path


def processor(work: Callable[[], Any], times: int = 3) -> float:
    """Seconds of processor that the work takes, the best of some times."""
    found = []
    for _ in range(times):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def seconds(work: Callable[[], Any]) -> float:
    """Seconds by the clock."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def scale(cases: str, *by: str) -> dict[str, Any]:
    """All measures, `by` some dimensions, the funnel and the curves with their bands, over the processes that the
    command uses: seconds by the clock and of processors, and the most memory that any one held."""
    from answerable.analysis.catalogue import MEASURES
    from answerable.analysis.evaluate import rows
    from answerable.analysis.gathering import Funnel, Measured
    from answerable.analysis.incidence import band
    from answerable.analysis.tallies import Time
    from answerable.analysis.view import View
    from answerable.commands.measuring import through
    from answerable.commands.reading_logs import Account

    path, account = caseload(int(cases)), Account()  # made before anything is counted
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
    measured, funnel = Measured(tuple(measure.id for measure in MEASURES), by), Funnel()
    answers = list(through(path, Together((measured, funnel)), View(AS_OF), account))
    found = list(measured.gathered(answer[0] for answer in answers))
    cohorts, _ = funnel.gathered(answer[1] for answer in answers)
    figures = list(rows(found))
    curves = {id(one.curve): band(one.curve) for _, _, one in found if isinstance(one, Time)}
    seconds = time.perf_counter() - start
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return {
        "cases": int(cases), "events": account.rows, "figures": len(figures), "curves": len(curves),
        "cohorts": len(cohorts), "seconds": seconds,
        "processor": sum(one.ru_utime + one.ru_stime for one in used)
        - before.ru_utime - before.ru_stime,
        "gigabytes": [one.ru_maxrss / 1e6 for one in used],
    }  # fmt: skip


class Together:
    """Several questions asked at once."""

    def __init__(self, questions: tuple[Callable[[Any], Any], ...]) -> None:
        self.questions = questions

    def __call__(self, log: Any) -> list[Any]:
        """The answers to all of them."""
        return [question(log) for question in self.questions]


def peers() -> dict[str, Any]:
    """Seconds of processor of each peer, and of ours doing the same, in one process."""
    return curves() | plain(OF_PEERS)


def larger() -> dict[str, Any]:
    """The same of pandas alone, of a log of which peers that take longer would never end."""
    return plain(OF_PANDAS, times=1) | by_the_clock(OF_PANDAS)


def by_the_clock(cases: int) -> dict[str, Any]:
    """Seconds by the clock of a file, each as it comes with two cores: ours over its processes, and
    pandas with the threads by which it reads."""
    from answerable.analysis.gathering import Measured
    from answerable.analysis.view import View
    from answerable.commands.measuring import through
    from answerable.commands.reading_logs import Account

    path, view, question = caseload(cases), View(AS_OF), Measured(CASES_AND_TIMES)

    def ours() -> list[Any]:
        return _rows(question, through(path, question, view, Account()))

    def theirs() -> dict[tuple[str, str], Any]:
        return with_intervals(read(loaded(path)), AS_OF)

    expected = theirs()
    _agree(expected, ours())
    return {
        f"pandas, {len(expected)} figures with intervals, of all, {cases:,} cases of the file, "
        "by the clock": [seconds(theirs), seconds(ours)]
    }


def curves() -> dict[str, Any]:
    """The cumulative incidence of leaving the case, and of its other endings."""
    import numpy as np
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


def plain(cases: int, times: int = 3) -> dict[str, Any]:
    """The funnel, shares and times, in pandas and with us, the same figures: of a file, of which
    we check each row and pandas none; and once what the rows say is in memory; of all, and by
    force."""
    from answerable.analysis.files import FileAsked
    from answerable.analysis.gathering import Measured
    from answerable.analysis.view import View
    from answerable.events.codecs.parquet_pieces import columns_of

    path, view, found = caseload(cases), View(AS_OF), {}
    frame = read(loaded(path, whole=True))
    for by, of in (((), "of all"), (("force",), "by force")):
        question = Measured(CASES_AND_TIMES, by)
        work = FileAsked(path, question, view)
        columns = [columns_of(work.log, piece) for piece in work.pieces() if piece]

        def in_memory(question: Any = question, columns: Any = columns) -> list[Any]:
            return _rows(question, (question(view.log(part)) for part in columns))

        def of_file(question: Any = question) -> list[Any]:
            again = FileAsked(path, question, view)
            return _rows(
                question, (one for piece in again.pieces() for one in again(piece).answers)
            )

        def theirs(by: tuple[str, ...] = by) -> dict[tuple[str, str], Any]:
            return with_intervals(frame, AS_OF, *by)

        def theirs_of_file(by: tuple[str, ...] = by) -> dict[tuple[str, str], Any]:
            return with_intervals(read(loaded(path)), AS_OF, *by)

        expected, ours = theirs(), in_memory()
        _agree(expected, ours)
        name = f"pandas, {len(expected)} figures with intervals, {of}, {cases:,} cases"
        found[f"{name} in memory"] = [processor(one, times) for one in (theirs, in_memory)]
        found[f"{name} of the file"] = [processor(one, times) for one in (theirs_of_file, of_file)]
        if not by:
            values = in_pandas(frame, AS_OF)
            found[f"pandas, {len(values)} values without intervals, {cases:,} cases in memory"] = [
                processor(lambda: in_pandas(frame, AS_OF), times), processor(in_memory, times),
            ]  # fmt: skip
    return found


def _rows(question: Any, answers: Iterable[Any]) -> list[Any]:
    from answerable.analysis.evaluate import rows

    return list(rows(question.gathered(answers)))


def _agree(expected: dict[tuple[str, str], Any], ours: list[Any]) -> None:
    """ValueError where a peer does not do the same: the values, the intervals and how many are left
    out; of the intervals those that are drawn by chance may differ by a fifth of their width."""
    found = {(row.measure, "".join(row.group.values())): row for row in ours}
    if found.keys() != expected.keys():
        raise ValueError(f"of one alone: {sorted(found.keys() ^ expected.keys())[:9]}")
    for key, (value, low, high, *left_out) in expected.items():
        row = found[key]
        drawn = row.unit == "days" and "." not in key[0][5:] and row.low is not None
        within = 1e-6 + (0.2 * (row.high - row.low) if drawn else 0)
        same = _near(value, row.value, 1e-6) and left_out == [
            row.open,
            row.missing,
            row.not_applicable,
        ]
        if not same or not all(map(_near, (low, high), (row.low, row.high), (within, within))):
            raise ValueError(
                f"pandas and we differ in {key}: {value}, {low}, {high}, {left_out} and {row}"
            )


def _near(one: float | None, other: float | None, within: float) -> bool:
    missing = one is None or isnan(one), other is None
    return missing[0] == missing[1] if any(missing) else abs(one - other) <= within


def made() -> dict[str, Any]:
    """How fast a caseload is made."""
    from answerable.synthetic.caseload import write_caseload

    path = DATA / "made.parquet"
    DATA.mkdir(exist_ok=True)
    write_caseload(path, 100, seed=2)
    start = time.process_time()
    written = write_caseload(path, OF_PEERS, seed=2)
    return {"events": written.events, "seconds": time.process_time() - start}


def report(sizes: list[int]) -> str:
    """The page of all of it."""
    lines = [
        "# Benchmarks of measures", "",
        f"{date.today()}, {platform.machine()}, two cores, Python {platform.python_version()}. "
        "What counts are the ratios,", "each measured in one run. `make bench` writes this page.",
        "",
        "Every measure with its intervals, the funnel by cohort and by period, and every incidence "
        "curve with its band,", "of a Parquet log that `answerable synth` made:", "",
        "| cases | events | figures | seconds (limit 60) | of processors | µs of processor an event | GB: command, each process |",
        "|--:|--:|--:|--:|--:|--:|--:|",
    ]  # fmt: skip
    costs = []
    for cases, *by in [*((size,) for size in sizes), (sizes[1], "force", "outcome")]:
        one = apart("scale", str(cases), *by, of=ME)
        cost = 1e6 * one["processor"] / one["events"]
        costs += [] if by else [cost]
        memory = ", ".join(f"{held:.2f}" for held in one["gigabytes"])
        said = f"{cases:,}, by {' and '.join(by)}" if by else f"{cases:,}"
        lines.append(
            f"| {said} | {one['events']:,} | {one['figures']:,} | {one['seconds']:.1f} | "
            f"{one['processor']:.1f} | {cost:.2f} | {memory} |"
        )
    lines += [
        "", f"Cost of an event, largest size to smallest (limit 1.2): {costs[-1] / costs[0]:.2f}",
        "", "| peer | seconds | ours | times faster (limit 10) |", "|:--|--:|--:|--:|",
    ]  # fmt: skip
    for name, (theirs, ours) in (apart("peers", of=ME) | apart("larger", of=ME)).items():
        lines.append(f"| {name} | {theirs:.3f} | {ours:.4f} | {theirs / ours:.0f} |")
    one = apart("made", of=ME)
    lines += [
        "", "Pandas works out the same figures, with the same intervals and how many are left out, and "
        "the benchmark stops", "where one differs. In memory both start from the whole log and what its "
        "texts say; of the file, pandas takes only the", "rows that these figures need and looks at none "
        "of them, and ours looks at every row. All but what says so is in processor time, of one process;",
        "by the clock ours takes both cores. Where it says fewer than ten, the limit is not reached.",
        "", f"A made-up caseload: {one['events'] / one['seconds'] / 1e3:,.0f} thousand events a "
        f"second of one processor ({one['events']:,} events).",
        "", f"Load of the machine over 15 minutes, at the end: {os.getloadavg()[2]:.1f} on "
        f"{os.cpu_count()} cores. Where it is more than there are cores, the clock says little.",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def main() -> None:
    """Run all, or `--only` one, whose figures are printed as JSON."""
    if "--only" in sys.argv:
        name, *words = sys.argv[sys.argv.index("--only") + 1 :]
        work = {"scale": scale, "peers": peers, "larger": larger, "made": made}[name]
        print(json.dumps(work(*words)))
        return
    sizes = [7_000, 70_000, *([700_000] if "--national" in sys.argv else [])]
    text = report(sizes)
    (HERE / "analysis.md").write_text(text)
    print(text)


if __name__ == "__main__":
    main()
