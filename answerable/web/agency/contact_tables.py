"""Contact, agency by agency, and where what one said differs from what another said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Entry
from answerable.events.words import AGENCY_WORDS, begun
from answerable.web import dates
from answerable.web.agency.looking import Looked
from answerable.web.agency.tables import NOT_YET, Table, latest, said

IN_TOUCH = ("police", "cps", "support", "witness_care")
REACHED, TRIED = "contact.made", "contact.attempted"
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
        f"{dates.day(reached.occurred_at)}: {said(reached, 'method')}" if reached else NOT_YET,
        said(reached, "alone") if reached else NOT_YET,
        str(len(since)),
        f"{dates.day(told.occurred_at)}: {_what(told)}" if told else NOT_YET,
    )


def _what(entry: Entry) -> str:
    return EVENT_TYPES[entry.event].to_agencies


def differences(looked: Looked) -> Table | None:
    """Where agencies told the victim different things, or the victim remembers it otherwise."""
    rows = [*_days(looked.in_force), *_review_rights(looked.in_force), *_disputed(looked.in_force)]
    if not rows:
        return None
    return Table(
        "Differences to clear up with the victim", ("About", "One said", "Another said"), rows
    )


def _days(entries: Sequence[Entry]) -> Iterator[tuple[str, ...]]:
    """The latest day that each agency named for one thing."""
    for of, one, other in _pairs(entries, "timescale.told", "of"):
        if one.data.get("likely_by") != other.data.get("likely_by"):
            about = f"By when: {said(one, 'of').lower()}" if of else "By when"
            yield (about, *(f"{_who(e)}: {said(e, 'likely_by')}" for e in (one, other)))


def _review_rights(entries: Sequence[Entry]) -> Iterator[tuple[str, ...]]:
    told = [entry for entry in entries if entry.data.get("review_right") != "not_told"]
    for _, one, other in _pairs(told, "decision.told", "suspect"):
        if one.data.get("review_right") != other.data.get("review_right"):
            cells = (f"{_who(e)}: {said(e, 'review_right').lower()}" for e in (one, other))
            yield ("Whether the right to review applies", *cells)


def _disputed(entries: Sequence[Entry]) -> Iterator[tuple[str, ...]]:
    """A conversation that the victim remembers otherwise, until another was agreed."""
    agreed, disputed = latest(entries, "discussion.agreed"), latest(entries, "discussion.disputed")
    if disputed is None or (agreed is not None and agreed.order > disputed.order):
        return
    first = f"{_who(agreed)}: {said(agreed, 'what')}" if agreed else NOT_YET
    yield ("What was said in a conversation", first, f"The victim: {said(disputed, 'what')}")


def _pairs(entries: Sequence[Entry], event: str, by: str) -> Iterator[tuple[str, Entry, Entry]]:
    """The latest of each agency, two by two, of what is about the same thing."""
    latest: dict[str, dict[str, Entry]] = {}
    for entry in entries:
        if entry.event == event:
            about = entry.subject if by == "suspect" else str(entry.data.get(by, ""))
            latest.setdefault(about, {})[entry.agency] = entry
    for about, of_agency in sorted(latest.items()):
        for one, other in combinations(of_agency.values(), 2):
            yield about, one, other


def _who(entry: Entry) -> str:
    return f"{begun(AGENCY_WORDS[entry.agency])}, {dates.day(entry.occurred_at)}"
