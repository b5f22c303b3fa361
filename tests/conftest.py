"""Every test that asks for a database gets a real PostgreSQL, as the application sees it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connections
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings

from answerable.config.static import collect
from tests import throwaway

# What must hold for any input is not how fast a machine is that has other work to do.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def pytest_configure() -> None:
    """Passwords and phrases of tests are hashed at once: the product's own way takes half a second
    each time, on purpose (tests/signin/test_guessing.py holds the product to it)."""
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """This worker's database, in the place of the one that Django would make as its owner."""
    with django_db_blocker.unblock():
        throwaway.make_own()
        collect()
        yield
        connections.close_all()


def _renew(_case: TransactionTestCase) -> None:
    # The application may not truncate, so a test that commits (transaction=True, or one with a
    # live server) leaves a database that is made anew.
    connections.close_all()
    throwaway.make_own()


TransactionTestCase._fixture_teardown = _renew
