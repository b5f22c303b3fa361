"""How often a password or a code was guessed wrongly, by where the guesses came from.

Never by whom they were for: whoever could lock a name would lock out its owner. And not for ever: a
count begins again when its time is over, however many guesses there were meanwhile.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils.crypto import salted_hmac

MOST = 10
WITHIN = timedelta(minutes=5)

COUNT = """
INSERT INTO accounts_tries AS t (whence, since, failed) VALUES (%(whence)s, %(now)s, 1)
ON CONFLICT (whence) DO UPDATE SET
    failed = CASE WHEN t.since <= %(over)s THEN 1 ELSE t.failed + 1 END,
    since = CASE WHEN t.since <= %(over)s THEN %(now)s ELSE t.since END
RETURNING failed
"""


def count(whence: str, now: datetime) -> bool:
    """Count a try before it is made: whether it may be made at all."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"whence": _hashed(whence), "now": now, "over": now - WITHIN})
        (failed,) = cursor.fetchone()
    return bool(failed <= MOST)


def forgive(whence: str) -> None:
    """Take back the one try that succeeded; the others still count."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE accounts_tries SET failed = failed - 1 WHERE whence = %s AND failed > 0",
            [_hashed(whence)],
        )


def forget(before: datetime) -> None:
    """Forget the counts whose time is over."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_tries WHERE since <= %s", [before - WITHIN])


def _hashed(whence: str) -> str:
    # Keyed: the table gives away no network's address.
    return salted_hmac(
        "accounts.tries", whence, settings.SECRET_KEY, algorithm="sha256"
    ).hexdigest()
