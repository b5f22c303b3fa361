"""Which duties are still open though their moment has passed, so that nobody's next move is one.

A duty's moment has passed when it is overdue and something that happened later took its place:
once there is a named investigator, nobody attends a report of last year. It was missed all the
same, and the page of the case says so; rules and measures know nothing of this. What is not named
here stays a next move however late it is: what the victim is to be told of a decision, the first
assessments of risk until the case is closed, and what is to be given back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from answerable.events.entry import Entry
from answerable.people.suspects import standings
from answerable.rules.catalogue import DUTY_OF
from answerable.rules.obligation import Obligation
from answerable.rules.pattern import Pattern, parse_patterns
from answerable.worklist.seeing import seen_by_all, who_sees

# What takes back that something took a duty's place: the duty is owed again.
UNDONE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "case.closed": ("case.reopened",),
        "case.decided": ("case.reopened",),
        "withdrawal.stated": ("engagement.resumed", "withdrawal.disputed"),
    }
)
ENDS_FOR_ONE = ("court.outcome", "proceedings.stopped")  # of one suspect, where it names one

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
        "report.position": "withdrawal.stated; engagement.resumed; case.decided; case.closed",
        "report.needs": "court.outcome; case.closed",
        "report.characteristics": "court.outcome; case.closed",
        "report.risk": "case.closed",
        "report.safeguarding": "case.closed",
        "report.preserve": "case.closed",
        "support.refer_on_report": "support.started; case.closed",
        "support.offer_isva": (
            "support.referred[service=isva]; support.started[service=isva]; case.closed"
        ),
        "support.refer": "support.started; case.closed",
        # She has been told of what came after it.
        "contact.tell_arrest": "progress.told[about=charged|outcome]; decision.told",
        "contact.tell_interview": "progress.told[about=charged|outcome]; decision.told",
        "contact.tell_release": "progress.told[about=charged|outcome]; decision.told",
        "contact.tell_charge": "progress.told[about=outcome]",
        # Safety until she knows where the suspect is, or there is nobody at large to warn of.
        "contact.warn_release": (
            "suspect.arrested; progress.told[about=charged|outcome]; decision.told; case.closed"
        ),
        "contact.tell_waiting": "case.decided; case.closed",
        "investigation.allocate": "crime.classified_n100; case.closed",
        # The prosecutors have the file, and have gone on with it; nobody who said that she wants to
        # stop is offered an appointment, and bail before charge ends with the charge.
        "investigation.plan": "file.submitted[purpose=charging]; case.closed",
        "investigation.account": "withdrawal.stated; case.closed",
        "investigation.statement": "withdrawal.stated; case.closed",
        "investigation.arrest": "charge.made",
        "investigation.bail_review": "charge.made; case.closed",
        "investigation.rui_review": "suspect.arrested; bail.granted; case.closed",
        "investigation.orders": "court.outcome; case.closed",
        "investigation.test_account": "charge.made; case.closed",
        # Nothing more is looked for once there is no further action: what was taken goes back.
        "material.download": "case.decided[result=no_further_action]; case.closed",
        "material.review": "case.decided[result=no_further_action]",
        "material.chase_third_party": "case.decided[result=no_further_action]",
        "material.review_third_party": "case.decided[result=no_further_action]",
        "material.offer_legal_advice": "case.decided[result=no_further_action]; court.outcome",
        "prosecution.consider_early_advice": "case.closed",
        "prosecution.give_early_advice": "file.submitted[purpose=charging]; case.closed",
        "prosecution.triage": "prosecutor.allocated; actionplan.sent; case.closed",
        "prosecution.allocate": "actionplan.sent; case.closed",
        "prosecution.review": "case.closed",
        "prosecution.strategy": "case.closed",
        "prosecution.action": "case.closed",
        "prosecution.answer_challenge": "action.completed; case.closed",
        "prosecution.review_plan": "file.submitted[purpose=resubmission]",
        "prosecution.review_waiting": "case.closed",
        "prosecution.escalate": "case.closed",
        "decision.appeal": "decision.made[by=cps]; charge.made; case.reopened; case.closed",
        # The trial is over, of all who were charged.
        "engagement.confirm": "court.outcome",
        "engagement.offer_return": "court.outcome",
        "court.take_on": "court.outcome; proceedings.stopped",
        "court.contact_plan": "court.outcome; proceedings.stopped",
        "court.measures": "court.outcome; proceedings.stopped",
        "court.bad_character": "proceedings.stopped",
        "court.supervise": "proceedings.stopped",
        "court.orders": "sentence.passed; case.closed",
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
        pattern.matches(event) and _is_about(owed, event, events) and not _undone(event, later)
        and seen_by_all(who_sees([event]))
        for event in later
        for pattern in patterns
        if pattern.event == event.event
    )  # fmt: skip


@cache
def _patterns(duty: str) -> tuple[Pattern, ...]:
    return parse_patterns(PASSED_BY.get(duty, ""))


def _is_about(owed: Obligation, event: Entry, events: Sequence[Entry]) -> bool:
    if DUTY_OF[owed.duty].per != "case":
        return not event.subject or event.subject == owed.subject
    if event.event in ENDS_FOR_ONE and event.subject:
        return "charged" not in standings(events).values()  # another is still to be tried
    return True


def _undone(event: Entry, later: Sequence[Entry]) -> bool:
    """A closed case that was reopened owes again what it owed, and so on."""
    takes_back = UNDONE.get(event.event, ())
    return any(one.event in takes_back and one.order > event.order for one in later)
