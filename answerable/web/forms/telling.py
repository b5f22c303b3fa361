"""What stands in front of whoever is about to tell the victim: the way, and the needs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from django.db import transaction

from answerable.events.entry import Entry
from answerable.events.words import code_words, listed, small
from answerable.people.access import coarse
from answerable.record.together import told_before
from answerable.rules.told import is_told_to_both, shown_entries
from answerable.web.forms.filled import CONTACTS
from answerable.web.forms.opened import Opened
from answerable.web.forms.sections import FormPage
from answerable.web.reach import Reach, pausing, reach

# Two victims of one suspect never learn of each other, not even by the order of what they read.
OTHERS = (
    "Another case has the same suspect. Of what is about the suspect tell each victim apart, on "
    "one day if that can be. What is hard to hear shows on their own pages once both were told. "
    "Neither is to learn of the other."
)
UNTOLD = (
    "The victim of the other case is still to be told: this victim’s own pages change when both "
    "were."
)
# For who reads of no other case in this one: a support service, or where only the other names it.
LATER = "What you tell the victim now shows on their own pages later, by itself."
# The same, after it: on the pages of a case.
WAITS = "What is new and hard to hear does not show on the victim’s own pages yet."
WAITS_BY_ITSELF = f"{WAITS} It will, by itself."


# What asks something of the victim, which nobody does while they pause.
ASKS = frozenset(
    {
        "device.requested", "device.form_sent", "third_party.requested", "third_party.notice_sent",
        "account.offered", "statement.offered",
    }
)  # fmt: skip


class Sees(Protocol):
    """A case as somebody sees it, on a page or on a form."""

    @property
    def at(self) -> datetime:
        """When they look at it."""

    def last(self, event: str, **data: Any) -> Entry | None:
        """The latest entry of an event type that stands."""


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
    return Telling(reach(opened), _needs(opened), pausing(opened), _others(page, opened))


def waiting(case: Sees, before: datetime | None, recorded: Sequence[Entry]) -> str:
    """What stands above the pages of a case in which the victim's own pages wait for another."""
    if before is None:
        return ""
    if len(shown_entries(recorded, case.at)) == len(shown_entries(recorded, case.at, before)):
        return ""
    return f"{WAITS} {UNTOLD}" if _knows_of_others(case) else WAITS_BY_ITSELF


def _others(page: FormPage, opened: Opened) -> str:
    knows = _knows_of_others(opened)
    if not knows and not any(is_told_to_both(section.event) for section in page.sections):
        return ""
    with transaction.atomic(savepoint=False):
        waits = told_before(opened.case_id, opened.at) is not None
    if knows:
        return f"{OTHERS} {UNTOLD}" if waits else OTHERS
    return LATER if waits else ""


def _knows_of_others(case: Sees) -> bool:
    return case.last("case.linked", why="same_suspect") is not None


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
