"""Safe words: how a worker and the victim know each other, kept beside where she is reached."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from answerable.people import models
from answerable.sealing import seal, unseal

KINDS = models.SafeWord.KINDS
LONGEST = 100


def there_are(case_id: UUID) -> frozenset[str]:
    """Of which kinds there is one, as far as whoever asks may know."""
    found = models.SafeWord.objects.filter(case_id=case_id, until=None)
    return frozenset(found.values_list("kind", flat=True))


def opened(case_id: UUID) -> Mapping[str, str]:
    """The words themselves, by kind."""
    found = models.SafeWord.objects.filter(case_id=case_id, until=None)
    return {
        kind: unseal(value, "word", id_) if value else ""
        for id_, kind, value in found.values_list("id", "kind", "value")
    }


def put(case_id: UUID, kind: str, value: str, *, by: UUID, at: datetime) -> None:
    """Put one down, where there is none of its kind."""
    one = models.SafeWord(case_id=case_id, kind=kind, recorded_by=by, at=at)
    one.value = seal(value, "word", one.id)
    one.save(force_insert=True)


def end(case_id: UUID, at: datetime, *kinds: str) -> None:
    """End those of some kinds; what they were is gone."""
    found = models.SafeWord.objects.filter(case_id=case_id, until=None, kind__in=kinds)
    found.update(until=at, value=None)
