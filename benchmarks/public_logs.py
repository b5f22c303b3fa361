"""Timed rules on two public logs that nobody here wrote, by kernel, by referee and by PM4Py.

The event types are theirs: the rules are duties in our notation, compiled over those. Kernel and
referee have to give the same obligations, row for row, and where a rule counts elapsed hours PM4Py
has to count the same cases that kept it. Each rule starts with an event that a case has once, for
where a start is repeated the two mean different things: ours lets the first clock stand.

    python -m benchmarks.public_logs      writes benchmarks/public_logs.md
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from answerable.events.columns import Columns, from_cases
from answerable.events.entry import Entry
from answerable.events.reading import read
from answerable.rules.evaluate import obligations
from answerable.rules.kernel.bulk import Part, evaluate_log, in_order
from answerable.rules.kernel.program import compile_duties
from answerable.rules.model import Duty
from answerable.rules.obligation import Obligation
from tests.shared import SHARED

PAGE = Path(__file__).parent / "public_logs.md"
AS_OF = datetime(2016, 1, 1, tzinfo=UTC)  # after the last event of either
TIMES = 5


class Rule(NamedTuple):
    """`end` within `clock` after `start`, as the log names them; `hours` where PM4Py can say it."""

    start: str
    end: str
    clock: str
    hours: int = 0


def hours(start: str, end: str, count: int) -> Rule:
    """A rule that counts elapsed hours."""
    return Rule(start, end, f"Hours({count})", count)


LOGS: dict[str, tuple[Rule, ...]] = {
    "sepsis": (
        hours("ER Sepsis Triage", "IV Antibiotics", 1),
        hours("ER Sepsis Triage", "LacticAcid", 3),
        hours("ER Sepsis Triage", "IV Liquid", 1),
        hours("ER Registration", "ER Triage", 1),
        hours("IV Antibiotics", "Admission NC", 24),
    ),
    "receipt": (
        hours("Confirmation of receipt", "T02 Check confirmation of receipt", 24),
        hours("Confirmation of receipt", "T05 Print and send confirmation of receipt", 7 * 24),
        hours("Confirmation of receipt", "T10 Determine necessity to stop indication", 14 * 24),
        hours("T05 Print and send confirmation of receipt",
              "T06 Determine necessity of stop advice", 24),
        # What a process-mining library has no words for: the working days of England and Wales.
        Rule("Confirmation of receipt", "T05 Print and send confirmation of receipt",
             "WorkingDays(5)"),
    ),
}  # fmt: skip


def logs() -> Path | None:
    """The folder of public logs beside the checkout, where it is there."""
    folder = SHARED / "logs"
    return folder if all((folder / f"{name}.xes.gz").exists() for name in LOGS) else None


def name_of(log: str, event: str) -> str:
    """An event type of theirs in our notation."""
    return f"{log}.{re.sub('[^a-z0-9]+', '_', event.lower()).strip('_')}"


def cases_of(log: str, folder: Path) -> dict[str, list[Entry]]:
    """The cases of a log, its event types in our notation."""
    found = read(folder / f"{log}.xes.gz", None)
    return {
        name: [entry._replace(event=name_of(log, entry.event)) for entry in entries]
        for name, entries in found.cases.items()
    }


def duties_of(log: str) -> tuple[Duty, ...]:
    """The rules of a log as duties. The kernel knows the owners of the catalogue alone."""
    return tuple(
        Duty(
            id=f"{log}.rule_{n}", what="", basis="default", figure="default", since=date(2010, 1, 1),
            read_on=date(2026, 11, 24), sources=(), requirements=(), owner="police", per="case",
            starts=name_of(log, rule.start), met_by=name_of(log, rule.end), clock=rule.clock,
        )
        for n, rule in enumerate(LOGS[log])
    )  # fmt: skip


def by_referee(cases: dict[str, list[Entry]], duties: Sequence[Duty]) -> list[Obligation]:
    """What the referee gives."""
    return [row for _, case in sorted(cases.items()) for row in obligations(case, duties, AS_OF)]


def evaluated(columns: Columns, duties: Sequence[Duty]) -> list[Part]:
    """What the kernel gives, in its own arrays."""
    return evaluate_log(columns, AS_OF, compile_duties(duties, columns.events))


def by_kernel(columns: Columns, duties: Sequence[Duty]) -> list[Obligation]:
    """What the kernel gives."""
    return list(in_order(evaluated(columns, duties)))


def kept(found: Iterable[Obligation]) -> dict[str, int]:
    """By rule, the cases that kept it."""
    cases: dict[str, set[str]] = {}
    for row in found:
        of_rule = cases.setdefault(row.duty, set())
        if row.status == "met":
            of_rule.add(row.case_id)
    return {rule: len(names) for rule, names in cases.items()}


def by_peer(frame: Any, rules: Sequence[Rule]) -> list[int | None]:
    """What PM4Py gives: by rule, the cases that kept it."""
    from pm4py.algo.filtering.pandas.ltl import ltl_checker

    counts: list[int | None] = []
    for rule in rules:
        within = {"enable_timestamp": True, "timestamp_diff_boundaries": [(0, rule.hours * 3600)]}
        if not rule.hours:
            counts.append(None)
            continue
        found = ltl_checker.eventually_follows(frame, [rule.start, rule.end], parameters=within)
        counts.append(int(found["case:concept:name"].nunique()))
    return counts


def best(work: Callable[[], Any]) -> tuple[float, Any]:
    """Milliseconds of a processor that the work takes, the best of some, and what it gave."""
    times, found = [], None
    for _ in range(TIMES):
        start = time.process_time()
        found = work()
        times.append(1e3 * (time.process_time() - start))
    return min(times), found


def compare(log: str, folder: Path) -> list[str]:
    """The lines of the page about one log. AssertionError where two of the three disagree."""
    cases, duties = cases_of(log, folder), duties_of(log)
    columns = from_cases(cases.items())
    rows = by_kernel(columns, duties)  # and what is compiled is loaded
    quick, _ = best(lambda: evaluated(columns, duties))
    plain, expected = best(lambda: by_referee(cases, duties))
    assert rows == expected, f"{log}: kernel and referee disagree"
    ours, started = kept(rows), {duty.id: 0 for duty in duties}
    for row in rows:
        started[row.duty] += 1
    peer, theirs = _peer(log, folder)
    lines = [
        f"## {log}", "",
        f"{len(cases):,} cases, {len(columns):,} events, {len(rows):,} obligations: kernel "
        f"{quick:.1f} ms, referee {plain:.0f} ms, PM4Py {peer}.", "",
        "| within | of | comes | cases | kept it | PM4Py |", "|---|---|---|--:|--:|--:|",
    ]  # fmt: skip
    for duty, rule, other in zip(duties, LOGS[log], theirs, strict=True):
        assert other in (None, ours[duty.id]), f"{log}: PM4Py counts otherwise: {rule}"
        lines.append(
            f"| `{rule.clock}` | {rule.start} | {rule.end} | {started[duty.id]:,} | "
            f"{ours[duty.id]:,} | {'–' if other is None else f'{other:,}'} |"
        )
    return [*lines, ""]


def _peer(log: str, folder: Path) -> tuple[str, list[int | None]]:
    try:
        import pm4py
    except ImportError:
        return "is not installed", [None] * len(LOGS[log])
    frame = pm4py.read_xes(str(folder / f"{log}.xes.gz"))
    took, counts = best(lambda: by_peer(frame, LOGS[log]))
    return f"{took:.0f} ms", counts


def page(folder: Path) -> str:
    """The table of both logs."""
    lines = [
        "# Rules on public logs", "",
        "Two logs that nobody here wrote, their event types as they are: `python -m",
        "benchmarks.public_logs`, which `make bench` runs, writes this page. Kernel and referee give",
        "the same obligations row for row, and PM4Py counts the same cases that kept a rule; where they",
        "did not, there would be no page. Milliseconds of a processor, best of five, the log read.", "",
    ]  # fmt: skip
    for log in LOGS:
        lines += compare(log, folder)
    return "\n".join(lines)


def main() -> None:
    """Write the page; where the logs are not there, say so."""
    folder = logs()
    if folder is None:
        print(f"public logs: skipped, for {', '.join(LOGS)} are not beside this checkout")
        return
    text = page(folder)
    PAGE.write_text(text)
    print(text, file=sys.stdout)


if __name__ == "__main__":
    main()
