"""Victims who leave and come back, counted again in the plainest way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from answerable.events.entry import Entry
from tests.analysis.slow import MISSING, NOT_APPLICABLE, OPEN, Item, Plain, said

HEARD = (
    "withdrawal.stated", "withdrawal.stated", "withdrawal.disputed", "withdrawal.confirmed",
    "engagement.resumed", "position.stated", "position.stated", "decision.made", "charge.made",
    "case.reopened",
)  # fmt: skip
YEAR = timedelta(days=365)


def is_back(e: Entry) -> bool:
    return e.event == "engagement.resumed" or (
        e.event == "position.stated" and e.data.get("position") == "supports"
    )


def is_against(e: Entry) -> bool:
    return e.event == "position.stated" and e.data.get("position") == "does_not_support"


class Spell:
    """What stands against support now: withdrawals and positions, and what confirms them."""

    def __init__(self, c: Plain) -> None:
        self.stated: list[Entry] = []
        self.positions: list[Entry] = []
        self.since: list[Entry] = []  # everything since she supported it, or disputed
        for e in c.entries:
            if is_back(e):
                self.stated, self.positions, self.since = [], [], []
            elif e.event == "withdrawal.disputed":
                self.stated, self.since = [], []
            elif e.event == "withdrawal.stated":
                self.stated.append(e)
            elif is_against(e):
                self.positions.append(e)
            self.since.append(e)

    @property
    def all(self) -> list[Entry]:
        return self.stated + self.positions


def of_cases(which: Callable[[Spell], list[Entry]]) -> Callable[[Plain], list[Item]]:
    def found(c: Plain) -> list[Item]:
        yes = bool(which(Spell(c)))
        return [said(yes, c.undecided and not yes)] if c.counted else []

    return found


def outset(c: Plain) -> list[Item]:
    first = next(
        (e for e in c.all("position.stated", at=("outset",)) if e.data.get("position")), None
    )
    if not c.counted:
        return []
    if first is None:
        return [MISSING]
    if first.data["position"] == "not_applicable":
        return [NOT_APPLICABLE]
    return [said(first.data["position"] == "does_not_support")]


def later(c: Plain) -> list[Item]:
    """Left after the outset: nobody disputed it before she next took part."""
    at_first = outset(c)
    if at_first != [said(False)]:
        return [said(False)] if at_first == [said(True)] else at_first
    start = next(e for e in c.all("position.stated", at=("outset",)) if e.data.get("position"))
    stated: list[Entry] = []
    left: list[Entry] = []
    for e in c.entries[c.entries.index(start) + 1 :]:
        if is_back(e):
            left, stated = left + stated, []
        elif e.event == "withdrawal.disputed":
            stated = []
        elif e.event == "withdrawal.stated":
            stated.append(e)
        elif is_against(e):
            left.append(e)
    yes = bool(left + stated)
    return [said(yes, c.undecided and not yes)]


def withdrawn(c: Plain) -> Spell | None:
    spell = Spell(c)
    return spell if c.counted and spell.all else None


def by_day(day: int) -> Callable[[Plain], list[Item]]:
    def found(c: Plain) -> list[Item]:
        spell = withdrawn(c)
        if spell is None:
            return []
        reported = c.first("crime.reported").occurred_at
        if c.as_of - reported < YEAR:
            return [OPEN]
        start = min(spell.all, key=c.place)
        return [said(start.occurred_at - reported <= timedelta(days=day))]

    return found


def leaving(c: Plain) -> Entry | None:
    for at, e in enumerate(c.entries):
        if is_against(e):
            return e
        if e.event == "withdrawal.stated":
            later = [
                x for x in c.entries[at + 1 :] if is_back(x) or x.event == "withdrawal.disputed"
            ]
            if not later or is_back(later[0]):
                return e
    return None


def incidence(c: Plain) -> list[Item]:
    other = c.earliest(c.stopped, c.charged)
    return c.spell(c.first("crime.reported"), leaving(c), other, never_before=True)


def resumption(c: Plain) -> list[Item]:
    start, other = leaving(c), c.earliest(c.stopped, c.charged)
    if start is None or (other is not None and c.place(other) < c.place(start)):
        return []
    back = next((e for e in c.after(start).entries if is_back(e)), None)
    return c.spell(start, back, other)


def no_reason(c: Plain) -> list[Item]:
    spell = withdrawn(c)
    if spell is None:
        return []
    reasons = {reason for e in spell.all for reason in e.data.get("reasons") or ()}
    return [said(not reasons - {"not_established"})]


def unconfirmed(c: Plain) -> list[Item]:
    spell = withdrawn(c)
    if spell is None:
        return []
    her = ("victim", "support")
    confirmed = [
        e
        for e in spell.since
        if e.event == "withdrawal.confirmed"
        and (e.agency in her or e.data.get("how") in ("portal", "signed", "isva"))
    ]
    return [said(not confirmed and not any(e.agency in her for e in spell.positions))]


FOUND: dict[str, Callable[[Plain], list[Item]]] = {
    "withdrawal.share": of_cases(lambda s: s.all),
    "withdrawal.share.stated": of_cases(lambda s: s.stated),
    "withdrawal.share.position": of_cases(lambda s: s.positions),
    "withdrawal.outset": outset,
    "withdrawal.later": later,
    "withdrawal.by_day_7": by_day(7),
    "withdrawal.by_day_30": by_day(30),
    **{f"withdrawal.incidence_{day}": incidence for day in (7, 30, 365)},
    **{f"withdrawal.resumption_{day}": resumption for day in (7, 30, 365)},
    "withdrawal.no_reason": no_reason,
    "withdrawal.unconfirmed": unconfirmed,
}
