"""What was put right in a case, and where something else came of it than was told before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from answerable.events.corrections import CORRECTED, FAILED, fates, in_force
from answerable.events.entry import Entry

Order = tuple[datetime, int]
# What an entry says came of it. Where that was put right, the victim was told otherwise: what is so
# now is for a person to tell again, and shows after it.
OUTCOME = ("result", "orders")


class Stub(NamedTuple):
    """What is left of an entry that another is read in the place of, as it is now.

    With that and the correction it reads as it stands. Of what it said before, nothing is needed.
    """

    event: str
    subject: str
    occurred_at: datetime
    outcome: tuple[tuple[str, Any], ...]


def put_right(entries: Sequence[Entry], at: datetime) -> dict[Any, datetime]:
    """When each entry was put right, by its number; not those that never should have been."""
    return {
        one.data.get("seq"): one.occurred_at for one in in_force(entries, at)
        if one.event == CORRECTED and one.data.get("entry")
    }  # fmt: skip


def otherwise(entries: Sequence[Entry], at: datetime) -> dict[int, Order]:
    """What was put right so that something else came of it: by its number, when that was."""
    if not any(entry.event == CORRECTED for entry in entries):
        return {}
    first = {entry.seq: entry for entry in entries}
    now = {entry.seq: entry for entry in in_force(entries, at)}
    found = {}
    for one in now.values():
        seq = one.data.get("seq") if one.event == CORRECTED else None
        was, is_now = first.get(seq or 0), now.get(seq or 0)
        if was is not None and is_now is not None and _came_of(was) != _came_of(is_now):
            found[is_now.seq] = one.order
    return found


def said_since(entries: Sequence[Entry], at: datetime) -> dict[int, datetime]:
    """When each entry was recorded, by its number, in what it tells: where that was put right into
    something else, the correction was."""
    found = {entry.seq: entry.recorded_at for entry in entries}
    if not any(entry.event == CORRECTED for entry in entries):
        return found
    first = {entry.seq: entry for entry in entries}
    now = {entry.seq: entry for entry in in_force(entries, at)}
    for one in now.values():
        seq = one.data.get("seq") if one.event == CORRECTED else None
        was, is_now = first.get(seq or 0), now.get(seq or 0)
        if was is not None and is_now is not None and _tells(was) != _tells(is_now):
            found[is_now.seq] = max(found[is_now.seq], one.recorded_at)
    return found


def _tells(entry: Entry) -> tuple[Any, ...]:
    return entry.subject, entry.data.get("about"), *_came_of(entry)


def _came_of(entry: Entry) -> tuple[Any, ...]:
    return entry.event, *(entry.data.get(name) for name in OUTCOME)


def stubs(entries: Sequence[Entry]) -> dict[int, Stub | None]:
    """What is left to read, to the victim, of each entry that was put right: by its number. None
    for a correction that does nothing any more, as a later one came in its place."""
    naming = [one for one in entries if one.event in (CORRECTED, FAILED)]
    if not naming:
        return {}
    first = {one.seq: one for one in entries}
    found = fates(naming, first.get)
    left: dict[int, Stub | None] = {
        seq: _stub(now) for seq, now in found.items() if now and _says_otherwise(first[seq], now)
    }
    working = {one.seq for one in _that_work(naming, found)}
    return left | {one.seq: None for one in naming if one.seq not in working}


def _that_work(naming: Sequence[Entry], found: Mapping[int, Entry | None]) -> list[Entry]:
    """The corrections of which something is read: of those of one entry, the last that stands."""
    last: dict[object, Entry] = {}
    for one in sorted(naming, key=lambda one: one.seq):
        stands = found.get(one.seq, one)
        if stands is not None and stands.event in (CORRECTED, FAILED):
            last[stands.data.get("seq")] = one
    return list(last.values())


def _says_otherwise(was: Entry, now: Entry) -> bool:
    return (was.event, was.data) != (now.event, now.data)


def _stub(now: Entry) -> Stub:
    kept = {name: now.data[name] for name in OUTCOME if name in now.data}
    return Stub(now.event, now.subject, now.occurred_at, tuple(sorted(kept.items())))
