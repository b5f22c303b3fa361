"""Keeping letters as they were made, and erasing them. Only actions write."""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from answerable.record.letters.models import Letter
from answerable.record.letters.reading import Sealed
from answerable.record.notes import SALT_BYTES
from answerable.sealing import seal as seal_field
from answerable.sealing import seal_bytes


def seal(pdf: bytes) -> Sealed:
    """A letter with a salt of its own."""
    return Sealed(pdf, secrets.token_bytes(SALT_BYTES))


def keep(
    case_id: UUID,
    seq: int,
    sealed: Sealed,
    said: Sequence[Mapping[str, Any]],
    *,
    kind: str,
    about: int,
    subject: str,
    agency: str,
    by_post: bool,
    address: UUID | None,
    records: Mapping[str, Any],
    shown_to: Collection[str],
    by: UUID,
    at: datetime,
) -> UUID:
    """Keep a letter that was prepared: its id. The same entry again keeps nothing new."""
    there = Letter.objects.filter(case_id=case_id, seq=seq).values_list("id", flat=True).first()
    if there is not None:
        return there
    id_ = uuid4()
    words = json.dumps([dict(block) for block in said], ensure_ascii=False)
    one = Letter(
        id=id_, case_id=case_id, seq=seq, kind=kind, about=about, subject=subject, agency=agency,
        by_post=by_post, address=address, records=dict(records), shown_to=sorted(shown_to),
        prepared_by=by, prepared_at=at, said=seal_field(words, "letter", "said", id_),
        pdf=seal_bytes(sealed.pdf, "letter", "pdf", id_), salt=sealed.salt,
    )  # fmt: skip
    one.save(force_insert=True)
    return id_


def has_gone(letter_id: UUID, seq: int, at: datetime) -> bool:
    """Say that a letter was sent, by the entry that records it; once."""
    found = Letter.objects.filter(id=letter_id, sent=None, erased_at=None)
    return bool(found.update(sent=seq, sent_at=at)) or _is(letter_id, sent=seq)


def was_delivered(letter_id: UUID, seq: int, at: datetime) -> bool:
    """Say that a letter was handed over, by the entry that records it; once, and after it went."""
    found = Letter.objects.filter(id=letter_id, sent__isnull=False, delivered=None, erased_at=None)
    return bool(found.update(delivered=seq, delivered_at=at)) or _is(letter_id, delivered=seq)


def erase(case_id: UUID, *, by: UUID, at: datetime, why: str, letter_id: UUID | None = None) -> int:
    """Erase what one letter of a case says, or all of them, for good: how many there were.

    The salt goes too: with it, the hash in the log could be tried against what it may have said.
    """
    found = Letter.objects.filter(case_id=case_id, erased_at=None)
    if letter_id is not None:
        found = found.filter(id=letter_id)
    return found.update(said=None, pdf=None, salt=None, erased_at=at, erased_by=by, why=why)


def _is(letter_id: UUID, **said: int) -> bool:
    return Letter.objects.filter(id=letter_id, **said).exists()
