"""When something falls due: the clocks of duties, for many starts at once."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from govuk_bank_holidays.bank_holidays import BankHolidays

from benchmarks.in_pandas.reading import local_days

HOUR = 3_600_000_000  # microseconds
WRITTEN = re.compile(r"(?P<kind>\w+)\((?P<field>[a-z]\w*)?(?:, )?(?P<n>\d+)?\)")


@cache
def _midnights() -> Any:
    """The instants at which the local days since 1970 begin, in microseconds."""
    days = pd.date_range("1970-01-01", "2199-12-31", tz="Europe/London", unit="us")
    return days.tz_convert("UTC").tz_localize(None).to_numpy().astype(np.int64)


@cache
def _holidays() -> Any:
    """The bank holidays of England and Wales, as gov.uk publishes them."""
    known = BankHolidays(use_cached_holidays=True)
    found = known.get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    return np.array([one["date"] for one in found], "datetime64[D]")


def beginning(days: Any) -> Any:
    """The instants at which local days begin; nothing where there is no day."""
    found = np.full(len(days), np.nan)
    there = ~np.isnan(days)
    found[there] = _midnights()[np.asarray(days)[there].astype(np.int64)]
    return found


def numbers_in(table: Any, field: str) -> Any:
    """What a field says as numbers: days, which are texts, counted from 1970; nothing where it is
    not recorded, or where there is no such field."""
    if field not in table:
        return np.full(len(table), np.nan)
    said = table[field].cat.categories
    if len(said) and isinstance(said[0], str):
        said = (pd.to_datetime(said) - pd.Timestamp(0)).days
    return np.append(np.asarray(said, float), np.nan)[table[field].cat.codes]


def due(clock: str, at: Any, table: Any, anchor: str) -> tuple[Any, Any]:
    """The instants due, of rows at some instants that say the numbers in the table, or nothing
    where what the clock needs is not recorded; and whether they are due at that very instant, and not at
    the end of a day."""
    first, has_else, other = clock.partition(" else ")
    found = WRITTEN.fullmatch(first)
    if found is None:
        raise ValueError(f"a clock that is not known here: {clock}")
    kind, field, n = found["kind"], found["field"], int(found["n"] or 0)
    if kind == "Hours":
        return at + n * HOUR, np.ones(len(at), bool)
    if kind in {"Until", "Before"}:
        days = table[field].to_numpy() - n
    else:
        days = table[anchor].to_numpy() if anchor else local_days(at).astype(float)
        days = days + table[field].to_numpy() if kind == "Every" else _counted(kind, days, n)
    instants, elapsed = beginning(days + 1), np.zeros(len(at), bool)
    if has_else:
        instead, hours = due(other, at, table, anchor)
        empty = np.isnan(instants)
        instants, elapsed = np.where(empty, instead, instants), np.where(empty, hours, elapsed)
    return instants, elapsed


def _counted(kind: str, days: Any, n: int) -> Any:
    """The last day of a time that is counted from some days."""
    if kind == "Days":
        return days + n
    there = ~np.isnan(days)
    since = days[there].astype("datetime64[D]")
    if kind == "WorkingDays":
        last = np.busday_offset(since, n, "backward", holidays=_holidays())
    elif kind == "MonthsBeginning":
        begins = pd.DatetimeIndex(since) + pd.Timedelta(days=1)
        ends = begins + pd.DateOffset(months=n)
        last = ends.where(ends.day != begins.day, ends - pd.Timedelta(days=1))
        last = last.to_numpy().astype("datetime64[D]")
    else:
        raise ValueError(f"a clock that is not known here: {kind}")
    found = np.full(len(days), np.nan)
    found[there] = last.astype(np.int64)
    return found
