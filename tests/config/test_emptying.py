"""A database that a test committed to is as it was before: emptied, or made anew."""

from __future__ import annotations

import psycopg
import pytest
from django.db import connections

from answerable.config.home import ADMIN
from tests import throwaway
from tests.record.cast import a_case, an_event, put

pytestmark = pytest.mark.django_db(transaction=True)
CASES, AGENCIES = "SELECT count(*) FROM record_case", "SELECT count(*) FROM people_agency"


def ask(statement):
    with psycopg.connect(throwaway.url(ADMIN), autocommit=True) as admin:
        found = admin.execute(statement)
        return found.fetchall() if found.description else None


@pytest.fixture
def anew(monkeypatch):
    """How often the database was made anew."""
    times = []
    make = throwaway.make_own

    def noted():
        times.append(1)
        connections.close_all()
        make()

    monkeypatch.setattr(throwaway, "make_own", noted)
    return times


def test_one_that_was_only_added_to_is_emptied(anew):
    agencies = ask(AGENCIES)
    put(a_case(), an_event())

    throwaway.renew()

    assert (ask(CASES), ask(AGENCIES), anew) == ([(0,)], agencies, [])


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE record_entry DISABLE TRIGGER is_kept",
        "DROP POLICY seen ON record_entry",
        "GRANT DELETE ON record_entry TO answerable_app",
        "GRANT UPDATE (data) ON record_entry TO answerable_app",
        "ALTER FUNCTION acting_worker() RENAME TO nobody",
        "CREATE TABLE left_behind (id integer)",
        "UPDATE people_agency SET name = 'Nobody' WHERE code = '13'",
        "DELETE FROM people_agency WHERE code = '13'",
    ],
)
def test_one_that_was_changed_is_made_anew(change, anew):
    agencies = ask("SELECT md5(string_agg(one::text, '' ORDER BY code)) FROM people_agency AS one")
    ask(change)

    throwaway.renew()

    assert anew == [1]
    found = ask("SELECT md5(string_agg(one::text, '' ORDER BY code)) FROM people_agency AS one")
    assert found == agencies and not ask("SELECT FROM pg_class WHERE relname = 'left_behind'")
