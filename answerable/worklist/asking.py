"""What stands in the way of an event before anybody tries, and how a deadline came about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple
from uuid import UUID

from answerable.events.corrections import in_force
from answerable.events.entry import NO_DATA, Entry
from answerable.people.acting import WORKER, acting_for
from answerable.record import reading
from answerable.record.rules_of_force import rules_of
from answerable.rules.case import Case
from answerable.rules.catalogue import DUTY_OF
from answerable.rules.derived import with_derived
from answerable.rules.evaluate import evaluate
from answerable.rules.explain import explanation
from answerable.rules.gates import Answer, stands_in_the_way
from answerable.rules.model import Duty
from answerable.rules.obligation import Obligation
from answerable.worklist.listing import seen_by

HIDDEN = "Not all of its working is for you to see."


class Ending(NamedTuple):
    """A way in which a case, or a part of it, ends: what a page asks about beforehand."""

    words: str
    event: str
    data: Mapping[str, Any]


# The decisions and endings that a case page asks about, by the agency that can take them.
ENDINGS: Mapping[str, Sequence[Ending]] = MappingProxyType(
    {
        "police": (
            Ending(
                "Decide to take no further action", "decision.made",
                {"by": "police", "result": "no_further_action"},
            ),
            Ending(
                "Send the file for a charging decision", "file.submitted", {"purpose": "charging"}
            ),
            Ending("Close the case", "case.closed", {}),
        ),
        "cps": (
            Ending(
                "Decide to take no further action", "decision.made",
                {"by": "cps", "result": "no_further_action"},
            ),
            Ending("Decide to charge", "decision.made", {"by": "cps", "result": "charge"}),
            Ending("Close the case", "case.closed", {}),
        ),
    }
)  # fmt: skip


class InTheWay(NamedTuple):
    """Something that stands in the way: what is missing, what puts it right, and its source.

    `force` is "must" where nothing else will do, "explain" where a reason in words will.
    """

    requirement: str
    force: str
    missing: str
    put_right: str
    source: str


def in_the_way(
    case_id: UUID, endings: Sequence[Ending], now: datetime, *, by: UUID, is_seen: bool = False
) -> list[list[InTheWay]] | None:
    """What stands in the way of recording each of these now; None where the case may not be seen.

    Asked with no more filled in than their data, so what a form has yet to say is there too.
    `is_seen` where this transaction has found already that they may see the case.
    """
    entries = _everything(case_id, by, is_seen=is_seen)
    if entries is None:
        return None
    before = with_derived(in_force(entries, now))
    asked = Entry(str(case_id), len(entries) + 1, "", now, now, "", "", "", NO_DATA)
    case = Case([e for e in before if e.order < asked.order], now)
    requirements = rules_of(before).requirements
    return [
        [
            _in_the_way(answer)
            for answer in stands_in_the_way(
                case, asked._replace(event=one.event, data=one.data), requirements
            )
            if not answer.met
        ]
        for one in endings
    ]


def working(
    case_id: UUID,
    duty: str,
    subject: str,
    now: datetime,
    *,
    by: UUID,
    started_at: datetime | None = None,
) -> list[dict[str, Any]] | None:
    """How the obligations of a duty came about, the latest first; None where the case, or the
    duty, is not there to be seen. `started_at` names one of them.

    What rests on entries that this person may not see is told without them.
    """
    entries = _everything(case_id, by)
    if entries is None or duty not in DUTY_OF:
        return None
    with seen_by(by):
        visible = {entry.seq for entry in reading.entries(case_id, words=False)}
    events = with_derived(in_force(entries, now))
    rule = rules_of(events).duty(duty)
    owed = [
        one for one in evaluate(rule, events, now)
        if one.subject == subject and started_at in (None, one.started_at)
    ]  # fmt: skip
    return [
        _working(rule, one, visible)
        for one in sorted(owed, key=lambda o: o.started_at, reverse=True)
    ]


def _everything(case_id: UUID, by: UUID, *, is_seen: bool = False) -> list[Entry] | None:
    """All entries of a case that this person sees: a rule goes by all that happened."""
    with seen_by(by):
        if not is_seen and reading.last_seq(case_id) is None:
            return None
        with acting_for(WORKER):
            return reading.entries(case_id, words=False)


def _in_the_way(answer: Answer) -> InTheWay:
    missing, _, put_right = answer.message.partition(". ")
    return InTheWay(
        answer.requirement, answer.force, missing.rstrip(".") + ".", put_right, answer.source
    )


def _working(duty: Duty, owed: Obligation, visible: set[int]) -> dict[str, Any]:
    found = explanation(duty, owed)
    why = owed.working
    behind = [why.start, why.closed_by, *(p.start for p in why.pauses)] if why else []
    behind += [p.end for p in why.pauses] + [m.entry for m in why.moves] if why else []
    if all(entry.seq in visible for entry in behind if entry is not None):
        return found
    hidden = {"started_by": None, "closed_by": None, "pauses": [], "moves": [], "lines": [HIDDEN]}
    return {**found, **hidden}
