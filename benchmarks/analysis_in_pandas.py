"""The funnel, some shares and some times of a log, as somebody would work them out in pandas: each
with its interval, how many are open and to how many it does not apply, and of a time the medians
and how many ended so by a day, where other endings compete.

Corrections are left out, and so are cases that were classified otherwise or opened again, and rows
that cannot be read: the log that is measured holds none of them, and the benchmark compares the
figures, which ours would still have right if it did.
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
FIRSTS = (
    "crime.reported", "crime.recorded", "contact.agreed", "charge.made", "trial.started",
    "case.closed", "proceedings.stopped",
)  # fmt: skip
SAYS = ("file.submitted", "court.outcome", "decision.made", "device.requested")
FIELDS = ("purpose", "result", "by", "of", "force")


def loaded(path: Path, *, whole: bool = False) -> Any:
    """The columns that are needed, in memory, of the rows that are, or of the whole log."""
    import pandas as pd

    rows = None if whole else [("event", "in", [*FIRSTS, *SAYS])]
    return pd.read_parquet(path, columns=["case_id", "event", "occurred_at", "data"], filters=rows)


def read(frame: Any) -> Any:
    """The rows, with the fields that are needed as columns of codes, each distinct text parsed
    once."""
    import numpy as np
    import pandas as pd

    speaks = frame["event"].isin((*SAYS, "crime.reported")).to_numpy()
    texts = frame["data"].cat
    asked = np.unique(texts.codes[speaks & (texts.codes >= 0)])
    parsed = [json.loads(text) for text in texts.categories[asked]]
    found = frame.drop(columns="data")
    for name in FIELDS:
        codes, names = pd.factorize(np.array([one.get(name) for one in parsed], object))
        of_text = np.full(len(texts.categories) + 1, -1, np.int8 if len(names) < 128 else np.int32)
        of_text[asked] = codes
        of_row = np.where(speaks, of_text[texts.codes], -1)
        found[name] = pd.Categorical.from_codes(of_row, names)
    return found


def in_pandas(frame: Any, as_of: datetime) -> dict[str, float]:
    """The figures alone, by the names that the measures give them."""
    frame = frame[frame["event"].isin((*FIRSTS, *SAYS)) & (frame["occurred_at"] <= as_of)]
    firsts = frame[frame["event"].isin(FIRSTS)]
    first = firsts.groupby(["case_id", "event"], observed=True)["occurred_at"].min().unstack()
    says = frame[frame["event"].isin(SAYS)]

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


SHARES = {
    "funnel.referred": "recorded", "funnel.charged": "recorded", "funnel.convicted": "recorded",
    "contact.agreed": "stopped", "device.requested": "reported",
}  # fmt: skip
TIMES = ("time.report_to_referral", "time.report_to_charge", "time.report_to_trial")
BY_DAYS = (30, 90, 365)
QUANTILES = {"quartile_1": 0.25, "quartile_3": 0.75, "decile_9": 0.9}
DRAWN = 999  # samples of a bootstrap, as many as ours
AT_ONCE = 1_000_000  # numbers that are drawn at once
Z = 1.959963984540054


def with_intervals(frame: Any, as_of: datetime, by: str = "") -> dict[tuple[str, str], Any]:
    """Of all, or by force: each figure with its interval, and how many are open, missing and not
    applicable; from what `read` gives."""
    from statsmodels.stats.proportion import proportion_confint

    cases = _cases(frame, as_of)
    groups = cases.groupby("force", observed=True) if by else [("", cases)]
    found: dict[tuple[str, str], Any] = {}
    for name, some in groups:
        for measure, base in (("cases.reported", "reported"), ("cases.recorded", "recorded")):
            number = int(some[base].sum())
            found[measure, name] = (number, *_garwood(number), 0, 0, 0)
        for measure, of in SHARES.items():
            base = some[some[of]]
            yes, still = base[measure], base[f"{measure}.open"]
            ends = proportion_confint(int(yes.sum()), len(base), method="wilson")
            found[measure, name] = (yes.mean(), *ends, int((still & ~yes).sum()), 0, 0)
        for measure in TIMES:
            for figure, row in _of_time(some, measure):
                found[figure, name] = row
    return found


def _of_time(some: Any, measure: str) -> Any:
    """The mean, both medians, other quantiles and how many ended so by certain days, of one time
    in one group."""
    import numpy as np

    days = some[measure].dropna().to_numpy()
    waited, how = some[f"{measure}.waited"].to_numpy(), some[f"{measure}.how"].to_numpy()
    left_out = (
        int((how == 0).sum()),
        int((some[measure].isna() & (how > 0) & (waited < 0)).sum()),
        int((some[measure].isna() & (how > 0) & (waited >= 0)).sum()),
    )
    mean = days.mean() if len(days) else None
    yield measure, (mean, *_drawn_again(days), *left_out)
    yield f"{measure}.median", (np.median(days), *_ordered(days, 0.5), *left_out)
    for name, share in QUANTILES.items():
        value = np.quantile(days, share) if len(days) else None
        yield f"{measure}.{name}", (value, *_ordered(days, share), *left_out)
    course = _course(waited[waited >= 0], how[waited >= 0])
    yield f"{measure}.any_median", (*_half(course), *left_out)
    for day in BY_DAYS:
        yield f"{measure}.incidence_{day}", (*_by_day(course, day), *left_out)


def _cases(frame: Any, as_of: datetime) -> Any:
    """A row a case, with all that is asked of it."""
    import pandas as pd

    frame = frame[frame["event"].isin((*FIRSTS, *SAYS)) & (frame["occurred_at"] <= as_of)]
    firsts = frame[frame["event"].isin(FIRSTS)]
    first = firsts.groupby(["case_id", "event"], observed=True)["occurred_at"].min().unstack()
    cases = first[first["crime.reported"].notna()]
    says = frame[frame["event"].isin(SAYS)]
    force = frame[frame["event"] == "crime.reported"].drop_duplicates("case_id")

    def first_of(event: str, **fields_: tuple[str, ...]) -> Any:
        some = says[says["event"] == event]
        for name, allowed in fields_.items():
            some = some[some[name].isin(allowed)]
        return some.groupby("case_id", observed=True)["occurred_at"].min().reindex(cases.index)

    last = says[(says["event"] == "decision.made") & says["result"].notna()]
    last = last.sort_values("occurred_at", kind="stable").drop_duplicates("case_id", keep="last")
    last = last.set_index("case_id").reindex(cases.index)
    stops, charge = last["result"] == "no_further_action", cases["charge.made"]
    finished = pd.concat([last["occurred_at"].where(stops), cases["case.closed"]], axis=1).min(
        axis=1
    )
    over = pd.concat([first_of("court.outcome"), cases["proceedings.stopped"]], axis=1).min(axis=1)
    referred = first_of("file.submitted", purpose=("charging", "resubmission"))
    asked = first_of("device.requested", of=("victim",))
    undecided = finished.isna() & charge.isna() & (last["result"] != "charge")
    times = {
        "time.report_to_referral": (first_of("file.submitted", purpose=("charging",)), charge),
        "time.report_to_charge": (charge, None), "time.report_to_trial": (cases["trial.started"], over),
    }  # fmt: skip
    found = {
        "force": force.set_index("case_id")["force"].reindex(cases.index),
        "reported": True, "recorded": cases["crime.recorded"].notna(),
        "stopped": stops & (last["by"] == "police"),
        "funnel.referred": referred.notna(), "funnel.referred.open": undecided,
        "funnel.charged": charge.notna(), "funnel.charged.open": finished.isna(),
        "funnel.convicted": first_of("court.outcome", result=("guilty_plea", "convicted")).notna(),
        "funnel.convicted.open": finished.isna() & over.isna(),
        "contact.agreed": cases["contact.agreed"].notna(), "contact.agreed.open": False,
        "device.requested": asked.notna(), "device.requested.open": undecided,
    }  # fmt: skip
    for name, (end, other) in times.items():
        others = finished if other is None else pd.concat([finished, other], axis=1).min(axis=1)
        any_ = pd.concat([end, others], axis=1).min(axis=1)
        days = (end - cases["crime.reported"]).dt.total_seconds() / 86_400
        waited = any_.fillna(as_of) - cases["crime.reported"]
        found[name] = days.where(days >= 0)
        found[f"{name}.waited"] = waited.dt.total_seconds() / 86_400
        found[f"{name}.how"] = any_.notna() * 2 - (any_.notna() & (end == any_))
    return pd.DataFrame(found, index=cases.index)


def _garwood(count: int) -> tuple[float, float]:
    from scipy.stats import chi2

    return chi2.ppf(0.025, 2 * count) / 2 if count else 0.0, chi2.ppf(0.975, 2 * count + 2) / 2


def _drawn_again(days: Any) -> tuple[float | None, float | None]:
    """The interval of a mean by bootstrap: as many samples at once as memory is for."""
    import numpy as np

    if len(days) < 2:
        return None, None
    dice, size = np.random.default_rng(0), max(1, AT_ONCE // len(days))
    means = [
        days[dice.integers(0, len(days), (min(size, DRAWN - at), len(days)))].mean(axis=1)
        for at in range(0, DRAWN, size)
    ]
    low, high = np.quantile(np.concatenate(means), [0.025, 0.975])
    return float(low), float(high)


def _ordered(days: Any, share: float) -> tuple[float | None, float | None]:
    """The interval of a quantile between two of the ordered values."""
    import numpy as np
    from scipy.stats import binom

    if not len(days):
        return None, None
    low, high = (int(binom.ppf(tail, len(days), share)) for tail in (0.025, 0.975))
    if not low or high >= len(days):
        return None, None
    ordered = np.sort(days)
    return float(ordered[low - 1]), float(ordered[high])


def _course(waited: Any, how: Any) -> dict[str, Any]:
    """At each time at which something ended: who was at risk, how many ended, and how many so."""
    import numpy as np

    times, place = np.unique(waited[how > 0], return_inverse=True)
    risk = len(waited) - np.searchsorted(np.sort(waited), times).astype(float)
    ended = np.bincount(place, minlength=len(times)).astype(float)
    so = np.bincount(place[how[how > 0] == 1], minlength=len(times)).astype(float)
    left = np.cumprod(1 - ended / risk)
    before = np.concatenate([[1.0], left[:-1]])
    return {
        "times": times, "risk": risk, "ended": ended, "so": so, "left": left, "before": before,
        "incidence": np.cumsum(before * so / risk),
        "followed": np.inf if (how[waited == waited.max()] > 0).all() else waited.max(),
    }  # fmt: skip


def _half(course: dict[str, Any]) -> tuple[float | None, ...]:
    """The Kaplan-Meier median of any ending, with Brookmeyer and Crowley's interval."""
    import numpy as np

    left, risk, ended = course["left"], course["risk"], course["ended"]
    with np.errstate(all="ignore"):
        greenwood = np.cumsum(np.where(risk > ended, ended / (risk * (risk - ended)), 0))
        spread = Z * np.sqrt(greenwood) / np.log(left)
        ends = [np.where((left > 0) & (left < 1), left ** np.exp(s), 1) for s in (-spread, spread)]
    found = []
    for each in (left, *ends):
        reached = np.flatnonzero(each <= 0.5 + 1e-12)
        found.append(float(course["times"][reached[0]]) if len(reached) else None)
    return tuple(found)


def _by_day(course: dict[str, Any], day: int) -> tuple[float | None, ...]:
    """How many had ended so by a day, with Aalen's variance on the log(-log) scale."""
    import numpy as np

    if course["followed"] < day:
        return None, None, None
    at = int(np.searchsorted(course["times"], day, side="right"))
    value = float(course["incidence"][at - 1]) if at else 0.0
    if not 0 < value < 1:
        return value, None, None
    n, d, c, s, ahead = (
        course[name][:at] for name in ("risk", "ended", "so", "before", "incidence")
    )
    ahead = value - ahead
    with np.errstate(all="ignore"):
        of_all = np.nan_to_num(d / ((n - 1) * (n - d)), posinf=0)
        of_so = np.nan_to_num(s**2 * c * (n - c) / (n**2 * (n - 1)), posinf=0)
        of_both = np.nan_to_num(s * c * (n - c) / (n * (n - d) * (n - 1)), posinf=0)
    variance = float((ahead**2 * of_all + of_so - 2 * ahead * of_both).sum())
    spread = Z * np.sqrt(max(variance, 0.0)) / (value * np.log(value))
    low, high = sorted((value ** np.exp(-spread), value ** np.exp(spread)))
    return value, float(low), float(high)
