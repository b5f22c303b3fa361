"""How regularly a supervisor looked at an investigation, with what was handed over left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.in_pandas import intervals
from benchmarks.in_pandas.answering import Row, share
from benchmarks.in_pandas.cases import Cases
from benchmarks.in_pandas.reading import Log, local_days

DAYS = 7


def supervision(log: Log, cases: Cases) -> Iterator[tuple[str, Row]]:
    """The cases looked at every seven days, and the days within seven of a look."""
    start = log.first(log["investigation.allocated"])
    end = cases.decided.fillna(cases.ended)
    base, before = cases.counted & start.notna(), end < start
    paused = _pauses(log, cases)
    reviews = log["supervision.reviewed"]
    directed = reviews[reviews["direction"].isin(["given", "none_needed"])]
    for name, looks in (("", reviews), ("_with_direction", directed)):
        gaps = _gaps(log, start.where(base & ~before), end, looks, paused)
        longest = gaps.groupby("case")["days"].max().reindex(range(log.cases), fill_value=0)
        yield (
            f"supervision.within_7_days{name}",
            share(base, longest <= DAYS, open_=end.isna(), not_applicable=before),
        )
        if not name:
            covered = "supervision.days_covered", _covered(log, gaps, end)
    yield covered


def _covered(log: Log, gaps: Any, end: Any) -> Row:
    """Of all days of the cases, those that came no more than seven after a look."""
    near = gaps.assign(near=gaps["days"].clip(upper=DAYS)).groupby("case")[["near", "days"]].sum()
    inside = near[near["days"] != 0]
    figure = intervals.clustered(inside["near"], inside["days"], inside.index)
    return (*figure, int(end.isna()[inside.index].sum()), 0, len(near) - len(inside))


def _gaps(log: Log, start: Any, end: Any, looks: Any, paused: Any) -> Any:
    """The local days from each look at a case to the next: the first is its allocation, the last
    its decision, or now."""
    limit = end.fillna(len(log.occurred)).where(start.notna())
    case = looks["case"].to_numpy()
    looks = looks[(looks.index > start.to_numpy()[case]) & (looks.index < limit.to_numpy()[case])]
    all_ = pd.concat(
        [
            pd.DataFrame({"case": some.index, "row": some.astype(np.int64)})
            for some in (start.dropna(), limit.dropna())
        ]
        + [pd.DataFrame({"case": looks["case"].astype(np.int64), "row": looks.index})]
    )
    all_ = all_.sort_values("row", kind="stable", ignore_index=True)
    day = local_days(np.append(log.occurred, log.end)[all_["row"]])
    last = pd.merge_asof(all_, paused, on="row", by="case")
    still = last["pauses"].eq(True)
    stood = last["total"].fillna(0) + (day - last["day"]).where(still, 0)
    all_["days"] = day - stood
    all_["days"] = all_.groupby("case")["days"].diff()
    return all_.dropna()


def _pauses(log: Log, cases: Cases) -> Any:
    """The rows at which the clock of the duty stops or runs again: for how many local days it had
    stood still by then, and whether it does from then on."""
    triaged = log["triage.completed"]
    refused = triaged[triaged["accepted"] == False]  # noqa: E712  a category, not a truth
    parts = (cases.referred_files, True), (log["actionplan.sent"], False), (refused, False)
    changes = pd.concat([one[["case"]].assign(pauses=pauses) for one, pauses in parts])
    changes = changes.sort_index()
    # While it stands still another pause does nothing, and while it runs no resumption does.
    before = changes.groupby("case")["pauses"].shift(fill_value=False)
    changes = changes[changes["pauses"] != before].copy()
    changes["day"] = local_days(log.occurred[changes.index])
    lasted = changes.groupby("case")["day"].diff().mask(changes["pauses"], 0)
    changes["total"] = lasted.groupby(changes["case"]).cumsum()
    return changes.astype({"case": np.int64}).reset_index(names="row")
