"""Until when bail runs, by the clocks, and who has to tell the victim of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from django.db import transaction

from answerable.clocks.working import in_words
from answerable.events.entry import Event
from answerable.events.words import begun
from answerable.people.reading import staff
from answerable.web import words
from answerable.web.forms.opened import Opened
from answerable.worklist.case_view import CaseView, Owed, case_view
from answerable.worklist.ranking import due_day

CHANGES = ("bail.granted", "bail.varied", "bail.extended", "bail.ended", "suspect.released")
REVIEW, TELL = "investigation.bail_review", "contact.tell_release"
Names = Callable[[Sequence[UUID]], str]


def runs_until(view: CaseView, suspect: str) -> str:
    """The last day of bail as it stands now; empty where none is running."""
    owed = _of(view, REVIEW, suspect)
    if owed is None:
        return ""
    if owed.state == "paused":
        return "The clock of bail stands still while the file is with the prosecutor."
    if owed.due_at is None or owed.late_from is None:
        return "Until which day bail runs cannot be worked out: look at the day of the arrest."
    last = due_day(owed.due_at, owed.late_from)
    if owed.state == "overdue":
        return f"Bail ran until the end of {in_words(last)}, and no decision about it is recorded."
    return f"Bail runs until the end of {in_words(last)}, unless it is extended or ended before."


def who_tells(view: CaseView, suspect: str, names: Names) -> str:
    """Who has to tell the victim of what became of bail, and by when; empty once they were told."""
    owed = _of(view, TELL, suspect)
    if owed is None:
        return ""
    return (
        f"The victim has to be told of it: {owed.when}. "
        f"{begun(words.parts(owed.parts))}: {names(owed.held_by)}."
    )


def follows(opened: Opened, events: Sequence[Event]) -> str:
    """What is said after bail was granted, changed or ended; empty after anything else."""
    suspects = dict.fromkeys(one.subject for one in events if one.event in CHANGES)
    if not suspects:
        return ""
    view = case_view(opened.case_id, opened.at, by=opened.person)
    if view is None:
        return ""
    with transaction.atomic(savepoint=False):
        known = staff({one for owed in view.owed for one in owed.held_by})

    def names(ids: Sequence[UUID]) -> str:
        found = [known[one].name for one in ids if one in known]
        return words.and_(found) if found else "nobody’s yet"

    said = [
        text
        for suspect in suspects
        for text in (runs_until(view, suspect), who_tells(view, suspect, names))
    ]
    return " ".join(filter(None, said))


def _of(view: CaseView, duty: str, suspect: str) -> Owed | None:
    """What stands of a duty about a suspect; of several, the one that began last."""
    found = [one for one in view.owed if one.duty == duty and one.subject == suspect]
    return max(found, key=lambda one: one.started_at, default=None)
