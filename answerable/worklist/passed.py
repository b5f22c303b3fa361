"""Which duties are still open though their moment has passed, so that nobody's next move is one.

A duty's moment has passed when it is overdue and something that happened later took its place:
once there is a named investigator, nobody attends a report of last year. It was missed all the
same, and the page of the case says so; rules and measures know nothing of this. What is not named
here stays a next move however late it is: what the victim is to be told, safety until the case is
closed, and what is to be given back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from answerable.events.entry import Entry
from answerable.rules.catalogue import DUTY_OF
from answerable.rules.obligation import Obligation
from answerable.rules.pattern import Pattern, parse_patterns
from answerable.worklist.seeing import seen_by_all, who_sees

CLOSED, REOPENED = "case.closed", "case.reopened"

# By duty, in the notation of the catalogue, what takes its place. Of a duty about one suspect, what
# is about another does not count.
PASSED_BY: Mapping[str, str] = MappingProxyType(
    {
        # Response: another part has taken the case over, or the victim has given an account.
        "report.attend": "investigation.allocated; account.recorded; file.submitted; case.closed",
        "report.speak_to_victim": "account.recorded; case.closed",
        # What belongs to the beginning of a case that is at its end.
        "report.acknowledge": "decision.told; charge.made; case.closed",
        "report.leaflet": "information.given[kind=full_leaflet]; charge.made; case.closed",
        "report.full_leaflet": "charge.made; case.closed",
        "report.position": "withdrawal.stated; case.decided; case.closed",
        "report.needs": "court.outcome; case.closed",
        "report.characteristics": "court.outcome; case.closed",
        "report.risk": "case.closed",
        "report.safeguarding": "case.closed",
        "report.preserve": "case.closed",
        "support.refer_on_report": "case.closed",
        "support.offer_isva": "case.closed",
        "support.refer": "case.closed",
        # She has been told of what came after it.
        "contact.tell_arrest": "progress.told[about=charged]; decision.told",
        "contact.tell_interview": "progress.told[about=charged]; decision.told",
        "contact.tell_release": "progress.told[about=charged]; decision.told",
        "contact.tell_charge": "progress.told[about=outcome]",
        "contact.warn_release": "suspect.arrested; charge.made; case.closed",
        "contact.tell_waiting": "case.decided; case.closed",
        # The prosecutors have the file, and have gone on with it.
        "investigation.plan": "file.submitted[purpose=charging]; case.closed",
        "investigation.rui_review": "suspect.arrested; case.closed",
        "investigation.test_account": "charge.made; case.closed",
        "prosecution.consider_early_advice": "case.closed",
        "prosecution.give_early_advice": "file.submitted[purpose=charging]; case.closed",
        "prosecution.triage": "actionplan.sent; case.closed",
        "prosecution.allocate": "actionplan.sent; case.closed",
        "prosecution.review": "case.closed",
        "prosecution.strategy": "case.closed",
        "prosecution.action": "case.closed",
        "prosecution.answer_challenge": "case.closed",
        "prosecution.escalate": "case.closed",
        "decision.appeal": "decision.made[by=cps]; charge.made; case.reopened; case.closed",
        # The trial is over.
        "engagement.confirm": "court.outcome",
        "court.take_on": "court.outcome",
        "court.contact_plan": "court.outcome",
        "court.measures": "court.outcome",
        "court.orders": "case.closed",
    }
)  # fmt: skip


def has_passed(owed: Obligation, events: Sequence[Entry]) -> bool:
    """Whether something took the place of an obligation that stands; `events` as they stand.

    What not everybody on the case sees does not count: a row that moves would tell of it.
    """
    patterns = _patterns(owed.duty)
    if not patterns:
        return False
    start = owed.working.start if owed.working else None
    later = [one for one in events if start is None or one.order > start.order]
    return any(
        pattern.matches(event) and _is_about(owed, event) and not _undone(event, later)
        and seen_by_all(who_sees([event]))
        for event in later
        for pattern in patterns
        if pattern.event == event.event
    )  # fmt: skip


@cache
def _patterns(duty: str) -> tuple[Pattern, ...]:
    return parse_patterns(PASSED_BY.get(duty, ""))


def _is_about(owed: Obligation, event: Entry) -> bool:
    of_case = DUTY_OF[owed.duty].per == "case"
    return of_case or not event.subject or event.subject == owed.subject


def _undone(event: Entry, later: Sequence[Entry]) -> bool:
    """A closed case that was reopened owes again what it owed."""
    return event.event == CLOSED and any(
        one.event == REOPENED and one.order > event.order for one in later
    )
