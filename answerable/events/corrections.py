"""What the log says once its corrections are read: nothing is changed, another entry is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import NO_DATA, Entry
from answerable.events.times import parse_instant
from answerable.events.validate import what_fits

CORRECTED = "record.corrected"
FAILED = "message.failed"


def in_force(
    entries: Iterable[Entry], as_of: datetime, known_at: datetime | None = None
) -> list[Entry]:
    """One case's entries as they stand at `as_of`, in order, corrections applied.

    Corrections apply whenever they were made, so that what is known now decides what was owed
    then; with `known_at`, only what was recorded by that instant is read at all.
    """
    known = [e for e in entries if known_at is None or e.recorded_at <= known_at]
    found = _fates(known)
    standing = (found.get(e.seq, e) for e in known) if found else known
    kept = [e for e in standing if e is not None and e.occurred_at <= as_of]
    return sorted(kept, key=lambda e: e.order)


def _fates(entries: list[Entry]) -> dict[int, Entry | None]:
    naming = [e for e in entries if e.event in (CORRECTED, FAILED)]
    return fates(naming, {e.seq: e for e in entries}.get) if naming else {}


def fates(naming: list[Entry], find: Callable[[int], Entry | None]) -> dict[int, Entry | None]:
    """For each `seq` that the correcting entries of a case name: what is read in its place, or
    nothing. `find` gives a case's entry by its `seq`.

    Read from the last recorded backwards, so that the last correction of a `seq` wins and a
    correction that was itself corrected does what its own correction says.
    """
    found: dict[int, Entry | None] = {}
    for correction in sorted(naming, key=lambda e: -e.seq):
        stands = found.get(correction.seq, correction)
        if stands is None or stands.event not in (CORRECTED, FAILED):
            continue
        target = find(stands.data.get("seq", -1))
        if target is not None and target.seq not in found:
            found[target.seq] = replacement(target, stands)
    return found


def replacement(target: Entry, correction: Entry) -> Entry | None:
    """What is read in the place of `target`: None where it should never have been recorded.

    What the corrected entry does not give is as it was, but the fields of another kind of event
    are not carried over.
    """
    given: Mapping[str, Any] = correction.data.get("entry") or {}
    if correction.event == FAILED or not given:
        return None
    event = given.get("event") or target.event
    kept = target.data if event == target.event else NO_DATA
    data = kept if given.get("data") is None else what_fits(EVENT_TYPES[event], given["data"])
    return target._replace(
        event=event,
        occurred_at=_instant(given.get("occurred_at"), target.occurred_at),
        agency=given.get("agency") or target.agency,
        subject=target.subject if given.get("subject") is None else given["subject"],
        data=data,
    )


def _instant(given: str | None, otherwise: datetime) -> datetime:
    return parse_instant(given) if given else otherwise
