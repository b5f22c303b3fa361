"""The one text of an entry, and its hash: here as in the database, so that each checks the other.

The text is PostgreSQL's of a jsonb: keys by their length and then by their bytes, a space after
each colon and comma, nothing escaped that need not be. record_text() in the migrations is its twin.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID


class Row(NamedTuple):
    """A row of record_entry."""

    case_id: UUID
    log: str
    seq: int
    event: str
    occurred_at: datetime
    recorded_at: datetime
    actor: UUID
    agency: str
    subject: str
    data: Mapping[str, Any]
    audience: tuple[str, ...]
    shared_if: str
    previous: bytes
    hash: bytes


# One encoder, for one is made anew whenever json.dumps is asked for anything but its defaults.
_encode = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode


def row_hash(row: Row) -> bytes:
    """The hash that a row should have."""
    return sha256(row_text(row).encode()).digest()


def row_text(row: Row) -> str:
    """The canonical text of a row: all of it but its own hash."""
    return canonical(
        {
            "log": row.log, "seq": row.seq, "data": row.data, "actor": str(row.actor),
            "event": row.event, "agency": row.agency, "case_id": str(row.case_id),
            "subject": row.subject, "audience": row.audience, "previous": row.previous.hex(),
            "shared_if": row.shared_if, "occurred_at": instant(row.occurred_at),
            "recorded_at": instant(row.recorded_at),
        }
    )  # fmt: skip


def canonical(value: Any) -> str:
    """A value of JSON as its one text."""
    return _encode(_ordered(value))


def _ordered(value: Any) -> Any:
    """The same value, with the keys of every object in their order."""
    if isinstance(value, str):  # most are, and asking whether it is a mapping takes long
        return value
    if isinstance(value, Mapping):
        return {key: _ordered(value[key]) for key in _order(tuple(value))}
    if isinstance(value, list | tuple):
        return [_ordered(one) for one in value]
    return value


@lru_cache(maxsize=4096)
def _order(keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(keys, key=lambda key: (len(key.encode()), key.encode())))


def instant(at: datetime) -> str:
    """An instant in UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
