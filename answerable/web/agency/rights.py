"""The rights of the Victims' Code as a ledger: given, answered, missed, each with its proof.

The twelve rights are those of the Code of 2020, in force from 1 April 2021 (standards, section 1).
What of a right no event of the record shows is said to be so, and is not taken for kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Entry
from answerable.events.words import AGENCY_WORDS
from answerable.rules.catalogue import DUTY_OF
from answerable.web import dates
from answerable.web.agency.looking import Looked
from answerable.web.agency.tables import NOT_RECORDED, Table, latest, said
from answerable.worklist.case_view import Owed
from answerable.worklist.ranking import span

ELSEWHERE = "Not in this record"


class Right(NamedTuple):
    """One right: the events that give it, those that answer it (with the field that says how), and
    the duties that are missed where it is not given in time."""

    number: int
    words: str
    given: str = ""
    answered: str = ""
    duties: tuple[str, ...] = ()


RIGHTS = (
    Right(1, "To understand and be understood", "needs.assessed; information.given", "",
          ("report.needs",)),
    Right(2, "To have the crime recorded without delay", "crime.recorded", "",
          ("report.record", "report.speak_to_victim")),
    Right(3, "To information when reporting",
          "report.acknowledged; information.given[kind=first_leaflet|full_leaflet|victims_code]",
          "",
          ("report.acknowledge", "report.leaflet", "report.full_leaflet")),
    Right(4, "To be referred to support", "support.offered; support.referred",
          "support.answered; support.started",
          ("support.refer_on_report", "support.offer_isva", "support.refer", "support.start")),
    Right(5, "To information about compensation"),
    Right(6, "To information about the investigation and the decision",
          "contact.agreed; progress.told; decision.told; timescale.told; awaiting.told",
          "review.requested; review.not_wanted; contact.declined",
          ("contact.agree", "contact.keep", "contact.fallback", "contact.tell_arrest",
           "contact.tell_interview",
           "contact.tell_release", "contact.tell_charge", "contact.tell_waiting", "decision.tell",
           "decision.letter", "decision.police_letter", "decision.review_right")),
    Right(7, "To make a victim personal statement", "statement.offered", "statement.taken",
          ("investigation.statement", "court.update_statement")),
    Right(8, "To information about the trial, and help as a witness",
          "hearing.told; witness_care.taken_on; court_visit.offered", "measures.considered",
          ("court.take_on", "court.contact_plan", "court.measures", "court.tell_hearing")),
    Right(9, "To information about the outcome and appeals", "progress.told[about=outcome]", "",
          ("court.tell_outcome",)),
    Right(10, "To expenses, and to property returned", "device.returned", "",
          ("material.return_device", "material.give_back", "material.return_withdrawn")),
    Right(11, "To information about the offender after a conviction"),
    Right(12, "To complain", "complaint.made", "complaint.answered"),
)  # fmt: skip
HOW = ("answer", "victim_wish", "scope")  # fields that say how an offer was answered


def rights(looked: Looked) -> Table:
    """A row a right, with its proof: the day and the kind of the latest entry."""
    columns = ("Right", "Offered or given", "Answer", "Late or missed")
    rows = [
        (
            f"{right.number}. {right.words}", _given(right, looked), _answer(right, looked),
            _missed(right, looked),
        )
        for right in RIGHTS
    ]  # fmt: skip
    return Table("Rights of the Victims’ Code", columns, rows)


def _given(right: Right, looked: Looked) -> str:
    if not right.given:
        return ELSEWHERE
    found = latest(looked.in_force, right.given)
    return _proof(found) if found else NOT_RECORDED


def _answer(right: Right, looked: Looked) -> str:
    if not right.answered:
        return "Not asked for" if right.given else ELSEWHERE
    found = latest(looked.in_force, right.answered)
    if found is None:
        return NOT_RECORDED
    how = [said(found, name) for name in HOW if name in found.data]
    return f"{_proof(found)}{': ' if how else ''}{', '.join(how)}"


def _missed(right: Right, looked: Looked) -> str:
    of_right = [
        one for one in (*looked.view.owed, *looked.view.passed, *looked.view.breached)
        if one.duty in right.duties and one.state in ("overdue", "passed", "late", "missed")
        and one.days_late
    ]  # fmt: skip
    if not right.duties:
        return ELSEWHERE
    same: dict[tuple[str, str], list[Owed]] = {}  # what was late again and again is said once
    for one in of_right:
        same.setdefault((one.duty, one.when or one.state), []).append(one)
    return "; ".join(map(_said_of, same.values())) if same else "Nothing"


def _said_of(found: Sequence[Owed]) -> str:
    one, longest = found[0], span(max(each.days_late or 0 for each in found))
    if len(found) == 1:
        state = one.when or f"{one.state}, by {longest}"
    else:
        state = f"{one.when or one.state} {len(found)} times, by {longest} at most"
    return f"{DUTY_OF[one.duty].what.rstrip('.')}: {state}"


def _proof(entry: Entry) -> str:
    what = EVENT_TYPES[entry.event].to_agencies
    return f"{what}, {dates.day(entry.occurred_at)}, {AGENCY_WORDS[entry.agency]}"
