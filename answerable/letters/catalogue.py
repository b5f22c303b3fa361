"""Every kind of letter, and which of them make sense in a case now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import NamedTuple

from answerable.events.entry import Entry
from answerable.letters import capacity, children, decisions, leaflets, progress, requests
from answerable.letters.model import Kind
from answerable.rules.case import Case

KINDS: tuple[Kind, ...] = (
    *decisions.KINDS, *progress.KINDS, *requests.KINDS, *children.KINDS, *capacity.KINDS,
    *leaflets.KINDS,
)  # fmt: skip
KIND_OF: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in KINDS})


class Offer(NamedTuple):
    """A letter that may be written now: of which kind, and about which entry."""

    kind: Kind
    about: Entry | None


def offered(case: Case, agency: str, written: Collection[tuple[str, int]]) -> list[Offer]:
    """What an agency may write now; `written` are the letters that there are, by kind and entry.

    Of each subject it is the latest event that is written about, and none that was taken back.
    """
    found = []
    for kind in KINDS:
        if agency not in kind.by:
            continue
        if kind.leaflet:
            found.append(Offer(kind, None))
        found += [
            Offer(kind, entry) for entry in _latest(case, kind, agency)
            if (kind.name, entry.seq) not in written and not _is_done(case, kind, entry)
        ]  # fmt: skip
    return found


def offer(case: Case, agency: str, kind: str, about: int) -> Offer | None:
    """One letter, where it may be written: a second one too, if the first was wrong."""
    found = KIND_OF.get(kind)
    if found is None or agency not in found.by:
        return None
    if found.leaflet:
        return Offer(found, None) if about == 0 else None
    entry = next((one for one in _latest(case, found, agency) if one.seq == about), None)
    return Offer(found, entry) if entry else None


def seq_of(one: Offer) -> int:
    """The number of the entry that a letter is about; a leaflet is about none."""
    return one.about.seq if one.about else 0


def _latest(case: Case, kind: Kind, agency: str) -> list[Entry]:
    if not kind.about:
        return []
    last = {entry.subject: entry for entry in case.all(kind.about)}
    return [entry for entry in last.values() if _is_ours(entry, kind, agency)]


def _is_done(case: Case, kind: Kind, entry: Entry) -> bool:
    if not kind.once:
        return False
    since = case.since(entry).all(kind.sent)
    return any(one.subject in ("", entry.subject) for one in since)


def _is_ours(entry: Entry, kind: Kind, agency: str) -> bool:
    # Whoever decided a review, or gave a part to somebody, tells of it.
    shared = len(kind.by) > 1
    return not shared or entry.agency == agency
