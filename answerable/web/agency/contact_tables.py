"""Contact, agency by agency."""

from __future__ import annotations

from collections.abc import Sequence

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Entry
from answerable.events.words import AGENCY_WORDS, begun
from answerable.web import dates
from answerable.web.agency.looking import Looked
from answerable.web.agency.tables import NOT_YET, Table, latest, said

IN_TOUCH = ("police", "cps", "support", "witness_care")
SPOKEN, TRIED = "victim.spoken_to", "contact.attempted"
REACHED = f"contact.made; {SPOKEN}"
# What tells the victim something, beside being in touch.
TOLD = (
    "progress.told; decision.told; hearing.told; timescale.told; awaiting.told;"
    " officer.change_told; report.acknowledged; question.answered; letter.sent; information.given"
)


def by_agency(looked: Looked) -> Table | None:
    """What each agency that has a part in the case did: when it reached the victim last, how often
    it tried since in vain, and what it told last."""
    rows = [_of_agency(agency, looked.in_force) for agency in IN_TOUCH]
    found = [row for row in rows if any(cell not in (NOT_YET, "0") for cell in row[1:])]
    columns = (
        "Agency",
        "Reached the victim last",
        "Alone then?",
        "Tries in vain since",
        "Told last",
    )
    return Table("Contact, by agency", columns, found) if found else None


def _of_agency(agency: str, entries: Sequence[Entry]) -> tuple[str, ...]:
    theirs = [entry for entry in entries if entry.agency == agency]
    reached = latest(theirs, REACHED)
    since = [
        entry for entry in theirs
        if entry.event == TRIED and (reached is None or entry.order > reached.order)
    ]  # fmt: skip
    told = latest(theirs, TOLD)
    return (
        begun(AGENCY_WORDS[agency]),
        f"{dates.day(reached.occurred_at)}: {_how(reached)}" if reached else NOT_YET,
        said(reached, "alone") if reached else NOT_YET,
        str(len(since)),
        f"{dates.day(told.occurred_at)}: {_what(told)}" if told else NOT_YET,
    )


def _how(entry: Entry) -> str:
    return "spoken to" if entry.event == SPOKEN else said(entry, "method")


def _what(entry: Entry) -> str:
    return EVENT_TYPES[entry.event].to_agencies
