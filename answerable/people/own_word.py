"""The word that the victim has for themself, as they say it on their own pages.

It stands in the vault beside the name and the pronoun, which a worker puts down. Of the vault the
victim's own session sees and changes this alone.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from answerable.people import vault
from answerable.sealing import seal, unseal

NONE = "none"  # none of them is wanted, which is another thing than not recorded
WORDS = ("victim", "survivor", "complainant", NONE)
_SEALED = ("person", "own_word")


class Kept(NamedTuple):
    """What is in the vault of the victim for whom the program is acting; `word` None: nothing."""

    id: UUID
    word: str | None
    erased: bool


def kept() -> Kept | None:
    """What the victim said; None where nobody was put down in the vault yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM victims_own_word()")
        row = cursor.fetchone()
    if row is None:
        return None
    return Kept(row[0], unseal(row[1], *_SEALED, row[0]) if row[1] else None, row[2])


def put(case_id: UUID, word: str, *, by: UUID, at: datetime) -> bool:
    """Put down what the victim says; False for somebody who was erased."""
    found = kept()
    if found is None:
        vault.put(case_id, "victim", by=by, at=at, own_word=word)
        return True
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT victims_put_word(%s, %s)", [found.id, seal(word, *_SEALED, found.id)]
        )
        return bool(cursor.fetchone()[0])
