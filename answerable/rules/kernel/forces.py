"""A log by the forces to which its cases were reported, for those that have set their own rules."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from answerable.events.columns import Columns, take


def forces_of(columns: Columns) -> list[str]:
    """The force of each case, as rules.set_by_force.force_of says it of entries."""
    found = [""] * len(columns.cases)
    reported = [code for code, name in enumerate(columns.events) if name == "crime.reported"]
    rows = np.flatnonzero(np.isin(columns.event, reported))
    cases = np.searchsorted(columns.first, rows, side="right") - 1
    for case, data in zip(cases.tolist(), columns.data[rows].tolist(), strict=True):
        found[case] = str(columns.datas[data].get("force") or found[case])
    return found


def some_cases(columns: Columns, which: NDArray[np.int64]) -> Columns:
    """Some cases of a log, by their places, in order."""
    lengths = np.diff(columns.first)[which]
    first = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    # Each row's place in its own case, and then from where the case begins in the whole log.
    rows = np.arange(first[-1]) + np.repeat(columns.first[which] - first[:-1], lengths)
    return replace(take(columns, rows, first), cases=[columns.cases[place] for place in which])
