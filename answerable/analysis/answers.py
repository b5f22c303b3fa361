"""What a measure finds, item by item, before anything is counted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from answerable.analysis.log import DAY, NONE, Log, Mask, Rows


@dataclass(frozen=True)
class Answers:
    """One item a case, or an obligation: whether it counts, and what it says.

    `inside` is the denominator and `yes` the numerator among it. What is not inside may be
    `open`, `missing` (not recorded) or `not_applicable`. An item that stays open may be inside as
    well, where the base is fixed and the answer may still change. Of a time, `days` is how long
    the item lasted or has lasted, and `ended` whether anything ended it.
    """

    case: NDArray[np.int64]
    inside: Mask
    yes: Mask
    open: Mask
    missing: Mask
    not_applicable: Mask
    days: NDArray[np.float64] | None = None
    ended: Mask | None = None
    duty: NDArray[np.int64] | None = None  # of an obligation, its place in the catalogue

    def only(self, kept: Mask) -> Answers:
        """Some of the items."""
        return Answers(
            self.case[kept], self.inside[kept], self.yes[kept], self.open[kept],
            self.missing[kept], self.not_applicable[kept],
            None if self.days is None else self.days[kept],
            None if self.ended is None else self.ended[kept],
            None if self.duty is None else self.duty[kept],
        )  # fmt: skip


def share(
    base: Mask,
    yes: Mask,
    *,
    open_: Mask | None = None,
    missing: Mask | None = None,
    not_applicable: Mask | None = None,
    still_open: Mask | None = None,
) -> Answers:
    """A share of the cases in `base`: those that are open, missing or to which it does not apply
    are left out of it. Those `still_open` are counted as open and stay in."""
    nothing = np.zeros(len(base), np.bool_)
    not_applicable = base & (nothing if not_applicable is None else not_applicable)
    open_ = base & (nothing if open_ is None else open_) & ~not_applicable
    missing = base & (nothing if missing is None else missing) & ~open_ & ~not_applicable
    inside = base & ~open_ & ~missing & ~not_applicable
    waiting = open_ if still_open is None else open_ | (inside & still_open)
    found = Answers(
        np.arange(len(base)), inside, inside & yes, waiting, missing, not_applicable
    )  # fmt: skip
    return found.only(base)


def spell(
    log: Log, base: Mask, start: Rows, end: Rows, other: Rows, *, counts: Mask | None = None
) -> Answers:
    """A time in days from `start` to `end`, for the cases in `base` that have a start.

    What comes first of `end` and `other` ends it; `counts` says which of those that reached the
    end are asked about. An ending before the start cannot be right, and is missing.
    """
    base = base & (start != NONE)
    began = log.at(start)
    reached = (end != NONE) & ((other == NONE) | (end <= other))
    last = np.where(reached, end, other)
    ended = last != NONE
    days = (np.where(ended, log.at(last), log.end) - began) / DAY
    missing = base & ended & (days < 0)
    closed = base & reached & ~missing & (True if counts is None else counts)
    found = Answers(
        case=np.arange(len(base)), inside=closed, yes=closed, open=base & ~ended, missing=missing,
        not_applicable=base & ended & ~closed & ~missing, days=days, ended=ended,
    )  # fmt: skip
    return found.only(base)
