"""Two who do something at once: who comes first goes on when the second is seen to wait for them."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.db import connection

SOMEBODY_WAITS = (
    "SELECT EXISTS (SELECT FROM pg_locks WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid)))"
)
PATIENCE = 30  # seconds: a machine may have other work to do


def until_somebody_waits(cursor: Any = None) -> None:
    """Go on once somebody waits for this transaction, or for that of a cursor; fail where nobody
    ever does."""
    cursor = cursor or connection.cursor()
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        cursor.execute(SOMEBODY_WAITS)
        if cursor.fetchone() == (True,):
            return
    pytest.fail("nobody waited")
