"""Sessions, kept in the database under a hash: Django's `SESSION_ENGINE`.

The key is in the browser alone. Who can read the table, or a copy of it, can sign in as nobody.
"""

from __future__ import annotations

import hashlib
from typing import Any, cast

from django.contrib.sessions.backends import db
from django.db import connection, transaction
from django.utils import timezone

from answerable.people.accounts.models import Session
from answerable.people.acting import SIGNING_IN, acting_for


class SessionStore(db.SessionStore):
    """Django's own, with the hash in the place of the key, and the database told what it is for."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table."""
        return Session

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing where there is none, or it is over."""
        with acting_for(SIGNING_IN), transaction.atomic(savepoint=False):
            found = _data(_hashed(self.session_key))
        if found is None:
            self._session_key = None
            return {}
        return dict(self.decode(found))

    def exists(self, session_key: str) -> bool:
        """Whether there is a session with this key."""
        with acting_for(SIGNING_IN), transaction.atomic(savepoint=False):
            return Session.objects.filter(session_key=_hashed(session_key)).exists()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row of this session."""
        row = cast("Session", super().create_model_instance(data))
        row.session_key = _hashed(row.session_key)
        return row

    def save(self, must_create: bool = False) -> None:
        """Write it; fails where somebody ended the session meanwhile."""
        with acting_for(SIGNING_IN):
            super().save(must_create)

    def delete(self, session_key: str | None = None) -> None:
        """End it."""
        key = session_key or self.session_key
        with acting_for(SIGNING_IN), transaction.atomic(savepoint=False):
            Session.objects.filter(session_key=_hashed(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        """Forget the sessions that are over."""
        with acting_for(SIGNING_IN), transaction.atomic(savepoint=False):
            Session.objects.filter(expire_date__lt=timezone.now()).delete()


def _data(hashed: str) -> str | None:
    # Asked with every page, so in SQL: to make the statement would cost more than to ask it.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT session_data FROM accounts_session WHERE session_key = %s AND expire_date > %s",
            [hashed, timezone.now()],
        )
        found = cursor.fetchone()
    return str(found[0]) if found else None


def _hashed(key: str | None) -> str:
    # 160 bits: what the column has room for, and more than the key is worth.
    return hashlib.blake2b((key or "").encode(), digest_size=20).hexdigest()
