"""Phones and records: each request's path from the line of enquiry to the deletion of the copy.

A column a request and a row a step, so that the victim's stand beside the suspects'.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from answerable.clocks.days import local_day
from answerable.events.entry import Entry
from answerable.events.words import small
from answerable.web import dates
from answerable.web.agency.looking import Looked
from answerable.web.agency.tables import (
    NOT_APPLICABLE,
    NOT_RECORDED,
    NOT_YET,
    NOTHING,
    Table,
    by_when,
    days_since,
    none_of,
    said,
    still_owed,
)

SAID_NO = ("refused", "withdrawn")
WHOSE = {"victim": "the victim’s", "suspect": "a suspect’s", "witness": "a witness’s"}
ORDER = (*WHOSE, "")
GIVE_BACK = ("material.return_device", "material.give_back", "material.return_withdrawn")


class Step(NamedTuple):
    """A row of a path: the event that takes the step, and what of it is said beside its day."""

    words: str
    event: str
    asides: tuple[str, ...] = ()


CHALLENGED = "device.challenged"
DEVICE = (
    Step("Asked for", "device.requested", ("asked_by", "data")),
    Step("Written notice given", "device.form_sent", ("complete",)),
    Step("Answer", "device.answered", ("answer", "given_by")),
    Step("Victim asks for it to be looked at again", CHALLENGED, ("why",)),
    Step("Taken", "device.taken", ("how",)),
    Step("Replacement given", "device.replacement"),
    Step("Downloaded", "device.downloaded", ("verified",)),
    Step("Read", "device.reviewed"),
    Step("Relevant", "device.reviewed", ("relevant",)),
    Step("Given back", "device.returned"),
    Step("Copies deleted", "device.deleted"),
)
RECORDS = (
    Step("Asked for", "third_party.requested", ("kind",)),
    Step("Written notice given", "third_party.notice_sent"),
    Step("Victim’s answer", "third_party.answered", ("answer",)),
    Step("Received", "third_party.received"),
    Step("Read", "third_party.reviewed"),
    Step("Relevant", "third_party.reviewed", ("relevant",)),
)
# What has to have happened before a step can be waited for.
AFTER = {
    "device.replacement": "device.taken", "device.downloaded": "device.taken",
    "device.returned": "device.taken", "device.reviewed": "device.downloaded",
    "device.deleted": "device.downloaded", "third_party.reviewed": "third_party.received",
}  # fmt: skip
# Whose device or records it may be for a step to be none: a suspect is not asked for agreement, and
# the victim does not answer for somebody else's records.
WITHOUT = {
    "device.form_sent": ("suspect",), "device.answered": ("suspect",),
    CHALLENGED: ("suspect", "witness"),
    "third_party.notice_sent": ("suspect",), "third_party.answered": ("suspect", "witness"),
}  # fmt: skip
FORWARD = ("device.taken", "device.replacement", "device.downloaded", "device.returned")
Path = Mapping[str, Sequence[Entry]]


def devices(looked: Looked) -> Table:
    """Each phone or other device, from the line of enquiry to the deletion of what was copied."""
    return _paths("Phones and other devices, side by side", "device.", DEVICE, looked)


def records(looked: Looked) -> Table:
    """Each request for somebody's records."""
    return _paths("Records held by others, side by side", "third_party.", RECORDS, looked)


def _paths(caption: str, kind: str, steps: Sequence[Step], looked: Looked) -> Table:
    found = sorted(paths(looked, kind).items(), key=lambda one: ORDER.index(whose(one[1])))
    if not found:
        return Table(caption, (), (), NOTHING)
    rows = [("Line of enquiry", *(line_of(path, looked) for _, path in found))]
    rows += [(step.words, *(_cell(step, path, looked) for _, path in found)) for step in steps]
    of = "device" if kind == "device." else "request"
    heads = [_head(looked.about(name, of) or "Not named", path) for name, path in found]
    return Table(caption, ("Step", *heads), rows)


def _head(name: str, path: Path) -> str:
    return name if whose(path) else f"{name}, whose is not recorded"


def paths(looked: Looked, kind: str) -> dict[str, dict[str, list[Entry]]]:
    """What was recorded of each thing of a kind, by event."""
    found: dict[str, dict[str, list[Entry]]] = {}
    for entry in looked.in_force:
        if entry.event.startswith(kind):
            found.setdefault(entry.subject, {}).setdefault(entry.event, []).append(entry)
    return found


def whose(path: Path) -> str:
    """Whose it is, by the request or by the taking; an empty text where neither says."""
    entries = [e for of_event in path.values() for e in of_event if e.data.get("of") in WHOSE]
    return str(entries[0].data["of"]) if entries else ""


def line_of(path: Path, looked: Looked) -> str:
    """The line of enquiry that the latest request serves, and what that is about."""
    asked = last(path, "device.requested") or last(path, "third_party.requested")
    if asked is None:
        return "Not applicable: nothing was asked for"
    name = str(asked.data.get("line") or "")
    if not name:
        return NOT_RECORDED
    return looked.line(name)


def last(path: Path, event: str) -> Entry | None:
    """The latest of a thing's entries of a kind."""
    return path[event][-1] if path.get(event) else None


def held(path: Path) -> Entry | None:
    """Since when somebody's device is away: its last taking, where it was not given back since."""
    taken, back = last(path, "device.taken"), last(path, "device.returned")
    return taken if taken and (back is None or back.order < taken.order) else None


def _cell(step: Step, path: Path, looked: Looked) -> str:
    entry = last(path, step.event)
    before = held(path) if step.event in ("device.returned", "device.replacement") else None
    if entry is None or (before is not None and entry.order < before.order):
        again = f"; {dates.day(entry.occurred_at)} the time before" if entry else ""
        return f"{_waiting(step, path, looked)}{again}"
    if step.words == "Relevant":
        return said(entry, "relevant").capitalize()
    asides = [_aside(entry, name) for name in step.asides]
    if step.event == CHALLENGED and not _looked_at_again(path, entry):
        asides.insert(0, "no answer to that yet")
    times = len(path[step.event])
    more = f" ({times} times)" if times > 1 else ""
    return f"{dates.day(entry.occurred_at)}{more}{': ' if asides else ''}{', '.join(asides)}"


def _looked_at_again(path: Path, challenged: Entry) -> bool:
    """Whether the request was made anew since, as a challenge is answered."""
    asked = last(path, "device.requested")
    return asked is not None and asked.order > challenged.order


def _aside(entry: Entry, name: str) -> str:
    value = said(entry, name)
    words = {"complete": "form complete: ", "verified": "checked: "}
    if name == "asked_by":
        return f"by the {value.lower()}"
    return f"{words[name]}{value.lower()}" if name in words else value


def _waiting(step: Step, path: Path, looked: Looked) -> str:
    """Why a step was not taken: it cannot be, nobody wrote it down, or it waits, and how long."""
    event, first = step.event, AFTER.get(step.event)
    if whose(path) in WITHOUT.get(event, ()):
        return NOT_APPLICABLE
    if event == CHALLENGED:
        return none_of(event, looked, "No")
    if first in (None, "device.taken") and _said_no(path) and event in FORWARD:
        return f"{NOT_APPLICABLE}: said no"
    if event in ("device.requested", "third_party.requested"):
        return NOT_RECORDED
    if event == "third_party.notice_sent":
        return _notice(path)
    if first is None:
        return none_of(event, looked, NOT_YET)
    ready = last(path, first)
    if ready is None:
        return f"{NOT_APPLICABLE}: said no" if _said_no(path) else NOT_YET
    if event == "device.replacement" and held(path) is None:
        return f"{NOT_APPLICABLE}: given back"
    if event == "device.deleted" and ready.data.get("delete_on"):
        by = date.fromisoformat(str(ready.data["delete_on"]))
        return f"{NOT_YET}, by {by_when(by, looked.at)}"
    days = (local_day(looked.at) - local_day(ready.occurred_at)).days
    return f"{NOT_YET}, {days} day{'s' * (days != 1)} on"


def _said_no(path: Path) -> bool:
    """Whether the answer is no, and the device was never taken all the same."""
    answer = last(path, "device.answered")
    return (
        answer is not None and answer.data.get("answer") in SAID_NO
        and last(path, "device.taken") is None
    )  # fmt: skip


def _notice(path: Path) -> str:
    """What the request itself says of the notice, where its sending is not on record."""
    asked = last(path, "third_party.requested")
    if asked is None or not asked.data.get("notice"):
        return NOT_RECORDED
    return f"Sending not recorded; the request says: {small(said(asked, 'notice'))}"


def away(looked: Looked) -> Table:
    """The devices that are held now: whose, since when, until when was promised, how late."""
    rows = []
    for name, path in paths(looked, "device.").items():
        taken = held(path)
        if taken is not None:
            since = f"{dates.day(taken.occurred_at)}, {days_since(taken.occurred_at, looked.at)}"
            rows.append(
                (
                    looked.about(name, "device") or "Not named",
                    WHOSE.get(whose(path), NOT_RECORDED).capitalize(), since,
                    said(taken, "how"), _promised(path, taken, looked), _replaced(path, taken),
                    still_owed(looked, name, *GIVE_BACK),
                )
            )  # fmt: skip
    columns = ("Device", "Whose", "Held since", "On what ground", "Back, as was estimated",
               "Replacement", "What is owed")  # fmt: skip
    rows.sort(key=lambda row: row[1] != WHOSE["victim"].capitalize())
    return Table("Devices held now", columns, rows, "No device is held now.")


def _promised(path: Path, taken: Entry, looked: Looked) -> str:
    """The day on which the person was told that they would have it back, and whether it is past."""
    asked = last(path, "device.requested")
    days = asked.data.get("days_estimated") if asked else None
    if not isinstance(days, int):
        return NOT_RECORDED
    return by_when(local_day(taken.occurred_at) + timedelta(days=days), looked.at)


def _replaced(path: Path, taken: Entry) -> str:
    given = last(path, "device.replacement")
    return dates.day(given.occurred_at) if given and given.order > taken.order else "Not recorded"
