"""What is to come at court and what is still open of the ways to make it easier: for the list of
witness care, and for the page of the case, so that the two cannot disagree."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple
from uuid import UUID

from answerable.clocks.days import local_day
from answerable.events.corrections import in_force
from answerable.events.entry import Entry
from answerable.record import reading
from answerable.worklist.listing import seen_by

FIXES, HELD, TOLD = ("hearing.listed", "hearing.moved"), "hearing.held", "hearing.told"
CONSIDERED, APPLIED, DECIDED = "measures.considered", "measures.applied", "measures.decided"
CHARGED = "charge.made"
# After these the victim gives no evidence any more, unless there is a charge again.
ENDS = ("court.outcome", "proceedings.stopped", "case.closed")
EVENTS = (*FIXES, HELD, TOLD, CONSIDERED, APPLIED, DECIDED, CHARGED, *ENDS)
NONE_NEEDED = "none"


class Hearing(NamedTuple):
    """A hearing as it stands: its kind and day by the last that fixed them, when the victim was
    told last of whatever day, and when it was held."""

    subject: str
    fixed: Entry | None
    told: Entry | None
    held: Entry | None
    moved: Sequence[Entry]

    @property
    def kind(self) -> str:
        """What kind of hearing; empty where it is not recorded."""
        return str(self.fixed.data.get("kind") or "") if self.fixed else ""

    @property
    def on(self) -> date | None:
        """Its day as it stands now."""
        said = self.fixed.data.get("on") if self.fixed else None
        return date.fromisoformat(str(said)) if said else None

    @property
    def told_of_this_day(self) -> bool:
        """Whether the victim was told since the day was fixed: the one before is not enough."""
        if self.told is None:
            return False
        return self.fixed is None or self.told.order > self.fixed.order


class Measure(NamedTuple):
    """A way to make court easier: when it was considered and asked of the court, what the victim
    wishes, and the court's answer."""

    kind: str
    considered: Entry | None
    wish: str
    applied: Entry | None
    answer: Entry | None

    @property
    def open(self) -> str:
        """What is still open of it; empty where nothing is."""
        if self.kind == NONE_NEEDED:
            return ""
        if self.answer is not None:
            return "" if self.answer.data.get("granted") else "refused"
        if self.applied is not None:
            return "no_answer"
        return {"no": "", "undecided": "undecided"}.get(self.wish, "not_applied")


class AtCourt(NamedTuple):
    """What stands in the row of a case: the next hearing; one whose day has passed, where that it
    was held or moved is not recorded; and the ways that are open, by what is open of them.

    `considered` is None where there is nothing to consider any more, or not yet.
    """

    charged: bool
    next: Hearing | None
    passed: Hearing | None
    considered: bool | None
    open: Mapping[str, Sequence[str]]


def at_court(person: UUID, cases: Collection[UUID], now: datetime) -> dict[UUID, AtCourt]:
    """By case, as far as this person may see it."""
    with seen_by(person):
        found = reading.of_events(cases, EVENTS)
    return {one: in_short(in_force(found.get(one, ()), now), local_day(now)) for one in cases}


def in_short(entries: Sequence[Entry], today: date) -> AtCourt:
    """The same of one case, from its entries as they stand."""
    ways: dict[str, list[str]] = {}
    for one in measures(entries):
        if one.open:
            ways.setdefault(one.open, []).append(one.kind)
    charged, over = _last(entries, CHARGED), _last(entries, *ENDS)
    to_come = charged is not None and (over is None or over.order < charged.order)
    considered = _last(entries, CONSIDERED) is not None if to_come else None
    return AtCourt(
        charged is not None, next_hearing(entries, today), _passed(entries, today), considered,
        MappingProxyType(ways if to_come else {}),
    )  # fmt: skip


def hearings(entries: Sequence[Entry]) -> list[Hearing]:
    """Each hearing, in the order in which they came up."""
    by_name: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.event.startswith("hearing."):
            by_name.setdefault(entry.subject, []).append(entry)
    return [
        Hearing(
            name, _last(of_it, *FIXES), _last(of_it, TOLD), _last(of_it, HELD),
            [one for one in of_it if one.event == "hearing.moved"],
        )
        for name, of_it in by_name.items()
    ]  # fmt: skip


def next_hearing(entries: Sequence[Entry], today: date) -> Hearing | None:
    """The first that is still to be held, today or later."""
    ahead = [one for one in hearings(entries) if one.on and one.on >= today and not one.held]
    return min(ahead, key=lambda one: (one.on, one.subject), default=None)


def measures(entries: Sequence[Entry]) -> list[Measure]:
    """Each way that was considered or asked of the court, in the order in which they came up."""
    found = [one for one in entries if one.event in (CONSIDERED, APPLIED)]
    kinds = dict.fromkeys(str(kind) for one in found for kind in one.data.get("kinds") or ())
    return [_measure(kind, entries) for kind in kinds]


def _measure(kind: str, entries: Sequence[Entry]) -> Measure:
    of_kind = [one for one in entries if kind in (one.data.get("kinds") or ())]
    considered, applied = _last(of_kind, CONSIDERED), _last(of_kind, APPLIED)
    wish = str(considered.data.get("victim_wish") or "") if considered else ""
    return Measure(kind, considered, wish, applied, _answer(applied, entries))


def _answer(applied: Entry | None, entries: Sequence[Entry]) -> Entry | None:
    """The court answers an application as a whole: the first answer after it is the answer."""
    if applied is None:
        return None
    answers = (one for one in entries if one.event == DECIDED and one.order > applied.order)
    return next(answers, None)


def _passed(entries: Sequence[Entry], today: date) -> Hearing | None:
    passed = [one for one in hearings(entries) if one.on and one.on < today and not one.held]
    return max(passed, key=lambda one: (one.on, one.subject), default=None)


def _last(entries: Sequence[Entry], *events: str) -> Entry | None:
    return next((one for one in reversed(entries) if one.event in events), None)
