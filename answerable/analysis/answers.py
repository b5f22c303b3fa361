"""What a measure finds, item by item, before anything is counted."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from answerable.analysis.log import DAY, NONE, Log, Mask, Rows, earlier

STILL, ENDED_SO, ENDED_OTHERWISE = range(3)

Whole = NDArray[np.int64]
Days = NDArray[np.float64]


@dataclass(frozen=True)
class Answers:
    """One item a case, or something of which a case has several: whether it counts, and what it
    says.

    `inside` is the denominator and `yes` the numerator among it. What is not inside may be
    `open`, `missing` (not recorded) or `not_applicable`. An item that stays open may be inside as
    well, where the base is fixed and the answer may still change. Where an item stands for many
    (the days of a case), `many` says how many, and `hits` how many of them are a yes.

    Of a time, `days` is how long it took those inside; `waited` how long it took until anything
    ended the wait, or has taken; and `how` whether this ended it, or something else, or nothing.
    """

    case: Whole
    inside: Mask
    yes: Mask
    open: Mask
    missing: Mask
    not_applicable: Mask
    many: Whole | None = None
    hits: Whole | None = None
    days: Days | None = None
    waited: Days | None = None
    how: NDArray[np.int8] | None = None
    duty: NDArray[np.int64] | None = None  # of an obligation, its place in the catalogue

    def only(self, kept: Mask | Whole) -> Answers:
        """Some of the items."""
        if kept.dtype == np.bool_ and kept.all():  # as of a log of which every case counts
            return self
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        some: dict[str, Any] = {
            name: None if all_ is None else all_[kept] for name, all_ in found.items()
        }
        return Answers(**some)

    def of_duties(self, duty: Whole) -> Answers:
        """The same, with the duty of each item."""
        return replace(self, duty=duty)


def share(
    base: Mask,
    yes: Mask,
    *,
    case: Whole | None = None,
    open_: Mask | None = None,
    missing: Mask | None = None,
    not_applicable: Mask | None = None,
    still_open: Mask | None = None,
) -> Answers:
    """A share of the items in `base`: those that are open, missing or to which it does not apply
    are left out of it. Those `still_open` are counted as open and stay in. An item is a case,
    unless `case` says of which case each is."""
    nothing = np.zeros(len(base), np.bool_)
    not_applicable = base & (nothing if not_applicable is None else not_applicable)
    open_ = base & (nothing if open_ is None else open_) & ~not_applicable
    missing = base & (nothing if missing is None else missing) & ~open_ & ~not_applicable
    inside = base & ~open_ & ~missing & ~not_applicable
    waiting = open_ if still_open is None else open_ | (inside & still_open)
    items = np.arange(len(base)) if case is None else case
    found = Answers(items, inside, inside & yes, waiting, missing, not_applicable)
    return found.only(base)


def spell(
    log: Log, base: Mask, start: Rows, end: Rows, other: Rows, *, never_before: bool = False
) -> Answers:
    """A time in days from `start` to `end`, for the cases in `base` that have a start."""
    case = np.arange(len(base))
    return spells(log, case, base, start, end, other, never_before=never_before)


def spells(
    log: Log, case: Whole, base: Mask, start: Rows, end: Rows, other: Rows, *,
    never_before: bool = False,
) -> Answers:  # fmt: skip
    """Times in days from `start` to `end`, one an item of `case`.

    What reached its end is closed, whatever else happened on the way; `other` ends it as well,
    and of the two the first is what ended the wait. An ending before the start cannot be right,
    and is missing; or, where it is known that it cannot, it came at once (`never_before`).
    """
    base = base & (start != NONE)
    began = log.at(start)
    reached, first = end != NONE, earlier(end, other)
    days = (log.at(end) - began) / DAY
    waited = (np.where(first == NONE, log.end, log.at(first)) - began) / DAY
    if never_before:
        days, waited = np.maximum(days, 0), np.maximum(waited, 0)
    closed = base & reached & (days >= 0)
    waits = base & (first == NONE)
    missing = base & ~closed & ~waits & (reached | (waited < 0))
    ended = np.where(reached & (first == end), ENDED_SO, ENDED_OTHERWISE)
    found = Answers(
        case=case, inside=closed, yes=closed, open=waits, missing=missing,
        not_applicable=base & ~closed & ~waits & ~missing, days=days, waited=waited,
        how=np.where(first == NONE, STILL, ended).astype(np.int8),
    )  # fmt: skip
    return found.only(base)
