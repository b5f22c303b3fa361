"""A columnar log as measures ask about it: which rows match, and which of them comes first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache, wraps
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from answerable.analysis.decisions import HEARD, Decisions, standing_decisions
from answerable.analysis.said import Kinds, Said, coded
from answerable.events.columns import (
    AGENCY_NAMES,
    NO_ROWS,
    STRUCK_OUT,
    Columns,
    Table,
    corrected,
    known_by,
    microseconds,
)
from answerable.rules.catalogue import DUTIES
from answerable.rules.kernel.calendar import FIRST, calendar
from answerable.rules.model import Duty
from answerable.rules.pattern import Condition, Pattern, parse_patterns

if TYPE_CHECKING:
    from answerable.rules.kernel.rows import Rows as KernelRows

NONE = -1  # no such row
NOBODY = 0  # the code of the empty subject
DAY = 86_400_000_000  # microseconds
COMPILED = 50_000  # rows from which on to load compiled code is worth it

Rows = NDArray[np.int64]  # a row of the log for each case, or NONE
Mask = NDArray[np.bool_]
Answer = TypeVar("Answer")


class Log:
    """A log as it stands at `as_of`: corrections applied, and nothing after it.

    Rows stand by case and, within a case, in order, so of two rows of a case the higher is the
    later. Every method that takes `patterns` takes the notation of the catalogue.
    """

    def __init__(
        self,
        columns: Columns,
        as_of: datetime,
        known_at: datetime | None = None,
        duties: tuple[Duty, ...] = DUTIES,
    ) -> None:
        standing = corrected(known_by(columns, known_at) if known_at else columns)
        self.as_of = as_of
        self.duties = duties
        self.end = microseconds(as_of)
        self.columns = _until(standing, self.end)
        self.cases = len(self.columns.cases)
        self.case_of: Rows = np.repeat(np.arange(self.cases), np.diff(self.columns.first))
        self.kinds = Kinds(self.columns.datas)
        self._found: dict[str, Rows] = {}  # the rows of patterns that were asked for before
        self._known: dict[Callable[[Log], Any], Any] = {}

    @cached_property
    def decisions(self) -> Decisions:
        """What was decided of each case, and still stands."""
        return standing_decisions(self.columns, self.kinds, self.rows(HEARD))

    @cached_property
    def obligations(self) -> KernelRows:
        """What was owed in each case."""
        # Loaded when it is asked for: the kernel is compiled, which not every measure needs.
        from answerable.rules.kernel.bulk import evaluate_log, program_of  # noqa: PLC0415
        from answerable.rules.kernel.rows import new_rows  # noqa: PLC0415

        if not self.cases:
            return new_rows(0)
        (part,) = evaluate_log(self.columns, self.as_of, program_of(self.duties))
        return part.rows

    @cached_property
    def _by_event(self) -> list[Rows]:
        """The rows of each event type, in order, by its code."""
        number = len(self.columns.events)
        if len(self.columns) < COMPILED:
            order: Rows = np.argsort(self.columns.event, kind="stable")
            ends = np.cumsum(np.bincount(self.columns.event, minlength=number))
        else:
            from answerable.events.standing import by_code  # noqa: PLC0415  brings the compiler

            order, ends = by_code(self.columns.event, number)
        return np.split(order, ends[:-1])

    @cached_property
    def standing(self) -> Rows:
        """All rows but those that were struck out or happened later, in order."""
        some = [n for n, name in enumerate(self.columns.events) if name != STRUCK_OUT]
        return np.sort(np.concatenate([NO_ROWS, *(self._by_event[code] for code in some)]))

    def answer_to(self, question: Callable[[Log], Answer]) -> Answer:
        """What a question comes to, worked out once."""
        if question not in self._known:
            self._known[question] = question(self)
        found: Answer = self._known[question]
        return found

    def mask(self, patterns: str) -> Mask:
        """Which rows match."""
        return self._mask([self.rows(patterns)])

    def is_a(self, rows: Rows, patterns: str) -> Mask:
        """Which of some rows match; NONE does not."""
        found = np.zeros(len(self.columns) + 1, np.bool_)  # and one for NONE, which is the last
        found[self.rows(patterns)] = True
        return found[rows]

    def _mask(self, some: Sequence[Rows]) -> Mask:
        found = np.zeros(len(self.columns), np.bool_)
        for rows in some:
            found[rows] = True
        return found

    def rows(self, patterns: str) -> Rows:
        """The rows that match, in order."""
        found = self._found.get(patterns)
        if found is None:
            parts = [self.rows_of(pattern) for pattern in parse_patterns(patterns)]
            found = parts[0] if len(parts) == 1 else np.flatnonzero(self._mask(parts))
            self._found[patterns] = found
        return found

    def first(self, patterns: str, after: Rows | None = None) -> Rows:
        """The first row of each case that matches, after its row in `after` where that is given."""
        rows = self._after(self.rows(patterns), after)[::-1]
        return self._of_cases(rows)

    def last(self, patterns: str) -> Rows:
        """The last row of each case that matches."""
        return self._of_cases(self.rows(patterns))

    def has(self, patterns: str) -> Mask:
        """Whether each case has a row that matches."""
        return np.not_equal(self.last(patterns), NONE)

    def count(self, patterns: str) -> NDArray[np.int64]:
        """How many rows of each case match."""
        return np.bincount(self.case_of[self.rows(patterns)], minlength=self.cases)

    def before(self, patterns: str, rows: Rows) -> Rows:
        """For each case, the last row that matches and comes before its row in `rows`."""
        found = self.rows(patterns)
        limit = rows[self.case_of[found]]
        return self._of_cases(found[found < limit])

    def next(self, rows: Rows, patterns: str) -> Rows:
        """For each of some rows, the first row after it in its case that matches."""
        found = self.rows(patterns)
        at = np.searchsorted(found, rows, side="right")
        return self._same_case(rows, np.append(found, NONE)[at])

    def previous(self, rows: Rows, patterns: str) -> Rows:
        """For each of some rows, the last row before it in its case that matches."""
        found = self.rows(patterns)
        at = np.searchsorted(found, rows, side="left")
        return self._same_case(rows, np.append(found, NONE)[at - 1])

    def next_about(self, rows: Rows, patterns: str) -> Rows:
        """The same as `next`, about the same subject: a row that names none is about all of them,
        on either side."""
        found, subject = self.rows(patterns), self.columns.subject
        named = found[subject[found] != NOBODY]
        of_all = found[subject[found] == NOBODY]
        key = self.subject_keys(np.concatenate([rows, named]))
        wanted, offered = key[: len(rows)], key[len(rows) :]
        length = len(self.columns) + 1
        order = np.argsort(offered * length + named)
        at = np.searchsorted((offered * length + named)[order], wanted * length + rows, "right")
        candidate = np.append(named[order], NONE)[at]
        same = np.append(offered[order], NONE)[at] == wanted
        own = np.where(same, candidate, NONE)
        any_ = np.append(of_all, NONE)[np.searchsorted(of_all, rows, side="right")]
        any_ = self._same_case(rows, any_)
        return np.where(subject[rows] == NOBODY, self.next(rows, patterns), earlier(own, any_))

    def subject_keys(self, rows: Rows) -> Rows:
        """For each of some rows, a number that those of one case about one subject share."""
        pairs = self.case_of[rows] * len(self.columns.subjects) + self.columns.subject[rows]
        key: Rows = np.unique(pairs, return_inverse=True)[1].astype(np.int64)
        return key

    def _same_case(self, rows: Rows, others: Rows) -> Rows:
        """The others, where each is of the case of its row."""
        if not len(self.columns):
            return others
        same = (others != NONE) & (self.case_of[others] == self.case_of[rows])
        return np.where(same, others, NONE)

    def day(self, rows: Rows) -> NDArray[np.int64]:
        """The local day of rows, counted from a day long ago; of NONE it means nothing."""
        return local_days(self.at(rows))

    def period(self, rows: Rows, of: Callable[[date], str]) -> Said:
        """The period of the local day of each row, each day asked about once; empty for NONE."""
        there = rows != NONE
        days, place = np.unique(self.day(rows[there]), return_inverse=True)
        of_days = coded(_period_of(day, of) for day in days.tolist())
        found = np.zeros(len(rows), np.int64)
        found[there] = of_days.codes[place]
        return Said(found, of_days.names)

    def at(self, rows: Rows) -> NDArray[np.int64]:
        """When rows happened, in microseconds since 1970; 0 for NONE."""
        if not len(self.columns):
            return np.zeros(len(rows), np.int64)
        return np.where(rows == NONE, 0, self.columns.occurred[rows])

    def said(self, rows: Rows, field: str) -> Said:
        """What a field says in rows, none of them NONE, as the notation writes it; empty: not
        recorded."""
        return self.kinds.said(field, self.columns.data[rows])

    def values(self, rows: Rows, field: str) -> list[str]:
        """The same as texts, one a row; empty: no row as well."""
        there = np.flatnonzero(rows != NONE)
        found = [""] * len(rows)
        for at, value in zip(there.tolist(), self.said(rows[there], field).values(), strict=True):
            found[at] = str(value)
        return found

    def lists(self, rows: Rows, field: str) -> list[Sequence[Any]]:
        """What a field that holds a list says in rows."""
        there = np.flatnonzero(rows != NONE)
        found: list[Sequence[Any]] = [()] * len(rows)
        said = self.kinds.lists(field, self.columns.data[rows[there]])
        for at, value in zip(there.tolist(), said, strict=True):
            found[at] = value
        return found

    def rows_of(self, pattern: Pattern) -> Rows:
        """The rows that one pattern names, in order."""
        codes = [code for code, name in enumerate(self.columns.events) if name == pattern.event]
        some = [self._by_event[code] for code in codes]
        rows = some[0] if len(some) == 1 else np.sort(np.concatenate([NO_ROWS, *some]))
        for condition in pattern.conditions:
            rows = rows[self._holds(condition, rows)]
        return rows

    def _holds(self, condition: Condition, rows: Rows) -> Mask:
        if condition.field == "agency":
            codes = [n for n, name in enumerate(AGENCY_NAMES) if name in condition.allowed]
            return np.isin(self.columns.agency[rows], codes)
        return self.kinds.holds(condition, self.columns.data[rows])

    def _after(self, rows: Rows, after: Rows | None) -> Rows:
        return rows if after is None else rows[rows > after[self.case_of[rows]]]

    def _of_cases(self, rows: Rows) -> Rows:
        """One row a case: of several the last in the order given."""
        found = np.full(self.cases, NONE, np.int64)
        found[self.case_of[rows]] = rows
        return found


def once(question: Callable[[Log], Answer]) -> Callable[[Log], Answer]:
    """A question that many measures ask of a log, and that is answered once."""

    @wraps(question)
    def answer(log: Log) -> Answer:
        return log.answer_to(question)

    return answer


def earlier(one: Rows, other: Rows) -> Rows:
    """The earlier of two rows of each case; that which there is where there is only one."""
    found: Rows = np.where(one == NONE, other, np.where(other == NONE, one, np.minimum(one, other)))
    return found


def local_days(instants: NDArray[np.int64]) -> NDArray[np.int64]:
    """The local day of instants, counted from a day long ago."""
    starts = calendar().starts
    # London is never behind UTC: it is the day that it is there, or the next one has begun.
    near = np.clip((instants - starts[0]) // DAY, 0, len(starts) - 2)
    found: NDArray[np.int64] = near + (instants >= starts[0]) + (instants >= starts[near + 1])
    return found


@lru_cache(maxsize=100_000)  # the parts of a log are of the same days
def _period_of(day: int, of: Callable[[date], str]) -> str:
    """The period of a local day, counted from a day long ago."""
    return of(FIRST + timedelta(days=day - 1))


def _until(columns: Columns, end: int) -> Columns:
    """The columns, with what happened after the end as of no event type: to close the gaps would be
    to copy the whole log."""
    if not len(columns) or columns.occurred.max() <= end:
        return columns
    later = columns.occurred > end
    events = Table(*columns.events)
    event = np.where(later, np.int16(events.code(STRUCK_OUT)), columns.event)
    return replace(columns, event=event, events=events.values)
