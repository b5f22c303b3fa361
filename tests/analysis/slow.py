"""What measures find in one case, counted again in the plainest way, apart from the first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from answerable.events.entry import Entry

DAY = timedelta(days=1)


class Plain:
    """One case's entries in order, corrections applied, up to `as_of`."""

    def __init__(self, entries: Sequence[Entry], as_of: datetime) -> None:
        self.entries = list(entries)
        self.as_of = as_of

    def all(self, event: str, **fields: Any) -> list[Entry]:
        """The entries of a type whose fields hold one of the values given."""
        return [
            e
            for e in self.entries
            if e.event == event
            and all(e.data.get(name) in allowed for name, allowed in fields.items())
        ]

    def place(self, entry: Entry) -> int:
        """Where an entry stands."""
        return self.entries.index(entry)

    @property
    def counted(self) -> bool:
        """Reported, and not classified otherwise."""
        return bool(self.all("crime.reported")) and not self.all("crime.classified_n100")

    @property
    def recorded(self) -> bool:
        """Counted, and recorded as a crime."""
        return self.counted and bool(self.all("crime.recorded"))

    def standing(self) -> dict[str, Entry]:
        """Each suspect's decision that stands."""
        about: dict[str, Entry] = {}
        known: set[str] = set()
        for e in self.entries:
            if e.event == "suspect.identified" and e.subject:
                known.add(e.subject)
            elif e.event == "case.reopened":
                about = {s: d for s, d in about.items() if e.subject and s != e.subject}
            elif e.event == "decision.made":
                everyone = {e.subject} if e.subject else known | set(about) or {""}
                about |= dict.fromkeys(everyone, e)
        return about

    def decision(self) -> tuple[str, Entry | None]:
        """What stands decided, and the entry that completed it."""
        suspects = {e.subject for e in self.all("suspect.identified") if e.subject}
        about = self.standing()
        if not about or any(suspect not in about for suspect in suspects):
            return "", None
        last = max(about.values(), key=self.place)
        said = {(e.data.get("result"), e.data.get("by")) for e in about.values()}
        if any(result == "charge" for result, _ in said):
            return "charge", last
        for by in ("cps", "police"):
            if ("no_further_action", by) in said:
                return f"{by} nfa", last
        return "unknown", last

    def finish(self) -> Entry | None:
        """What ended the case without a charge: a decision to stop, or its closing."""
        what, entry = self.decision()
        ends = [entry] if entry and what in ("cps nfa", "police nfa", "unknown") else []
        shut = [e for e in self.entries if e.event in ("case.closed", "case.reopened")]
        if shut and shut[-1].event == "case.closed":
            ends.append(shut[-1])
        return min(ends, key=self.place) if ends else None

    @property
    def undecided(self) -> bool:
        """Neither stopped, nor charged, nor closed."""
        charged = self.all("charge.made") or self.decision()[0] == "charge"
        return not charged and self.finish() is None

    def outcome(self) -> str:
        """The outcome last given; a charge without one is 1."""
        found = ""
        for e in self.entries:
            if e.event in ("decision.made", "outcome.assigned"):
                charge = "1" if e.data.get("result") == "charge" else ""
                found = str(e.data.get("outcome") or "") or charge or found
        return found

    def spell(self, start: Entry | None, end: Entry | None, other: Entry | None) -> Spell:
        """What became of a time: its state and its days."""
        if start is None or not self.counted:
            return None
        first = [e for e in (end, other) if e is not None]
        if not first:
            return "open", (self.as_of - start.occurred_at) / DAY
        last = min(first, key=self.place)
        days = (last.occurred_at - start.occurred_at) / DAY
        if days < 0:
            return "missing", days
        return ("closed" if last is end else "other"), days

    def first(self, event: str, **fields: Any) -> Entry | None:
        """The first such entry."""
        return next(iter(self.all(event, **fields)), None)

    def to_decision(self, wanted: str) -> Spell:
        """From the report to the standing decision."""
        what, entry = self.decision()
        hit = what == wanted
        ends = [e for e in (entry, self.finish()) if e is not None]
        other = None if hit or not ends else min(ends, key=self.place)
        return self.spell(self.first("crime.reported"), entry if hit else None, other)


Spell = tuple[str, float] | None
