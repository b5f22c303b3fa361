"""What was put right in a case, and where something else came of it than was told before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from answerable.events.corrections import CORRECTED, in_force
from answerable.events.entry import Entry

Order = tuple[datetime, int]
# What an entry says came of it. Where that was put right, the victim was told otherwise: what is so
# now is for a person to tell again, and shows after it.
OUTCOME = ("result", "orders")


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
