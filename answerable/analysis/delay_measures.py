"""Why it took so long until the police stopped a case: what was recorded, what the events say
themselves, and what nobody explained.

A wait is derived, where something took longer than four weeks before the decision: a device from
its taking to its review, what was asked of a third party to its coming, a duty past its day, or a
time in which nothing at all was recorded. Four weeks are a default of this product.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from answerable.analysis.answers import Answers, share
from answerable.analysis.cases import police_nfa
from answerable.analysis.log import DAY, NONE, Log, Mask, Rows, once
from answerable.analysis.measure import Measure, phase_one
from answerable.analysis.signals.victim import BREACHED
from answerable.events.catalogue import EVENT_TYPES
from answerable.rules.kernel.tables import NEVER

LONG = 28 * DAY
EXPLAINED = "delay.explained"
CAUSES = EVENT_TYPES[EXPLAINED].all_fields["cause"].codes
FIGURE = phase_one("Figure 14")
BASE = "police no-further-action cases"
DEVICES = ("victim", "suspect", "witness")


def _decided(log: Log) -> Rows:
    """The row of each case up to which a delay counts; NONE where the police stopped nothing."""
    found: Rows = np.where(police_nfa(log), log.decisions.row, NONE)
    return found


def _has(log: Log, rows: Rows) -> Mask:
    found = np.zeros(log.cases, np.bool_)
    found[log.case_of[rows]] = True
    return found


def _recorded(patterns: str, log: Log) -> Mask:
    rows = log.rows(patterns)
    return _has(log, rows[rows < _decided(log)[log.case_of[rows]]])


def _waited(starts: str, ends: str, log: Log) -> Mask:
    """The cases in which it took long from one event to the next about the same, or to the
    decision."""
    rows = log.rows(starts)
    until = _decided(log)[log.case_of[rows]]
    rows, until = rows[rows < until], until[rows < until]
    end = log.next_about(rows, ends)
    end = np.where((end == NONE) | (end > until), until, end)
    return _has(log, rows[log.at(end) - log.at(rows) > LONG])


def _late(log: Log) -> Mask:
    owed = log.obligations
    case = owed.case.astype(np.int64)
    decided = _decided(log)[case]
    until = np.where(owed.closed == NEVER, log.at(decided), owed.closed)
    until = np.minimum(until, log.at(decided))
    late = np.isin(owed.status, BREACHED) & (owed.due != NEVER) & (decided != NONE)
    late[late] = until[late] - owed.due[late] > LONG
    return np.isin(np.arange(log.cases), case[late])


def _gap(log: Log) -> Mask:
    """Nothing was recorded for long, from one event to the next, up to the decision."""
    before, rows = log.standing[:-1], log.standing[1:]
    case = log.case_of[rows]
    same = (case == log.case_of[before]) & (rows <= _decided(log)[case])
    long = log.at(rows) - log.at(before) > LONG
    return _has(log, rows[same & long])


WAITS: dict[str, tuple[str, Callable[[Log], Mask]]] = {
    **{
        f"{whose}_device": (
            f"a device of the {whose}'s, from its taking to its review",
            once(partial(_waited, f"device.taken[of={whose}]", "device.reviewed")),
        )
        for whose in DEVICES
    },
    "third_party": (
        "what was asked of a third party, until it came",
        once(partial(_waited, "third_party.requested", "third_party.received")),
    ),
    "duty": ("a duty that was late", once(_late)),
    "gap": ("from one entry in the record to the next", once(_gap)),
}


@once
def _any_wait(log: Log) -> Mask:
    found = np.zeros(log.cases, np.bool_)
    for _, ask in WAITS.values():
        found |= ask(log)
    return found


@once
def _any_explained(log: Log) -> Mask:
    return _recorded(EXPLAINED, log)


def _of_cause(cause: str, log: Log) -> Answers:
    return share(police_nfa(log), _recorded(f"{EXPLAINED}[cause={cause}]", log))


def _of_wait(name: str, log: Log) -> Answers:
    return share(police_nfa(log), WAITS[name][1](log))


def _of_all(which: str, log: Log) -> Answers:
    explained, waited = _any_explained(log), _any_wait(log)
    parts = {
        "explained": explained, "unexplained": ~explained & waited, "not": ~explained & ~waited,
    }  # fmt: skip
    return share(police_nfa(log), parts[which])


def _measure(id_: str, title: str, ask: Callable[[Log], Answers], what: str) -> Measure:
    return Measure(
        id=id_, title=title, base=BASE, unit="share", ask=ask, answers="Figure 14",
        sources=FIGURE, definition=f"Share in which, before the decision, {what}.",
    )  # fmt: skip


CAUSE = tuple(
    _measure(f"delay.cause.{cause}", cause.replace("_", " "), partial(_of_cause, cause),
             "a delay was explained by this cause; one case may have several")
    for cause in CAUSES
)  # fmt: skip
WAIT = tuple(
    _measure(f"delay.wait.{name}", said, partial(_of_wait, name),
             "this took more than 28 days, whether or not anybody explained it")
    for name, (said, _) in WAITS.items()
)  # fmt: skip
DELAYED = (
    _measure("delayed.explained", "delay, with an explanation",
             partial(_of_all, "explained"), "a delay was explained"),
    _measure("delayed.unexplained", "delay, with no explanation",
             partial(_of_all, "unexplained"),
             "something took more than 28 days and no delay was ever explained"),
    _measure("delayed.not", "no delay on record", partial(_of_all, "not"),
             "nothing took more than 28 days and no delay was explained"),
)  # fmt: skip
EITHER = DELAYED[:2]  # of which some delay is on record
MEASURES = (*DELAYED, *CAUSE, *WAIT)
