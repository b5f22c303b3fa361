"""What was published, as whoever asks may see it: for pages, which ask nothing of a log."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from answerable.analysis.reporting.release import Release, release_of
from answerable.oversight import models
from answerable.people.acting import acting_as


class Edition(NamedTuple):
    """A release by its name, and when it was published."""

    series: str
    number: int
    as_of: datetime
    published_at: datetime
    made_up: str


def editions(person: UUID) -> list[Edition]:
    """Everything that was published, the latest first."""
    with acting_as(person), transaction.atomic():
        found = models.Release.objects.order_by("-published_at", "-number")
        return [Edition(*row) for row in found.values_list(*Edition._fields)]


def release(person: UUID, series: str, number: int) -> Release | None:
    """What one edition says; None where there is none, or it is not for this person."""
    with acting_as(person), transaction.atomic():
        found = models.Release.objects.filter(series=series, number=number)
        content = found.values_list("content", flat=True).first()
    return None if content is None else release_of(content)
