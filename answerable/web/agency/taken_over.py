"""Whether the victim knows who has the case now: they are told before the new person rings."""

from __future__ import annotations

from answerable.events.words import code_words
from answerable.web import dates, words
from answerable.web.agency.looking import Looked

CHANGED, TOLD = "officer.changed", "officer.change_told"


def not_told(looked: Looked) -> str:
    """Which parts changed hands without the victim having been told; empty where there is none."""
    changed = {e.data.get("role"): e for e in looked.in_force if e.event == CHANGED}
    told = {e.data.get("role"): e for e in looked.in_force if e.event == TOLD}
    waiting = [
        f"{code_words('role', str(role)).lower()} on {dates.day(one.occurred_at)}"
        for role, one in changed.items()
        if role not in told or told[role].order < one.order
    ]
    if not waiting:
        return ""
    return (
        f"Somebody new has the case ({words.and_(waiting)}), and that the victim was told is not"
        " recorded. Somebody whom they know tells them first, before the new person rings."
    )
