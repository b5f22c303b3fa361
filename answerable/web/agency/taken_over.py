"""Whether the victim knows who has the case now: they are told before the new person rings."""

from __future__ import annotations

from answerable.events.words import code_words, small
from answerable.web import dates, words
from answerable.web.agency.looking import Looked
from answerable.web.forms.new_to_her import is_new_to_her, untold


def not_told(looked: Looked) -> str:
    """Which parts changed hands without the victim having been told; empty where there is none."""
    waiting = [
        f"{small(code_words('role', str(one.data.get('role'))))} on {dates.day(one.occurred_at)}"
        for one in untold(looked.in_force)
    ]
    if not waiting:
        return ""
    return (
        f"Somebody new has the case ({words.and_(waiting)}), and that the victim was told is not"
        " recorded. Somebody whom they know tells them first, before the new person rings."
    )


def is_new(looked: Looked) -> bool:
    """Whether whoever looks is the one who is new to the victim."""
    return is_new_to_her(looked.in_force, looked.person)
