"""What a chapter of a case holds, thing by thing: what a table is, and lines of enquiry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from answerable.clocks.days import local_day
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Entry
from answerable.events.words import AGENCY_WORDS, begun, code_words
from answerable.people.access import may_work
from answerable.people.roles import KINDS
from answerable.record.audience import entry_audience
from answerable.rules.case import matches
from answerable.web import dates
from answerable.web.agency.looking import Looked
from answerable.web.story import named
from answerable.worklist.ranking import span

NOT_RECORDED = "Not recorded"
NOT_YET = "Not yet"
NO_ONE = "No suspect in particular"
NOT_APPLICABLE = "Not applicable"
NOTHING = "Nothing recorded yet."
DAYS = ("until", "on", "likely_by")  # fields that hold a day


class Link(NamedTuple):
    """A way from a cell to the form for it; `about` says for a screen reader of what."""

    text: str
    href: str
    about: str


Cell = str | Sequence[Link]


class Table(NamedTuple):
    """A table of a page: a row a thing, each cell in words or in links.

    `empty` is what the page says in the place of a table that has no rows.
    """

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    empty: str = ""
    note: str = ""  # said under the caption


Steps = Sequence[tuple[str, str]]  # a column, and the event whose day it shows

# What a step's cell says beside its day.
ASIDE: Mapping[str, tuple[str, ...]] = {
    "suspect.released": ("to",),
    "decision.made": ("result", "by"),
}  # fmt: skip


def lines_of_enquiry(looked: Looked) -> Table | None:
    """Each line of enquiry: what about, which way it points, and how it ended."""
    closed = {entry.subject: entry for entry in looked.in_force if entry.event == "line.closed"}
    rows = []
    for entry in looked.in_force:
        if entry.event == "line.opened":
            end = closed.get(entry.subject)
            rows.append(
                (
                    looked.about(entry.subject, "line") or "Without a name", said(entry, "about"),
                    said(entry, "direction"), dates.day(entry.occurred_at),
                    f"{dates.day(end.occurred_at)}: {said(end, 'result')}" if end else "Open",
                )
            )  # fmt: skip
    columns = ("Line", "About", "Points", "Opened", "Closed")
    return Table("Lines of enquiry", columns, rows) if rows else None


def cell(entry: Entry | None) -> str:
    """The day of a step, with what it says beside it."""
    if entry is None:
        return NOT_YET
    asides = [said(entry, name) for name in ASIDE.get(entry.event, ()) if name in entry.data]
    return f"{dates.day(entry.occurred_at)}{': ' if asides else ''}{', '.join(asides)}"


def said(entry: Entry, name: str) -> str:
    """A field of an entry in words."""
    value = entry.data.get(name)
    if value is None or value == "":
        return NOT_RECORDED
    if isinstance(value, bool):
        return {"relevant": ("not relevant", "relevant")}.get(name, ("no", "yes"))[value]
    if name in DAYS:
        return day_of(value)
    values: Iterable[object] = value if isinstance(value, list) else [value]
    return ", ".join(code_words(name, str(one)) for one in values)


def who(entry: Entry, looked: Looked) -> str:
    """Who recorded an entry, and for which agency."""
    agency = begun(AGENCY_WORDS.get(entry.agency, "not recorded"))
    if entry.agency not in KINDS:  # the court, the victim: whoever typed it is not who says it
        return agency
    return f"{named(entry.actor, looked.people)}, {agency}"


def none_of(event: str, looked: Looked, otherwise: str = NOT_RECORDED) -> str:
    """What to say where this reader sees no such entry: what another agency recorded may be there
    for others alone, so that whoever does not see it does not know that there is none."""
    type_, mine = EVENT_TYPES[event], looked.standing.agency
    seen = [entry_audience(type_, one, "case").agencies for one in type_.by if one != mine]
    return otherwise if all(mine in some for some in seen) else f"{otherwise}, or not shared"


def days_since(at: datetime, now: datetime) -> str:
    """How many days ago that was, by the days of the calendar."""
    days = (local_day(now) - local_day(at)).days
    return "today" if not days else f"{span(days)} ago"


def by_when(due: date, now: datetime) -> str:
    """A day, and whether it has gone by without what was to be done by it."""
    late = (local_day(now) - due).days
    if late > 0:
        return f"{dates.day(due)}: overdue by {span(late)}"
    return f"{dates.day(due)}: {'due today' if not late else 'not due yet'}"


def still_owed(looked: Looked, subject: str | None, *duties: str) -> str:
    """What is owed of these duties, about one thing or about all, and by when."""
    found = [
        f"{one.what.rstrip('.')}: {one.when}" for one in looked.view.owed
        if one.duty in duties and (subject is None or one.subject == subject)
    ]  # fmt: skip
    return "; ".join(found) or "Nothing"


def to_record(looked: Looked, *links: tuple[str, str], subject: str, about: str) -> list[Link]:
    """Links to the forms, of those that this person may record; a form opens about the subject."""
    if not may_work(looked.standing):
        return []
    return [
        Link(
            text,
            reverse("record_form", kwargs={"reference": looked.reference, "name": event})
            + f"?{urlencode({'about': subject})}",
            about,
        )
        for text, event in links
        if looked.standing.agency in EVENT_TYPES[event].by
    ]


def latest(entries: Sequence[Entry], patterns: str) -> Entry | None:
    """The latest of a case's entries that fits one of the patterns."""
    return next((entry for entry in reversed(entries) if matches(patterns, entry)), None)


def day_of(value: object) -> str:
    """A day of the log in words."""
    return dates.day(date.fromisoformat(str(value))) if value else NOT_RECORDED
