"""Two victims of one suspect are both told before the pages of either change.

What a case has to say of it to the others: with which it shares a suspect, and since when it holds
back hard news of which its own victim has still to be told. Neither goes by when things happened,
but by when they were recorded, and since when without a break: so a page never takes back what it
has shown, whatever is recorded later in another case.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta

from answerable.events.corrections import CORRECTED, FAILED, in_force
from answerable.events.entry import Entry
from answerable.rules.case import Case, matches
from answerable.rules.held import TOLD_TO_BOTH
from answerable.rules.obligation import LAST
from answerable.rules.stance import wants_no_contact
from answerable.rules.told import shown_since

LINK = "case.linked[why=same_suspect]"
# After so long waiting helps nobody: the other victim's worker is overdue by days, and this victim,
# who was told, would go on reading that nothing was decided. Ours; no source gives a figure.
WAITS_AT_MOST = timedelta(days=7)
# By these alone may a link come to stand again, or news be held back again that was not.
TURNS = frozenset({CORRECTED, FAILED, "contact.agreed", "case.reopened"})

Key = tuple[int, str]
Holds = Callable[[Sequence[Entry]], Collection[Key]]


def linked(entries: Sequence[Entry]) -> list[tuple[str, datetime]]:
    """The references of the cases that a case was said to share a suspect with, and since when."""
    found: dict[str, datetime] = {}
    for (_, reference), since in sorted(_unbroken(entries, _links).items()):
        found[reference] = min(since, found.get(reference, since))
    return list(found.items())


def untold(entries: Sequence[Entry]) -> list[datetime]:
    """Since when each piece of hard news is held back of which the victim can still be told."""
    return sorted(set(_unbroken(entries, _held).values()))


def _links(entries: Sequence[Entry]) -> list[Key]:
    return [
        (one.seq, str(one.data.get("to", "")).strip().upper())
        for one in in_force(entries, LAST) if matches(LINK, one)
    ]  # fmt: skip


def _held(entries: Sequence[Entry]) -> list[Key]:
    standing = in_force(entries, LAST)
    news = [one for one in standing if matches(TOLD_TO_BOTH, one)]
    if not news or _nobody_tells(standing):
        return []
    shown = shown_since(entries, LAST)
    return [(one.seq, "") for one in news if one.seq not in shown]


def _nobody_tells(standing: Sequence[Entry]) -> bool:
    """Whether nobody is going to tell the victim: the case is closed, or they want no contact."""
    case = Case(standing, LAST)
    ended = case.last("case.closed; case.reopened")
    return (ended is not None and ended.event == "case.closed") or wants_no_contact(case)


def _unbroken(entries: Sequence[Entry], holds: Holds) -> Mapping[Key, datetime]:
    """What holds of a case now, and the recording since which it has held without a break."""
    now = holds(entries)
    recorded = {one.seq: one.recorded_at for one in entries}
    since = {key: recorded[key[0]] for key in now}
    if not since:
        return since
    first = min(seq for seq, _ in since)
    for turn in sorted((one for one in entries if one.event in TURNS), key=lambda one: one.seq):
        if turn.seq > first:
            before = set(holds([one for one in entries if one.seq < turn.seq]))
            for key in since:
                if key[0] < turn.seq and key not in before:
                    since[key] = turn.recorded_at
    return since
