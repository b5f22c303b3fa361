"""The working of an obligation: from which event, by which clock, over which days, to what end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from answerable.clocks.days import LONDON
from answerable.clocks.working import in_words, instant_in_words, working
from answerable.events.entry import Entry
from answerable.events.times import show_instant
from answerable.rules.model import Duty, Source
from answerable.rules.obligation import Move, Obligation, Pause, Working
from answerable.rules.sources import DOCUMENTS

MEANING = {
    "met": "It was done on time.",
    "late": "It was done, but late.",
    "lifted": "It was no longer owed before it fell due.",
    "missed": "It was overdue when it stopped being owed: the breach stands.",
    "open": "It is owed and not yet due.",
    "paused": "Its clock stands still.",
    "overdue": "It is overdue.",
}


def show(instant: datetime | None) -> str | None:
    """An instant as the log writes it; nothing where there is none."""
    return None if instant is None else show_instant(instant)


def explanation(duty: Duty, owed: Obligation) -> dict[str, Any]:
    """The working of an obligation of the referee, as plain values that can be printed."""
    if owed.working is None:
        raise ValueError("the obligation carries no working; ask the referee for it")
    why = owed.working
    found = working(
        duty.schedule, why.clock, owed.started_at, why.fields.data, why.anchor
    )  # fmt: skip
    return {
        "case_id": owed.case_id,
        "duty": duty.id,
        "subject": owed.subject,
        "owner": list(owed.owner),
        "what": duty.what,
        "started_at": show(owed.started_at),
        "started_by": _entry(why.start),
        "clock": str(why.clock),
        "version_from": _version_from(why),
        "not_yet_in_force": found.not_yet_in_force,
        "first_due_at": show(why.first_due),
        "skipped": [{"day": str(skip.day), "why": skip.why} for skip in found.skipped],
        "provisional": found.provisional,
        "pauses": [_pause(pause) for pause in why.pauses],
        "moves": [_move(move) for move in why.moves],
        "due_at": show(owed.due_at),
        "closed_at": show(owed.closed_at),
        "closed_by": _entry(why.closed_by) if why.closed_by else None,
        "done_before_start": why.before is not None,
        "status": owed.status,
        "days_late": owed.days_late,
        "basis": duty.basis,
        "figure": duty.figure,
        "applies_from": str(duty.since),
        "read_on": str(duty.read_on),
        "sources": [_source(source) for source in duty.sources],
        "requirements": list(duty.requirements),
        "lines": [*found.lines, *_after(owed, why)],
    }


def _source(source: Source) -> dict[str, str]:
    return {
        "document": DOCUMENTS[source.document].title,
        "place": source.place,
        "evidence": source.evidence,
    }


def _version_from(why: Working) -> str | None:
    since = why.choice.version.since if why.choice else None
    return None if since is None else str(since)


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        "event": entry.event,
        "occurred_at": show(entry.occurred_at),
        "subject": entry.subject,
    }


def _pause(pause: Pause) -> dict[str, Any]:
    return {
        "from": _entry(pause.start),
        "to": _entry(pause.end) if pause.end else None,
        "held_by": pause.held_by,
        "due_before": show(pause.due_before),
        "due_after": show(pause.due_after),
    }


def _move(move: Move) -> dict[str, Any]:
    return {
        "by": _entry(move.entry),
        "due_before": show(move.due_before),
        "due_after": show(move.due_after),
    }


def _after(owed: Obligation, why: Working) -> Iterator[str]:
    """What became of it once the clock ran: moves, pauses, and how it ended."""
    for move in why.moves:
        yield (
            f"{move.entry.event} (entry {move.entry.seq}) gave another day: from "
            f"{_words(move.due_before)} to {_words(move.due_after)}."
        )
    for pause in why.pauses:
        yield _pause_line(pause, why.start)
    if why.before is not None:
        yield (
            f"{why.before.event} (entry {why.before.seq}) had been done before, at "
            f"{instant_in_words(why.before.occurred_at)}, and counts."
        )
    elif why.closed_by is not None:
        ends = "met it" if owed.status in ("met", "late") else "ended it"
        yield (
            f"{why.closed_by.event} (entry {why.closed_by.seq}) {ends} at "
            f"{instant_in_words(why.closed_by.occurred_at)}."
        )
    late = f" It is {owed.days_late:g} days late." if owed.status == "overdue" else ""
    if owed.status in ("late", "missed"):
        late = f" It was {owed.days_late:g} days late."
    yield MEANING[owed.status] + late


def _pause_line(pause: Pause, started_by: Entry) -> str:
    holder = f"; {pause.held_by} held the case" if pause.held_by else ""
    stopped = f"{pause.start.event} (entry {pause.start.seq}) stopped the clock at "
    stopped += instant_in_words(pause.start.occurred_at)
    if pause.start == started_by:
        stopped = "The clock stood still when it started"
    if pause.end is None:
        return f"{stopped}{holder}."
    return (
        f"{stopped}{holder}; {pause.end.event} (entry {pause.end.seq}) at "
        f"{instant_in_words(pause.end.occurred_at)} let it run again and {_moved(pause)}."
    )


def _moved(pause: Pause) -> str:
    """What a pause did to the due date."""
    if pause.due_before is None:
        return "had no due date to move"
    if pause.due_before != pause.due_after:
        return f"moved it from {_words(pause.due_before)} to {_words(pause.due_after)}"
    if pause.start.occurred_at >= pause.due_before:
        return "did not move it, since it was due already"
    return "did not move it, for no day had gone by"


def _words(due: datetime | None) -> str:
    """A due instant in words; the end of a day is said as the day, as the pages say it."""
    if due is None:
        return "no day"
    local = due.astimezone(LONDON)
    if (local.hour, local.minute, local.second) == (0, 0, 0):
        from_day = local.date().toordinal() - 1
        return f"the end of {in_words(local.date().fromordinal(from_day))}"
    return instant_in_words(due)
