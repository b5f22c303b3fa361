"""How long it takes from one step of a case to another, and who held the case in between."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.in_pandas.answering import Curve, Row, Times, spells, time
from benchmarks.in_pandas.cases import Cases
from benchmarks.in_pandas.reading import DAY, Log, earlier

HOLDERS = ("police", "prosecutors", "court", "third_party")


def times(log: Log, cases: Cases, curves: dict[str, Curve]) -> Iterator[tuple[str, Row]]:
    """From one step of a case to another."""
    asked, reported, charge = cases.counted, cases.reported, cases.charge_made
    trial = log.first(log["trial.started"])
    over = log.first(log.together(log["court.outcome"], log["proceedings.stopped"]))
    referred = log.first(cases.charging_files)
    decisions = log["decision.made"]
    by_cps = log.first(decisions[decisions["by"] == "cps"], referred)
    charged_since = log.first(log["charge.made"], referred)
    accepted, no_charge = _first_accepted(log, cases), earlier(cases.finished, charge)
    found = {
        "report_to_police_nfa": _to_decision(log, cases, reported, "police_nfa", cases.ended),
        "report_to_referral": spells(log, asked, reported, referred, no_charge),
        "referral_to_cps_decision": spells(
            log, asked, referred, by_cps, earlier(_since(referred, cases.finished), charged_since)
        ),
        "accepted_file_to_cps_nfa": _to_decision(
            log, cases, accepted, "cps_nfa", _since(accepted, cases.ended)
        ),
        "report_to_cps_nfa": _to_decision(log, cases, reported, "cps_nfa", cases.ended),
        "report_to_charge": spells(log, asked, reported, charge, cases.finished),
        "report_to_trial": spells(log, asked, reported, trial, earlier(cases.finished, over)),
    }
    for name, one in found.items():
        yield from time(f"time.{name}", one, curves)


def _to_decision(log: Log, cases: Cases, start: Any, wanted: str, other: Any) -> Times:
    yes = cases.decision == wanted
    return spells(log, cases.counted, start, cases.decided.where(yes), other.mask(yes))


def _since(start: Any, rows: Any) -> Any:
    """The rows that do not come before the start."""
    return rows.mask(rows < start)


def _first_accepted(log: Log, cases: Cases) -> Any:
    """The file of each case that triage accepted first."""
    triaged = log["triage.completed"]
    accepted = triaged[triaged["accepted"] == True]  # noqa: E712  a category, not a truth
    file = log.preceding(accepted, log["file.submitted"])
    file = file[file.isin(cases.referred_files.index)]
    return log.first(accepted[["case"]].reindex(file.index).set_axis(file.astype(int)))


def held(log: Log, cases: Cases, curves: dict[str, Curve]) -> Iterator[tuple[str, Row]]:
    """The days on which each of them had to do the next thing."""
    over = log.last(log.together(log["court.outcome"], log["proceedings.stopped"]))
    over = over.fillna(cases.finished)
    days, is_over = _days_held(log, cases, over), over.notna()
    for name in HOLDERS:
        of = days[name] if name in days else pd.Series(0.0, days.index)
        ever = of > 0
        inside = cases.counted & ever & is_over
        how = np.where(~is_over, 0, np.where(ever, 1, 2))
        never = cases.counted & is_over & ~ever
        left_out = int((cases.counted & ~is_over).sum()), 0, int(never.sum())
        base, one = cases.counted.to_numpy(), of.to_numpy()
        found = Times(of[inside].to_numpy(), of.index[inside], one[base], how[base], left_out)
        yield from time(f"held.{name}", found, curves)


def _days_held(log: Log, cases: Cases, over: Any) -> Any:
    """A row a case and a column a holder: the days from each change of hands to the next."""
    passes = _passes(log, cases)
    passes["who"] = passes.groupby("case")["who"].ffill().fillna("police")
    waits = passes.groupby("case")["asked"].cumsum() > 0
    passes.loc[waits & (passes["who"] == "police"), "who"] = "third_party"
    begins = pd.Series(log.occurred[passes.index].astype(float), passes.index)
    ends = begins.groupby(passes["case"]).shift(-1).fillna(log.end)
    case = passes["case"].to_numpy()
    start = log.at(cases.reported).to_numpy()[case]
    end = log.at(over).fillna(log.end).to_numpy()[case]
    passes["held"] = (np.minimum(ends, end) - np.maximum(begins, start)).clip(lower=0)
    held = passes.groupby(["case", "who"])["held"].sum().unstack(fill_value=0.0)
    return held.reindex(range(log.cases), fill_value=0.0) / DAY


def _passes(log: Log, cases: Cases) -> Any:
    """The rows at which a holder may change: who holds the case from each on, and how many things
    more, or fewer, are asked of third parties."""
    triaged, decisions = log["triage.completed"], log["decision.made"]
    asked, came = log["third_party.requested"], log["third_party.received"]
    answered = log.following(asked, came, about=True).dropna()
    passed = {
        "police": (
            log["crime.reported"].loc[cases.reported.dropna()],
            triaged[triaged["accepted"] == False],  # noqa: E712  a category, not a truth
            log["actionplan.sent"], log["case.waiting_on_police"],
        ),
        "prosecutors": (cases.referred_files, log["case.reactivated"]),
        "court": (log["charge.made"], decisions[decisions["result"] == "charge"]),
    }  # fmt: skip
    parts = [one[["case"]].assign(who=who, asked=0) for who, some in passed.items() for one in some]
    parts.append(asked[["case"]].assign(who=None, asked=1))
    answers = answered.astype(int).value_counts()
    parts.append(came.loc[answers.index, ["case"]].assign(who=None, asked=-answers))
    return pd.concat(parts).sort_index()
