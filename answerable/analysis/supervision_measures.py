"""How regularly a supervisor looked at an investigation, with what was handed over left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

import numpy as np

from answerable.analysis.answers import Answers, Whole, share
from answerable.analysis.cases import counted, ended
from answerable.analysis.log import NONE, Log, Mask, Rows, local_days, once
from answerable.analysis.measure import Measure, phase_one
from answerable.rules.catalogue import DUTIES

DAYS = 7
ALLOCATED = "investigation.allocated"
REVIEWED = "supervision.reviewed"
DIRECTED = "supervision.reviewed[direction=given|none_needed]"
(SUPERVISE,) = (duty for duty in DUTIES if duty.id == "investigation.supervise")


@dataclass(frozen=True)
class _Gaps:
    """The local days from one look at a case to the next, the first its allocation and the last
    its standing decision or, where it is open, now; with the case of each."""

    case: Whole
    days: Whole


@once
def _end(log: Log) -> Rows:
    """The row up to which a case is supervised; NONE while it is open."""
    decided = log.decisions.row
    return np.where(decided == NONE, ended(log), decided)


def _gaps(log: Log, reviews: str) -> _Gaps:
    start, end = log.first(ALLOCATED), _end(log)
    in_question = counted(log) & (start != NONE) & ((end == NONE) | (end > start))
    limit = np.where(end == NONE, len(log.columns), end)
    rows = log.rows(reviews)
    case = log.case_of[rows]
    rows = rows[in_question[case] & (rows > start[case]) & (rows < limit[case])]
    cases = np.flatnonzero(in_question)
    each = np.bincount(log.case_of[rows], minlength=log.cases)[cases] + 2
    last = np.cumsum(each) - 1
    first = last - each + 1
    of, looks = np.repeat(cases, each), np.empty(int(each.sum()), np.int64)
    between = np.ones(len(looks), np.bool_)
    between[first] = between[last] = False
    looks[first], looks[between], looks[last] = start[cases], rows, limit[cases]
    day = _day(log, looks)
    day = day - _paused_until(log, looks, of, day)
    same = of[1:] == of[:-1]
    return _Gaps(of[1:][same], np.diff(day)[same])


@once
def _reviewed(log: Log) -> _Gaps:
    return _gaps(log, REVIEWED)


@once
def _directed(log: Log) -> _Gaps:
    return _gaps(log, DIRECTED)


def _day(log: Log, rows: Rows) -> Whole:
    """The local day of rows; of one past the end of the log, today."""
    today = local_days(np.array([log.end]))
    past = rows == len(log.columns)
    return np.where(past, today, log.day(np.where(past, NONE, rows)))


class _Pauses(NamedTuple):
    """When the clock of the duty was stopped and let run again, row by row: of which case, on which
    local day, which of the two, and for how many days it had stood still by then, those of the
    cases before it as well."""

    rows: Rows
    case: Whole
    day: Whole
    stops: Mask
    total: Whole


@once
def _pauses(log: Log) -> _Pauses:
    changes = log.rows(f"{SUPERVISE.paused_by}; {SUPERVISE.resumed_by}")
    stops = log.is_a(changes, SUPERVISE.paused_by)
    # While it stands still another pause does nothing, and while it runs no resumption does.
    first = np.append(True, np.diff(log.case_of[changes]) != 0)[: len(changes)]
    before = np.append(False, stops[:-1])[: len(changes)] & ~first
    changes, stops = changes[stops != before], stops[stops != before]
    day, case = _day(log, changes), log.case_of[changes]
    lasted = np.append(0, np.diff(day))[: len(day)]
    return _Pauses(changes, case, day, stops, np.cumsum(np.where(stops, 0, lasted)))


def _paused_until(log: Log, rows: Rows, of: Whole, days: Whole) -> Whole:
    """Up to each row, for how many whole local days the clock of the duty stood still: those of
    other cases before it are in as well, and go out where two rows of one case are compared. Of a
    case whose clock never stood still it is nought."""
    changes = _pauses(log)
    stood = np.zeros(log.cases, np.bool_)
    stood[changes.case] = True
    some, found = np.flatnonzero(stood[of]), np.zeros(len(rows), np.int64)
    rows, of, days = rows[some], of[some], days[some]
    last = _last_change(changes, rows, of)
    still = (last != NONE) & np.append(changes.stops, False)[last]
    still &= np.append(changes.case, NONE)[last] == of
    since = days - np.append(changes.day, 0)[last]
    found[some] = np.append(changes.total, 0)[last] + np.where(still, since, 0)
    return found


def _last_change(changes: _Pauses, rows: Rows, of: Whole) -> Whole:
    """The place of the last change up to each row, of its case or one before it."""
    by_row = np.searchsorted(changes.rows, rows, side="right")
    to_the_end = np.searchsorted(changes.case, of, side="right")  # for a row past the log's end
    found: Whole = np.minimum(by_row, to_the_end) - 1
    return found


def _within(looks: Callable[[Log], _Gaps], log: Log) -> Answers:
    gaps = looks(log)
    longest = np.zeros(log.cases, np.int64)
    first = np.flatnonzero(np.diff(gaps.case, prepend=NONE))
    longest[gaps.case[first]] = np.maximum.reduceat(gaps.days, first) if len(first) else 0
    start, end = log.first(ALLOCATED), _end(log)
    return share(
        counted(log) & (start != NONE), longest <= DAYS, open_=np.equal(end, NONE),
        not_applicable=(end != NONE) & (end < start),
    )  # fmt: skip


def _covered(log: Log) -> Answers:
    gaps = _reviewed(log)
    many = _per_case(log, gaps.case, gaps.days)
    hits = _per_case(log, gaps.case, np.minimum(gaps.days, DAYS))
    asked: Mask = np.isin(np.arange(log.cases), gaps.case)
    found = share(
        asked, asked, not_applicable=many == 0, still_open=np.equal(_end(log), NONE)
    )  # fmt: skip
    return replace(found, many=many[asked], hits=hits[asked])


def _per_case(log: Log, case: Whole, values: Whole) -> Whole:
    return np.bincount(case, weights=values, minlength=log.cases).astype(np.int64)


def _supervised(
    id_: str, title: str, definition: str, ask: Callable[[Log], Answers], base: str, looks: str
) -> Measure:
    return Measure(
        id=f"supervision.{id_}", title=title, base=base, definition=definition, unit="share",
        ask=ask, starts=ALLOCATED, ends=looks, basis="stated", answers="Figure 6",
        sources=phase_one("Figure 6"),
    )  # fmt: skip


_PAUSED = "Days on which the duty to supervise stood still are left out."
MEASURES = (
    _supervised(
        "within_7_days", "Supervised at least every seven days",
        "Share in which no more than 7 local days passed from the allocation to the first review, "
        f"from each to the next, and from the last to the standing decision. {_PAUSED}",
        partial(_within, _reviewed), "cases allocated, and closed since", REVIEWED,
    ),
    _supervised(
        "within_7_days_with_direction", "Supervised with direction at least every seven days",
        "The same, of reviews that gave direction or said why none was needed. " + _PAUSED,
        partial(_within, _directed), "cases allocated, and closed since", DIRECTED,
    ),
    _supervised(
        "days_covered", "Days within seven of a review",
        "Share of the local days of cases, from the allocation to the standing decision or today, "
        f"that came no more than 7 days after a review or the allocation itself. {_PAUSED}",
        _covered, "eligible days of cases allocated", REVIEWED,
    ),
)  # fmt: skip
