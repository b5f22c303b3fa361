"""Which row started each of some obligations: the kernel says when, and this finds out which."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from answerable.analysis.log import NOBODY, Log, Rows
from answerable.events.catalogue import subject_kind
from answerable.rules.derived import DECIDED, TRIED, with_derived
from answerable.rules.evaluate import evaluate
from answerable.rules.model import Duty

# A derived event stands for the entry that completes it, whose number it has.
COMPLETED_BY = {DECIDED: "decision.made", TRIED: "contact.attempted"}


def starts_of(log: Log, places: Rows) -> list[int]:
    """The number in its case (`seq`) of the entry that started each of some obligations, these by
    their places among all."""
    found = np.zeros(len(places), np.int64)
    for place in np.unique(log.obligations.duty[places]).tolist():
        wanted = np.flatnonzero(log.obligations.duty[places] == place)
        found[wanted] = _of_duty(log, log.duties[place], places[wanted])
    numbers: list[int] = found.tolist()
    return numbers


def _of_duty(log: Log, duty: Duty, places: Rows) -> list[int]:
    owed = log.obligations
    times = np.unique(owed.started[places])
    own = _rows_at(log, _subjects(log, duty), times)
    others = _rows_at(log, [(rows, None) for rows in _recurring(log, duty)], times)
    columns = (owed.case[places], owed.started[places], owed.subject[places], places)
    found = []
    for case, at, subject, place in zip(*(each.tolist() for each in columns), strict=True):
        could = {*own[case, at, subject], *others[case, at, None]}
        # Two at the very same instant are told apart by the referee.
        seq = log.columns.seq[could.pop()] if len(could) == 1 else _by_referee(log, duty, place)
        found.append(int(seq))
    return found


def _subjects(log: Log, duty: Duty) -> list[tuple[Rows, Rows | None]]:
    """The rows that start a duty, by event type, and the subject of the obligation of each."""
    found: list[tuple[Rows, Rows | None]] = []
    for pattern in duty.patterns["starts"]:
        rows = log.rows_of(pattern)
        own = subject_kind(pattern.event) == duty.per
        subject = log.columns.subject[rows] if own else np.full(len(rows), NOBODY)
        found.append((rows, subject.astype(np.int64)))
    return found


def _recurring(log: Log, duty: Duty) -> list[Rows]:
    """The rows that may meet an obligation, and so start the next one, of whatever subject."""
    if not duty.recurs:
        return []
    return [
        log.rows(COMPLETED_BY[pattern.event])
        if pattern.event in COMPLETED_BY
        else log.rows_of(pattern)
        for pattern in duty.patterns["meets"]
    ]


def _rows_at(
    log: Log, some: list[tuple[Rows, Rows | None]], times: Rows
) -> defaultdict[tuple[int, int, int | None], list[int]]:
    """Rows at some instants, by their case, instant and subject."""
    found: defaultdict[tuple[int, int, int | None], list[int]] = defaultdict(list)
    for rows, subject in some:
        at = np.isin(log.at(rows), times)
        row = rows[at]
        of = [None] * len(row) if subject is None else subject[at].tolist()
        for key in zip(log.case_of[row].tolist(), log.at(row).tolist(), of, row, strict=True):
            found[key[:3]].append(int(key[3]))
    return found


def _by_referee(log: Log, duty: Duty, place: int) -> int:
    owed, columns = log.obligations, log.columns
    case = int(owed.case[place])
    rows = range(int(columns.first[case]), int(columns.first[case + 1]))
    events = with_derived(columns.entry(case, row) for row in rows)
    first = int(np.searchsorted(owed.case, case, side="left"))
    nth = int((owed.duty[first:place] == owed.duty[place]).sum())
    # The referee gives the obligations of a duty in the order of the kernel.
    working = sorted(evaluate(duty, events, log.as_of), key=lambda one: one.order)[nth].working
    if working is None:
        raise ValueError("an obligation of the referee has its working")
    return working.start.seq
