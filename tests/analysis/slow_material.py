"""Victims' devices, counted again in the plainest way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from answerable.events.entry import Entry
from tests.analysis.slow import MISSING, OPEN, Item, Plain, said

HEARD = (
    "device.requested", "device.requested", "device.answered", "device.answered",
    "device.taken", "device.taken", "device.returned", "device.reviewed", "decision.made",
)  # fmt: skip
Whose = tuple[str, ...]


def requested(c: Plain, of: Whose) -> list[Item]:
    yes = bool(c.all("device.requested", of=of))
    return [said(yes, not yes and c.undecided)] if c.counted else []


def first(entries: list[Entry]) -> Entry | None:
    return entries[0] if entries else None


def agreed(c: Plain, of: Whose) -> list[Item]:
    found = []
    for request in c.all("device.requested", of=of) if c.counted else []:
        answer = first(c.concerning(request, "device.answered", answer=("agreed", "refused")))
        again = first(c.concerning(request, "device.requested", of=of))
        if again and (answer is None or c.place(again) < c.place(answer)):
            found.append(MISSING)
        elif answer is None:
            found.append(OPEN if c.undecided else MISSING)
        else:
            found.append(said(answer.data["answer"] == "agreed"))
    return found


def relevant(c: Plain, of: Whose) -> list[Item]:
    found, seen = [], set()
    for e in c.all("device.requested", "device.taken", of=of) if c.counted else []:
        if e.subject in seen:
            continue
        seen.add(e.subject)
        says = [r.data.get("relevant") for r in c.concerning(e, "device.reviewed")]
        taken = e.event == "device.taken" or c.concerning(e, "device.taken", of=of)
        if True in says or False in says:
            found.append(said(True in says))
        elif says:
            found.append(MISSING)
        elif taken:
            found.append(OPEN)
    return found


def held(c: Plain, of: Whose) -> list[Item]:
    found: list[Item] = []
    done: set[tuple[str, int]] = set()
    for taken in c.all("device.taken", of=of):
        back = first(c.concerning(taken, "device.returned"))
        which = (taken.subject, -1 if back is None else c.place(back))
        if which not in done:
            done.add(which)
            found += c.spell(taken, back, None)
    return found


FOUND: dict[str, Callable[[Plain], list[Item]]] = {
    f"{prefix}.{name}": partial(count, of=(whose,))
    for prefix, whose in (("device", "victim"), ("suspect_device", "suspect"))
    for name, count in (
        ("requested", requested), ("agreed", agreed), ("relevant", relevant), ("days_held", held)
    )
}  # fmt: skip
