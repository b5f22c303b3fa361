"""Signals of the investigation, the decision and the court."""

from __future__ import annotations

import numpy as np

from answerable.analysis.log import NOBODY, NONE, Log, Rows
from answerable.analysis.signals.raised import (
    By,
    Raised,
    concerned,
    following,
    preceding,
    raised,
    stands,
    subject_of,
)
from answerable.analysis.signals.victim import BREACHED
from answerable.rules import investigation_signals as rules
from answerable.rules.court_signals import LATE_NOTICE
from answerable.rules.kernel.tables import NEVER

IDENTIFIED, INTERVIEWED = "suspect.identified", "suspect.interviewed"


def untrained_lead(log: Log) -> Raised:
    leads = log.rows("investigation.allocated[qualified=false]")
    words = log.values(leads, "reason")
    given = [
        bool(said) or _in_words(reasons)
        for said, reasons in zip(words, log.lists(leads, "reasons"), strict=True)
    ]
    rows = leads[~np.array(given, np.bool_)]
    last = log.last("investigation.allocated")
    return raised(log, rows, last[log.case_of[rows]] != rows)


def _in_words(reasons: object) -> bool:
    """Whether a reason was given in words at the gate (`rules.gates.has_reason`)."""
    words = reasons.get("reason") if isinstance(reasons, dict) else None
    return isinstance(words, str) and bool(words.strip())


def drift_no_direction(log: Log) -> Raised:
    reviews = log.rows("supervision.reviewed")
    none = log.mask("supervision.reviewed[direction=none]")[reviews]
    case = log.case_of[reviews]
    run = none.copy()
    for back in range(1, rules.IN_A_ROW):
        same = np.zeros(len(reviews), np.bool_)
        same[back:] = none[:-back] & (case[back:] == case[:-back])
        run &= same
    last = np.flatnonzero(run)
    by = By(reviews, last + 1 - rules.IN_A_ROW, last + 1)
    return raised(log, reviews[run], by=by)


def suspect_not_spoken_to(log: Log) -> Raised:
    rows, suspect = _suspects_of(log, log.rows("decision.made[result=no_further_action]"))
    interviews = log.rows(INTERVIEWED)
    before, since = (
        concerned(log, rows, suspect, interviews, look) for look in (preceding, following)
    )
    rows, suspect, since = rows[~before], suspect[~before], since[~before]
    return raised(log, rows, since | ~stands(log, rows), suspect)


def _suspects_of(log: Log, decisions: Rows) -> tuple[Rows, Rows]:
    """The suspects of each decision: its own; or all identified before it; or, where there are
    none and one was named at the report, one without a name."""
    own = subject_of(log, decisions)
    named = decisions[own != NOBODY]
    of_all = decisions[own == NOBODY]
    first = log.rows(IDENTIFIED)
    first = first[preceding(log, first, first, subject_of(log, first)) == NONE]
    start = np.searchsorted(first, log.columns.first[log.case_of[of_all]], side="left")
    number = np.searchsorted(first, of_all, side="left") - start
    each = np.repeat(np.arange(len(of_all)), number)
    nth = np.arange(len(each)) - np.repeat(np.cumsum(number) - number, number)
    alone = of_all[number == 0]
    reported = preceding(log, alone, log.rows("crime.reported[suspect=named]")) != NONE
    rows = np.concatenate([named, of_all[each], alone[reported]])
    who = np.concatenate(
        [own[own != NOBODY], subject_of(log, first[start[each] + nth]),
         np.full(int(reported.sum()), NOBODY)]
    )  # fmt: skip
    order = np.argsort(rows, kind="stable")
    return rows[order], who[order]


def bail_unreviewed(log: Log) -> Raised:
    ended = log.rows("bail.ended[to=rui|lapsed]")
    ended = ended[~log.mask("bail.ended[rationale=true,risk_assessed=true]")[ended]]
    suspect = subject_of(log, ended)
    again = concerned(log, ended, suspect, log.rows("bail.granted; charge.made"), following)
    return raised(log, ended, again, suspect)


def delay_unexplained(log: Log) -> Raised:
    owed = log.obligations
    at = owed.due + int(rules.LATE.total_seconds()) * 1_000_000
    until = np.where(owed.closed == NEVER, log.end, np.minimum(owed.closed, log.end))
    long = np.isin(owed.status, BREACHED) & (owed.due != NEVER)
    long[long] = at[long] <= until[long]
    case, duty, at = owed.case[long].astype(np.int64), owed.duty[long].astype(np.int64), at[long]
    explained = _explained(log, case, duty, owed.started[long])
    found = (explained == NONE) | (log.at(explained) > at)
    cleared = explained[found] != NONE
    place = np.flatnonzero(long)[found]
    by = By(place, np.arange(len(place)), np.arange(1, len(place) + 1))
    return Raised(case[found], duty[found], at[found], cleared, by, of_duties=True)


def _explained(log: Log, case: Rows, duty: Rows, started: Rows) -> Rows:
    """The row that first explained the delay of each obligation while it ran: of its duty, or of
    its stage."""
    rows = log.rows("delay.explained")
    said = log.said(rows, "of")
    names = {str(name): code for code, name in enumerate(said.names)}
    found = np.full(len(case), len(log.columns))
    ids = [each.id for each in log.duties]
    for wanted in (ids, [id_.partition(".")[0] for id_ in ids]):
        codes = np.array([names.get(name, NONE) for name in wanted], np.int64)
        row = _first_from(log, rows, said.codes, (case, codes[duty], started))
        found = np.minimum(found, np.where(row == NONE, len(log.columns), row))
    return np.where(found == len(log.columns), NONE, found)


def _first_from(log: Log, rows: Rows, code: Rows, wanted: tuple[Rows, Rows, Rows]) -> Rows:
    """The first of some rows in a case that has a code, at an instant or after it."""
    case, of, start = wanted
    times = np.concatenate([log.at(rows), start])
    rank = np.unique(times, return_inverse=True)[1].astype(np.int64)
    pairs = np.concatenate([log.case_of[rows], case]) * (int(code.max(initial=0)) + 2)
    pairs += np.concatenate([code, of])
    group = np.unique(pairs, return_inverse=True)[1].astype(np.int64)
    keys = group * (len(times) + 1) + rank
    offered = keys[: len(rows)]
    order = np.argsort(offered, kind="stable")
    at = np.searchsorted(offered[order], keys[len(rows) :], side="left")
    same = np.append(group[: len(rows)][order], NONE)[at] == group[len(rows) :]
    row: Rows = np.where(same & (of != NONE), np.append(rows[order], NONE)[at], NONE)
    return row


def jury_prediction(log: Log) -> Raised:
    rows = log.rows("decision.made[jury_prediction=true]")
    return raised(log, rows, about=subject_of(log, rows))


def late_move(log: Log) -> Raised:
    moved = log.rows("hearing.moved[kind=trial]")
    notice = [int(said) if said else LATE_NOTICE + 1 for said in log.values(moved, "days_notice")]
    late = moved[np.array(notice, np.int64) <= LATE_NOTICE]
    return raised(log, late, about=subject_of(log, late))
