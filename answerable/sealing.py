"""What says who somebody is, or what they said, sealed before it reaches the database.

The keys are not in the database, so that whoever reads its files, a copy of them or its tables as
the superuser finds nothing of it. What is sealed is bound to where it stands: moved to another
case or field, it does not open. The key that comes first seals; those after it still open what was
sealed by them. A key that is lost cannot be had again, nor can what it sealed.
"""

from __future__ import annotations

import hmac
import logging
import secrets
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

KEY_BYTES, NONCE_BYTES = 32, 12
NO_KEY = "there is no key for what is sealed: set ANSWERABLE_FIELD_KEYS"
BAD_KEY = "a key of ANSWERABLE_FIELD_KEYS cannot be used: 32 bytes in base64, with commas between"
KIND = b"\x01"  # of sealing, should there ever be another


class Unsealable(Exception):
    """There is no key, or none that opens what is there, or it stands where it was not put."""


def new_key() -> str:
    """A key, as ANSWERABLE_FIELD_KEYS takes it: 256 bits in base64."""
    return b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def try_keys() -> None:
    """Unsealable where there is no key, or one that cannot be used."""
    _ciphers()


def seal_bytes(plain: bytes, *where: object) -> bytes:
    """Seal something for one place: a table, a row and a column, by what names them."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return KIND + nonce + _ciphers()[0].encrypt(nonce, plain, _place(where))


def open_bytes(sealed: bytes, *where: object) -> bytes:
    """What was sealed for this place."""
    kind, nonce, rest = sealed[:1], sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    if kind != KIND:
        raise Unsealable("it was not sealed")
    for cipher in _ciphers():
        try:
            return cipher.decrypt(nonce, rest, _place(where))
        except (InvalidTag, ValueError):
            continue
    raise Unsealable("no key opens it, or it stands where it was not put")


def seal(plain: str, *where: object) -> str:
    """The same for a text, as text."""
    return b64encode(seal_bytes(plain.encode(), *where)).decode()


def unseal(sealed: str, *where: object) -> str:
    """The text that was sealed for this place."""
    try:
        held = b64decode(sealed, validate=True)
    except ValueError:
        raise Unsealable("it was not sealed") from None
    return open_bytes(held, *where).decode()


def marks(plain: str, *where: object) -> list[str]:
    """By what something is found to be the same as another in one place, though both are sealed:
    one for each key, for what was put down before a key was changed has that of the key before.
    Nobody without the keys can try what it might be."""
    _ciphers()
    words = b"\x1f".join([_place(("mark", *where)), plain.encode()])
    return [hmac.digest(b64decode(key), words, "sha256").hex() for key in settings.FIELD_KEYS]


def seal_column(cursor: Any, table: str, column: str, names: Sequence[str], *where: str) -> None:
    """For a migration: seal a column, each value for the place that `names` of its row give.

    As the owner, whom row-level security and the guards against changes bind as well: both are off
    in this transaction, for this table alone.
    """

    def sealed(plain: Any, *place: object) -> Any:
        return seal(plain, *place) if isinstance(plain, str) else seal_bytes(plain, *place)

    _each(cursor, table, column, names, where, sealed)


def open_column(cursor: Any, table: str, column: str, names: Sequence[str], *where: str) -> None:
    """For a step back to a version that kept a column of texts in the clear."""
    _each(cursor, table, column, names, where, unseal)


def _each(
    cursor: Any, table: str, column: str, names: Sequence[str], where: Sequence[str],
    becomes: Callable[..., Any],
) -> None:  # fmt: skip
    cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    cursor.execute(
        f"SELECT ctid::text, {column}, {', '.join(names)} FROM {table}"  # noqa: S608  ours
        f" WHERE {column} IS NOT NULL"
    )
    for row, held, *place in cursor.fetchall():
        cursor.execute(
            f"UPDATE {table} SET {column} = %s WHERE ctid = %s::tid",  # noqa: S608
            [becomes(held, *where, *place), row],
        )
    cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    cursor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def _place(where: Sequence[object]) -> bytes:
    return "\x1f".join(map(str, where)).encode()


def _ciphers() -> tuple[AESGCM, ...]:
    """One for each key. Where they did not come, the log has it, for whoever watches over it."""
    said = NO_KEY
    if settings.FIELD_KEYS:
        try:
            return _made_of(settings.FIELD_KEYS)
        except ValueError:
            said = BAD_KEY  # and not which, nor what it is
    logging.getLogger("answerable").error(said)
    raise Unsealable(said) from None


@lru_cache(maxsize=8)
def _made_of(keys: tuple[str, ...]) -> tuple[AESGCM, ...]:
    return tuple(AESGCM(b64decode(key)) for key in keys)
