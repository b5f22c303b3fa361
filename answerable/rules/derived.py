"""Events that are worked out from the log and never typed: `case.decided`, `contact.tried`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from answerable.clocks.days import local_day
from answerable.events.entry import Entry

DECIDED = "case.decided"
TRIED = "contact.tried"
TRIES = 3  # attempts, each on another local day


def with_derived(entries: Iterable[Entry]) -> list[Entry]:
    """One case's entries in order, each followed at once by the events that it completes."""
    decisions = _Decisions()
    attempts: dict[str, set[date]] = {}
    happened: list[Entry] = []
    for entry in entries:
        happened.append(entry)
        happened.extend(decisions.after(entry))
        happened.extend(_tried(attempts, entry))
    return happened


class _Decisions:
    """Which suspects are identified, and what was decided about each and still stands."""

    def __init__(self) -> None:
        self.identified: set[str] = set()
        self.standing: dict[str, str] = {}

    def after(self, entry: Entry) -> Iterator[Entry]:
        if entry.event == "suspect.identified" and entry.subject:
            self.identified.add(entry.subject)
        elif entry.event == "case.reopened":
            self._reopen(entry.subject)
        elif entry.event == "decision.made":
            yield from self._decide(entry)

    def _reopen(self, subject: str) -> None:
        if subject:
            self.standing.pop(subject, None)
        else:
            self.standing.clear()

    def _decide(self, entry: Entry) -> Iterator[Entry]:
        result = entry.data.get("result", "")
        if entry.subject:
            self.standing[entry.subject] = result
        else:
            self.standing = dict.fromkeys(self.identified | self.standing.keys(), result)
        if self.identified <= self.standing.keys():
            charged = "charge" in self.standing.values()
            found = {"by": entry.data.get("by"), "result": "charge" if charged else result}
            data = {name: value for name, value in found.items() if value}
            yield entry._replace(event=DECIDED, subject="", data=data)


def _tried(attempts: dict[str, set[date]], entry: Entry) -> Iterator[Entry]:
    """`contact.tried` where this is an agency's third attempt, on a third day, in vain."""
    if entry.event == "contact.made" and entry.data.get("by") == "agency":
        attempts.pop(entry.agency, None)
    elif entry.event == "contact.attempted":
        days = attempts.setdefault(entry.agency, set())
        days.add(local_day(entry.occurred_at))
        if len(days) == TRIES:
            del attempts[entry.agency]
            yield entry._replace(event=TRIED, data={})
