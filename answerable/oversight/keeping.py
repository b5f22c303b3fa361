"""Releases put by, with their line of the register: only the program by itself comes here."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from answerable.oversight import models
from answerable.oversight.published import Before, Published


def before(series: str) -> Before:
    """What the next edition of a series is held against."""
    found = models.Release.objects.filter(series=series).order_by("number")
    lines = models.Registered.objects.filter(release__series=series).order_by("release__number")
    last = found.values_list("edition", flat=True).last()
    return Before(last, list(lines.values_list("line", flat=True)))


def keep(one: Published, *, at: datetime) -> None:
    """Put a release by. An edition of this number is there once: who comes second is refused."""
    values = one._asdict()
    line = values.pop("line")
    release = models.Release(**values, published_at=at)
    release.save(force_insert=True)
    models.Registered(release=release, line=line).save(force_insert=True)


def note_taken(series: str, number: int, what: str, *, by: UUID, at: datetime) -> None:
    """Say that somebody takes a table away."""
    release_id = models.Release.objects.values_list("id", flat=True).get(
        series=series, number=number
    )
    models.Taken(release_id=release_id, staff_id=by, at=at, what=what).save(force_insert=True)
