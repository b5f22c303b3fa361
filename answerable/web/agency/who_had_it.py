"""Who has or had a case, from when until when, and who said so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from answerable.events.words import begun
from answerable.people.reading import Somebody, agencies_ever, staff
from answerable.web import dates, words
from answerable.web.agency.looking import Looked
from answerable.web.agency.tables import Table

HOW = {"cover": ", to cover", "break_glass": ", in an emergency"}
COLUMNS = ("Who", "As what", "From", "Until")


def who_had_it(looked: Looked) -> Table:
    """Each agency and each part, the latest first."""
    with transaction.atomic(savepoint=False):
        with_it = agencies_ever(looked.case_id)
        said_so = {one.given_by for one in looked.parts} | {one.brought_by for one in with_it}
        said_so |= {one.ended_by for one in looked.parts if one.ended_by}
        said_so |= {one.ended_by for one in with_it if one.ended_by}
        known = staff(said_so)
    found: list[tuple[datetime, tuple[str, ...]]] = [
        (
            one.since,
            (
                one.name, "Agency", _from(one.since, one.brought_by, "", known, "brought"),
                _until(one.until, one.ended_by, one.ended_why, known, looked.at),
            ),
        )
        for one in with_it
    ]  # fmt: skip
    found += [
        (
            one.since,
            (
                one.somebody.name if one.somebody else "A member of staff",
                begun(words.PARTS[one.part]) + HOW.get(one.how, ""),
                _from(one.since, one.given_by, one.why, known, "given"),
                _until(one.until, one.ended_by, one.ended_why, known, looked.at),
            ),
        )
        for one in looked.parts
    ]  # fmt: skip
    rows = [row for _, row in sorted(found, key=lambda one: one[0], reverse=True)]
    return Table("Who has the case, and who had it", COLUMNS, rows)


def _from(
    at: datetime, by: UUID, why: str, known: Mapping[UUID, Somebody], what: str
) -> str:  # fmt: skip
    who = f", {what} by {known[by].name}" if by in known else ""
    return f"{dates.moment(at)}{who}{f': {why}' if why else ''}"


def _until(
    at: datetime | None, by: UUID | None, why: str, known: Mapping[UUID, Somebody], now: datetime
) -> str:
    if at is None:
        return "Has it now"
    if at > now:
        return f"Has it now, until {dates.moment(at)}"
    who = f", ended by {known[by].name}" if by and by in known else ""
    return f"{dates.moment(at)}{who}{f': {why}' if why else ''}"
