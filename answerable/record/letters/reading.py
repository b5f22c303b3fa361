"""Finding letters again, as far as whoever asks may open them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

from answerable.record.letters.models import Letter
from answerable.sealing import Unsealable, open_bytes, unseal


class Kept(NamedTuple):
    """A letter that there is: all of it but what it says."""

    id: UUID
    case_id: UUID
    seq: int
    kind: str
    about: int
    subject: str
    agency: str
    by_post: bool
    address: UUID | None
    records: Mapping[str, Any]
    prepared_by: UUID
    prepared_at: datetime
    sent: int | None
    sent_at: datetime | None
    delivered: int | None
    delivered_at: datetime | None
    erased_at: datetime | None


class Sealed(NamedTuple):
    """A letter with the salt of its hash, before it is kept."""

    pdf: bytes
    salt: bytes

    @property
    def fingerprint(self) -> str:
        """What the log holds of it: without the salt it says nothing of what the letter said."""
        return sha256(self.salt + self.pdf).hexdigest()


def of_case(case_id: UUID) -> list[Kept]:
    """The letters of a case that whoever asks may open, the latest first."""
    found = Letter.objects.filter(case_id=case_id).order_by("-prepared_at", "id")
    return [Kept(*row) for row in found.values_list(*Kept._fields)]


def one_of(case_id: UUID, letter_id: UUID) -> Kept | None:
    """One letter of a case."""
    found = Letter.objects.filter(case_id=case_id, id=letter_id)
    row = found.values_list(*Kept._fields).first()
    return Kept(*row) if row else None


def pdf_of(letter_id: UUID) -> bytes | None:
    """A letter itself, exactly as it was made; None where it was erased."""
    found = Letter.objects.filter(id=letter_id).values_list("pdf", flat=True).first()
    return open_bytes(bytes(found), "letter", "pdf", letter_id) if found is not None else None


def said_in(letter_id: UUID) -> list[dict[str, Any]] | None:
    """The words of a letter, piece by piece; None where it was erased."""
    found = Letter.objects.filter(id=letter_id).values_list("said", flat=True).first()
    if found is None:
        return None
    said: list[dict[str, Any]] = json.loads(unseal(found, "letter", "said", letter_id))
    return said


def holds(case_id: UUID, seq: int, fingerprint: str) -> bool:
    """Whether the letter of an entry is there as it was made, or was erased."""
    found = Letter.objects.filter(case_id=case_id, seq=seq)
    row = found.values_list("id", "pdf", "salt", "erased_at").first()
    if row is None:
        return False
    id_, pdf, salt, erased_at = row
    if pdf is None or salt is None:
        return erased_at is not None
    try:
        plain = open_bytes(bytes(pdf), "letter", "pdf", id_)
    except Unsealable:
        return False
    return Sealed(plain, bytes(salt)).fingerprint == fingerprint
