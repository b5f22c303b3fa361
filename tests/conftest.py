"""Every test that asks for a database gets a real PostgreSQL, as the application sees it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connections
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings
from psycopg._preparing import PrepareManager

from answerable.config.static import collect
from tests import compiled, throwaway

# What must hold for any input is not how fast a machine is that has other work to do.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


# In this order: what takes longest first, lest one worker wait for another at the end; what needs
# the compiled kernel late, for it is compiled meanwhile; and at the end what is done at once.
FOLDERS = (
    "browser", "web", "config", "signin", "portal", "flows", "worklist", "oversight", "messages",
    "people", "record", "actions", "letters", "analysis", "commands", "synthetic", "rules",
    "reading", "clocks", "events", "house",
)  # fmt: skip

_compiling: list[subprocess.Popen[bytes]] = []


def pytest_configure(config: pytest.Config) -> None:
    """Passwords and phrases of tests are hashed at once: the product's own way takes half a second
    each time, on purpose (tests/signin/test_guessing.py holds the product to it)."""
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if config.getoption("numprocesses", 0) and not hasattr(config, "workerinput"):
        _compiling.extend(filter(None, [compiled.begin()]))


def pytest_unconfigure() -> None:
    """Nothing that a run began outlives it."""
    for process in _compiling:
        process.wait()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files folder by folder, as FOLDERS has them; one that it does not name comes last."""
    place = {name: at for at, name in enumerate(FOLDERS)}
    root = Path(__file__).parent
    items.sort(key=lambda item: place.get(item.path.relative_to(root).parts[0], len(place)))


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """This worker's database, in the place of the one that Django would make as its owner."""
    with django_db_blocker.unblock():
        throwaway.make_own()
        collect()
    # Not within: a test that says nothing of the database is refused one, for what it wrote there
    # would stay for the next.
    yield
    with django_db_blocker.unblock():
        connections.close_all()


def _renew(_case: TransactionTestCase) -> None:
    # The application may not truncate, so a test that commits (transaction=True, or one with a
    # live server) leaves a database that somebody else empties.
    connections.close_all()
    throwaway.renew()


TransactionTestCase._fixture_teardown = _renew

# Every test ends with a rollback, and psycopg forgets its prepared statements then, for the tables
# may be others than before. Here they are the same, and half of the server's work is to plan.
_forgetting = PrepareManager.clear
PrepareManager.clear = lambda _: False


@pytest.fixture
def forgetful_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    """psycopg as it is outside the tests: with a rollback the server loses every plan that it had."""
    monkeypatch.setattr(PrepareManager, "clear", _forgetting)
