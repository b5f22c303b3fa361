"""The one text of an entry, and its hash: here as in the database, so that each checks the other.

The text is PostgreSQL's of a jsonb: keys by their length and then by their bytes, a space after
each colon and comma, nothing escaped that need not be. record_text() in the migrations is its twin.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
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


def row_hash(row: Row) -> bytes:
    """The hash that a row should have."""
    return sha256(row_text(row).encode()).digest()


def row_text(row: Row) -> str:
    """The canonical text of a row: all of it but its own hash."""
    return canonical(
        {
            "case_id": str(row.case_id), "log": row.log, "seq": row.seq, "event": row.event,
            "occurred_at": instant(row.occurred_at), "recorded_at": instant(row.recorded_at),
            "actor": str(row.actor), "agency": row.agency, "subject": row.subject,
            "data": row.data, "audience": list(row.audience), "shared_if": row.shared_if,
            "previous": row.previous.hex(),
        }
    )  # fmt: skip


def canonical(value: Any) -> str:
    """A value of JSON as its one text."""
    if isinstance(value, Mapping):
        keys = sorted(value, key=lambda key: (len(key.encode()), key.encode()))
        return "{" + ", ".join(f"{_plain(key)}: {canonical(value[key])}" for key in keys) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(canonical, value)) + "]"
    return _plain(value)


def _plain(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def instant(at: datetime) -> str:
    """An instant in UTC, to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
