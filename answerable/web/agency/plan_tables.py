"""The joint plan: whom to ring, each action with its way to and fro, what was said and disputed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import transaction

from answerable.events.entry import Entry
from answerable.events.words import small
from answerable.people import reading
from answerable.people.reading import Somebody
from answerable.people.roles import MANAGES_AS
from answerable.web import dates, words
from answerable.web.agency.looking import Looked
from answerable.web.agency.tables import (
    NOT_APPLICABLE,
    NOT_RECORDED,
    NOTHING,
    Cell,
    Table,
    by_when,
    day_of,
    days_since,
    latest,
    said,
    to_record,
    who,
)

WEIGHT: Mapping[object, str] = {True: "Essential", False: "Not essential"}
BOTH_SIDES = ("investigator", "victims_officer", "supervisor", "prosecutor")
MUST_BE_THERE = ("investigator", "supervisor", "prosecutor")
LINKS = (
    ("Complete", "action.completed"), ("Challenge", "action.challenged"),
    ("Amend or take back", "action.amended"), ("Ask for it all the same", "action.upheld"),
)  # fmt: skip
TURNS = {
    "action.challenged": "challenged", "action.upheld": "asked for all the same",
    "action.amended": "amended", "action.completed": "answered",
}  # fmt: skip


def contacts(looked: Looked) -> Table:
    """Both sides, and who answers for each, with how to reach them directly."""
    now = [one for one in looked.parts if one.part in BOTH_SIDES and one.now(looked.at)]
    found: list[tuple[str, ...]] = []
    for part in BOTH_SIDES:
        held = [one.somebody for one in now if one.part == part and one.how != "break_glass"]
        found += [_reached(words.PARTS[part], one) for one in held]
        if not held and part in MUST_BE_THERE:
            found.append((words.PARTS[part].capitalize(), "Nobody yet", *[NOT_APPLICABLE] * 3))
    on_it = {one.somebody.id for one in now if one.somebody}
    for of, one in _managers(looked, [part.somebody for part in now if part.somebody]):
        if one.id not in on_it:
            found.append(_reached(f"answers for the {of}’s team", one))
    columns = ("Part", "Who", "Telephone", "E-mail", "Works")
    return Table("Direct contacts on both sides", columns, found)


def _managers(looked: Looked, held: Iterable[Somebody]) -> list[tuple[str, Somebody]]:
    """Who answers for the teams of the investigator and of the prosecutor."""
    sides = {"police": "investigator", "cps": "prosecutor"}
    teams = {one.team: sides[one.agency_kind] for one in held if one.team is not None}
    with transaction.atomic(savepoint=False):
        found = reading.teams(teams, looked.at)
    return [(teams[one.team], one) for one in found if one.role in MANAGES_AS and one.team]


def _reached(part: str, one: Somebody | None) -> tuple[str, ...]:
    if one is None:  # who it is is not for this reader
        return (part.capitalize(), "A member of staff", *[NOT_RECORDED] * 3)
    return (
        f"{part[:1].upper()}{part[1:]}", f"{one.name}, {one.rank or 'rank not recorded'}, "
        f"{one.agency_name}", one.telephone or NOT_RECORDED, one.email or NOT_RECORDED,
        one.working_pattern or NOT_RECORDED,
    )  # fmt: skip


def how_it_stands(looked: Looked) -> Table:
    """How often the plan went back and forth, who reminded whom, when both went over it."""
    sent = [one for one in looked.in_force if one.event == "actionplan.sent"]
    if not sent:
        return Table("How the plan stands", (), (), "No action plan was sent yet.")
    again = [said(one, "why_again") for one in sent[1:]]
    why = "; ".join(again) if set(again) != {NOT_RECORDED} else "why is not recorded"
    together = latest(looked.in_force, "actionplan.reviewed[together=true]")
    reminders = [one for one in looked.in_force if one.event == "reminder.sent"]
    to = f", the last to the {small(said(reminders[-1], 'to'))}" if reminders else ""
    last = sent[-1].occurred_at
    rows = [
        ("Plans sent", f"{len(sent)}, the last {days_since(last, looked.at)}, {dates.day(last)}"),
        (
            "Plan gone back and forth",
            f"{len(again)} time{'s' * (len(again) != 1)} since the first: {why}"
            if again else "No, one plan was sent",
        ),
        ("Reminders sent", f"{len(reminders)}{to}" if reminders else "None recorded"),
        (
            "Gone over together",
            f"Last on {dates.day(together.occurred_at)}" if together else "Not yet",
        ),
    ]  # fmt: skip
    return Table("How the plan stands", ("What", "How it is"), rows)


def actions(looked: Looked) -> Table:
    """Each action: what for, when asked, due and answered, how often it went to and fro; those that
    are open come first."""
    asked = [one for one in looked.in_force if one.event == "action.set"]
    asked.sort(key=lambda one: any(_ends(later) for later in _later(one, looked)))
    rows = [_action(one, looked) for one in asked]
    columns = ("Action", "Why", "Line of enquiry", "Weight", "Asked", "Due", "Answered",
               "To and fro", "Record")  # fmt: skip
    return Table("Actions, item by item", columns, rows, NOTHING)


def _action(asked: Entry, looked: Looked) -> tuple[Cell, ...]:
    later = _later(asked, looked)
    end = next((one for one in reversed(later) if _ends(one)), None)
    target = next(
        (one.data["target"] for one in reversed(later) if one.data.get("target")),
        asked.data.get("target"),
    )
    name = looked.about(asked.subject, "action") or f"Without a name ({small(said(asked, 'kind'))})"
    line = str(asked.data.get("line") or "")
    dued = day_of(target) if end or not target else by_when(_date(target), looked.at)
    return (
        name, said(asked, "why"),
        looked.line(line) if line else NOT_RECORDED,
        WEIGHT.get(asked.data.get("essential"), NOT_RECORDED),
        f"{dates.day(asked.occurred_at)}, {days_since(asked.occurred_at, looked.at)}", dued,
        answer(later), turns(later),
        "Nothing: it is answered" if end else _links(asked, later, looked, name),
    )  # fmt: skip


def _later(asked: Entry, looked: Looked) -> list[Entry]:
    """The turns that an action took since it was asked for."""
    return [
        one for one in looked.in_force
        if one.subject == asked.subject and one.order > asked.order and one.event in TURNS
    ]  # fmt: skip


def _links(asked: Entry, later: Sequence[Entry], looked: Looked, name: str) -> Cell:
    """The forms for an action that is open; only one that was challenged can be upheld."""
    challenged = bool(later) and later[-1].event == "action.challenged"
    may = [one for one in LINKS if one[1] != "action.upheld" or challenged]
    return to_record(looked, *may, subject=asked.subject, about=name) or "Not yours to record"


def _ends(entry: Entry) -> bool:
    return entry.event == "action.completed" or entry.data.get("withdrawn") is True


def _date(value: object) -> date:
    return date.fromisoformat(str(value))


def turns(later: Sequence[Entry]) -> str:
    """Each turn that an action took, with its day."""
    found = [f"{TURNS[one.event]} {dates.day(one.occurred_at)}" for one in later]
    count = len(found)
    return f"{count} turn{'s' * (count != 1)}: {'; '.join(found)}" if found else "None"


def answer(later: Sequence[Entry]) -> str:
    """How an action stands by what came after it."""
    for entry in reversed(later):
        when = dates.day(entry.occurred_at)
        if entry.event == "action.completed":
            return f"{said(entry, 'result')}, {when}"
        if entry.event == "action.amended" and entry.data.get("withdrawn"):
            return f"No longer asked for, {when}"
        if entry.event == "action.upheld":
            return f"Challenged, and asked for all the same, {when}: {said(entry, 'why')}"
        if entry.event == "action.challenged":
            return f"Challenged by the police: {said(entry, 'ground')}, {when}"
    return "Not answered yet"


def conversations(looked: Looked) -> Table:
    """What both sides talked through, the latest first."""
    rows = [
        (
            dates.moment(one.occurred_at), who(one, looked),
            f"{said(one, 'how')}, {small(said(one, 'level'))}", said(one, "about"),
            said(one, "note"),
        )
        for one in reversed(looked.in_force) if one.event == "conversation.held"
    ]  # fmt: skip
    columns = ("When", "Recorded by", "How", "About", "What was said and agreed")
    return Table("Conversations", columns, rows, NOTHING)


def disagreements(looked: Looked) -> Table:
    """Where one side disagrees with the other: who raised it, how it was answered, what is open."""
    rows = [_disagreement(e, looked) for e in looked.in_force if e.event == "disagreement.raised"]
    columns = ("Disagreement", "Raised by", "Raised", "Answered", "What stays open", "Record")
    return Table("Disagreements", columns, rows, NOTHING)


def _disagreement(raised: Entry, looked: Looked) -> tuple[Cell, ...]:
    answers = [
        one for one in looked.in_force
        if one.event == "disagreement.answered" and one.subject == raised.subject
        and one.order > raised.order
    ]  # fmt: skip
    told = [
        f"{dates.day(one.occurred_at)}, {small(said(one, 'level'))}, {who(one, looked)}: "
        f"{'resolved' if one.data.get('resolved') else 'not resolved'}"
        for one in answers
    ]
    closed = bool(answers) and answers[-1].data.get("resolved") is True
    about = f"{said(raised, 'about')}, {small(said(raised, 'level'))}"
    links = to_record(looked, ("Answer", "disagreement.answered"), subject=raised.subject,
                      about=about)  # fmt: skip
    return (
        about, who(raised, looked), dates.day(raised.occurred_at),
        "; ".join(told) or "Not answered yet",
        "Nothing" if closed else f"All of it, raised {days_since(raised.occurred_at, looked.at)}",
        "Nothing: it is resolved" if closed else links or "Not yours to record",
    )  # fmt: skip
