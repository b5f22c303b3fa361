"""What a signal finds in a log, and the questions of place and time that signals ask in columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from answerable.analysis.log import NOBODY, NONE, Log, Mask, Rows, local_days
from answerable.rules.kernel.calendar import calendar

Instants = NDArray[np.int64]


class By(NamedTuple):
    """What raised each of some signals: of `rows` those from `first` to before `end`; NONE is
    nothing."""

    rows: Rows
    first: Rows
    end: Rows


@dataclass(frozen=True)
class Raised:
    """Where a signal was raised: in which case, about whom or what, when, whether it has been
    cleared, and by which rows of the log. Where it is `of_duties`, `about` is a duty by its place,
    and what raised it an obligation by its own, which the row that started it stands for."""

    case: Rows
    about: Rows
    at: Instants
    cleared: Mask
    by: By
    of_duties: bool = False

    def each_once(self) -> Raised:
        """One a case and subject: of several the last that still stands, else the last."""
        place = np.arange(len(self.case))
        order = np.lexsort((place, ~self.cleared, self.about, self.case))
        case, about = self.case[order], self.about[order]
        last = np.ones(len(order), np.bool_)
        last[:-1] = (case[1:] != case[:-1]) | (about[1:] != about[:-1])
        kept = order[last]
        by = By(self.by.rows, self.by.first[kept], self.by.end[kept])
        return Raised(
            self.case[kept], self.about[kept], self.at[kept], self.cleared[kept], by, self.of_duties
        )


def raised(
    log: Log,
    rows: Rows,
    cleared: Mask | None = None,
    about: Rows | None = None,
    by: By | None = None,
) -> Raised:
    """A signal raised when rows happened; about nobody, unless `about` says whom, and by the rows
    themselves, unless `by` says by what."""
    nothing = np.zeros(len(rows), np.bool_)
    of = np.full(len(rows), NOBODY) if about is None else about.astype(np.int64)
    over = nothing if cleared is None else cleared
    return Raised(log.case_of[rows], of, log.at(rows), over, by or each_of(rows))


def each_of(*columns: Rows) -> By:
    """Raised by one row of each column."""
    first = np.arange(len(columns[0])) * len(columns)
    return By(np.column_stack(columns).reshape(-1), first, first + len(columns))


def so_far(log: Log, patterns: str, rows: Rows) -> By:
    """Raised by all that match in the case, up to and with each of some rows."""
    found = log.rows(patterns)
    return By(found, first_in_case(log, found, rows), np.searchsorted(found, rows, side="right"))


def first_in_case(log: Log, found: Rows, rows: Rows) -> Rows:
    """The place in `found` at which the case of each row begins."""
    place: Rows = np.searchsorted(found, log.columns.first[log.case_of[rows]], side="left")
    return place


def following(log: Log, rows: Rows, found: Rows, about: Rows | None = None) -> Rows:
    """For each of some rows, the first of `found` after it in its case; with `about`, of those
    about that subject and no other."""
    wanted, keys, order = _keyed(log, rows, found, about)
    at = np.searchsorted(keys, wanted, side="right")
    return _in_group(log, wanted, keys, found[order], at)


def preceding(log: Log, rows: Rows, found: Rows, about: Rows | None = None) -> Rows:
    """The same, of the last before each row."""
    wanted, keys, order = _keyed(log, rows, found, about)
    at = np.searchsorted(keys, wanted, side="left") - 1
    return _in_group(log, wanted, keys, found[order], at)


def _keyed(
    log: Log, rows: Rows, found: Rows, about: Rows | None
) -> tuple[Instants, Instants, Rows]:
    """Keys of rows and of what is looked for, which are near each other where the groups are the
    same, and the order of the latter."""
    group = log.case_of[np.concatenate([rows, found])]
    if about is not None:
        # By pairs there are, for the product of all cases and subjects may be too large.
        subject = np.concatenate([about, log.columns.subject[found]])
        pairs = group * len(log.columns.subjects) + subject
        group = np.unique(pairs, return_inverse=True)[1].astype(np.int64)
    keys = group * _width(log) + np.concatenate([rows, found])
    offered = keys[len(rows) :]
    order = np.argsort(offered, kind="stable")
    return keys[: len(rows)], offered[order], order


def _width(log: Log) -> int:
    return len(log.columns) + 1


def _in_group(log: Log, wanted: Instants, keys: Instants, found: Rows, at: Rows) -> Rows:
    key, row = np.append(keys, NONE)[at], np.append(found, NONE)[at]
    same = (key != NONE) & (key // _width(log) == wanted // _width(log))
    answer: Rows = np.where(same, row, NONE)
    return answer


def unnamed(log: Log, rows: Rows) -> Rows:
    """Those of some rows that name no subject."""
    found: Rows = rows[log.columns.subject[rows] == NOBODY]
    return found


def subject_of(log: Log, rows: Rows) -> Rows:
    """The subject of each row."""
    found: Rows = log.columns.subject[rows].astype(np.int64)
    return found


@dataclass(frozen=True)
class Times:
    """Instants in cases, to be counted."""

    case: Rows
    at: Instants

    def until(self, case: Rows, ends: Instants) -> Rows:
        """How many there are in each of some cases, up to and including an instant of it."""
        ranks = np.unique(np.concatenate([self.at, ends]), return_inverse=True)[1].astype(np.int64)
        width = len(ranks) + 1
        keys = np.sort(self.case * width + ranks[: len(self.at)])
        up_to = np.searchsorted(keys, case * width + ranks[len(self.at) :], side="right")
        found: Rows = up_to - np.searchsorted(keys, case * width, side="left")
        return found

    def within(self, case: Rows, ends: Instants, microseconds: int) -> Rows:
        """How many there are in a span up to and including an instant, its beginning not in it."""
        found: Rows = self.until(case, ends) - self.until(case, ends - microseconds)
        return found


def times_of(log: Log, patterns: str) -> Times:
    """When events happened."""
    rows = log.rows(patterns)
    return Times(log.case_of[rows], log.at(rows))


def days_after(starts: Instants, days: int) -> Instants:
    """When a wait of so many days has run out: at the end of the last of them."""
    if not len(starts):
        return starts
    ends: Instants = calendar().starts[local_days(starts) + days]
    return ends


def concerned(log: Log, rows: Rows, about: Rows, found: Rows, look: Callable[..., Rows]) -> Mask:
    """Whether any of `found` is seen from each row that concerns whom it is about: one that names
    nobody concerns all, and somebody without a name is concerned by any."""
    own = look(log, rows, found, about) != NONE
    of_all = look(log, rows, unnamed(log, found)) != NONE
    any_ = look(log, rows, found) != NONE
    answer: Mask = own | of_all | ((about == NOBODY) & any_)
    return answer


def stands(log: Log, decisions: Rows) -> Mask:
    """Whether decisions still count: not reopened, and not decided anew about the same suspect or
    about all."""
    later = log.rows("decision.made; case.reopened")
    own = following(log, decisions, later, subject_of(log, decisions))
    of_all = following(log, decisions, unnamed(log, later))
    return np.equal(own, NONE) & np.equal(of_all, NONE)


def before(log: Log, patterns: str, rows: Rows) -> Rows:
    """How many events that match there are in the case before each row."""
    found = log.rows(patterns)
    first = first_in_case(log, found, rows)
    number: Rows = np.searchsorted(found, rows, side="left") - first
    return number
