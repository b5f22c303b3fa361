"""The funnel, some shares and some times of a log, as somebody would work them out in pandas.

Corrections are left out, and so are cases that were classified otherwise or opened again: the log
that is measured holds none of them, and the benchmark compares the figures.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

CASES_AND_TIMES = (
    "cases.reported", "cases.recorded", "funnel.referred", "funnel.charged", "funnel.convicted",
    "contact.agreed", "device.requested", "time.report_to_referral", "time.report_to_charge",
    "time.report_to_trial",
)  # fmt: skip
FIRSTS = ("crime.reported", "crime.recorded", "contact.agreed", "charge.made", "trial.started")
SAYS = ("file.submitted", "court.outcome", "decision.made", "device.requested")
FIELDS = ("purpose", "result", "by", "of")


def loaded(path: Path) -> Any:
    """The columns that are needed, in memory."""
    import pandas as pd

    return pd.read_parquet(path, columns=["case_id", "event", "occurred_at", "data"])


def in_pandas(frame: Any, as_of: datetime) -> dict[str, float]:
    """The figures, by the names that the measures give them."""
    frame = frame[frame["event"].isin((*FIRSTS, *SAYS)) & (frame["occurred_at"] <= as_of)]
    firsts = frame[frame["event"].isin(FIRSTS)]
    first = firsts.groupby(["case_id", "event"], observed=True)["occurred_at"].min().unstack()
    says = _with_fields(frame[frame["event"].isin(SAYS)])

    def first_of(event: str, **fields_: tuple[str, ...]) -> Any:
        some = says[says["event"] == event]
        for name, allowed in fields_.items():
            some = some[some[name].isin(allowed)]
        return some.groupby("case_id", observed=True)["occurred_at"].min()

    cases = first[first["crime.reported"].notna()]
    recorded = cases[cases["crime.recorded"].notna()]
    reported = cases["crime.reported"]
    last = says[(says["event"] == "decision.made") & says["result"].notna()]
    last = last.sort_values("occurred_at", kind="stable").drop_duplicates("case_id", keep="last")
    stopped = last[(last["result"] == "no_further_action") & (last["by"] == "police")]["case_id"]

    def share(base: Any, yes: Any) -> float:
        return float(base.index.isin(yes.index).mean())

    def days(end: Any) -> float:
        took = ((end - reported).dropna().dt.total_seconds()) / 86_400
        return float(took[took >= 0].mean())

    charged, trial = first["charge.made"].dropna(), first["trial.started"].dropna()
    referred = first_of("file.submitted", purpose=("charging", "resubmission"))
    agreed = cases["contact.agreed"]
    return {
        "cases.reported": len(cases), "cases.recorded": len(recorded),
        "funnel.referred": share(recorded, referred), "funnel.charged": share(recorded, charged),
        "funnel.convicted": share(
            recorded, first_of("court.outcome", result=("guilty_plea", "convicted"))
        ),
        "contact.agreed": float(agreed[agreed.index.isin(stopped)].notna().mean()),
        "device.requested": share(cases, first_of("device.requested", of=("victim",))),
        "time.report_to_referral": days(first_of("file.submitted", purpose=("charging",))),
        "time.report_to_charge": days(charged), "time.report_to_trial": days(trial),
    }  # fmt: skip


def _with_fields(said: Any) -> Any:
    """The fields that are needed as columns: each distinct text is parsed once."""
    import numpy as np

    texts = said["data"].astype("category").cat.remove_unused_categories()
    parsed = [json.loads(text) for text in texts.cat.categories]
    columns = {name: np.array([one.get(name) for one in parsed], object) for name in FIELDS}
    return said.assign(**{name: each[texts.cat.codes] for name, each in columns.items()})
