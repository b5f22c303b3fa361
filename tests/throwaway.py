"""A PostgreSQL for the tests alone, given to pytest with -p: real, shared by all workers, gone after.

It has to be a plugin given with -p: settings are read before any conftest is. The server starts
when the first test asks for a database. Migrations run as the owner, once, in a template of which
each worker gets a copy; the tests run as the application's role.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

import psycopg
import pytest

from answerable.config import postgres
from answerable.config.home import ADMIN, APPLICATION, OWNER, Home, locked, prepare
from answerable.config.roles import make_database
from tests import emptying

PREFIX = "answerable-test-"
TEMPLATE = "answerable_template"
FOLDER = "ANSWERABLE_TEST_FOLDER"  # from the controller to its workers

_made: dict[str, emptying.State] = {}  # by database, what it was when it was new
_ours: list[IO[str]] = []  # held while the tests run: says that the folder is in use


def home() -> Home:
    """The folder of this run's server."""
    return Home(Path(os.environ[FOLDER]))


def database() -> str:
    """The database of this worker."""
    return f"answerable_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"


def url(role: str) -> str:
    """The connection string of a role to this worker's database; tests tamper as the admin."""
    return home().url(role, database())


@pytest.hookimpl(wrapper=True)  # a wrapper comes before those that read the settings
def pytest_load_initial_conftests() -> Iterator[None]:
    """Say where the database will be, before Django's settings are read."""
    if FOLDER not in os.environ:
        sweep()
        folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        _ours.append(hold(folder))
        os.environ[FOLDER] = str(folder)
        prepare(home())
    # Rewriting what the tests assert takes as long as importing all of the product: pytest may keep it.
    sys.dont_write_bytecode = False
    # A worker a core: algebra over several threads in each would have them wait for one another.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ["DATABASE_URL"] = url(APPLICATION)
    os.environ["DATABASE_OWNER_URL"] = url(OWNER)
    os.environ["DJANGO_SETTINGS_MODULE"] = "answerable.config.settings"
    os.environ["ANSWERABLE_SECRET_KEY"] = "only for tests"
    os.environ["ANSWERABLE_HOME"] = os.environ[FOLDER]
    os.environ["ANSWERABLE_STATIC"] = str(home().folder / "static")
    return (yield)


def pytest_unconfigure() -> None:
    """Leave nothing behind; only who made it ends it."""
    if _ours:
        remove(home().folder)
        _ours.pop().close()
        os.environ.pop(FOLDER, None)


def hold(folder: Path) -> IO[str]:
    """Mark a folder as in use for as long as this process lives, however it ends."""
    file = (folder / "in-use").open("w")
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return file


def sweep() -> None:
    """End what runs that were killed left behind."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        # Held: its run lives. Not there: another sweeps it. Not ours: not ours to end.
        with suppress(OSError):
            hold(folder).close()
            remove(folder)


def remove(folder: Path) -> None:
    """Stop a folder's server, and delete it."""
    postgres.stop(Home(folder))
    shutil.rmtree(folder, ignore_errors=True)


def make_own() -> None:
    """Make this worker's database anew from the template; the first to come makes that too."""
    postgres.start(home(), postgres.THROWAWAY)
    with locked(home()), psycopg.connect(home().url(ADMIN, "postgres"), autocommit=True) as admin:
        there = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE])
        if there.fetchone() is None:
            _make_template(admin)
        admin.execute(f"DROP DATABASE IF EXISTS {database()} WITH (FORCE)")
        make_database(admin, database(), TEMPLATE)
    with psycopg.connect(url(ADMIN)) as admin:
        _made[database()] = emptying.state(admin)


def renew() -> None:
    """This worker's database as it was before a test that committed."""
    with suppress(psycopg.Error), psycopg.connect(url(ADMIN)) as admin:
        if emptying.emptied(admin, _made[database()]):
            return
        admin.rollback()
    make_own()


def _make_template(admin: psycopg.Connection) -> None:
    making = f"{TEMPLATE}_making"  # renamed once it is whole
    make_database(admin, making)
    environment = {
        **os.environ,
        "DATABASE_URL": "x",
        "DATABASE_OWNER_URL": home().url(OWNER, making),
    }
    command = [sys.executable, "-m", "answerable.commands", "db", "migrate"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise pytest.UsageError(f"the migrations failed:\n{done.stderr}")
    admin.execute(f"ALTER DATABASE {making} RENAME TO {TEMPLATE}")
