"""The same ten plain rules, as the kernel, pandas and PM4Py express them.

A rule here is "B within n days after A, for each A": the first B after each A, and whether it came
in time. In our notation it is a duty per case with a start, a discharge and a clock of hours, so
that all three measure elapsed time; recorded again while one is open, the first clock stands, so
ours gives fewer rows than one per A, and the counts compared are of cases that ever kept it.
"""

from __future__ import annotations

import time
from datetime import date, datetime
from pathlib import Path
from typing import Any

RULES = (
    ("crime.reported", "crime.recorded", 1), ("crime.reported", "victim.spoken_to", 1),
    ("crime.recorded", "report.acknowledged", 7), ("crime.recorded", "investigation.allocated", 3),
    ("investigation.allocated", "plan.set", 7), ("file.submitted", "triage.completed", 2),
    ("triage.completed", "prosecutor.allocated", 7), ("decision.made", "decision.told", 1),
    ("decision.made", "letter.sent", 5), ("device.taken", "device.returned", 28),
)  # fmt: skip


def compare(path: Path, as_of: datetime) -> dict[str, Any]:
    """Seconds of each, on a log in memory, and the ratio of each peer to ours."""
    import pandas as pd
    import pyarrow.parquet as pq

    table = pq.read_table(path, columns=["case_id", "event", "occurred_at"])
    frame = table.to_pandas()
    frame = frame.astype({"case_id": str, "event": str})
    ours, kept = _ours(path, as_of)
    panda = _timed(lambda: _pandas(frame, pd))
    found: dict[str, Any] = {"ours": ours, "pandas": panda, "pandas/ours": round(panda / ours, 1)}
    found["cases that kept the first rule"] = kept
    try:
        import pm4py
    except ImportError:
        return {**found, "pm4py": "not installed"}
    log = frame.rename(
        columns={
            "case_id": "case:concept:name",
            "event": "concept:name",
            "occurred_at": "time:timestamp",
        }
    )
    peer = _timed(lambda: _pm4py(log, pm4py), times=1)
    return {**found, "pm4py": round(peer, 2), "pm4py/ours": round(peer / ours, 1)}


def _timed(work: Any, times: int = 3) -> float:
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return round(best, 4)


def _ours(path: Path, as_of: datetime) -> tuple[float, int]:
    from answerable.events.catalogue import EVENT_TYPES
    from answerable.rules.kernel.bulk import evaluate_log
    from answerable.rules.kernel.files import open_log
    from answerable.rules.kernel.program import compile_duties
    from answerable.rules.model import Duty

    duties = tuple(
        Duty(
            id=f"rule.{n}", what="", basis="default", figure="default", since=date(2015, 1, 1),
            read_on=date(2026, 11, 24), sources=(), requirements=(), owner="police", per="case",
            starts=start, met_by=end, clock=f"Hours({24 * days})",
        )
        for n, (start, end, days) in enumerate(RULES)
    )  # fmt: skip
    program = compile_duties(duties, EVENT_TYPES)
    parts = list(open_log(path, program).parts())

    def work() -> list[Any]:
        return [part for columns in parts for part in evaluate_log(columns, as_of, program)]

    work()
    kept = sum(int((part.rows.status[part.rows.duty == 0] == 0).sum()) for part in work())
    return _timed(work), kept


def _pandas(frame: Any, pd: Any) -> list[int]:
    ordered = frame.sort_values("occurred_at", kind="stable")
    counts = []
    for start, end, days in RULES:
        left = ordered[ordered["event"] == start]
        right = ordered.loc[ordered["event"] == end, ["case_id", "occurred_at"]]
        right = right.assign(done=right["occurred_at"])
        merged = pd.merge_asof(
            left, right, on="occurred_at", by="case_id", direction="forward",
            tolerance=pd.Timedelta(days=days),
        )  # fmt: skip
        counts.append(int(merged["done"].notna().sum()))
    return counts


def _pm4py(log: Any, pm4py: Any) -> list[int]:
    from pm4py.algo.filtering.pandas.ltl import ltl_checker

    counts = []
    for start, end, days in RULES:
        kept = ltl_checker.eventually_follows(
            log,
            [start, end],
            parameters={
                "enable_timestamp": True,
                "timestamp_diff_boundaries": [(0, days * 86_400)],
            },
        )
        counts.append(int(kept["case:concept:name"].nunique()))
    return counts
