"""A log counted in the plainest way, for tests to hold the generator of made-up cases to."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

DAY = 86_400_000_000
NFA = {"result": "no_further_action"}


class Plain:
    """The rows of a Parquet log that lie in order by case, with a place for each case."""

    def __init__(self, path: Path) -> None:
        table = pq.read_table(path).unify_dictionaries()
        column = {name: table[name].combine_chunks() for name in table.column_names}
        coded = {name: column[name].indices.to_numpy() for name in ("case_id", "event", "data")}
        self.case = np.unique(coded["case_id"], return_inverse=True)[1]
        self.count = int(self.case.max()) + 1
        self.event, self.data = coded["event"], coded["data"]
        self.events = column["event"].dictionary.to_pylist()
        self.texts = [json.loads(text or "{}") for text in column["data"].dictionary.to_pylist()]
        self.at = column["occurred_at"].cast(pa.int64()).to_numpy()
        self.reported = self.first("crime.reported")[0]

    def rows(self, event: str, **fields) -> np.ndarray:
        """The rows of an event whose fields say so; of a set, one of them."""
        rows = np.flatnonzero(self.event == self.events.index(event))
        for name, wanted in fields.items():
            allowed = wanted if isinstance(wanted, set) else {wanted}
            held = [text.get(name.rstrip("_")) for text in self.texts]
            says = np.array([isinstance(one, (str, bool)) and one in allowed for one in held])
            rows = rows[says[self.data[rows]]]
        return rows

    def first(self, event: str, **fields) -> tuple[np.ndarray, np.ndarray]:
        """When each case first has such an event, and whether it has one."""
        rows = self.rows(event, **fields)[::-1]
        found, has = np.zeros(self.count, np.int64), np.zeros(self.count, bool)
        found[self.case[rows]] = self.at[rows]
        has[self.case[rows]] = True
        return found, has

    def has(self, event: str, **fields) -> np.ndarray:
        """Whether each case has such an event."""
        return self.first(event, **fields)[1]

    def days(self, event: str, since: np.ndarray | None = None, **fields) -> np.ndarray:
        """Days from the report, or another instant, to the first such event, of those with one."""
        at, has = self.first(event, **fields)
        return ((at - (self.reported if since is None else since)) / DAY)[has]

    def values(self, event: str, name: str) -> list:
        """What a field says in every such event, in order."""
        return [self.texts[code].get(name) for code in self.data[self.rows(event)]]

    def withdrawn(self) -> tuple[np.ndarray, np.ndarray]:
        """When the victim of each case first did not support it, and whether ever."""
        one, says = self.first("position.stated", position="does_not_support")
        other, leaves = self.first("withdrawal.stated")
        never = np.iinfo(np.int64).max
        at = np.minimum(np.where(says, one, never), np.where(leaves, other, never))
        return at, says | leaves


def odds_ratio(there: np.ndarray, happened: np.ndarray) -> tuple[float, float]:
    """The log odds ratio of two facts, with its standard error."""
    cells = [(a & b).sum() for a in (there, ~there) for b in (happened, ~happened)]
    a, b, c, d = (float(cell) for cell in cells)
    return float(np.log(a * d / (b * c))), float(np.sqrt(1 / a + 1 / b + 1 / c + 1 / d))
