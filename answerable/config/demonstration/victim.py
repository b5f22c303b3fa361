"""How to come in as a victim of the demonstration: new codes each time that it is started."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from answerable.actions.letting_her_in import issue_codes
from answerable.config.demonstration.hers import CRIME_REF
from answerable.config.home import Unusable
from answerable.events.entry import Entry
from answerable.people import holding
from answerable.people.acting import SIGNING_IN, acting_for, working
from answerable.people.demonstration import id_of
from answerable.people.victims import codes
from answerable.record import reading
from answerable.rules.told import told

WORKER = "Omar"
# What a newcomer should find on the pages: each counts for more than any number of lines.
WORTH_SEEING = ("decision.told", "device.requested", "bail.granted", "hearing.listed")


def codes_for_the_victim(phrase: str, at: datetime) -> list[str]:
    """Codes on paper for the victim of the case that was made up for it.

    A demonstration that an earlier version made has none: then of that with most to see.
    """
    by = id_of(WORKER)
    case_id = _case(by, at)
    issued = issue_codes(case_id, by=by, at=at, how="in_person", interpreter="none")
    with acting_for(SIGNING_IN), transaction.atomic():
        if codes.begin(issued.first, issued.paper[0], phrase, at=at) is None:
            raise Unusable("the victim of the demonstration could not be let in")
    return list(issued.paper[1:])


def _case(by: UUID, at: datetime) -> UUID:
    with working():
        found = {
            case_id: _worth(reading.entries(case_id, words=False), at)
            for case_id in holding.cases_of(by, at)
        }
    if not found:
        raise Unusable("nobody of the demonstration has a case")
    return max(found, key=lambda case_id: (found[case_id], str(case_id)))


def _worth(entries: Sequence[Entry], at: datetime) -> tuple[bool, int, int]:
    case = told(entries, at)
    made_for_it = any(one.data.get("crime_ref") == CRIME_REF for one in entries)
    return made_for_it, sum(bool(case.last(one)) for one in WORTH_SEEING), len(case.shown)
