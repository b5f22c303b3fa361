"""Signals of reporting, support, contact and engagement."""

from __future__ import annotations

import numpy as np

from answerable.analysis.log import DAY, NOBODY, NONE, Log, Mask, Rows
from answerable.analysis.signals.raised import (
    By,
    Raised,
    Times,
    days_after,
    each_of,
    following,
    preceding,
    raised,
    stands,
    subject_of,
    times_of,
)
from answerable.rules import contact_signals as contact
from answerable.rules import engagement_signals as engagement
from answerable.rules import report_signals as report
from answerable.rules import support_signals as support
from answerable.rules.derived import TRIES
from answerable.rules.kernel.rows import STATUSES
from answerable.rules.kernel.tables import NEVER
from answerable.rules.stance import BACK, COMPLEX, UNDECIDED

BREACHED = tuple(
    code for code, name in enumerate(STATUSES) if name in ("late", "missed", "overdue")
)


def never_spoken_to(log: Log) -> Raised:
    decisions, spoken = log.rows(report.NFA), log.rows(report.SPOKEN)
    never = decisions[preceding(log, decisions, spoken) == NONE]
    later = following(log, never, spoken) != NONE
    return raised(log, never, later | ~stands(log, never))


def quick_close_complex(log: Log) -> Raised:
    decisions = log.rows(report.NFA)
    reported = log.first("crime.reported")[log.case_of[decisions]]
    row, reported = decisions[reported != NONE], reported[reported != NONE]
    days = log.day(row) - log.day(reported)
    needs = log.lists(preceding(log, row, log.rows("needs.assessed")), "needs")
    complex_ = np.array([bool(COMPLEX.intersection(each)) for each in needs], np.bool_)
    position = preceding(log, row, log.rows("position.stated"))
    unsure = log.is_a(position, f"position.stated[position={UNDECIDED}]")
    quick = (days <= report.QUICK) & (complex_ | unsure)
    return raised(log, row[quick], by=each_of(reported[quick], row[quick]))


def no_support_worker(log: Log) -> Raised:
    accepted = log.first("support.answered[service=isva,answer=accepted]")
    end = np.full(log.cases, log.end + 1)
    there = accepted != NONE
    end[there] = days_after(log.at(accepted[there]), support.WAIT)
    changes = log.rows(support.CHANGES)
    case = log.case_of[changes]
    left = log.mask(support.LEFT)[changes] & ~log.mask(support.DONE)[changes]
    after = log.at(changes) >= end[case]

    def last(which: Mask) -> tuple[Rows, Mask]:
        """The last change of some in each case, and whether she waits in vain by it."""
        found = np.full(log.cases, NONE)
        found[case[which]] = np.flatnonzero(which)
        return found, np.append(left, True)[found]

    _, lacking = last(~after)
    later, _ = last(after & left)
    _, still = last(np.ones(len(changes), np.bool_))
    found = np.flatnonzero((end <= log.end) & (lacking | (later != NONE)))
    row = np.append(changes, NONE)[later[found]]
    at = np.where(row == NONE, end[found], log.at(row))
    by = each_of(accepted[found], row)
    return Raised(found, np.full(len(found), NOBODY), at, ~still[found], by)


def victim_chases(log: Log) -> Raised:
    hers, ours = times_of(log, contact.BY_HER), times_of(log, contact.BY_US)

    def chases(case: Rows, ends: Rows) -> Mask:
        by_her, by_us = (each.within(case, ends, contact.WINDOW * DAY) for each in (hers, ours))
        return np.greater_equal(by_her, contact.LEAST) & np.greater(by_her, by_us)

    # What we did grows old as well, and may leave her with more than we have.
    turned = ours.at + contact.WINDOW * DAY
    turns = (turned <= log.end) & ~chases(ours.case, turned - 1)
    case = np.concatenate([hers.case, ours.case[turns]])
    at = np.concatenate([hers.at, turned[turns]])
    raising = chases(case, at)
    order = np.lexsort((at[raising], case[raising]))
    case, at = case[raising][order], at[raising][order]
    over = ~chases(case, np.full(len(case), log.end))
    return Raised(case, np.full(len(case), NOBODY), at, over, _of_hers(log, hers, case, at))


def _of_hers(log: Log, hers: Times, case: Rows, at: Rows) -> By:
    """Raised by the contacts that she began in the days up to an instant."""
    rows = log.rows(contact.BY_HER)
    begin = np.searchsorted(rows, log.columns.first[case], side="left")
    end = begin + hers.until(case, at)
    return By(rows, end - hers.within(case, at, contact.WINDOW * DAY), end)


def told_by_text(log: Log) -> Raised:
    decisions = log.rows("decision.made[result=no_further_action]")
    told, written = log.rows("decision.told"), log.mask("decision.told[how=text|email]")
    first = log.next_about(decisions, "decision.told")
    by_text = np.append(written, False)[first]
    decisions, first = decisions[by_text], first[by_text]
    spoken = told[~written[told]]
    own, any_ = subject_of(log, decisions), following(log, decisions, spoken)
    named = following(log, decisions, spoken, own) != NONE
    of_all = following(log, decisions, spoken[log.columns.subject[spoken] == NOBODY]) != NONE
    other = np.where(own == NOBODY, any_ != NONE, named | of_all)
    whom = subject_of(log, first)
    about = np.where(whom == NOBODY, own, whom)
    return raised(log, first, other, about, by=each_of(decisions, first))


def message_not_received(log: Log) -> Raised:
    left = log.rows("message.handed_over")
    left = left[~log.mask("message.handed_over[why=declined]")[left]]
    reached = log.rows("contact.made; contact.declined[scope=all]")
    ended = np.sort(np.concatenate([reached, _tried(log, log.case_of[left])]))
    return raised(log, left, following(log, left, ended) != NONE, subject_of(log, left))


def _tried(log: Log, cases: Rows) -> Rows:
    """Where an agency's third attempt, on a third day, was in vain (`contact.tried`), in some
    cases: few, so one after the other."""
    reached = log.mask("contact.made[by=agency]")
    rows = log.rows("contact.attempted; contact.made[by=agency]")
    rows = rows[np.isin(log.case_of[rows], cases)]
    days = log.day(rows)
    attempts: dict[tuple[int, int], set[int]] = {}
    found = []
    for row, day in zip(rows.tolist(), days.tolist(), strict=True):
        of = int(log.case_of[row]), int(log.columns.agency[row])
        if reached[row]:
            attempts.pop(of, None)
            continue
        attempts.setdefault(of, set()).add(day)
        if len(attempts[of]) == TRIES:
            del attempts[of]
            found.append(row)
    return np.array(found, np.int64)


def withdrawal_inferred(log: Log) -> Raised:
    said = f"withdrawal.confirmed; withdrawal.stated[said_by=victim|support]; {BACK}"
    stated = log.rows("withdrawal.stated[said_by=police_inference]")
    return raised(log, stated, following(log, stated, log.rows(said)) != NONE)


def withdrawal_after_silence(log: Log) -> Raised:
    owed = log.obligations
    kept = [place for place, duty in enumerate(log.duties) if duty.id in engagement.KEPT]
    late = np.isin(owed.duty, kept) & np.isin(owed.status, BREACHED) & (owed.due != NEVER)
    due = Times(owed.case[late].astype(np.int64), owed.due[late])
    rows = log.rows("withdrawal.stated")
    silence = int(engagement.SILENCE.total_seconds()) * 1_000_000 + 1  # its beginning is in it
    return raised(log, rows[due.within(log.case_of[rows], log.at(rows), silence) > 0])


def stage_mismatch(log: Log) -> Raised:
    rows = log.rows("withdrawal.stated")
    names = np.array([*engagement.STAGES.values(), "before_account"])
    last = preceding(log, rows, log.rows("; ".join(engagement.STAGES)))
    actual = np.full(len(rows), len(names) - 1)
    for place, event in enumerate(engagement.STAGES):
        actual[log.is_a(last, event)] = place
    said = [engagement.SAME.get(each, each) for each in log.values(rows, "stage")]
    stage = np.array(said, np.str_)
    wrong = (stage != "") & (stage != names[actual])
    return raised(log, rows[wrong], by=each_of(last[wrong], rows[wrong]))
