"""Where a case is: its stage, worked out from the record, and how its suspects differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from answerable.events.entry import Entry
from answerable.people.suspects import roll_up, standings
from answerable.rules.case import matches


class Stage(NamedTuple):
    """What a stage is called, and whose move it is where nothing is owed."""

    words: str
    part: str


STAGES: Mapping[str, Stage] = MappingProxyType(
    {
        "not_reported": Stage("Opened; no report is recorded yet", "investigator"),
        "reported": Stage("Reported to the police", "supervisor"),
        "investigation": Stage("Being investigated", "investigator"),
        "with_prosecutors": Stage("With the prosecutors", "prosecutor"),
        "action_plan": Stage("With the police, to answer an action plan", "investigator"),
        "waiting_on_police": Stage("Waiting on police; no decision has been made", "investigator"),
        "no_further_action": Stage("Decided: no further action", "supervisor"),
        "in_review": Stage("The decision is being looked at again", "supervisor"),
        "charged": Stage("Charged", "prosecutor"),
        "at_court": Stage("At court", "witness_care_officer"),
        "stopped": Stage("The proceedings were stopped", "prosecutor"),
        "outcome": Stage("The court gave its outcome", "witness_care_officer"),
        "no_crime": Stage("Classified as no crime (N100)", "supervisor"),
        "closed": Stage("Closed", ""),
    }
)

# The event that brings a case to a stage, and the stages that it leads on from (none: from any).
# The first that fits an event counts; the last event that fits one says where the case is.
_LEADS: Sequence[tuple[str, str, frozenset[str]]] = (
    ("crime.reported", "reported", frozenset({"not_reported"})),
    ("investigation.allocated", "investigation", frozenset({"not_reported", "reported"})),
    ("crime.classified_n100", "no_crime", frozenset()),
    ("file.submitted[purpose=charging|resubmission]", "with_prosecutors", frozenset()),
    ("triage.completed[accepted=false]", "investigation", frozenset({"with_prosecutors"})),
    ("actionplan.sent", "action_plan", frozenset()),
    ("case.waiting_on_police", "waiting_on_police", frozenset()),
    ("case.reactivated", "with_prosecutors", frozenset()),
    ("case.decided[result=no_further_action]", "no_further_action", frozenset()),
    ("charge.made; case.decided[result=charge]", "charged", frozenset()),
    ("review.requested; review.escalated; appeal.made", "in_review", frozenset()),
    ("review.decided; appeal.decided", "no_further_action", frozenset({"in_review"})),
    ("proceedings.stopped", "stopped", frozenset()),
    ("trial.started", "at_court", frozenset()),
    ("court.outcome", "outcome", frozenset()),
    ("case.closed", "closed", frozenset()),
    ("case.reopened", "investigation", frozenset()),
)  # fmt: skip
_NAMED = frozenset(
    pattern.strip().partition("[")[0] for patterns, *_ in _LEADS for pattern in patterns.split(";")
)


class Where(NamedTuple):
    """A case's stage, since when, and how many of its suspects stand where."""

    stage: str
    since: datetime | None
    suspects: Mapping[str, int]


def where_is(events: Sequence[Entry]) -> Where:
    """Where a case is: its events in order, derived ones among them."""
    stage, since = "not_reported", None
    for event in events:
        to = _leads(event, stage) if event.event in _NAMED else ""
        if to and to != stage:
            stage, since = to, event.occurred_at
    return Where(stage, since, roll_up(standings(events)))


def _leads(event: Entry, stage: str) -> str:
    for patterns, to, only_from in _LEADS:
        if (not only_from or stage in only_from) and matches(patterns, event):
            return to
    return ""
