"""Notify calls back: it is asked at once, and nothing in the call itself is believed or kept."""

from __future__ import annotations

import json
import logging
from uuid import uuid4

import pytest
from django.test import Client

from answerable.messages.notify import Account, Notify
from answerable.web import receipts
from tests.messages.cast import HOUR, MINUTE, NOW, a_case_to_write_in, answer, states, work
from tests.messages.fake_notify import EMAIL, KEY, TEXT, FakeNotify

pytestmark = pytest.mark.django_db
TOKEN = "a token of forty letters, made up for it"
NUMBER = "07700900123"
SOON = NOW + MINUTE / 2


@pytest.fixture(autouse=True)
def token(settings, monkeypatch):
    """We have a token, and it is half a minute after noon."""
    settings.NOTIFY_CALL_BACK_TOKEN = TOKEN
    monkeypatch.setattr(receipts, "now", lambda _request: SOON)


@pytest.fixture
def server():
    with FakeNotify() as found:
        yield found


@pytest.fixture
def way(server):
    return Notify(Account(KEY, TEXT, EMAIL, server.url))


@pytest.fixture
def case_id(way):
    """A case with a text that has just left."""
    found = a_case_to_write_in()
    answer(found)
    work(way)
    return found


def call(body: str, headers: dict[str, str]) -> int:
    client = Client(enforce_csrf_checks=True)
    return client.post("/receipts", body, "application/json", headers=headers).status_code


def looked(way) -> list[str]:
    """What the worker does now: nothing where nothing is to be done."""
    return work(way, SOON)


def test_what_became_of_a_message_is_asked_for_as_soon_as_notify_calls(server, way, case_id):
    server.time_passes()
    server.time_passes()
    assert looked(way) == [] and states(case_id) == [("created", "")]

    assert server.call_back(call, TOKEN) == [204]

    assert looked(way) and states(case_id) == [("delivered", "")]
    assert server.call_back(call, TOKEN) == [204]  # again, as Notify may: it is over
    assert looked(way) == []


def test_what_a_call_says_is_not_believed(server, way, case_id):
    (sent,) = server.messages.values()
    said = {"reference": sent["reference"], "status": "permanent-failure"}

    assert call(json.dumps(said), {"Authorization": f"Bearer {TOKEN}"}) == 204

    looked(way)
    assert states(case_id) == [("created", "")]


@pytest.mark.parametrize(
    "given", ["", TOKEN, "Bearer ", "Bearer x", f"Bearer {TOKEN}x", "Bearer é"]
)
def test_without_our_token_nothing_is_asked(server, way, case_id, given):
    (sent,) = server.messages.values()

    assert call(json.dumps({"reference": sent["reference"]}), {"Authorization": given}) == 403
    assert looked(way) == []


def test_where_no_token_is_set_nobody_calls_and_it_is_asked_within_the_hour(
    settings, server, way, case_id
):
    settings.NOTIFY_CALL_BACK_TOKEN = ""
    server.time_passes()
    server.time_passes()

    assert server.call_back(call, "") == [403] and call("{}", {}) == 403
    assert work(way, SOON + HOUR) and states(case_id) == [("delivered", "")]


@pytest.mark.parametrize(
    "body",
    ["", "[]", "null", "{", '{"reference": null}', '{"reference": "x"}', '{"reference": 1}',
     "[" * 9_000, "x" * 20_000, "\x00"],
    ids=lambda body: body[:20],
)  # fmt: skip
def test_what_cannot_be_read_changes_nothing(body):
    assert call(body, {"Authorization": f"Bearer {TOKEN}"}) == 400


def test_a_message_that_nobody_knows_is_answered_like_any_other():
    said = {"reference": str(uuid4())}

    assert call(json.dumps(said), {"Authorization": f"Bearer {TOKEN}"}) == 204


def test_neither_the_number_nor_the_token_is_logged(server, way, case_id, caplog):
    caplog.set_level(logging.DEBUG)
    server.time_passes()
    server.time_passes()

    server.call_back(call, TOKEN)
    server.call_back(call, "another")
    call("{", {"Authorization": f"Bearer {TOKEN}"})

    assert NUMBER not in caplog.text and TOKEN not in caplog.text
