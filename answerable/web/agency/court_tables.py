"""Court: hearings and who told the victim of each, ways to make it easier, offers, contacts."""

from __future__ import annotations

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
    found: dict[str, list[Entry]] = {}
    for entry in looked.in_force:
        if entry.event.startswith("hearing."):
            found.setdefault(entry.subject, []).append(entry)
    today = local_day(looked.at).isoformat()
    rows = [(_on(of_it), _hearing(name, of_it, looked)) for name, of_it in found.items()]
    rows.sort(key=lambda row: (row[0] < today, row[0]))
    columns = ("Hearing", "Day", "Moved", "Victim told", "By whom", "Held", "What is owed")
    return Table("Hearings, the next one first", columns, [row for _, row in rows], _none(looked))


def next_hearing(looked: Looked) -> str:
    """The next hearing, its day, and whether the victim was told of that day; empty where none."""
    today = local_day(looked.at).isoformat()
    found: dict[str, list[Entry]] = {}
    for entry in looked.in_force:
        if entry.event.startswith("hearing."):
            found.setdefault(entry.subject, []).append(entry)
    ahead = [
        (_on(of_it), name, of_it)
        for name, of_it in found.items()
        if _on(of_it) >= today and not latest(of_it, "hearing.held")
    ]
    if not ahead:
        return ""
    on, name, of_it = min(ahead, key=lambda one: one[:2])
    told = _told(latest(of_it, "hearing.told"), latest(of_it, "hearing.listed; hearing.moved"))
    what = looked.about(name, "hearing") or "A hearing"
    when = dates.day(date.fromisoformat(on))
    return f"{what}, {when}. The victim was told: {told[:1].lower()}{told[1:]}."


def _on(of_it: list[Entry]) -> str:
    """The day of a hearing as it stands now; an empty text where none is recorded."""
    days = [str(one.data["on"]) for one in of_it if one.data.get("on")]
    return days[-1] if days else ""


def _hearing(name: str, of_it: list[Entry], looked: Looked) -> tuple[str, ...]:
    moved = [one for one in of_it if one.event == "hearing.moved"]
    fixed = latest(of_it, "hearing.listed; hearing.moved")
    told, was_held = latest(of_it, "hearing.told"), latest(of_it, "hearing.held")
    on = _on(of_it)
    return (
        looked.about(name, "hearing") or "Not named",
        dates.day(date.fromisoformat(on)) if on else NOT_RECORDED,
        _moves(moved), _told(told, fixed), who(told, looked) if told else NOT_APPLICABLE,
        dates.day(was_held.occurred_at) if was_held else NOT_YET,
        still_owed(looked, name, "court.tell_hearing", "court.update_statement"),
    )  # fmt: skip


def _moves(moved: list[Entry]) -> str:
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


def _told(told: Entry | None, fixed: Entry | None) -> str:
    """When she was told of it; having been told of a day that no longer holds is not enough."""
    if told is None:
        return NOT_YET
    if fixed is not None and told.order < fixed.order:
        return f"Not of this day; of the one before on {dates.day(told.occurred_at)}"
    return dates.moment(told.occurred_at)


def measures(looked: Looked) -> Table:
    """Each way to make court easier: her wish, and what was asked of the court and granted."""
    found = [e for e in looked.in_force if e.event in ("measures.considered", "measures.applied")]
    kinds = list(dict.fromkeys(str(one) for e in found for one in e.data.get("kinds") or ()))
    rows = [_measure(kind, looked) for kind in kinds]
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


def _measure(kind: str, looked: Looked) -> tuple[str, ...]:
    def of_kind(event: str) -> Entry | None:
        fits = (e for e in reversed(looked.in_force)
                if e.event == event and kind in (e.data.get("kinds") or ()))  # fmt: skip
        return next(fits, None)

    considered, applied = of_kind("measures.considered"), of_kind("measures.applied")
    wish = str(considered.data.get("victim_wish") or "") if considered else ""
    name = "None was thought to be needed" if kind == "none" else code_words("kinds", kind)
    return (
        name,
        dates.day(considered.occurred_at) if considered else NOT_RECORDED,
        who(considered, looked) if considered else NOT_APPLICABLE,
        WISHES.get(wish, NOT_RECORDED),
        *_asked_of_court(kind, wish, applied, looked),
    )  # fmt: skip


def _asked_of_court(
    kind: str, wish: str, applied: Entry | None, looked: Looked
) -> tuple[str, str]:  # fmt: skip
    """The court answers an application as a whole: the first answer after it is the answer."""
    if applied is None:
        if kind == "none" or wish == "no":
            return (NOT_APPLICABLE, NOT_APPLICABLE)
        return (NOT_YET, "Not yet: not applied for")
    answers = [
        e for e in looked.in_force if e.event == "measures.decided" and e.order > applied.order
    ]  # fmt: skip
    if not answers:
        return (dates.day(applied.occurred_at), "Not answered yet")
    granted = said(answers[0], "granted").capitalize()
    return (dates.day(applied.occurred_at), f"{granted}, {dates.day(answers[0].occurred_at)}")


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
