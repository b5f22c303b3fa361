"""Whoever watches over the product learns whether it can do its work."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection


@pytest.mark.django_db
def test_a_database_that_answers_is_healthy(client):
    found = client.get("/healthz")

    assert (found.status_code, found.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_the_tests_run_as_the_application():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")

        assert cursor.fetchone() == ("answerable_app",)


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_told_and_nothing_else(client, monkeypatch):
    def gone():
        raise OperationalError("connection to /secret/path failed")

    monkeypatch.setattr(connection, "cursor", gone)

    found = client.get("/healthz")

    assert (found.status_code, found.content) == (503, b"the database does not answer\n")


def test_a_product_without_a_key_says_so(client, settings):
    settings.FIELD_KEYS = ()

    found = client.get("/healthz")

    assert (found.status_code, found.content) == (503, b"no key: set ANSWERABLE_FIELD_KEYS\n")
