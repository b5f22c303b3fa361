"""The Notify of the tests does what its documentation says of the real one."""

from __future__ import annotations

from io import BytesIO
from uuid import uuid4

import pytest
from notifications_python_client.errors import HTTPError
from notifications_python_client.notifications import NotificationsAPIClient

from tests.messages.fake_notify import EMAIL, KEY, TEXT, FakeNotify

NUMBER, ADDRESS = "07700900123", "nobody@victims.example"
WORDS = {"words": "There is something new."}


@pytest.fixture(scope="module")
def server():
    with FakeNotify() as found:
        yield found


@pytest.fixture
def client(server):
    server.messages.clear()
    server.faults.clear()
    server.came.clear()
    server.a_minute, server.a_day, server.trial = 3000, 250_000, False
    return NotificationsAPIClient(KEY, base_url=server.url, timeout=5)


def refused(does, *args, **kwargs):
    with pytest.raises(HTTPError) as caught:
        does(*args, **kwargs)
    (error,) = caught.value.message
    return caught.value.status_code, error["error"], error["message"]


def test_a_text_and_an_email_are_taken_with_the_words_of_their_template(client):
    text = client.send_sms_notification(NUMBER, TEXT, WORDS, "ours-1")
    email = client.send_email_notification(ADDRESS, EMAIL, {**WORDS, "subject": "New"}, "ours-2")

    assert (text["reference"], text["content"]["body"]) == ("ours-1", WORDS["words"])
    assert (email["content"]["subject"], email["content"]["body"]) == ("New", WORDS["words"])


def test_a_message_is_found_by_our_reference_and_goes_through_its_states(client, server):
    sent = client.send_sms_notification(NUMBER, TEXT, WORDS, "ours")
    states = []
    for _ in range(3):
        states.append(client.get_notification_by_id(sent["id"])["status"])
        server.time_passes()

    (found,) = client.get_all_notifications(reference="ours")["notifications"]
    assert states == ["created", "sending", "delivered"]
    assert (found["id"], found["status"]) == (sent["id"], "delivered")
    assert client.get_all_notifications(reference="another's")["notifications"] == []


@pytest.mark.parametrize(
    ("number", "state"),
    [("07700900003", "temporary-failure"), ("07700900002", "permanent-failure")],
)
def test_some_numbers_fail(client, server, number, state):
    sent = client.send_sms_notification(number, TEXT, WORDS, "ours")
    server.time_passes()
    server.time_passes()

    assert client.get_notification_by_id(sent["id"])["status"] == state


def test_a_letter_is_looked_through_printed_and_posted(client, server):
    sent = client.send_precompiled_letter_notification("ours", BytesIO(b"%PDF-1.7 made up"))
    states = []
    for _ in range(3):
        states.append(client.get_notification_by_id(sent["id"])["status"])
        server.time_passes()

    assert states == ["pending-virus-check", "accepted", "received"]


def test_it_says_what_it_does_not_take(client, server):
    text = client.send_sms_notification

    assert refused(text, "0770", TEXT, WORDS) == (
        400,
        "ValidationError",
        "phone_number Not enough digits",
    )
    assert (
        refused(text, "07700 nine", TEXT, WORDS)[2]
        == "phone_number Must not contain letters or symbols"
    )
    assert refused(text, "02079460000", TEXT, WORDS)[2] == "phone_number Not a UK mobile number"
    assert refused(text, NUMBER, str(uuid4()), WORDS) == (
        400,
        "BadRequestError",
        "Template not found",
    )
    assert refused(text, NUMBER, TEXT, {})[2] == "Missing personalisation: words"
    assert (
        refused(client.send_email_notification, "a@b.example, c@d.example", EMAIL, WORDS)[0] == 400
    )
    letter = client.send_precompiled_letter_notification
    assert refused(letter, "ours", BytesIO(b"GIF89a"))[2] == "Letter content is not a valid PDF"
    assert refused(letter, "ours", BytesIO(b"%PDF-"), "pigeon")[1] == "ValidationError"
    assert refused(client.get_notification_by_id, uuid4())[:2] == (404, "NoResultFound")
    assert refused(client.get_all_notifications, status="elephant")[1] == "ValidationError"
    server.trial = True
    assert "trial mode" in refused(text, NUMBER, TEXT, WORDS)[2]
    assert server.messages == {}


def test_it_takes_a_key_of_its_own_and_a_clock_that_is_right(client, server, monkeypatch):
    stranger = NotificationsAPIClient(
        f"made_up-{uuid4()}-{uuid4()}", base_url=server.url, timeout=5
    )
    assert refused(stranger.get_all_notifications) == (
        403,
        "AuthError",
        "Invalid token: API key not found",
    )

    monkeypatch.setattr(
        "notifications_python_client.authentication.epoch_seconds", lambda: 1_000_000
    )
    assert "clock" in refused(client.get_all_notifications)[2]


def test_it_has_limits_by_the_minute_and_by_the_day(client, server):
    server.a_minute = 2
    for _ in range(2):
        client.send_sms_notification(NUMBER, TEXT, WORDS)
    assert refused(client.send_sms_notification, NUMBER, TEXT, WORDS)[:2] == (429, "RateLimitError")

    server.a_minute, server.a_day = 3000, 2
    assert refused(client.send_sms_notification, NUMBER, TEXT, WORDS)[:2] == (
        429,
        "TooManyRequestsError",
    )


@pytest.mark.parametrize(
    ("fault", "taken"), [("500", 0), ("500_taken", 1), ("drop", 0), ("drop_taken", 1)]
)
def test_it_fails_before_and_after_it_took_a_message(client, server, fault, taken):
    server.faults.append(fault)

    with pytest.raises(HTTPError):
        client.send_sms_notification(NUMBER, TEXT, WORDS, "ours")
    assert len(client.get_all_notifications(reference="ours")["notifications"]) == taken
