"""What a case waits for, from whom, since when: found in the record, so that nobody retypes it.

Only what the victim may know of: a step that they were not told of does not become known by the
news that there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from answerable.clocks.days import local_day
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Entry, Event
from answerable.people.access import may_work
from answerable.rules.case import matches
from answerable.rules.told import held_back, shown_entries
from answerable.web.agency.looking import Looked

TOLD = "awaiting.told"


class Wait(NamedTuple):
    """One kind of thing that is awaited: what begins the wait, what ends it, and who owes it."""

    what: str
    of: str
    begun: str
    ended: str
    of_one: bool = False  # begun and ended of the same subject


WAITS = (
    Wait("records", "holder", "third_party.requested[of=victim]", "third_party.received", True),
    Wait("phone", "police", "device.taken", "device.returned", True),
    Wait("phone_reading", "police", "device.downloaded", "device.reviewed", True),
    Wait("police_work", "police", "action.set",
         "action.completed; action.amended[withdrawn=true]", True),
    Wait("decision", "cps", "file.submitted[purpose=charging|resubmission]; case.reactivated",
         "decision.made; case.waiting_on_police"),
    Wait("review", "", "review.requested", "review.decided"),
    Wait("hearing", "court", "charge.made", "hearing.listed; proceedings.stopped"),
)  # fmt: skip
HELD = ("phone", "phone_reading")  # of devices that were asked of the victim alone


def may_tell(looked: Looked) -> bool:
    """Whether this person may tell the victim that there is nothing new."""
    return may_work(looked.standing) and looked.standing.agency in EVENT_TYPES[TOLD].by


def has_untold_news(looked: Looked) -> bool:
    """Whether something was recorded for the victim that a person has still to tell."""
    return bool(set(held_back(looked.recorded, looked.at)) & {one.seq for one in looked.in_force})


def awaited(looked: Looked) -> list[Event]:
    """What is awaited now, each as the event that tells of it; the oldest wait first.

    Nothing where there is news: that nothing is new would not be so.
    """
    if has_untold_news(looked):
        return []
    entries, at = looked.in_force, looked.at
    known = {entry.seq for entry in shown_entries(looked.recorded, at, looked.told_before)}
    found = [event for wait in WAITS for event in _of_kind(wait, entries, known, looked)]
    return sorted(found, key=lambda event: str(event.data["since"]))


def _of_kind(
    wait: Wait, entries: Sequence[Entry], known: set[int], looked: Looked
) -> Iterator[Event]:
    open_ = [entry for entry in _open(wait, entries) if _may_be_told(wait, entry, entries, known)]
    if open_:
        first = open_[0]
        of = wait.of or str(first.data.get("of", "police"))
        said = {"what": wait.what, "of": of, "since": str(local_day(first.occurred_at))}
        yield Event(TOLD, looked.at, looked.standing.agency, "", said)


def _open(wait: Wait, entries: Sequence[Entry]) -> list[Entry]:
    """The entries that began a wait which nothing has ended since."""
    begun = [entry for entry in entries if matches(wait.begun, entry)]
    return [
        entry for entry in begun
        if not any(
            later.order > entry.order and matches(wait.ended, later)
            and (not wait.of_one or later.subject == entry.subject)
            for later in entries
        )
    ]  # fmt: skip


def _may_be_told(wait: Wait, entry: Entry, entries: Sequence[Entry], known: set[int]) -> bool:
    if wait.what in HELD:
        hers = "device.requested[of=victim]"
        return any(matches(hers, one) and one.subject == entry.subject for one in entries)
    # What is held back from the victim until a person told them is held back here too.
    return EVENT_TYPES[entry.event].victim == "no" or entry.seq in known


def contact(looked: Looked, how: str, still_safe: str, at: datetime) -> Event:
    """That the victim was in touch with us, without news: by voice and alone, or in writing; and
    what they said of the agreed way, empty where that is not recorded."""
    said = {
        "method": how, "by": "agency", "alone": "not_known" if how == "app" else "yes",
        "news": False, "about": ["no_news"],
    }  # fmt: skip
    if still_safe:
        said["still_safe"] = still_safe
    return Event("contact.made", at, looked.standing.agency, "", said)
