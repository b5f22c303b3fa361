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
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.run import apart

ME = "benchmarks.analysis"
HERE = Path(__file__).parent
CORES = os.cpu_count() or 1
OF_MADE = 20_000  # cases


def scale(cases: str, *by: str) -> dict[str, Any]:
    """All measures, `by` some dimensions, the funnel and the curves with their bands, over the processes that the
    command uses: seconds by the clock and of processors, and the most memory that any one held."""
    from answerable.commands.reading_logs import Account
    from benchmarks.analysis_ours import caseload, whole

    path, account = caseload(int(cases)), Account()  # made before anything is counted
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
    found = whole(path, account, *by)
    seconds = time.perf_counter() - start
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return {
        "cases": int(cases), "events": account.rows, "figures": len(found.figures), "curves": len({id(one) for one, _ in found.curves.values()}),
        "cohorts": len(found.cohorts), "seconds": seconds,
        "processor": sum(one.ru_utime + one.ru_stime for one in used)
        - before.ru_utime - before.ru_stime,
        "gigabytes": [one.ru_maxrss / 1e6 for one in used],
    }  # fmt: skip


def curves() -> dict[str, Any]:
    """Seconds of processor of each peer that draws curves, and of ours doing the same."""
    from benchmarks.analysis_peers import curves

    return curves()


def pandas(cases: str) -> dict[str, Any]:
    """All of it in pandas, which has to find the same as we do."""
    from benchmarks.analysis_peers import whole

    return whole(int(cases))


def made() -> dict[str, Any]:
    """How fast a caseload is made."""
    from answerable.synthetic.caseload import write_caseload
    from benchmarks.analysis_ours import DATA

    path = DATA / "made.parquet"
    DATA.mkdir(exist_ok=True)
    write_caseload(path, 100, seed=2)
    start = time.process_time()
    written = write_caseload(path, OF_MADE, seed=2)
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
    costs, ours = [], {}
    for cases, *by in [*((size,) for size in sizes), (sizes[1], "force", "outcome")]:
        one = _counted("scale", str(cases), *by)
        cost = 1e6 * one["processor"] / one["events"]
        costs, ours = (costs, ours) if by else ([*costs, cost], {**ours, cases: one})
        memory = ", ".join(f"{held:.2f}" for held in one["gigabytes"])
        said = f"{cases:,}, by {' and '.join(by)}" if by else f"{cases:,}"
        lines.append(
            f"| {said} | {one['events']:,} | {one['figures']:,} | {one['seconds']:.1f} | "
            f"{one['processor']:.1f} | {cost:.2f} | {memory} |"
        )
    lines += [
        "",
        f"Cost of an event, largest size to smallest (limit 1.2): {costs[-1] / costs[0]:.2f}",
    ]
    one = _counted("made")
    return "\n".join([
        *lines, *_beside_pandas(ours), *_beside_curves(),
        "", f"A made-up caseload: {one['events'] / one['seconds'] / 1e3:,.0f} thousand events a "
        f"second of one processor ({one['events']:,} events).",
        "", f"Load of the machine over 15 minutes, at the end: {os.getloadavg()[2]:.1f} on "
        f"{CORES} cores. Where it is more than there are cores, the clock says little.",
    ]) + "\n"  # fmt: skip


def _beside_pandas(ours: dict[int, Any]) -> list[str]:
    """The whole of it in pandas, of all sizes but the smallest."""
    lines = [
        "", "The whole of it in pandas (`benchmarks/in_pandas`), of the same file, each in a process "
        "of its own, as it comes", "with two cores: ours over its processes, and pandas with the "
        "threads by which it reads. Ours is the mean of once", "before pandas and once after it, for a "
        "machine is not the same for minutes. The benchmark stops where any figure, interval or", "number "
        "left out differs, any point of a curve or its band, or any number of the funnel.", "",
        "| cases | figures | pandas, seconds by the clock | ours | times faster (limit 10) | "
        "of processors: pandas, ours | GB: pandas, ours all together |",
        "|--:|--:|--:|--:|--:|--:|--:|",
    ]  # fmt: skip
    for cases in [*ours][1:]:
        before, one = _counted("scale", str(cases)), _counted("pandas", str(cases))
        after = _counted("scale", str(cases))
        took, used = ((before[name] + after[name]) / 2 for name in ("seconds", "processor"))
        # The command, which works as well, and the others, none of which held more than this.
        held = ours[cases]["gigabytes"][0] + ours[cases]["gigabytes"][1] * (CORES - 1)
        lines.append(
            f"| {cases:,} | {one['figures']} | {one['seconds']:.1f} | {took:.1f} | "
            f"{one['seconds'] / took:.1f} | {one['processor']:.1f}, {used:.1f} | "
            f"{one['gigabytes']:.2f}, {held:.2f} |"
        )
    return [
        *lines, "",
        "Pandas is told what the catalogue says of each duty (its patterns of events and its clock) "
        "and works out the rest", "by itself, vectorised. It leaves out corrections, cases that were "
        "classified otherwise or opened again, disputed", "withdrawals and several suspects of one "
        "case, of which the log that is measured holds none, and checks", "nothing of a row but its "
        "order; ours does all of that. Where it says fewer than ten, the limit is not reached.",
    ]  # fmt: skip


def _beside_curves() -> list[str]:
    """The curves alone, beside the peers that draw nothing else, in processor time of one process."""
    lines = [
        "", "The curves alone, in processor time of one process:", "",
        "| peer | seconds | ours | times faster (limit 10) |", "|:--|--:|--:|--:|",
    ]  # fmt: skip
    for name, (theirs, ours) in _counted("curves").items():
        lines.append(f"| {name} | {theirs:.3f} | {ours:.4f} | {theirs / ours:.0f} |")
    return lines


def _counted(name: str, *words: str) -> dict[str, Any]:
    """A benchmark in a process of its own; ValueError where it did not come to its end."""
    found = apart(name, *words, of=ME)
    if "failed" in found:
        raise ValueError(f"{name} {' '.join(words)}: {found['failed']}")
    return found


WORK = {"scale": scale, "curves": curves, "pandas": pandas, "made": made}


def main() -> None:
    """Run all, or `--only` one, whose figures are printed as JSON."""
    if "--only" in sys.argv:
        name, *words = sys.argv[sys.argv.index("--only") + 1 :]
        print(json.dumps(WORK[name](*words)))
        return
    sizes = [7_000, 70_000, *([700_000] if "--national" in sys.argv else [])]
    text = report(sizes)
    (HERE / "analysis.md").write_text(text)
    print(text)


if __name__ == "__main__":
    main()
