"""Doing one thing at a time, where there is no row of it yet that could be held."""

from __future__ import annotations

from django.db import connection


def hold(what: str) -> None:
    """Make whoever else would do the same wait until this transaction ends; whatever is read after
    this has all that they did."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [what])
