"""Speed and memory against a floor and against peers; prints the table and keeps it.

    make bench                      sizes 7,000 and 70,000 cases
    python -m benchmarks.run --national    and 700,000

A machine is noisy and another machine is another: what counts are the ratios, each measured in
one run. Figures are the best of three.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DATA = HERE / "data"
AS_OF = datetime(2026, 1, 1, tzinfo=UTC)
NEEDED = ["case_id", "seq", "event", "occurred_at", "agency", "subject", "data"]
CODED = ["case_id", "event", "agency", "subject", "data"]


def best(work: Callable[[], Any], times: int = 3) -> float:
    """Seconds that the work takes, the best of some times."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def caseload(cases: int) -> Path:
    """A made-up caseload of that size, made once."""
    from answerable.synthetic.load.caseload import write_caseload

    path = DATA / f"{cases}.parquet"
    if not path.exists():
        DATA.mkdir(exist_ok=True)
        write_caseload(path, cases, seed=1)
    return path


def floor(path: Path) -> int:
    """Read the columns that evaluation needs and touch each value, and each text's bytes, once."""
    import numpy as np
    import pyarrow.parquet as pq

    touched = 0
    for batch in pq.ParquetFile(path, read_dictionary=CODED).iter_batches(1 << 20, columns=NEEDED):
        for column in batch.columns:
            if hasattr(column, "indices"):
                touched += int(column.indices.to_numpy(False).sum())
                touched += int(np.frombuffer(column.dictionary.buffers()[2], np.uint8).sum())
            else:
                touched += int(column.cast("int64").to_numpy(False).sum())
    return touched


def scale(cases: int) -> dict[str, Any]:
    """One size, in a process of its own: seconds, rows, and the most memory it held.

    Floor, evaluation and evaluation with writing take turns, so that what else the machine does
    meets all three alike.
    """
    from answerable.rules.kernel.bulk import catalogue_program
    from answerable.rules.kernel.files import evaluate_file, write_file

    path, program, out = caseload(cases), catalogue_program(), DATA / "obligations"
    evaluate_file(caseload(200), AS_OF, program)  # so that what is compiled is loaded
    found: dict[str, Any] = {"cases": cases}
    times: dict[str, list[float]] = {"floor": [], "seconds": [], "writing": []}
    for _ in range(5 if cases < 500_000 else 3):
        times["floor"].append(best(lambda: floor(path), 1))
        start = time.perf_counter()
        parts, account = evaluate_file(path, AS_OF, program)
        times["seconds"].append(time.perf_counter() - start)
        found |= {"events": account.rows, "obligations": sum(len(part) for part in parts)}
        del parts
        found["gigabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        shutil.rmtree(out, ignore_errors=True)
        times["writing"].append(best(lambda: write_file(path, out, AS_OF, program), 1))
    return found | {name: min(seconds) for name, seconds in times.items()}


def one_case() -> dict[str, Any]:
    """One case of about 150 events, the whole catalogue: microseconds, by kernel (from the entries
    of a case; and once they are arrays) and by referee."""
    from answerable.events.catalogue import EVENT_TYPES
    from answerable.events.columns import microseconds
    from answerable.events.corrections import in_force
    from answerable.events.reading import read
    from answerable.rules.catalogue import DUTIES
    from answerable.rules.derived import with_derived
    from answerable.rules.evaluate import obligations
    from answerable.rules.kernel.bulk import catalogue_program, run
    from answerable.rules.kernel.one import as_columns, evaluate_case, state_of

    cases = read(caseload(200), EVENT_TYPES).cases.values()
    entries = in_force(min(cases, key=lambda case: abs(len(case) - 150)), AS_OF)
    evaluate_case(entries, AS_OF)
    program = catalogue_program()
    log, state, at = as_columns(entries, program)[0], state_of(program), microseconds(AS_OF)
    times = 200

    def each(work: Callable[[], Any]) -> float:
        def often() -> None:  # and keeps nothing, as a page does not
            for _ in range(times):
                work()

        return 1e6 / times * best(often, 15)

    return {
        "events": len(entries),
        "turn": 1e3 * each(lambda: None),
        "kernel": each(lambda: evaluate_case(entries, AS_OF)),
        "arrays": each(lambda: run(log, program, at, 0, 1, state)),
        "referee": 1e6 * best(lambda: obligations(with_derived(entries), DUTIES, AS_OF)),
    }


def cold_start() -> dict[str, Any]:
    """The command on a small log in a fresh process: seconds."""
    from importlib.resources import files

    log = str(files("answerable.commands") / "cases" / "inspection.csv")
    command = [
        str(Path(sys.executable).parent / "answerable"),
        "duties",
        log,
        "--as-of",
        "2021-01-01",
    ]
    return {"seconds": best(lambda: subprocess.run(command, capture_output=True, check=True), 10)}


def peers() -> dict[str, Any]:
    """Ten plain rules (A within n days by B) at 7,000 cases: ours, pandas, PM4Py."""
    from benchmarks.peers import compare

    return compare(caseload(7_000), AS_OF)


def apart(name: str, *words: str, of: str = "benchmarks.run") -> dict[str, Any]:
    """A benchmark of a module in a process of its own."""
    command = [sys.executable, "-m", of, "--only", name, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"failed": done.stderr.strip().splitlines()[-1:]}
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def report(sizes: list[int]) -> str:
    """The table of all benchmarks."""
    lines = [
        "# Benchmarks", "",
        f"{date.today()}, {platform.machine()}, Python {platform.python_version()}. Best of three;",
        "what counts are the ratios, each measured in one run. `make bench` writes this page.", "",
        "| cases | events | obligations | seconds | events/s | × floor (limit 3) | with writing (5) | GB |",
        "|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]  # fmt: skip
    costs = []
    for cases in sizes:
        one = apart("scale", str(cases))
        costs.append(one["seconds"] / one["events"])
        lines.append(
            f"| {cases:,} | {one['events']:,} | {one['obligations']:,} | {one['seconds']:.2f} | "
            f"{one['events'] / one['seconds'] / 1e6:.1f} M | {one['seconds'] / one['floor']:.1f} | "
            f"{one['writing'] / one['floor']:.1f} | {one['gigabytes']:.2f} |"
        )
    lines += [
        "",
        f"Cost of an event, largest size to smallest (limit 1.2): {costs[-1] / costs[0]:.2f}",
    ]
    single, cold, others = apart("one"), apart("cold"), apart("peers")
    lines += [
        f"\nOne case of {single['events']} events, whole catalogue (limit 100 µs): "
        f"{single['kernel']:.0f} µs from its entries, of which {single['arrays']:.0f} µs once they "
        f"are arrays; the referee {single['referee']:.0f} µs (best of fifteen, on a machine that "
        f"calls an empty function in {single['turn']:.0f} ns)",
        f"\nCold start of `answerable duties` on a small log (limit 0.5 s): {cold['seconds']:.2f} s",
        f"\nPeers, ten plain rules at 7,000 cases: {others}",
    ]
    return "\n".join(lines) + "\n"


WORK = {"scale": scale, "one": one_case, "cold": cold_start, "peers": peers}


def main() -> None:
    """Run all and write results.md, or `--only` one, whose figures are printed as JSON."""
    words = argparse.ArgumentParser(prog="python -m benchmarks.run", description=main.__doc__)
    words.add_argument("--only", nargs="+", metavar="NAME", help=f"{', '.join(WORK)}, and its size")
    words.add_argument("--national", action="store_true", help="700,000 cases too: some minutes")
    asked = words.parse_args()
    if asked.only:
        name, *numbers = asked.only
        if name not in WORK:
            words.error(f"there is no {name}: {', '.join(WORK)}")
        print(json.dumps(WORK[name](*map(int, numbers))))
        return
    sizes = [7_000, 70_000, *([700_000] if asked.national else [])]
    text = report(sizes)
    (HERE / "results.md").write_text(text)
    print(text)


if __name__ == "__main__":
    main()
