"""The pages that are open to whoever came in, and coming in with a code."""

from __future__ import annotations

from contextlib import contextmanager

from django.db import connection, transaction

from answerable.people.acting import SIGNING_IN, acting_for
from tests.portal import looking
from tests.portal.cast import PHRASE

# All that are for her alone.
PAGES = (*looking.PAGES, "reach/new", "reach/word", "yours/word", "yours/app")


def enter(client, paper: str, phrase: str = PHRASE):
    """Come in with a code on paper, and the phrase."""
    return client.post("/n/", {"code": paper, "phrase": phrase})


@contextmanager
def rows_as_signing_in():
    """Within, what is asked is asked of what signing in sees."""
    with acting_for(SIGNING_IN), transaction.atomic(), connection.cursor() as cursor:
        yield cursor.execute
