"""How many of what was owed was done in time, from the obligations of the engine."""

from __future__ import annotations

from functools import partial
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from answerable.analysis.answers import Answers, share
from answerable.analysis.cases import counted, police_nfa
from answerable.analysis.log import Log, Mask
from answerable.analysis.measure import Measure, phase_one
from answerable.rules.kernel.tables import NEVER
from answerable.rules.obligation import Status

ACTION, CONTACT = "prosecution.action", "contact.keep"
STATUSES = get_args(Status)  # in the order of the kernel's codes
BREACHED = ("late", "missed", "overdue")


def _is(status: NDArray[np.int8], *statuses: str) -> Mask:
    found = np.zeros(len(status), np.bool_)
    for name in statuses:
        found |= status == STATUSES.index(name)
    return found


def _of_duty(log: Log, name: str) -> NDArray[np.int64]:
    """The obligations of one duty, by their places."""
    codes = [place for place, duty in enumerate(log.duties) if duty.id == name]
    return np.flatnonzero(np.isin(log.obligations.duty, codes))


def _fallen_due(log: Log, asked: NDArray[np.int64] | slice, statuses: tuple[str, ...]) -> Answers:
    """Which of those due by now came to one of the statuses: a breach that was lifted afterwards
    stands. What was done without a due day ever being known is missing; what is paused, or was
    done early, is open."""
    owed = log.obligations
    due, status, case = owed.due[asked], owed.status[asked], owed.case[asked].astype(np.int64)
    undated = due == NEVER
    early = _is(status, "met") & ~undated & (due > log.end)
    base = counted(log)[case]
    found = share(
        base, _is(status, *statuses), case=case, open_=_is(status, "open", "paused") | early,
        missing=undated, not_applicable=_is(status, "lifted"),
    )  # fmt: skip
    return found.of_duties(owed.duty[asked][base].astype(np.int64))


def _became(statuses: tuple[str, ...], log: Log) -> Answers:
    return _fallen_due(log, slice(None), statuses)


def _late_actions(log: Log) -> Answers:
    return _fallen_due(log, _of_duty(log, ACTION), BREACHED)


def _contact_kept(log: Log) -> Answers:
    asked = _of_duty(log, CONTACT)
    breached = log.obligations.case[asked[_is(log.obligations.status[asked], *BREACHED)]]
    base = police_nfa(log) & log.has("contact.agreed")
    return share(base, ~np.isin(np.arange(log.cases), breached))


MEASURES = (
    Measure(
        id="contact.kept", title="Contact kept as it was agreed",
        base="police no-further-action cases with an agreement about contact",
        definition="Share in which no contact that was agreed was late, missed or is overdue.",
        unit="share", ask=_contact_kept, starts="contact.agreed", ends="contact.made",
        basis="stated", answers="Figure 16", sources=phase_one("Figure 16"),
    ),
    Measure(
        id="action.late", title="Late actions of the plan",
        base="actions due by now and not lifted",
        definition=(
            "Share done late, missed or overdue. One done early and not yet due is open, one done "
            "of which no target is recorded is missing."
        ),
        unit="share", ask=_late_actions, starts="action.set", ends="action.completed",
        basis="stated", answers="The responses that were late in almost two thirds",
        sources=phase_one("CPS referrals / CPS case strategies and action plans"),
    ),
    Measure(
        id="duty.kept", title="Duties kept in time",
        base="obligations due by now, and neither lifted nor paused",
        definition=(
            "Share met in time. One met early and not yet due is open, as is one whose clock "
            "stands still. Law, what the sources state and our defaults are together in it, "
            "unless it is asked for by what each rests on."
        ),
        unit="share", ask=partial(_became, ("met",)),
    ),
)  # fmt: skip

# What became of each obligation that was due: with `duty.kept`, one of these.
BECAME = tuple(
    Measure(
        id=f"duty.{name}", title=title,
        base="obligations due by now, and neither lifted nor paused",
        definition=f"Share {what}. With those kept in time these are all that were due.",
        unit="share", ask=partial(_became, statuses),
    )
    for name, title, what, statuses in (
        ("late", "Duties done late", "done after the day they were due", ("late",)),
        ("missed", "Duties missed", "not done when they were lifted after the day they were due",
         ("missed",)),
        ("overdue", "Duties overdue", "still not done", ("overdue",)),
    )
)  # fmt: skip
