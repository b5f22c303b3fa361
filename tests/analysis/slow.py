"""What measures find in one case, counted again in the plainest way, apart from the first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from answerable.events.entry import Entry

DAY = timedelta(days=1)


class Item(NamedTuple):
    """What is said of one item: whether it counts, and how; of a time, its days."""

    inside: bool = False
    yes: bool = False
    open: bool = False
    missing: bool = False
    not_applicable: bool = False
    days: float | None = None
    waited: float | None = None
    how: str | None = None
    many: int | None = None
    hits: int | None = None
    duty: str | None = None


OPEN, MISSING, NOT_APPLICABLE = Item(open=True), Item(missing=True), Item(not_applicable=True)


def said(yes: bool, still_open: bool = False) -> Item:
    """An item in the denominator."""
    return Item(inside=True, yes=yes, open=still_open)


class Plain:
    """One case's entries in order, corrections applied, up to `as_of`."""

    def __init__(self, entries: Sequence[Entry], as_of: datetime) -> None:
        self.entries = list(entries)
        self.as_of = as_of

    def all(self, *events: str, **fields: Any) -> list[Entry]:
        """The entries of some types whose fields hold one of the values given; `agency` is on
        whose behalf."""
        return [e for e in self.entries if e.event in events and holds(e, fields)]

    def first(self, *events: str, **fields: Any) -> Entry | None:
        """The first such entry."""
        return next(iter(self.all(*events, **fields)), None)

    def last(self, *events: str, **fields: Any) -> Entry | None:
        """The last such entry."""
        return next(iter(reversed(self.all(*events, **fields))), None)

    def place(self, entry: Entry) -> int:
        """Where an entry stands."""
        return next(at for at, e in enumerate(self.entries) if e is entry)

    def after(self, entry: Entry | None) -> Plain:
        """The case after an entry."""
        at = 0 if entry is None else self.place(entry) + 1
        return Plain(self.entries[at:], self.as_of)

    def before(self, entry: Entry) -> Plain:
        """The case before an entry."""
        return Plain(self.entries[: self.place(entry)], self.as_of)

    def earliest(self, *entries: Entry | None) -> Entry | None:
        """The first of some entries."""
        there = [e for e in entries if e is not None]
        return min(there, key=self.place) if there else None

    def concerning(self, entry: Entry, *events: str, **fields: Any) -> list[Entry]:
        """Entries after one, about its subject, or where either names none."""
        return [
            e
            for e in self.after(entry).all(*events, **fields)
            if "" in (e.subject, entry.subject) or e.subject == entry.subject
        ]

    @property
    def police_nfa(self) -> bool:
        """Counted, and decided by the police, no further action."""
        return self.counted and self.decision == "police nfa"

    @property
    def cps_nfa(self) -> bool:
        """Counted, and decided by prosecutors, no further action."""
        return self.counted and self.decision == "cps nfa"

    @property
    def counted(self) -> bool:
        """Reported, and not classified otherwise for good."""
        last = self.last("crime.recorded", "crime.classified_n100")
        elsewhere = last is not None and last.event == "crime.classified_n100"
        return bool(self.all("crime.reported")) and not elsewhere

    @property
    def recorded(self) -> bool:
        """Counted, and recorded as a crime."""
        return self.counted and bool(self.all("crime.recorded"))

    @property
    def suspects(self) -> set[str]:
        """Those identified, and those of whom something was decided by name and not reopened."""
        named = {s for s in {e.subject for e in self.all("decision.made")} if s}
        return self.identified | {s for s in named if self.own(s)}

    @property
    def identified(self) -> set[str]:
        """The suspects who were identified by name."""
        return {e.subject for e in self.all("suspect.identified") if e.subject}

    def own(self, suspect: str) -> Entry | None:
        """The decision about one suspect by name that stands."""
        found = None
        for e in self.entries:
            if e.event == "case.reopened" and e.subject in ("", suspect):
                found = None
            elif e.event == "decision.made" and e.data.get("result"):
                found = e if e.subject == suspect else (None if not e.subject else found)
        return found

    def about(self, suspect: str) -> Entry | None:
        """The last decision about a suspect, or about all, that was not reopened."""
        found = None
        for e in self.entries:
            if e.event == "case.reopened" and e.subject in ("", suspect):
                found = None
            elif e.event == "decision.made" and e.data.get("result"):
                found = e if e.subject in ("", suspect) else found
        return found

    def standing(self) -> list[Entry]:
        """The decisions that stand, one a suspect; none where a suspect has none."""
        found = [self.about(suspect) for suspect in self.suspects or {""}]
        return [] if None in found else found  # type: ignore[return-value]

    @property
    def decision(self) -> str:
        """What stands decided."""
        kinds = {
            "charge" if e.data["result"] == "charge" else f"{e.data.get('by', '')} nfa".strip()
            for e in self.standing()
        }
        return next(
            (kind for kind in ("charge", "cps nfa", "police nfa", "nfa") if kind in kinds), ""
        )

    @property
    def decided(self) -> Entry | None:
        """The entry that completed the standing decision."""
        return max(self.standing(), key=self.place, default=None)

    @property
    def first_decision(self) -> Entry | None:
        """The first of the decisions that stand."""
        return self.earliest(*self.standing())

    @property
    def stopped(self) -> Entry | None:
        """The standing decision of no further action."""
        return self.decided if self.decision.endswith("nfa") else None

    @property
    def charged(self) -> Entry | None:
        """The charge, or the standing decision for one."""
        decided = self.decided if self.decision == "charge" else None
        return self.earliest(self.first("charge.made"), decided)

    @property
    def finish(self) -> Entry | None:
        """What ended the case without a charge: a decision to stop, or its closing."""
        shut = self.last("case.closed", "case.reopened")
        closed = shut if shut is not None and shut.event == "case.closed" else None
        return self.earliest(self.stopped, closed)

    @property
    def ended(self) -> Entry | None:
        """The first ending of any kind."""
        return self.earliest(self.finish, self.charged)

    @property
    def undecided(self) -> bool:
        """Neither stopped, nor charged, nor closed."""
        return self.ended is None

    def outcome(self) -> str:
        """The outcome last given and not reopened; a charge without one is 1."""
        given: list[tuple[Entry, str]] = []
        for at, e in enumerate(self.entries):
            if e.event == "case.reopened":
                known = {x.subject for x in self.entries[:at] if x.event == "suspect.identified"}
                only_one = known - {""} == {e.subject}
                given = [
                    (g, code)
                    for g, code in given
                    if e.subject
                    and not (g.event == "decision.made" and g.subject == e.subject)
                    and not (g.event == "decision.made" and not g.subject and only_one)
                ]
            code = str(e.data.get("outcome") or "")
            if e.event == "decision.made" and e.data.get("result") == "charge":
                code = code or "1"
            if e.event in ("decision.made", "outcome.assigned") and code:
                given.append((e, code))
        return (
            given[-1][1].replace("0", "", 1)
            if given and given[-1][1] == "0"
            else (given[-1][1] if given else "")
        )

    def spell(
        self,
        start: Entry | None,
        end: Entry | None,
        other: Entry | None,
        never_before: bool = False,
    ) -> list[Item]:
        """What became of a time."""
        if start is None or not self.counted:
            return []
        least = 0 if never_before else -(10**9)
        first = self.earliest(end, other)
        waited = max(days(start, first.occurred_at if first else self.as_of), least)
        how = "" if first is None else "so" if first is end else "otherwise"
        took = max(days(start, end.occurred_at), least) if end else None
        found = Item(waited=round(waited, 6), how=how)
        if took is not None and took >= 0:
            return [found._replace(inside=True, yes=True, days=round(took, 6))]
        if first is None:
            return [found._replace(open=True)]
        if took is not None or waited < 0:
            return [found._replace(missing=True)]
        return [found._replace(not_applicable=True)]


def holds(entry: Entry, fields: dict[str, Any]) -> bool:
    """Whether an entry's fields hold one of the values given."""
    return all(
        (entry.agency if name == "agency" else entry.data.get(name)) in allowed
        for name, allowed in fields.items()
    )


def days(start: Entry, until: datetime) -> float:
    """Elapsed days."""
    return (until - start.occurred_at) / DAY
