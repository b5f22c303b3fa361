"""A Parquet log as a table an event type, with only the columns and the fields that are needed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

CHARACTERISTICS = (
    "age", "disability", "gender_reassignment", "marriage_civil_partnership",
    "pregnancy_maternity", "race", "religion_belief", "sex", "sexual_orientation",
)  # fmt: skip
# The events that the measures need, and of each the fields.
FIELDS: dict[str, tuple[str, ...]] = {
    "crime.reported": ("domestic_abuse",), "crime.recorded": (), "charge.made": (), "trial.started": (),
    "case.closed": (), "proceedings.stopped": (), "court.outcome": ("result",),
    "decision.made": ("result", "by", "outcome"), "suspect.identified": (),
    "position.stated": ("position", "at", "reasons"), "withdrawal.stated": ("reasons",),
    "withdrawal.confirmed": ("how",),
    "file.submitted": ("purpose",), "triage.completed": ("accepted", "missing"),
    "file.assessed": ("inadequate",), "actionplan.sent": (), "case.waiting_on_police": (),
    "case.reactivated": (), "cps.told": ("of",), "early_advice.requested": (),
    "investigation.allocated": (), "supervision.reviewed": ("direction",),
    "safeguarding.decided": ("result",), "characteristics.recorded": CHARACTERISTICS,
    "support.answered": ("service", "answer"), "support.started": ("service",),
    "device.requested": ("of",), "device.answered": ("answer",), "device.taken": ("of",),
    "device.reviewed": ("relevant",), "device.returned": (),
    "third_party.requested": (), "third_party.received": (),
    "line.opened": (), "line.closed": (), "suspect.interviewed": (),
    "decision.told": ("review_right",), "letter.sent": ("review_right",), "review.requested": (),
    "contact.agreed": ("when", "every_days"), "contact.declined": (), "contact.made": ("by",),
    "contact.attempted": (),
    "action.set": ("target",), "action.completed": (),
    "action.amended": ("target", "withdrawn"),
}  # fmt: skip
# What a log may hold and the one that is measured does not. It is left out here; ours has it.
LEFT_OUT = (
    "record.corrected", "message.failed", "crime.classified_n100", "case.reopened",
    "outcome.assigned", "engagement.resumed", "withdrawal.disputed",
)  # fmt: skip
COLUMNS = ["case_id", "event", "occurred_at", "agency", "subject", "data"]
DAY = 86_400_000_000  # microseconds


@dataclass(frozen=True)
class Log:
    """A table an event type, and when each row happened, in microseconds.

    The index of a table is the place of its rows in the log, where they stand by case and in
    order: of two rows of a case the higher is the later. A case is its number from nought, and
    `nobody` is the code of the subject of a row that names none.
    """

    tables: dict[str, Any]
    occurred: Any
    cases: int
    nobody: int
    end: int

    def __getitem__(self, event: str) -> Any:
        return self.tables[event]

    def at(self, rows: Any) -> Any:
        """When rows happened; nothing where there is no row."""
        found = np.full(len(rows), np.nan)
        there = rows.notna().to_numpy()
        found[there] = self.occurred[rows[there].to_numpy(np.int64)]
        return pd.Series(found, rows.index)

    def together(self, *tables: Any) -> Any:
        """The rows of several tables in the order of the log."""
        return pd.concat(tables).sort_index()

    def first(self, table: Any, after: Any = None) -> Any:
        """The first row of each case, after its row in `after` where that is given."""
        return self._of_cases(self._after(table, after).drop_duplicates("case"))

    def last(self, table: Any, before: Any = None) -> Any:
        """The last row of each case, before its row in `before` where that is given."""
        if before is not None:
            table = table[table.index < before.to_numpy()[table["case"]]]
        return self._of_cases(table.drop_duplicates("case", keep="last"))

    def has(self, table: Any, after: Any = None) -> Any:
        """Whether each case has a row, after its row in `after` where that is given."""
        found = np.zeros(self.cases, bool)
        found[self._after(table, after)["case"]] = True
        return pd.Series(found)

    def _after(self, table: Any, after: Any) -> Any:
        if after is None:
            return table
        return table[table.index > after.fillna(-1).to_numpy()[table["case"]]]

    def _of_cases(self, table: Any) -> Any:
        return pd.Series(table.index, table["case"]).reindex(range(self.cases))

    def following(self, rows: Any, table: Any, *, about: bool = False) -> Any:
        """For each of some rows, the first row after it in its case that is in the table; `about`
        the same subject, where a row that names nobody is about all."""
        if not about:
            return _following(rows, table, ["case"])
        of_nobody = table[table["subject"] == self.nobody]
        own = _following(rows, table, ["case", "subject"])
        found = earlier(own, _following(rows, of_nobody, ["case"]))
        any_ = _following(rows, table, ["case"])
        return found.where(rows["subject"] != self.nobody, any_)

    def preceding(self, rows: Any, table: Any, *, about: bool = False) -> Any:
        """For each of some rows, the last row before it in its case that is in the table; `about`
        the same subject, where a row that names nobody is about all."""
        any_ = _following(rows, table, ["case"], "backward")
        if not about:
            return any_
        of_nobody = table[table["subject"] == self.nobody]
        own = _following(rows, table, ["case", "subject"], "backward")
        found = np.fmax(own, _following(rows, of_nobody, ["case"], "backward"))
        return found.where(rows["subject"] != self.nobody, any_)


def _following(rows: Any, table: Any, by: list[str], direction: str = "forward") -> Any:
    found = pd.merge_asof(
        rows[by].reset_index(names="row"),
        table[by].assign(found=table.index).reset_index(names="row"),
        on="row", by=by, direction=direction, allow_exact_matches=False,
    )  # fmt: skip
    return pd.Series(found["found"].to_numpy(float), rows.index)


def earlier(*rows: Any) -> Any:
    """The earliest of some rows of each case; what there is where one is missing."""
    found = rows[0]
    for other in rows[1:]:
        found = np.fmin(found, other)
    return found


def local_days(instants: Any) -> Any:
    """The local day of instants, counted from 1970."""
    utc = pd.DatetimeIndex(np.asarray(instants, np.int64).view("datetime64[us]"), tz="UTC")
    there = utc.tz_convert("Europe/London").tz_localize(None)
    return there.to_numpy().astype("datetime64[D]").astype(np.int64)


def read(path: Path, as_of: datetime, more: Mapping[str, Iterable[str]]) -> Log:
    """The log as it stands at `as_of`: its rows have to lie by case and in order. `more` names
    events and fields that are needed beside those of the measures."""
    fields = {name: [*{*FIELDS.get(name, ()), *more.get(name, ())}] for name in {**FIELDS, **more}}
    wanted = [("event", "in", [*{*fields, *LEFT_OUT}])]
    frame = pd.read_parquet(path, columns=COLUMNS, filters=wanted)
    frame = frame[frame["occurred_at"] <= as_of].reset_index(drop=True)
    case, occurred = frame["case_id"].cat.codes, frame["occurred_at"].astype("int64").to_numpy()
    _look_over(frame, case.to_numpy(), occurred)
    frame["case"] = case.astype(np.int32)
    nobody = frame["subject"].cat.categories.get_loc("")
    frame["subject"] = frame["subject"].cat.codes.astype(np.int32)
    cases = len(frame["case_id"].cat.categories)
    frame = frame.drop(columns=["case_id", "occurred_at"])
    tables = {
        name: _table(part, fields[name])
        for name, part in frame.groupby("event", observed=True)
        if name in fields
    }
    for name in fields.keys() - tables.keys():
        tables[name] = _table(frame.iloc[:0], fields[name])
    return Log(tables, occurred, cases, nobody, round(as_of.timestamp() * 1e6))


def _look_over(frame: Any, case: Any, occurred: Any) -> None:
    """ValueError where the log holds what is left out here."""
    there = set(frame["event"].unique()) & set(LEFT_OUT)
    if there:
        raise ValueError(f"what is left out here, and the log holds: {sorted(there)}")
    same, later = np.diff(case) == 0, np.diff(case) > 0
    if not (later | (same & (np.diff(occurred) >= 0))).all():
        raise ValueError("the rows do not lie by case and in order")
    names = frame.loc[frame["event"].isin(["suspect.identified", "decision.made"])]
    names = names.loc[names["subject"] != "", ["case_id", "subject"]].drop_duplicates()
    if names["case_id"].duplicated().any():
        raise ValueError("a case has several suspects, whose decisions would have to be ranked")


def _table(part: Any, fields: Sequence[str]) -> Any:
    """The rows of one event type, with its fields as categories: each distinct text parsed once."""
    table = part[["case", "subject", "agency"]].copy()
    if not fields:
        return table
    texts = part["data"].cat.remove_unused_categories().cat
    parsed = [json.loads(text) if text else {} for text in texts.categories]
    for name in fields:
        codes, said = pd.factorize(np.array([_said(one.get(name)) for one in parsed], object))
        table[name] = pd.Categorical.from_codes(codes[texts.codes], said)
    return table


def _said(value: Any) -> Any:
    """A list as one text, for a category has to be one thing; an empty text says nothing."""
    return (" ".join(value) if isinstance(value, list) else value) if value != "" else None
