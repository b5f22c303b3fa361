"""A release put by, once and for all, and its tables taken away as files."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from answerable.analysis.reporting.csv_tables import as_csv, dictionary
from answerable.oversight import keeping, reading
from answerable.oversight.published import Before, Published
from answerable.people.acting import acting_as, working

DICTIONARY = "dictionary"  # what each column of each table means, as if it were one of them


class PublishedMeanwhile(Exception):
    """Somebody published an edition of this number while this one was made."""


def published_before(series: str) -> Before:
    """What was published of a series, which the next edition is held against."""
    with working():
        return keeping.before(series)


def publish(one: Published, *, at: datetime) -> None:
    """Put a release by with its line of the register; from then on it is shown."""
    try:
        with working():
            keeping.keep(one, at=at)
    except IntegrityError:
        raise PublishedMeanwhile(f"edition {one.number} of {one.series} is there already") from None


def take_table(person: UUID, series: str, number: int, name: str, *, at: datetime) -> str | None:
    """A table of a release as the text of a CSV file, on record before it is given; None where
    there is none, or it is not for this person."""
    with acting_as(person), transaction.atomic():
        release = reading.release(person, series, number)
        if release is None:
            return None
        table = release.table(name)
        if table is None and name != DICTIONARY:
            return None
        keeping.note_taken(series, number, name, by=person, at=at)
        return as_csv(table) if table else dictionary(release.report)
