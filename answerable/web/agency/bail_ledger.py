"""Bail before charge as a ledger: each spell of each suspect, step by step, with the days of it."""

from __future__ import annotations

from datetime import datetime

from answerable.events.entry import Entry
from answerable.web import dates
from answerable.web.agency.looking import Looked
from answerable.web.agency.tables import NO_ONE, Table, said

STEPS = {
    "bail.granted": "Granted", "bail.varied": "Conditions changed", "bail.extended": "Extended",
    "bail.ended": "Ended",
}  # fmt: skip
COLUMNS = ("Suspect and spell", "Step", "On", "Until", "Authorised by", "Conditions",
           "Victim’s views", "Days of bail so far")  # fmt: skip


def bail(looked: Looked) -> Table | None:
    """Every step of bail; a grant begins a spell, an end ends it. The days count from the grant to
    the step, and of the last step of a spell that goes on, to now."""
    rows: list[tuple[str, ...]] = []
    for suspect in dict.fromkeys(e.subject for e in looked.in_force if e.event in STEPS):
        steps = [e for e in looked.in_force if e.event in STEPS and e.subject == suspect]
        rows += _of_suspect(looked.about(suspect) or NO_ONE, steps, looked.at)
    return Table("Bail, by suspect and spell", COLUMNS, rows) if rows else None


def _of_suspect(suspect: str, steps: list[Entry], now: datetime) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    spell, began = 0, None
    for place, step in enumerate(steps):
        if step.event == "bail.granted":
            spell, began = spell + 1, step.occurred_at
        ended = step.event == "bail.ended"
        goes_on = not ended and place == len(steps) - 1
        which = f"spell {spell}" if began else "grant not recorded"
        until = f"Ended to: {said(step, 'to').lower()}" if ended else _said(step, "until")
        rows.append(
            (
                f"{suspect}, {which}", STEPS[step.event], dates.day(step.occurred_at), until,
                *(_said(step, name) for name in ("authorised_by", "conditions", "victim_views")),
                _days(began, now if goes_on else step.occurred_at, goes_on=goes_on),
            )
        )  # fmt: skip
        began = None if ended else began
    return rows


def _days(began: datetime | None, until: datetime, *, goes_on: bool) -> str:
    if began is None:
        return "Not known"
    return f"{(until - began).days}{', and goes on' if goes_on else ''}"


def _said(step: Entry, name: str) -> str:
    """A field of a step; a step that has no such field has nothing to say of it."""
    has = {
        "until": ("bail.extended",), "authorised_by": ("bail.extended",),
        "conditions": ("bail.granted", "bail.varied"),
        "victim_views": ("bail.granted", "bail.varied", "bail.extended"),
    }[name]  # fmt: skip
    return said(step, name) if step.event in has else "Not applicable"
