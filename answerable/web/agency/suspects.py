"""The suspects of a case, each apart: where each stands, since when, and how that came about."""

from __future__ import annotations

from collections.abc import Sequence

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Entry
from answerable.events.words import begun
from answerable.people.suspects import LEADS, WORDS, headline, roll_up, standings
from answerable.rules.case import matches
from answerable.web import dates
from answerable.web.agency.looking import Looked
from answerable.web.agency.tables import NO_ONE, NOT_RECORDED, Steps, Table, cell

STEPS: Steps = (
    ("Identified", "suspect.identified"), ("Arrested", "suspect.arrested"),
    ("Interviewed", "suspect.interviewed"), ("Account tested", "suspect.account_tested"),
    ("Released", "suspect.released"), ("Decision", "decision.made"), ("Charged", "charge.made"),
)  # fmt: skip
OF_ALL = ("decision.made", "charge.made")  # named without a suspect, they are about all of them
NO_STEP_BACK = ("identified", "interviewed")  # once more, on bail or after charge: nothing changes
# Whoever sees a part of the record counts the suspects of that part.
COUNTED = (
    "They are counted in the order in which you came to see them: other agencies may count them"
    " otherwise."
)


def suspects(looked: Looked) -> Table | None:
    """A row a suspect, under a line that says of every one of them where they stand."""
    found = standings(looked.in_force)
    named = [one for one in looked.places if _is_told_of(one, looked)]
    rows = [_row(one, looked, found.get(one, "")) for one in named]
    if _is_told_of("", looked, all_too=not named):
        rows.append(_row("", looked, ""))
    note = f"{headline(roll_up(found))}."
    if looked.standing.agency == "support":
        note = f"{note} {COUNTED}"
    columns = ("Suspect", "Where they stand", *(column for column, _ in STEPS))
    empty = "No suspect is recorded."
    return Table("Suspects, each apart", columns, rows, empty, note)


def _is_told_of(subject: str, looked: Looked, *, all_too: bool = False) -> bool:
    """Whether there is a row for them. What names nobody is about all: it is told in the row of
    each, and in one of its own only where there is no suspect to tell it of."""
    steps = {event for _, event in STEPS} - (set() if subject or all_too else set(OF_ALL))
    return any(
        entry.subject == subject
        and (entry.event in steps or (bool(subject) and _is_of_suspects(entry)))
        for entry in looked.in_force
    )


def _is_of_suspects(entry: Entry) -> bool:
    return EVENT_TYPES[entry.event].subject == "suspect"


def _row(subject: str, looked: Looked, standing: str) -> Sequence[str]:
    theirs = [
        one for one in looked.in_force
        if one.subject == subject or (not one.subject and one.event in OF_ALL)
    ]  # fmt: skip
    latest = {one.event: one for one in theirs}
    steps = (cell(latest.get(event)) for _, event in STEPS)
    return (looked.about(subject) or NO_ONE, _stands(standing, subject, looked), *steps)


def _stands(standing: str, subject: str, looked: Looked) -> str:
    """Where they stand, and the day of the event that brought them there."""
    if not standing:
        return NOT_RECORDED
    since: Entry | None = None
    for one in reversed(looked.in_force):
        to = _leads_to(one) if one.subject in (subject, "") else ""
        if to == standing:
            since = one
        elif since is not None and to and to not in NO_STEP_BACK:
            break
    return f"{begun(WORDS[standing])}{f', since {dates.day(since.occurred_at)}' if since else ''}"


def _leads_to(entry: Entry) -> str:
    if not _is_of_suspects(entry):
        return ""
    return next((to for pattern, to in LEADS.items() if matches(pattern, entry)), "")
