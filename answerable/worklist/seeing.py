"""Whose eyes a row of the worklist is for: nobody learns from it of an entry that they do not see.

But whoever owes something sees that it is owed, whoever recorded what it began with: a duty that
nobody sees is done by nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache, reduce

from answerable.events.catalogue import DERIVED, EVENT_TYPES
from answerable.events.entry import Entry
from answerable.record.audience import (
    ON_THE_CASE,
    SUPPORT_LOG,
    Audience,
    entry_audience,
    note_audience,
)
from answerable.rules.obligation import Obligation

EVERYBODY = Audience((*ON_THE_CASE, SUPPORT_LOG))
SUPPORT_ALONE = Audience((SUPPORT_LOG,), "that_supported")


def who_sees(entries: Iterable[Entry]) -> Audience:
    """Who sees every one of some entries, of the agencies on the case."""
    return reduce(_both, (_audience(entry) for entry in entries), EVERYBODY)


def who_sees_item(owed: Obligation) -> Audience:
    """Who sees an obligation: of what support services owe, the others only what is shared."""
    why = owed.working
    seen = who_sees([e for e in (why.start, why.closed_by) if e is not None] if why else [])
    if owed.owner == (SUPPORT_LOG,):
        return _both(seen, SUPPORT_ALONE)
    return Audience(tuple(a for a in EVERYBODY.agencies if a in {*seen.agencies, *owed.owner}),
                    seen.shared_if)  # fmt: skip


def who_reads_reason(entry: Entry, requirement: str) -> Audience:
    """Who may read the reason that an entry gives at a gate, and so learns that one was given."""
    type_ = EVENT_TYPES[entry.event]
    return note_audience(type_, entry.agency, _audience(entry), f"/reasons/{requirement}")


def seen_by_all(seen: Audience) -> bool:
    """Whether police, prosecutors and witness care all see it, whatever the victim shares."""
    return set(ON_THE_CASE) <= set(seen.agencies)


def _audience(entry: Entry) -> Audience:
    type_ = EVENT_TYPES.get(entry.event) or DERIVED[entry.event]
    return entry_audience(type_, entry.agency, "case")


@lru_cache(maxsize=1_000)  # of the few audiences that there are
def _both(one: Audience, other: Audience) -> Audience:
    """Who sees what is for both: where each waits for another agreement, only those named."""
    agencies = tuple(a for a in EVERYBODY.agencies if a in one.agencies and a in other.agencies)
    waits = {a.shared_if for a in (one, other) if not set(ON_THE_CASE) <= set(a.agencies)}
    return Audience(agencies, waits.pop() if len(waits) == 1 else "")
