"""Coming from a version that kept the day of birth in the clear: sealed, or left as it was and said."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from answerable.config.home import ADMIN, APPLICATION, OWNER
from answerable.config.roles import make_database
from answerable.sealing import new_key
from tests import throwaway

pytestmark = pytest.mark.django_db  # the server runs, and the template is made

BORN_ON = "1931-07-19"
EARLIER = f"""
    SET session_replication_role = replica;
    INSERT INTO people_person (id, case_id, kind, subject, born_on, recorded_by, recorded_at, erased_why)
        VALUES ('{uuid4()}', '{uuid4()}', 'victim', '', '{BORN_ON}', '{uuid4()}', now(), '');
"""


@pytest.fixture
def earlier() -> Iterator[str]:
    """A database of its own, as it was before 0020: somebody's day of birth stands there."""
    name = f"{throwaway.database()}_earlier"
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(throwaway.home().url(ADMIN, "postgres"), autocommit=True) as admin:
        admin.execute(drop)
        make_database(admin, name, throwaway.TEMPLATE)
        back = ["-m", "django", "migrate", "people", "0019", "--verbosity", "0"]
        owner = {**os.environ, "DATABASE_URL": throwaway.home().url(OWNER, name)}
        subprocess.run([sys.executable, *back], env=owner, check=True)
        with psycopg.connect(throwaway.home().url(ADMIN, name)) as there:
            there.execute(EARLIER)
        yield name
        admin.execute(drop)


def migrate(name: str, keys: str, folder) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ, "ANSWERABLE_HOME": str(folder), "ANSWERABLE_FIELD_KEYS": keys,
        "DATABASE_URL": throwaway.home().url(APPLICATION, name),
        "DATABASE_OWNER_URL": throwaway.home().url(OWNER, name),
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, "-m", "answerable.commands", "db", "migrate"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def born_on(name: str) -> str:
    with psycopg.connect(throwaway.home().url(ADMIN, name)) as there:
        return str(there.execute("SELECT born_on::text FROM people_person").fetchone()[0])


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ("", "there is no key for what is sealed"),
        ("c2hvcnQ=", "cannot be used: 32 bytes in base64"),
    ],
)
def test_without_a_key_it_stops_in_one_sentence_that_says_what_to_do(earlier, tmp_path, keys, why):
    stopped = migrate(earlier, keys, tmp_path)

    assert stopped.returncode == 2
    assert stopped.stderr.count("\n") == 1, stopped.stderr
    assert stopped.stderr.startswith("answerable: ")
    assert why in stopped.stderr
    assert "ANSWERABLE_FIELD_KEYS" in stopped.stderr
    assert "run `answerable db migrate` again" in stopped.stderr
    assert BORN_ON not in stopped.stderr + stopped.stdout
    assert born_on(earlier) == BORN_ON, "nothing was changed"

    assert migrate(earlier, new_key(), tmp_path).returncode == 0
    assert BORN_ON not in born_on(earlier)
