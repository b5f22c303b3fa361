"""Decisions to take no further action: what was left open, and what the victim was told."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from answerable.analysis.answers import Answers, share
from answerable.analysis.cases import counted, police_nfa
from answerable.analysis.log import DAY, NONE, Log, Mask
from answerable.analysis.measure import Measure, phase_one
from answerable.analysis.withdrawals import stood

TOLD = "decision.told"
RIGHT_TOLD = (
    "decision.told[review_right=applies|does_not_apply]; "
    "letter.sent[review_right=applies|does_not_apply]"
)
CPS_DECISION = "decision.made[by=cps,result=no_further_action]"
LETTER, OPENED = "letter.sent", "case.reopened"
LINES = "line.opened; line.closed"
POLICE_CASES = "police no-further-action cases"


def _since_decided(log: Log, patterns: str) -> Mask:
    """Whether it happened since the first of the decisions that stand."""
    return np.not_equal(log.first(patterns, after=log.decisions.first), NONE)


def _told(log: Log) -> Answers:
    return share(police_nfa(log), _since_decided(log, TOLD))


def _right_told(log: Log) -> Answers:
    return share(police_nfa(log), _since_decided(log, RIGHT_TOLD))


def _eligible_told(log: Log) -> Answers:
    decided = log.decisions.row
    interviewed = np.not_equal(log.before("suspect.interviewed", decided), NONE)
    base = police_nfa(log) & interviewed & ~stood(log, decided).withdrawn
    return share(base, _since_decided(log, RIGHT_TOLD))


def _review(log: Log) -> Answers:
    base = police_nfa(log) & _since_decided(log, RIGHT_TOLD)
    return share(base, _since_decided(log, "review.requested"))


def _letters(log: Log, within: int | None) -> Answers:
    """Of each decision of prosecutors to take no further action, the first letter after it: one
    after the case was opened again is of another decision. Where that was within 24 hours, no
    letter was owed."""
    rows = log.rows(CPS_DECISION)
    case, letter, again = (
        log.case_of[rows],
        log.next_about(rows, LETTER),
        log.next_about(rows, OPENED),
    )
    sent = (letter != NONE) & ((again == NONE) | (letter < again))
    base, none_owed = counted(log)[case], ~sent & (again != NONE)
    none_owed &= log.at(again) - log.at(rows) <= DAY
    if within is None:
        return share(base, sent, case=case, not_applicable=none_owed)
    in_time = sent & (log.at(letter) - log.at(rows) <= within)
    return share(
        base, in_time, case=case, open_=~sent & (log.end - log.at(rows) <= within),
        not_applicable=none_owed,
    )  # fmt: skip


def _lines(log: Log) -> Answers:
    """By what was last recorded of each line before the decision."""
    rows = log.rows(LINES)
    rows = rows[rows < log.decisions.row[log.case_of[rows]]][::-1]
    _, place = np.unique(log.subject_keys(rows), return_index=True)
    last = rows[place]
    left = last[log.mask("line.opened")[last]]
    return share(police_nfa(log), np.isin(np.arange(log.cases), log.case_of[left]))


def _of_police(
    id_: str, title: str, definition: str, ask: Callable[[Log], Answers], ends: str, *,
    answers: str, base: str = POLICE_CASES, place: str = "",
) -> Measure:  # fmt: skip
    return Measure(
        id=id_, title=title, base=base, definition=definition, unit="share", ask=ask,
        starts="the standing decision, by=police result=no_further_action", ends=ends,
        basis="stated", answers=answers, sources=phase_one(place or answers),
    )  # fmt: skip


def _letter(id_: str, title: str, definition: str, ask: Callable[[Log], Answers]) -> Measure:
    return Measure(
        id=f"letter.{id_}", title=title, base="prosecutors' no-further-action decisions",
        definition=definition, unit="share", ask=ask, starts=CPS_DECISION, ends=LETTER,
        basis="stated", answers="Figure 18", sources=phase_one("Figure 18"),
    )  # fmt: skip


MEASURES = (
    _of_police(
        "decision.told", "Victims told of the decision",
        "Share in which the victim was told since it was decided.", _told, TOLD,
        answers="Figure 17",
    ),
    _letter(
        "within_24h", "A letter within 24 hours",
        "Share with a letter about that suspect, or about nobody by name, no later than 24 hours "
        "after the decision. Open are those that have no letter and whose 24 hours still run, not "
        "applicable those that were opened again within them.",
        lambda log: _letters(log, DAY),
    ),
    _letter(
        "sent", "A letter at all",
        "Share with a letter after the decision, and before it was opened again. Not to be set "
        "beside the inspection's count of letters that had been prepared.",
        lambda log: _letters(log, None),
    ),
    _of_police(
        "review_right.told", "Victims told whether they have a right to review",
        "Share told, with the decision or in a letter, that the right to review applies or that "
        "it does not.", _right_told, RIGHT_TOLD, answers="Figure 19",
    ),
    _of_police(
        "review_right.eligible", "Of those who could ask for a review, told of it",
        "The same, where a suspect was interviewed before the decision and the victim had not "
        "withdrawn by then.", _eligible_told, RIGHT_TOLD, answers="Figure 19",
        base="police no-further-action cases with a suspect interviewed and a victim who stayed",
    ),
    _of_police(
        "review.requested", "Victims who asked for a review",
        "Share that asked since it was decided.", _review, "review.requested",
        answers="Figure 19", base="police no-further-action cases told of the right to review",
    ),
    _of_police(
        "lines.outstanding", "Decided with a line of enquiry open",
        "Share with a line of enquiry that was opened and not closed when it was decided.",
        _lines, LINES, answers="the prose beside Figure 14",
    ),
)  # fmt: skip
