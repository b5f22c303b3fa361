"""From what is asked of each case, or of each thing in it, to a figure with what is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.in_pandas import intervals
from benchmarks.in_pandas.reading import DAY, Log, earlier

BY_DAYS = (30, 90, 365)
QUANTILES = {"median": 0.5, "quartile_1": 0.25, "quartile_3": 0.75, "decile_9": 0.9}

Row = tuple[Any, Any, Any, int, int, int]  # value, low, high, open, missing, not applicable


def share(
    base: Any, yes: Any, *, case: Any = None, open_: Any = False, missing: Any = False,
    not_applicable: Any = False, still_open: Any = False,
) -> Row:  # fmt: skip
    """A share of what is in `base`, less what is open, missing or not applicable; what is
    `still_open` is counted so and stays in. `case` says of which case each is, where a case has
    several."""
    not_applicable = base & not_applicable
    open_ = base & open_ & ~not_applicable
    missing = base & missing & ~open_ & ~not_applicable
    inside = base & ~open_ & ~missing & ~not_applicable
    waiting = open_ | (inside & still_open)
    if case is None:
        figure = intervals.proportion(int((inside & yes).sum()), int(inside.sum()))
    else:
        figure = intervals.clustered(yes[inside], inside[inside], case[inside])
    return (*figure, int(waiting.sum()), int(missing.sum()), int(not_applicable.sum()))


@dataclass(frozen=True)
class Times:
    """A time, item by item: how long it took those that ended so, and in order; of all, how long
    until anything ended it and how (0 nothing yet, 1 so, 2 otherwise); and what is left out."""

    days: Any
    case: Any
    waited: Any
    how: Any
    left_out: tuple[int, int, int]


def spells(
    log: Log, base: Any, start: Any, end: Any, other: Any, *, case: Any = None,
    never_before: bool = False,
) -> Times:  # fmt: skip
    """The time from `start` to `end`, where `other` ends it as well; an ending before the start
    is missing, or came at once (`never_before`)."""
    base = base & start.notna()
    case = pd.Series(range(log.cases)) if case is None else case
    start, end, other, case = (each[base] for each in (start, end, other, case))
    any_ = earlier(end, other)
    began = log.at(start)
    days = (log.at(end) - began) / DAY
    waited = (log.at(any_).fillna(log.end) - began) / DAY
    if never_before:
        days, waited = days.clip(lower=0), waited.clip(lower=0)
    how = np.where(any_.isna(), 0, np.where(end == any_, 1, 2))
    closed, still = days >= 0, any_.isna()
    missing = ~closed & ~still & (end.notna() | (waited < 0))
    left_out = int(still.sum()), int(missing.sum()), int((~closed & ~still & ~missing).sum())
    known = (~missing & (waited >= 0)).to_numpy()
    return Times(
        days[closed].to_numpy(), case[closed].to_numpy(), waited.to_numpy()[known], how[known],
        left_out,
    )  # fmt: skip


@dataclass(frozen=True)
class Curve:
    """How many had ended so at each time, with its band."""

    times: Any
    incidence: Any
    low: Any
    high: Any


def curve(times: Times) -> tuple[Any, Curve]:
    """The course of a time, and its curve."""
    course = intervals.course(times.waited, times.how)
    return course, Curve(course["times"], course["incidence"], *intervals.band(course))


def time(name: str, times: Times, curves: dict[str, Curve]) -> Iterator[tuple[str, Row]]:
    """The mean, the medians, other quantiles and how many ended so by certain days."""
    course, curves[name] = curve(times)
    days = np.sort(times.days)
    yield name, (*intervals.mean(times.days, times.case), *times.left_out)
    for of, part in QUANTILES.items():
        yield f"{name}.{of}", (*intervals.quantile(days, part), *times.left_out)
    yield f"{name}.any_median", (*intervals.half(course), *times.left_out)
    ends = curves[name].low, curves[name].high
    for day in BY_DAYS:
        figure = intervals.by_day(course, ends, day)
        yield f"{name}.incidence_{day}", (*figure, *times.left_out)


def incidence(
    name: str, times: Times, curves: dict[str, Curve], days: tuple[int, ...]
) -> Iterator[tuple[str, Row]]:
    """How many had ended so by certain days."""
    course, curves[name] = curve(times)
    ends = curves[name].low, curves[name].high
    for day in days:
        figure = intervals.by_day(course, ends, day)
        yield f"{name}_{day}", (*figure, *times.left_out)
