"""A log of made-up cases counted in the plainest way, for tests to hold the generator to."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

DAY = 86_400_000_000


class Plain:
    """The rows of a log that lie in order by case, with a place for each case."""

    def __init__(self, path: Path, until=None) -> None:
        table = pq.read_table(path).unify_dictionaries().combine_chunks()
        if until is not None:
            table = table.filter(pa.compute.less_equal(table["occurred_at"], until))
        column = {name: table[name].combine_chunks() for name in table.column_names}
        self.case = column["case_id"].indices.to_numpy()
        self.case = np.unique(self.case, return_inverse=True)[1]
        self.count = int(self.case.max()) + 1
        self.event = column["event"].indices.to_numpy()
        self.events = column["event"].dictionary.to_pylist()
        self.at = column["occurred_at"].cast(pa.int64()).to_numpy()
        self.agency = np.array(column["agency"].dictionary.to_pylist())[
            column["agency"].indices.to_numpy()
        ]
        self.data = column["data"].indices.to_numpy()
        self.texts = [json.loads(text or "{}") for text in column["data"].dictionary.to_pylist()]
        self.reported = self.first("crime.reported")[0]

    def rows(self, event: str, **fields) -> np.ndarray:
        """The rows of an event whose fields say so; a set: one of."""
        rows = (
            np.flatnonzero(self.event == self.events.index(event))
            if event in self.events
            else np.array([], int)
        )
        for name, wanted in fields.items():
            allowed = wanted if isinstance(wanted, set) else {wanted}
            codes, place = np.unique(self.data[rows], return_inverse=True)
            held = [self.texts[code].get(name.rstrip("_")) in allowed for code in codes]
            rows = rows[np.array(held, bool)[place]]
        return rows

    def first(self, event: str, **fields) -> tuple[np.ndarray, np.ndarray]:
        """When each case first has such an event, and whether it has one."""
        rows = self.rows(event, **fields)[::-1]
        found = np.zeros(self.count, np.int64)
        has = np.zeros(self.count, bool)
        found[self.case[rows]] = self.at[rows]
        has[self.case[rows]] = True
        return found, has

    def has(self, event: str, **fields) -> np.ndarray:
        """Whether each case has such an event."""
        return self.first(event, **fields)[1]

    def days(self, event: str, since=None, **fields) -> tuple[np.ndarray, np.ndarray]:
        """Days from the report, or another instant of each case, to the first such event."""
        at, has = self.first(event, **fields)
        return (at - (self.reported if since is None else since)) / DAY, has

    def values(self, event: str, name: str) -> list:
        """What a field says in every such event."""
        return [self.texts[self.data[row]].get(name) for row in self.rows(event)]
