"""Coming from a version that kept something in the clear: sealed, or left as it was and said."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from answerable.config.home import ADMIN, APPLICATION, OWNER
from answerable.config.roles import make_database
from answerable.sealing import new_key, unseal
from tests import throwaway

pytestmark = pytest.mark.django_db  # the server runs, and the template is made

BORN_ON = "1931-07-19"
CALLED = "Aunt xylophone-7731"
BORN = f"""
    SET session_replication_role = replica;
    INSERT INTO people_person (id, case_id, kind, subject, born_on, recorded_by, recorded_at, erased_why)
        VALUES ('{uuid4()}', '{uuid4()}', 'victim', '', '{BORN_ON}', '{uuid4()}', now(), '');
"""


# One who was named, and one of somebody who was erased since.
NAMED = f"""
    SET session_replication_role = replica;
    INSERT INTO victims_supporter (id, case_id, name, sees, phrase, named_at, named_by, until)
        VALUES (gen_random_uuid(), gen_random_uuid(), '{CALLED}', '{{where}}', '', now(), gen_random_uuid(), NULL),
               (gen_random_uuid(), gen_random_uuid(), '', '{{where}}', '', now(), gen_random_uuid(), now());
"""


@pytest.fixture
def earlier() -> Iterator[str]:
    """A database of its own, as it was before 0020: somebody's day of birth stands there."""
    with as_it_was("people", "0019", BORN) as name:
        yield name


@pytest.fixture
def before_names_were_sealed() -> Iterator[str]:
    """The same as it was before the names of supporters were sealed."""
    with as_it_was("victims", "0012", NAMED) as name:
        yield name


@contextmanager
def as_it_was(app: str, migration: str, put: str) -> Iterator[str]:
    name = f"{throwaway.database()}_earlier"
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(throwaway.home().url(ADMIN, "postgres"), autocommit=True) as admin:
        admin.execute(drop)
        make_database(admin, name, throwaway.TEMPLATE)
        step_back(name, app, migration)
        with psycopg.connect(throwaway.home().url(ADMIN, name)) as there:
            there.execute(put)
        yield name
        admin.execute(drop)


def step_back(name: str, app: str, migration: str, keys: str = "") -> None:
    back = ["-m", "django", "migrate", app, migration, "--verbosity", "0"]
    owner = {
        **os.environ, "DATABASE_URL": throwaway.home().url(OWNER, name),
        "ANSWERABLE_FIELD_KEYS": keys,
    }  # fmt: skip
    subprocess.run([sys.executable, *back], env=owner, check=True)


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


def names(name: str) -> list[tuple[str, str | None]]:
    with psycopg.connect(throwaway.home().url(ADMIN, name)) as there:
        asked = "SELECT id::text, name FROM victims_supporter ORDER BY until NULLS FIRST"
        return there.execute(asked).fetchall()


def test_what_supporters_are_called_is_sealed_and_a_step_back_has_it_again(
    before_names_were_sealed, tmp_path, settings
):
    there, key = before_names_were_sealed, new_key()
    stopped = migrate(there, "", tmp_path)
    assert stopped.returncode == 2 and "there is no key for what is sealed" in stopped.stderr
    assert CALLED not in stopped.stderr + stopped.stdout
    assert [called for _, called in names(there)] == [CALLED, ""], "nothing was changed"

    assert migrate(there, key, tmp_path).returncode == 0
    (named, sealed), (_, erased) = names(there)
    settings.FIELD_KEYS = (key,)
    assert CALLED not in sealed and erased is None
    assert unseal(sealed, "supporter", "name", named) == CALLED

    step_back(there, "victims", "0012", key)
    assert [called for _, called in names(there)] == [CALLED, ""]
