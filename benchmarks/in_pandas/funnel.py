"""Where cases go: the funnel of those reported in each quarter, and what happened in each."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from benchmarks.in_pandas.cases import Cases, standing
from benchmarks.in_pandas.leaving import convicted
from benchmarks.in_pandas.reading import Log, local_days

ENDINGS = (
    "open", "police_nfa", "cps_nfa", "nfa_by_not_recorded", "closed",
    "at_court", "stopped_at_court", "not_convicted", "convicted",
)  # fmt: skip
Numbers = dict[str, dict[str, int]]  # by the period, then what is counted


def by_cohort(log: Log, cases: Cases) -> dict[str, Any]:
    """Of each quarter's recorded cases: how many there are, got to each stage, and ended how; and
    how many of these stand withdrawn."""
    quarter = _quarter(log, cases.reported)[cases.recorded]
    got_to = pd.DataFrame({name: rows.notna() for name, rows in _stages(log, cases).items()})
    ending = pd.Categorical(_endings(log, cases), ENDINGS)
    ending = pd.Series(ending)[cases.recorded]
    left = standing(log).withdrawn[cases.recorded]
    return {
        "cases": quarter.value_counts().to_dict(),
        "reached": got_to[cases.recorded].groupby(quarter).sum().to_dict("index"),
        "ended": _crossed(quarter, ending),
        "withdrawn": _crossed(quarter, ending.where(left)),
    }


def _crossed(quarter: Any, ending: Any) -> Numbers:
    return pd.crosstab(quarter, ending, dropna=False).reindex(
        index=quarter.unique(), columns=[*ENDINGS], fill_value=0
    ).to_dict("index")  # fmt: skip


def by_period(log: Log, cases: Cases) -> Numbers:
    """How many cases got to each stage for the first time in each quarter."""
    found = {
        name: _quarter(log, rows.where(cases.counted)).value_counts()
        for name, rows in _stages(log, cases).items()
    }
    return pd.DataFrame(found).fillna(0).astype(int).to_dict("index")


def _stages(log: Log, cases: Cases) -> dict[str, Any]:
    return {
        "recorded": log.first(log["crime.recorded"]), "referred": log.first(cases.referred_files),
        "charged": cases.charge_made, "convicted": log.first(convicted(log)),
    }  # fmt: skip


def _quarter(log: Log, rows: Any) -> Any:
    """The calendar quarter of the local day of rows."""
    rows = rows.dropna().astype(np.int64)
    days = pd.PeriodIndex(local_days(log.occurred[rows]).astype("datetime64[D]"), freq="Q")
    codes, quarters = pd.factorize(days)
    names = np.array([f"{one.year}-Q{one.quarter}" for one in quarters], object)
    return pd.Series(names[codes], rows.index)


def _endings(log: Log, cases: Cases) -> Any:
    """How each case ended, or that it is open: what stands lower goes before what is above it."""
    last = log.last(log.together(log["court.outcome"], log["proceedings.stopped"]))
    decision, end, charged = cases.decision, cases.finished, cases.charged
    found = {
        "convicted": log.has(convicted(log)),
        "not_convicted": last.isin(log["court.outcome"].index),
        "stopped_at_court": last.isin(log["proceedings.stopped"].index),
        "at_court": charged.notna() & (end.isna() | (end < charged)),
        "police_nfa": decision == "police_nfa", "cps_nfa": decision == "cps_nfa",
        "nfa_by_not_recorded": decision == "nfa", "closed": end.notna(),
    }  # fmt: skip
    return np.select([*found.values()], [*found], "open")
