"""What keeps people out of cases is looked at before anything is served: one change is enough."""

from __future__ import annotations

import os

import psycopg
import pytest
from psycopg import sql

from answerable.config import health
from answerable.config.database import safety
from answerable.config.home import ADMIN, APPLICATION, OWNER
from answerable.config.starting import what_is_wrong
from tests.commands.run import run_apart
from tests.throwaway import url

pytestmark = pytest.mark.django_db(transaction=True)

CHANGES = (
    "ALTER TABLE record_entry DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE people_staff NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE record_note OWNER TO answerable_app",
    "DROP POLICY seen ON people_part",
    "CREATE POLICY more ON record_entry TO answerable_app USING (true)",
    "ALTER POLICY seen ON people_part TO public",
    "ALTER POLICY seen ON people_part USING (true)",
    "ALTER POLICY added ON record_entry WITH CHECK (true)",
    "GRANT DELETE ON record_entry TO answerable_app",
    "GRANT UPDATE (at) ON record_reading TO answerable_app",
    "GRANT SELECT ON people_person TO public",
    "ALTER TABLE record_entry DISABLE TRIGGER chains",
    "DROP TRIGGER is_kept ON people_qualification",
    "CREATE OR REPLACE FUNCTION acting_worker() RETURNS boolean LANGUAGE sql STABLE AS 'SELECT true'",
    "ALTER FUNCTION acting_person() SECURITY DEFINER",
    "ALTER ROLE answerable_app BYPASSRLS",
    "ALTER ROLE answerable_app CREATEROLE",
    "GRANT answerable_owner TO answerable_app",
)


def wrong_after(*statements: str) -> list[str]:
    """What is found wrong after some changes, all of which are undone."""
    with psycopg.connect(url(ADMIN)) as admin:
        for one in statements:
            admin.execute(one)
        admin.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(APPLICATION)))
        found = safety.wrong(admin)
        admin.rollback()
    return found


def test_it_is_written_down_as_the_migrations_make_it():
    with psycopg.connect(url(APPLICATION)) as connection:
        there = safety.facts(connection)

    assert len(there) > 400
    assert there == safety.manifest(), "run `make manifest`, and read what changed"


def test_each_policy_is_the_same_when_it_was_written_down_and_read_again():
    # As a dump does and whoever loads it: a backup that came back otherwise would not be served.
    with psycopg.connect(url(ADMIN)) as admin:
        before = safety.facts(admin)
        found = admin.execute(
            "SELECT policyname, tablename, qual, with_check FROM pg_policies"
            " WHERE schemaname = 'public'"
        ).fetchall()
        for policy, table, using, check in found:
            parts = [
                sql.SQL(f" {what} ({words})")
                for what, words in (("USING", using), ("WITH CHECK", check))
                if words
            ]
            named = sql.SQL("ALTER POLICY {} ON {}").format(
                sql.Identifier(policy), sql.Identifier(table)
            )
            admin.execute(named + sql.SQL("").join(parts))
        after = safety.facts(admin)
        admin.rollback()

    assert len(found) > 100
    assert before == after


def test_a_database_as_the_migrations_make_it_is_right():
    assert wrong_after() == []
    assert what_is_wrong() == []


@pytest.mark.parametrize("change", CHANGES)
def test_one_change_is_found(change):
    assert len(wrong_after(change)) > 0


def test_what_others_put_beside_it_is_theirs():
    assert wrong_after("CREATE TABLE watching (seen int)", "CREATE VIEW watched AS SELECT 1") == []


@pytest.mark.parametrize("role", [OWNER, ADMIN])
def test_nothing_runs_as_another_role(role):
    done = run_apart("verify", env={**os.environ, "DATABASE_URL": url(role)})

    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert f"entered as {role}, and not as {APPLICATION}" in done.stderr


def test_whoever_watches_is_told(client, monkeypatch):
    monkeypatch.setattr(health, "what_is_wrong", lambda: ["not there: policy people_part.seen"])
    health._is_wrong.cache_clear()

    found = client.get("/healthz")
    health._is_wrong.cache_clear()

    assert found.status_code == 503
    assert "answerable db check" in found.text
    assert "people_part" not in found.text


def test_the_operator_reads_all_of_it():
    right = run_apart("db", "check", env=dict(os.environ))
    wrong = run_apart("db", "check", env={**os.environ, "DATABASE_URL": url(OWNER)})

    assert (right.returncode, right.stdout) == (0, "The database is as it has to be.\n")
    assert (wrong.returncode, wrong.stdout) == (
        2,
        f"it is entered as {OWNER}, and not as {APPLICATION}\n",
    )


def test_of_another_version_the_words_of_policies_are_not_compared_and_it_says_so():
    with psycopg.connect(url(APPLICATION)) as connection:
        there = safety.facts(connection)
    words = {line for line in there if line.startswith(safety.WORDS)}
    newer = (there - words) | {f"{line.rpartition(' by ')[0][:-1]}! by 99" for line in words}

    assert safety.not_compared(there) == ""
    assert safety.not_compared(newer).endswith("this is 99.")
    assert safety.differing(newer) == []
    assert safety.differing(newer - {min(newer)}) == [f"not there: {min(newer)}"]


def test_many_faults_are_told_in_a_line():
    assert safety.in_a_line("abcde") == "a; b; c, and 2 more"
    assert safety.in_a_line("ab") == "a; b"
