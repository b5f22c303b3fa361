"""Court: hearings and who told the victim of each, ways to make it easier, offers, contacts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from answerable.clocks.days import local_day
from answerable.events.entry import Entry
from answerable.events.words import code_words, small
from answerable.web import dates
from answerable.web.agency.looking import Looked
from answerable.web.agency.tables import (
    NOT_APPLICABLE,
    NOT_RECORDED,
    NOT_YET,
    NOTHING,
    Table,
    latest,
    none_of,
    said,
    still_owed,
    who,
)
from answerable.worklist import at_court
from answerable.worklist.at_court import Hearing, Measure

WISHES = {
    "yes": "The victim wants it",
    "no": "The victim does not want it",
    "undecided": "The victim has not decided",
}
NO_CHARGE = "Not applicable: no charge is recorded."
# What is offered to the victim on the way to court, and what came of it.
OFFERS = {
    "witness_care.taken_on": "Witness care took the victim on",
    "court_visit.offered": "Visit to the court before the trial, offered",
    "statement.offered": "Victim personal statement, offered",
    "statement.taken": "Victim personal statement, taken",
    "information.given": "Information about court, given",
}


def hearings(looked: Looked) -> Table:
    """Each hearing, the next one first: its day, its moves, and who told the victim of that day."""
    today = local_day(looked.at)
    found = sorted(
        at_court.hearings(looked.in_force),
        key=lambda one: (one.on is None or one.on < today, one.on or date.min),
    )
    columns = ("Hearing", "Day", "Moved", "Victim told", "By whom", "Held", "What is owed")
    rows = [_hearing(one, looked) for one in found]
    return Table("Hearings, the next one first", columns, rows, _none(looked))


def next_hearing(looked: Looked) -> str:
    """The next hearing, its day, and whether the victim was told of that day; empty where none."""
    found = at_court.next_hearing(looked.in_force, local_day(looked.at))
    if found is None or found.on is None:
        return ""
    what = looked.about(found.subject, "hearing") or "A hearing"
    told = _told(found)
    return f"{what}, {dates.day(found.on)}. The victim was told: {told[:1].lower()}{told[1:]}."


def _hearing(one: Hearing, looked: Looked) -> tuple[str, ...]:
    return (
        looked.about(one.subject, "hearing") or "Not named",
        dates.day(one.on) if one.on else NOT_RECORDED,
        _moves(one.moved), _told(one), who(one.told, looked) if one.told else NOT_APPLICABLE,
        dates.day(one.held.occurred_at) if one.held else NOT_YET,
        still_owed(looked, one.subject, "court.tell_hearing", "court.update_statement"),
    )  # fmt: skip


def _moves(moved: Sequence[Entry]) -> str:
    if not moved:
        return "No move is recorded"
    last = moved[-1]
    notice = last.data.get("days_notice")
    days = "notice not recorded" if notice is None else f"{notice} days’ notice"
    times = f"{len(moved)} times, the last" if len(moved) > 1 else "Once"
    return (
        f"{times} on {dates.day(last.occurred_at)}: on account of {small(said(last, 'reason'))}, "
        f"{days}; what it costs the victim: {small(said(last, 'effect'))}"
    )


def _told(one: Hearing) -> str:
    """When she was told of it; having been told of a day that no longer holds is not enough."""
    if one.told is None:
        return NOT_YET
    if not one.told_of_this_day:
        return f"Not of this day; of the one before on {dates.day(one.told.occurred_at)}"
    return dates.moment(one.told.occurred_at)


def measures(looked: Looked) -> Table:
    """Each way to make court easier: her wish, and what was asked of the court and granted."""
    rows = [_measure(one, looked) for one in at_court.measures(looked.in_force)]
    columns = (
        "Way",
        "Considered",
        "By whom",
        "The victim’s wish",
        "Applied for",
        "Granted by the court",
    )
    title = "Ways to make court easier (special measures)"
    return Table(title, columns, rows, _none(looked))


def _measure(one: Measure, looked: Looked) -> tuple[str, ...]:
    none_needed = one.kind == at_court.NONE_NEEDED
    considered = one.considered
    return (
        "None was thought to be needed" if none_needed else code_words("kinds", one.kind),
        dates.day(considered.occurred_at) if considered else NOT_RECORDED,
        who(considered, looked) if considered else NOT_APPLICABLE,
        WISHES.get(one.wish, NOT_RECORDED),
        *_asked_of_court(one),
    )  # fmt: skip


def _asked_of_court(one: Measure) -> tuple[str, str]:
    if one.applied is None:
        if one.kind == at_court.NONE_NEEDED or one.wish == "no":
            return (NOT_APPLICABLE, NOT_APPLICABLE)
        return (NOT_YET, "Not yet: not applied for")
    applied = dates.day(one.applied.occurred_at)
    if one.answer is None:
        return (applied, "Not answered yet")
    granted = said(one.answer, "granted").capitalize()
    return (applied, f"{granted}, {dates.day(one.answer.occurred_at)}")


def offered(looked: Looked) -> Table:
    """What was offered to her and by whom: witness care, a visit, the personal statement."""
    rows = []
    for event, words in OFFERS.items():
        of_it = [e for e in looked.in_force if e.event == event and _about_court(e)]
        rows += [
            (words, dates.day(e.occurred_at), who(e, looked), said(e, "form") if "form" in e.data
             else NOT_APPLICABLE)
            for e in of_it
        ] or [(words, none_of(event, looked), NOT_APPLICABLE, NOT_APPLICABLE)]  # fmt: skip
    return Table("Statement, visit and help", ("What", "When", "By whom", "In which form"), rows)


def _about_court(entry: Entry) -> bool:
    return entry.event != "information.given" or entry.data.get("kind") == "court"


def contacts(looked: Looked) -> Table:
    """Who of witness care is on the case, and how to reach them directly."""
    held = [
        one.somebody for one in looked.parts
        if one.part == "witness_care_officer" and one.now(looked.at) and one.how != "break_glass"
    ]  # fmt: skip
    rows = [
        (
            one.name, one.agency_name, one.telephone or NOT_RECORDED, one.email or NOT_RECORDED,
            one.working_pattern or NOT_RECORDED,
        )
        for one in held if one
    ]  # fmt: skip
    columns = ("Who", "Of", "Telephone", "E-mail", "Works")
    return Table("Witness care", columns, rows, "Nobody of witness care is on the case yet.")


def _none(looked: Looked) -> str:
    return NOTHING if latest(looked.in_force, "charge.made") else NO_CHARGE
