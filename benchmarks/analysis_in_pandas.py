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


SHARES = ("funnel.referred", "funnel.charged", "funnel.convicted", "contact.agreed",
          "device.requested")  # fmt: skip
TIMES = ("time.report_to_referral", "time.report_to_charge", "time.report_to_trial")
DRAWN = 999  # samples of a bootstrap, as many as ours


def with_intervals(frame: Any, as_of: datetime, by: str = "") -> dict[tuple[str, str], Any]:
    """The counts, shares, means and medians, each with its interval: of all, or by force.

    Curves are not among them, nor how many are open, missing or not applicable, which ours have
    as well: the peers that draw curves are measured apart."""
    import pandas as pd
    from statsmodels.stats.proportion import proportion_confint

    cases = _cases(frame, as_of)
    groups = cases.groupby("force", observed=True) if by else [("", cases)]
    found: dict[tuple[str, str], Any] = {}
    for name, some in groups:
        recorded, stopped = some[some["recorded"]], some[some["stopped"]]
        found["cases.reported", name] = (len(some), *_garwood(len(some)))
        found["cases.recorded", name] = (len(recorded), *_garwood(len(recorded)))
        bases = {"funnel": recorded, "contact": stopped, "device": some}
        for measure in SHARES:
            base = bases[measure.partition(".")[0]]
            if len(base):
                yes = int(base[measure].sum())
                ends = proportion_confint(yes, len(base), method="wilson")
                found[measure, name] = (yes / len(base), *ends)
        for measure in TIMES:
            days: pd.Series = some[measure].dropna()
            found[measure, name] = (days.mean(), *_drawn_again(days.to_numpy()))
            found[f"{measure}.median", name] = (days.median(), *_ordered(days.to_numpy()))
    return found


def _cases(frame: Any, as_of: datetime) -> Any:
    """A row a case, with all that is asked of it."""
    import pandas as pd

    frame = frame[frame["event"].isin((*FIRSTS, *SAYS)) & (frame["occurred_at"] <= as_of)]
    firsts = frame[frame["event"].isin(FIRSTS)]
    first = firsts.groupby(["case_id", "event"], observed=True)["occurred_at"].min().unstack()
    cases = first[first["crime.reported"].notna()]
    says = _with_fields(frame[frame["event"].isin(SAYS)])
    reports = frame[frame["event"] == "crime.reported"].drop_duplicates("case_id")
    texts = reports["data"].astype("category").cat.remove_unused_categories()
    force = [json.loads(text).get("force", "") for text in texts.cat.categories]
    of_case = pd.Series([force[code] for code in texts.cat.codes], reports["case_id"].to_numpy())

    def first_of(event: str, **fields_: tuple[str, ...]) -> Any:
        some = says[says["event"] == event]
        for name, allowed in fields_.items():
            some = some[some[name].isin(allowed)]
        return some.groupby("case_id", observed=True)["occurred_at"].min().reindex(cases.index)

    last = says[(says["event"] == "decision.made") & says["result"].notna()]
    last = last.sort_values("occurred_at", kind="stable").drop_duplicates("case_id", keep="last")
    stopped = last[(last["result"] == "no_further_action") & (last["by"] == "police")]["case_id"]
    ends = {
        "time.report_to_referral": first_of("file.submitted", purpose=("charging",)),
        "time.report_to_charge": cases["charge.made"], "time.report_to_trial": cases["trial.started"],
    }  # fmt: skip
    days = {
        name: (end - cases["crime.reported"]).dt.total_seconds() / 86_400
        for name, end in ends.items()
    }
    yes = {
        "funnel.referred": first_of("file.submitted", purpose=("charging", "resubmission")),
        "funnel.charged": cases["charge.made"],
        "funnel.convicted": first_of("court.outcome", result=("guilty_plea", "convicted")),
        "contact.agreed": cases["contact.agreed"],
        "device.requested": first_of("device.requested", of=("victim",)),
    }
    return pd.DataFrame(
        {
            "force": of_case.reindex(cases.index.astype(str)).to_numpy(),
            "recorded": cases["crime.recorded"].notna(), "stopped": cases.index.isin(stopped),
            **{name: each.notna() for name, each in yes.items()},
            **{name: each.where(each >= 0) for name, each in days.items()},
        },
        index=cases.index,
    )  # fmt: skip


def _garwood(count: int) -> tuple[float, float]:
    from scipy.stats import chi2

    return chi2.ppf(0.025, 2 * count) / 2 if count else 0.0, chi2.ppf(0.975, 2 * count + 2) / 2


def _drawn_again(days: Any) -> tuple[float | None, float | None]:
    """The interval of a mean by bootstrap, a sample after the other: all at once is more memory
    than there is."""
    import numpy as np

    if len(days) < 2:
        return None, None
    dice = np.random.default_rng(0)
    means = [days[dice.integers(0, len(days), len(days))].mean() for _ in range(DRAWN)]
    low, high = np.quantile(means, [0.025, 0.975])
    return float(low), float(high)


def _ordered(days: Any) -> tuple[float | None, float | None]:
    """The interval of a median between two of the ordered values."""
    import numpy as np
    from scipy.stats import binom

    rank = int(binom.ppf(0.025, len(days), 0.5)) if len(days) else 0
    if not rank:
        return None, None
    ordered = np.sort(days)
    return float(ordered[rank - 1]), float(ordered[-rank])
