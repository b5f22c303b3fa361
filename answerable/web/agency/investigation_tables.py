"""The victim's accounts, where they differ, and who watched over the investigation."""

from __future__ import annotations

from datetime import datetime

from answerable.events.entry import Entry
from answerable.events.words import AGENCY_WORDS, begun
from answerable.web import dates, story
from answerable.web.agency.looking import Looked
from answerable.web.agency.tables import Table, latest, said

REVIEWED, ALLOCATED = "supervision.reviewed", "investigation.allocated"
# What ends the watch: nobody owes a review of a case that is decided and closed.
OVER = "case.closed"


def accounts(looked: Looked) -> Table:
    """Each account that was recorded, the first as the initial one and the rest as further ones."""
    found = _all("account.recorded", looked=looked)
    rows = [
        (
            "Initial account" if place == 0 else f"Supplementary account {place}",
            dates.day(one.occurred_at), _by(one, looked), said(one, "kind"),
            said(one, "intermediary"), said(one, "companion"), begun(said(one, "read_back")),
        )
        for place, one in enumerate(found)
    ]  # fmt: skip
    columns = (
        "Account", "Recorded on", "By", "Kind", "Intermediary", "Somebody beside the victim",
        "Read back",
    )  # fmt: skip
    return Table("Accounts of the victim", columns, rows, empty="No account was recorded yet.")


def appointments(looked: Looked) -> Table | None:
    """Each offer of a time for an account, and each move of it, with who has to act."""
    rows = [
        (
            dates.day(one.occurred_at),
            "Offered" if one.event == "account.offered" else "To be rearranged",
            _by(one, looked), _said(one, "kind"), _said(one, "interviewer_sex"),
            _said(one, "next_actor"), _said(one, "on"), _said(one, "constraint"),
        )
        for one in _all("account.offered", "account.rearranged", looked=looked)
    ]  # fmt: skip
    columns = (
        "On", "What", "By", "Kind", "A wish for who takes it", "Who has to act", "For the day",
        "To be respected",
    )  # fmt: skip
    return Table("Appointments for an account", columns, rows) if rows else None


def differences(looked: Looked) -> Table | None:
    """Differences between accounts, and whether trauma was considered as the reason."""
    rows = [
        (
            dates.day(one.occurred_at), _by(one, looked), said(one, "arose"),
            begun(said(one, "trauma_considered")),
        )
        for one in _all("account.inconsistency", looked=looked)
    ]  # fmt: skip
    columns = ("Noted on", "By", "How it came about", "Effects of trauma considered")
    return Table("Differences between accounts", columns, rows) if rows else None


def supervision(looked: Looked) -> Table:
    """Each review by a supervisor, the latest first, with the days until the one after it."""
    columns = (
        "Reviewed on", "By", "Direction", "Why", "Trained as a specialist", "Days until the next",
    )  # fmt: skip
    found = _all(REVIEWED, looked=looked)
    ends = [one.occurred_at for one in found[1:]]
    over = latest(looked.in_force, OVER)
    rows = []
    for place, one in enumerate(found):
        until = ends[place] if place < len(ends) else None
        rows.append(
            (
                dates.day(one.occurred_at), _by(one, looked), said(one, "direction"),
                said(one, "why"), begun(said(one, "qualified")),
                _gap(one.occurred_at, until, over, looked.at),
            )
        )  # fmt: skip
    return Table(
        "Supervision", columns, rows[::-1], note=_before(found, over, looked),
        empty=_before(found, over, looked) or "No supervisor reviewed the case yet.",
    )  # fmt: skip


def _before(found: list[Entry], over: Entry | None, looked: Looked) -> str:
    """How long it took from the allocation to the first review."""
    allocated = next(iter(_all(ALLOCATED, looked=looked)), None)
    if allocated is None:
        return ""
    began = dates.day(allocated.occurred_at)
    if not found:
        gap = _gap(allocated.occurred_at, None, over, looked.at)
        return f"The case was allocated on {began}. Days without a review since: {gap}."
    days = (found[0].occurred_at - allocated.occurred_at).days
    return f"The case was allocated on {began}; days from then until the first review: {days}."


def _gap(start: datetime, until: datetime | None, over: Entry | None, now: datetime) -> str:
    if until is not None:
        return str((until - start).days)
    if over is not None and over.occurred_at >= start:
        return f"{(over.occurred_at - start).days}, then the case was closed"
    return f"{(now - start).days}, and none yet"


def _all(*events: str, looked: Looked) -> list[Entry]:
    return [one for one in looked.in_force if one.event in events]


def _by(entry: Entry, looked: Looked) -> str:
    return f"{story.named(entry.actor, looked.people)}, {AGENCY_WORDS[entry.agency]}"


def _said(entry: Entry, name: str) -> str:
    """A field of one of two kinds of event; the other kind has nothing to say of it."""
    return said(entry, name) if name in FIELDS[entry.event] else "Not applicable"


FIELDS = {
    "account.offered": ("kind", "interviewer_sex"),
    "account.rearranged": ("next_actor", "on", "constraint"),
}
