"""Whoever watches over the product learns whether it can do its work."""

from __future__ import annotations

import socket
from base64 import b64encode
from datetime import date
from time import monotonic

import pytest
from django.db import OperationalError, connection
from django.test import Client

from answerable import sealing
from answerable.actions.vault import put_person
from answerable.config import connecting, health, starting
from answerable.config.home import Unusable
from answerable.config.starting import OUT_OF_DATE
from answerable.people.acting import working
from answerable.worklist import by_rules
from tests.people.cast import NOW, OMAR, reference_of, whole_case
from tests.signing_in import at_browser


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


@pytest.mark.parametrize("keys", [("not base64",), (b64encode(b"too short").decode(),)])
def test_a_key_that_cannot_be_used_shows_there_and_in_the_log(client, settings, caplog, keys):
    settings.FIELD_KEYS = keys

    found = client.get("/healthz")

    assert found.status_code == 503
    assert found.text == "a key of ANSWERABLE_FIELD_KEYS cannot be used\n"
    assert {found.text.strip(), sealing.BAD_KEY} <= {one.getMessage() for one in caplog.records}
    assert keys[0] not in caplog.text + found.text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("keys", [(), (sealing.new_key(),)], ids=["none", "another"])
def test_where_the_keys_did_not_come_pages_stay_shut_and_whoever_watches_is_told(
    settings, caplog, keys
):
    case_id = whole_case()
    put_person(case_id, "victim", by=OMAR, at=NOW, name="Vera Nobody", born_on=date(1990, 5, 1))
    omar = at_browser(OMAR)
    omar.raise_request_exception = False
    address = f"/cases/{reference_of(case_id)}/people"
    assert "Vera Nobody" in omar.get(address).text

    settings.FIELD_KEYS = keys
    page, watched = omar.get(address), Client().get("/healthz")

    assert page.status_code == 500
    assert "Something went wrong on our side" in page.text
    assert watched.status_code == 503
    assert watched.text.startswith("no key")
    assert watched.text.strip() in [one.getMessage() for one in caplog.records]
    for secret in ("Vera", "1990", *keys):
        assert secret not in page.text + watched.text + caplog.text


@pytest.mark.django_db(transaction=True)
def test_after_a_change_of_the_rules_it_is_said_until_all_is_worked_out_anew(client, monkeypatch):
    def asked():
        health._out_of_date.cache_clear()
        return client.get("/healthz").text

    with working():
        by_rules.put_down()
    assert asked() == "ok\n"

    monkeypatch.setattr(by_rules, "rules", lambda: "of another version")
    assert asked() == f"ok\n{OUT_OF_DATE}\n"

    with working():
        by_rules.put_down()
    assert asked() == "ok\n"


def test_a_server_that_takes_connections_and_says_nothing_is_not_waited_for_long(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        monkeypatch.setenv("DATABASE_URL", f"postgresql://somebody:word@127.0.0.1:{port}/x")
        monkeypatch.setattr(connecting, "PATIENCE", 2)
        begun = monotonic()
        with pytest.raises(Unusable, match="cannot be reached") as told:
            starting.what_is_wrong()
        waited = monotonic() - begun

    assert waited < 20
    assert "word" not in str(told.value)


def test_how_long_is_waited_can_be_said_in_the_connection_string(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://somebody@there/x")
    assert connecting.connection()["OPTIONS"]["connect_timeout"] == 10

    monkeypatch.setenv("DATABASE_URL", "postgresql://somebody@there/x?connect_timeout=3")
    assert connecting.connection()["OPTIONS"]["connect_timeout"] == "3"
