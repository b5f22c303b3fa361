"""What a chapter of a case holds, thing by thing: lines, phones, records, actions, hearings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from answerable.events.entry import Entry
from answerable.events.words import code_words
from answerable.rules.case import matches
from answerable.web import dates
from answerable.web.agency.looking import Looked

NOT_RECORDED = "Not recorded"
NOT_YET = "Not yet"
NO_ONE = "No suspect in particular"
DAYS = ("until", "on", "likely_by")  # fields that hold a day


class Table(NamedTuple):
    """A table of a page: a row a thing, each cell in words."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""  # said under the caption
    empty: str = ""  # said in the place of rows; without it, a table that has none is not shown


Steps = Sequence[tuple[str, str]]  # a column, and the event whose day it shows

DEVICE: Steps = (
    ("Asked for", "device.requested"), ("Answer", "device.answered"), ("Taken", "device.taken"),
    ("Downloaded", "device.downloaded"), ("Read", "device.reviewed"),
    ("Given back", "device.returned"), ("Copy deleted", "device.deleted"),
)  # fmt: skip
RECORDS: Steps = (
    ("Asked for", "third_party.requested"), ("Victim’s answer", "third_party.answered"),
    ("Received", "third_party.received"), ("Read", "third_party.reviewed"),
)  # fmt: skip
HEARING: Steps = (
    ("Listed", "hearing.listed"), ("Moved", "hearing.moved"), ("Told", "hearing.told"),
    ("Held", "hearing.held"),
)  # fmt: skip
# What a step's cell says beside its day.
ASIDE: Mapping[str, tuple[str, ...]] = {
    "device.requested": ("of",), "device.answered": ("answer",), "device.reviewed": ("relevant",),
    "third_party.requested": ("kind",), "third_party.answered": ("answer",),
    "third_party.reviewed": ("relevant",), "suspect.released": ("to",),
    "decision.made": ("result", "by"), "hearing.listed": ("kind", "on"),
    "hearing.moved": ("on", "reason"),
}  # fmt: skip


def devices(looked: Looked) -> Table | None:
    """Each device, from the request to the deletion of what was copied."""
    return by_subject(looked, "Phones and other devices", "Device", DEVICE)


def records(looked: Looked) -> Table | None:
    """Each request for somebody's records."""
    return by_subject(looked, "Records held by others", "Request", RECORDS)


def hearings(looked: Looked) -> Table | None:
    """Each hearing."""
    return by_subject(looked, "Hearings", "Hearing", HEARING)


def lines_of_enquiry(looked: Looked) -> Table | None:
    """Each line of enquiry: what about, which way it points, and how it ended."""
    closed = {entry.subject: entry for entry in looked.in_force if entry.event == "line.closed"}
    rows = []
    for entry in looked.in_force:
        if entry.event == "line.opened":
            end = closed.get(entry.subject)
            rows.append(
                (
                    entry.subject or "Without a name", said(entry, "about"),
                    said(entry, "direction"), dates.day(entry.occurred_at),
                    f"{dates.day(end.occurred_at)}: {said(end, 'result')}" if end else "Open",
                )
            )  # fmt: skip
    columns = ("Line", "About", "Points", "Opened", "Closed")
    return Table("Lines of enquiry", columns, rows) if rows else None


def actions(looked: Looked) -> Table | None:
    """The joint plan: each action, what it is for, its day, and what the police answered."""
    rows = []
    for entry in looked.in_force:
        if entry.event != "action.set":
            continue
        later = [e for e in looked.in_force if e.subject == entry.subject and e.order > entry.order]
        target = next(
            (e.data["target"] for e in reversed(later)
             if e.event == "action.amended" and e.data.get("target")), entry.data.get("target"),
        )  # fmt: skip
        rows.append(
            (
                entry.subject or "Without a name", said(entry, "kind"), said(entry, "why"),
                "Essential" if entry.data.get("essential") else "Not essential",
                _day(target), _answer(later),
            )
        )  # fmt: skip
    columns = ("Action", "Kind", "Why", "Weight", "Due", "Answer")
    return Table("Actions", columns, rows) if rows else None


def _answer(later: Sequence[Entry]) -> str:
    for entry in reversed(later):
        when = dates.day(entry.occurred_at)
        if entry.event == "action.completed":
            return f"{said(entry, 'result')}, {when}"
        if entry.event == "action.amended" and entry.data.get("withdrawn"):
            return f"No longer asked for, {when}"
        if entry.event == "action.upheld":
            return f"Challenged, and asked for all the same, {when}"
        if entry.event == "action.challenged":
            return f"Challenged by the police: {said(entry, 'ground')}, {when}"
    return "Not answered yet"


def by_subject(looked: Looked, caption: str, what: str, steps: Steps) -> Table | None:
    """A row a subject, and in each column the last event of its kind, with the day."""
    events = {event for _, event in steps}
    found: dict[str, dict[str, Entry]] = {}
    for entry in looked.in_force:
        if entry.event in events:
            found.setdefault(entry.subject, {})[entry.event] = entry
    if not found:
        return None
    rows = [
        (subject or "Not named", *(cell(had.get(event)) for _, event in steps))
        for subject, had in found.items()
    ]
    return Table(caption, (what, *(column for column, _ in steps)), rows)


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
        return _day(value)
    values: Iterable[object] = value if isinstance(value, list) else [value]
    return ", ".join(code_words(name, str(one)) for one in values)


def latest(entries: Sequence[Entry], patterns: str) -> Entry | None:
    """The latest of a case's entries that fits one of the patterns."""
    return next((entry for entry in reversed(entries) if matches(patterns, entry)), None)


def _day(value: object) -> str:
    return dates.day(date.fromisoformat(str(value))) if value else NOT_RECORDED
