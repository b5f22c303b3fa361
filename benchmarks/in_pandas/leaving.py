"""How many cases there are and how far they went, and how many victims leave, when and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from benchmarks.in_pandas import intervals
from benchmarks.in_pandas.answering import Curve, Row, incidence, share, spells
from benchmarks.in_pandas.cases import Cases, standing, statements
from benchmarks.in_pandas.reading import DAY, Log, earlier

OUTCOMES = ("14", "15", "16", "18", "21")
DAYS = (7, 30, 365)
YEAR = 365 * DAY


def convicted(log: Log) -> Any:
    """The outcomes that are convictions."""
    outcomes = log["court.outcome"]
    return outcomes[outcomes["result"].isin(["guilty_plea", "convicted"])]


def funnel(log: Log, cases: Cases) -> Iterator[tuple[str, Row]]:
    """How many cases there are, how far they went, and with what outcome."""
    for name, which in (("cases.reported", cases.counted), ("cases.recorded", cases.recorded)):
        yield name, (*intervals.count(int(which.sum())), 0, 0, 0)
    base, goes_on, undecided = cases.recorded, cases.finished.isna(), cases.undecided
    referred, charged = log.has(cases.referred_files), cases.charge_made.notna()
    over = log.has(log["court.outcome"]) | log.has(log["proceedings.stopped"])
    yield "funnel.referred", share(base, referred, still_open=undecided & ~referred)
    yield "funnel.charged", share(base, charged, still_open=goes_on & ~charged)
    yield "funnel.convicted", share(base, log.has(convicted(log)), still_open=goes_on & ~over)
    yield "funnel.open", share(base, undecided, still_open=undecided)
    for code in OUTCOMES:
        found = cases.outcome
        yield f"outcome.{code}", share(base, found == code, still_open=found.isna())


def withdrawals(log: Log, cases: Cases, curves: dict[str, Curve]) -> Iterator[tuple[str, Row]]:
    """How many victims leave, when, why, and who says so."""
    now, undecided = standing(log), cases.undecided
    for name, yes in (
        ("share", now.withdrawn), ("share.stated", now.stated.notna()),
        ("share.position", now.position.notna()),
    ):  # fmt: skip
        yield f"withdrawal.{name}", share(cases.counted, yes, still_open=undecided & ~yes)
    yield from _outset(log, cases)
    base, reported = cases.counted & now.withdrawn, log.at(cases.reported)
    took, young = log.at(now.start) - reported, reported > log.end - YEAR
    for day in (7, 30):
        yield f"withdrawal.by_day_{day}", share(base, took <= day * DAY, open_=young)
    yield from _curves(log, cases, curves)

    stated, positions = log["withdrawal.stated"], log["position.stated"]
    against = positions[positions["position"] == "does_not_support"]
    said = log.has(_with_reason(stated), now.back) | log.has(_with_reason(against), now.back)
    yield "withdrawal.no_reason", share(base, ~said)
    confirmed = log["withdrawal.confirmed"]
    hers = confirmed["agency"].isin(["victim", "support"])
    confirmed = confirmed[hers | confirmed["how"].isin(["portal", "signed", "isva"])]
    against = against[against["agency"].isin(["victim", "support"])]
    heard = log.has(confirmed, now.back) | log.has(against, now.back)
    yield "withdrawal.unconfirmed", share(base, ~heard)


def _with_reason(table: Any) -> Any:
    return table[table["reasons"].notna() & ~table["reasons"].isin(["", "not_established"])]


def _outset(log: Log, cases: Cases) -> Iterator[tuple[str, Row]]:
    positions = log["position.stated"]
    outset = positions[(positions["at"] == "outset") & positions["position"].notna()]
    first = log.first(outset)
    said = outset["position"].astype(object).reindex(first).set_axis(first.index)
    missing, no_question = first.isna(), said == "not_applicable"
    against = said == "does_not_support"
    yield "withdrawal.outset", share(
        cases.counted, against, missing=missing, not_applicable=no_question,
    )  # fmt: skip
    stayed = said.isin(["supports", "undecided"])
    left = log.has(statements(log), first) & stayed
    yield "withdrawal.later", share(
        cases.counted, left, missing=missing, not_applicable=no_question,
        still_open=cases.undecided & stayed & ~left,
    )  # fmt: skip


def _curves(log: Log, cases: Cases, curves: dict[str, Curve]) -> Iterator[tuple[str, Row]]:
    """How many had left by a day, and how many of these had come back."""
    first, other = log.first(statements(log)), earlier(cases.stopped, cases.charged)
    left = spells(log, cases.counted, cases.reported, first, other, never_before=True)
    yield from incidence("withdrawal.incidence", left, curves, DAYS)
    positions = log["position.stated"]
    back = log.first(positions[positions["position"] == "supports"], first)
    base = cases.counted & (other.isna() | (other > first))
    returned = spells(log, base, first, back, other)
    yield from incidence("withdrawal.resumption", returned, curves, DAYS)
