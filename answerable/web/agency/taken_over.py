"""Whether the victim knows who has the case now: they are told before the new person rings."""

from __future__ import annotations

from django.http import HttpRequest

from answerable.actions.introducing import is_new_to_her, untold
from answerable.events.words import code_words, small
from answerable.web import dates, words
from answerable.web.agency.looking import Looked
from answerable.web.opening import LONGEST_REASON

SAY_WHY = "Say why it cannot wait until the victim was told of you"
TOO_LONG = f"Your reason must be {LONGEST_REASON} characters or fewer"


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


def reason_given(request: HttpRequest) -> str:
    """Why it could not wait until the victim was told, as it was typed."""
    return request.POST.get("reason", "").replace("\x00", "").strip()


def reason_problem(why: str) -> str:
    """What is wrong with it; empty where it will do."""
    if 0 < len(why) <= LONGEST_REASON:
        return ""
    return TOO_LONG if why else SAY_WHY
