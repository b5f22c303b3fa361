"""Two who do something at once: who comes second is let go on once it is seen to wait."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

SOMEBODY_WAITS = (
    "SELECT EXISTS (SELECT FROM pg_locks WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid)))"
)


def until_it_waits(other: threading.Thread) -> None:
    """Go on once the other waits for this transaction; fail where it does not."""
    with connection.cursor() as cursor:
        while other.is_alive():
            cursor.execute(SOMEBODY_WAITS)
            if cursor.fetchone() == (True,):
                return
    pytest.fail("the other did not wait")
