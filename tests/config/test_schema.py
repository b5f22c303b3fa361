"""The database itself keeps to what we say of it: read from its own catalogue."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.db import connection

from answerable.config.home import APPLICATION, OWNER

pytestmark = pytest.mark.django_db

# The one table of ours of which every row is for everybody: which agencies there are.
FOR_EVERYBODY = {"people_agency"}


def ask(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


TABLES = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"


def test_row_level_security_is_forced_on_every_table():
    assert len(ask(TABLES)) > 7
    assert ask(f"{TABLES} AND NOT (relrowsecurity AND relforcerowsecurity)") == []


def test_only_what_is_no_secret_shows_every_row():
    open_to_all = ask(
        "SELECT DISTINCT tablename FROM pg_policies WHERE %s = ANY(roles) AND qual = 'true'",
        APPLICATION,
    )

    assert {name for (name,) in open_to_all} == {"django_migrations", *FOR_EVERYBODY}


def test_no_policy_is_for_whoever_comes():
    assert ask("SELECT tablename, policyname FROM pg_policies WHERE 'public' = ANY(roles)") == []


def test_the_application_owns_nothing_and_may_pass_nothing():
    owned = "SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = %s"
    functions = "SELECT proname FROM pg_proc WHERE pg_get_userbyid(proowner) = %s"
    role = "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication FROM pg_roles"

    assert ask(owned, APPLICATION) == []
    assert ask(functions, APPLICATION) == []
    assert ask(f"{role} WHERE rolname = %s", APPLICATION) == [(False,) * 5]
    assert ask(f"{role} WHERE rolname = %s", OWNER) == [(False,) * 5]


def test_the_application_is_no_member_of_a_role_that_is_more():
    assert (
        ask(
            "SELECT roleid::regrole::text FROM pg_auth_members WHERE member = %s::regrole",
            APPLICATION,
        )
        == []
    )


def test_the_application_can_make_no_table():
    assert ask("SELECT has_schema_privilege(%s, 'public', 'CREATE')", APPLICATION) == [(False,)]


def test_every_table_is_the_owners():
    owners = ask(
        f"SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class WHERE relname IN ({TABLES})"
    )

    assert owners == [(OWNER,)]


def test_a_view_asks_with_the_eyes_of_who_reads_it():
    views = (
        "SELECT relname FROM pg_class WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace"
    )

    assert ask(f"{views} AND NOT coalesce(reloptions, '{{}}') @> '{{security_invoker=true}}'") == []


def test_a_function_that_runs_as_the_owner_says_where_it_looks():
    loose = ask(
        "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        " AND NOT coalesce(proconfig, '{}') @> '{\"search_path=public, pg_temp\"}'"
    )
    bound = ask(
        "SELECT count(*) FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
    )

    assert loose == []
    assert bound[0][0] > 3


# Asked for by something else: a person, a message, a part; or, of safe words, those in force alone.
NOT_BY_CASE = {
    "people_attempt", "people_review", "people_safe_word", "record_request", "messages_paper",
    "web_draft",
}  # fmt: skip


def test_what_is_asked_for_by_case_is_found_without_reading_the_whole_table():
    found = ask(
        "SELECT relname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid"
        " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attname = 'case_id'"
        " AND NOT EXISTS (SELECT FROM pg_index WHERE indrelid = pg_class.oid"
        " AND indkey[0] = attnum AND indpred IS NULL)"
    )

    assert {table for (table,) in found} == NOT_BY_CASE


def test_the_record_may_only_be_added_to():
    may = ask(
        "SELECT table_name, privilege_type FROM information_schema.role_table_grants"
        " WHERE grantee = %s AND table_name LIKE 'record%%' ORDER BY 1, 2",
        APPLICATION,
    )

    added_to = ("record_case", "record_entry", "record_note", "record_reading", "record_request")
    assert may == sorted(
        [(table, "INSERT") for table in added_to]
        + [(table, "SELECT") for table in (*added_to, "record_head")]
    )


def test_the_migrations_are_what_the_tables_of_the_code_ask_for():
    done = subprocess.run(
        [sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout


def test_of_people_only_what_may_change_can_be_changed():
    may = ask(
        "SELECT table_name::text, column_name::text FROM information_schema.role_column_grants"
        " WHERE grantee = %s AND privilege_type = 'UPDATE' AND table_name LIKE 'people%%'",
        APPLICATION,
    )
    removed = ask(
        "SELECT table_name::text, privilege_type FROM information_schema.role_table_grants"
        " WHERE grantee = %s AND privilege_type NOT IN ('SELECT', 'INSERT')"
        " AND table_name LIKE 'people%%'",
        APPLICATION,
    )

    found: dict[str, set[str]] = {}
    for table, column in may:
        found.setdefault(table, set()).add(column)
    erased = {"erased_at", "erased_by", "erased_why"}
    assert removed == []
    assert found == {
        "people_part": {"until", "ended_by", "ended_why"},
        "people_case_agency": {"team_id", "until", "ended_by", "ended_why"},
        "people_staff": {"team_id", "rank", "telephone", "email", "working_pattern", "until"},
        "people_person": {"name", "chosen_name", "pronoun", "own_word", "born_on", "address"}
        | {"staff_id"}
        | erased,
        "people_safe_contact": {"value", "marks", "until", "confirmed_at", "confirmed_by"} | erased,
        "people_safe_word": {"value", "until"},
        "people_qualification": {"expires_on", "taken_back_at", "taken_back_by"},
    }
