"""What stands in front of whoever is about to tell the victim: the way, and the needs."""

from __future__ import annotations

from typing import NamedTuple

from answerable.events.words import code_words, listed, small
from answerable.people.access import coarse
from answerable.web.forms.filled import CONTACTS
from answerable.web.forms.opened import Opened
from answerable.web.forms.sections import FormPage
from answerable.web.reach import Reach, pausing, reach

# Two victims of one suspect never learn of each other, not even by the order of what they read.
OTHERS = (
    "Another case has the same suspect. Of what is about the suspect tell each victim apart, on "
    "one day if that can be, and record it once both were told: what a victim’s own pages show "
    "changes with it. Neither is to learn of the other."
)


# What asks something of the victim, which nobody does while they pause.
ASKS = frozenset(
    {
        "device.requested", "device.form_sent", "third_party.requested", "third_party.notice_sent",
        "account.offered", "statement.offered",
    }
)  # fmt: skip


class Telling(NamedTuple):
    """How the victim wants to be reached, and what they need, in words."""

    reach: Reach
    needs: str
    pausing: str
    others: str


def before_telling(page: FormPage, opened: Opened) -> Telling | None:
    """For a page on which somebody was in touch with the victim; nothing for another."""
    if page.by_itself or page.for_her:
        return None
    if not any(section.event in CONTACTS for section in page.sections):
        return None
    others = OTHERS if opened.last("case.linked", why="same_suspect") else ""
    return Telling(reach(opened), _needs(opened), pausing(opened), others)


def before_asking(page: FormPage, opened: Opened) -> str:
    """For a page that asks something of the victim: that they have paused."""
    return pausing(opened) if any(section.event in ASKS for section in page.sections) else ""


def _needs(opened: Opened) -> str:
    assessed = opened.last("needs.assessed")
    if assessed is None:
        return "Needs are not recorded: ask before you tell."
    data = coarse(assessed.data) if opened.sealed else assessed.data
    words = [small(code_words("needs", str(one))) for one in data.get("needs") or ()]
    return f"Needs: {listed(words)}." if words else "No needs were named."
