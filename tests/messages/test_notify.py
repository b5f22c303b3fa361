"""Through GOV.UK Notify: its own client, and a server that answers as it does."""

from __future__ import annotations

from uuid import uuid4

import pytest

from answerable.messages.chosen import NotSetUp, way_out
from answerable.messages.folder import Folder
from answerable.messages.notify import Account, Notify
from answerable.messages.ways import OtherWords, Out, Refused, Trouble
from answerable.messages.wording import CHOICES, words
from tests.messages.cast import (
    DAY,
    HOUR,
    NOW,
    PDF,
    a_case_to_write_in,
    answer,
    left_over,
    states,
    work,
)
from tests.messages.fake_notify import EMAIL, KEY, TEMPLATES, TEXT, FakeNotify

pytestmark = pytest.mark.django_db
SAID = words("new", "")


@pytest.fixture(scope="module")
def running():
    with FakeNotify() as server:
        yield server


@pytest.fixture
def server(running):
    running.messages.clear()
    running.faults.clear()
    running.came.clear()
    running.asked.clear()
    running.down, running.a_minute, running.templates = False, 3000, dict(TEMPLATES)
    return running


@pytest.fixture
def way(server):
    return Notify(Account(KEY, TEXT, EMAIL, server.url))


def text(to="07700900123"):
    return Out(uuid4(), "text", to, SAID, None)


def test_a_message_goes_out_under_our_reference_and_what_became_of_it_comes_back(server, way):
    case_id = a_case_to_write_in()
    answer(case_id)
    work(way)
    (sent,) = server.messages.values()
    server.time_passes()
    work(way, NOW + HOUR)
    server.time_passes()
    work(way, NOW + 3 * HOUR)

    assert (sent["phone_number"], sent["body"]) == ("07700900123", SAID.body)
    assert states(case_id) == [("delivered", "")]


@pytest.mark.parametrize("number", ["07700900002", "07700900003"])
def test_a_number_to_which_it_cannot_be_delivered_leaves_a_task(server, way, number):
    case_id = a_case_to_write_in(value=number)
    seq = answer(case_id, how="text")
    work(way)
    server.time_passes()
    server.time_passes()
    work(way, NOW + HOUR)

    assert left_over(case_id) == [("message.failed", seq), ("message.handed_over", "undelivered")]


def test_a_number_that_notify_does_not_take_leaves_a_task_at_once(server, way):
    case_id = a_case_to_write_in(value="020 7946 0000")
    answer(case_id)

    assert work(way) == ["refused"]
    assert left_over(case_id) == [("message.handed_over", "refused")]


@pytest.mark.parametrize("fault", ["500", "503", "drop", "500_taken", "drop_taken"])
def test_after_an_answer_that_says_nothing_notify_is_asked_before_a_second_try(server, way, fault):
    case_id = a_case_to_write_in()
    answer(case_id)
    server.faults.append(fault)
    work(way)
    tried = len(server.asked)
    work(way, NOW + HOUR)

    assert server.asked[tried] == "GET /v2/notifications"
    assert len(server.messages) == 1 and states(case_id)[0][0] in ("created", "sending")


def test_too_many_in_a_minute_is_tried_again_later_without_a_doubt(server, way):
    server.a_minute = 0
    with pytest.raises(Trouble) as caught:
        way.send(text())

    assert caught.value.may_have_left is False and server.messages == {}


def test_a_key_that_is_not_ours_sends_nothing_and_is_no_end_of_a_message(server):
    stranger = Notify(Account(f"made_up-{uuid4()}-{uuid4()}", TEXT, EMAIL, server.url))
    with pytest.raises(Trouble) as caught:
        stranger.send(text())

    assert caught.value.may_have_left is False


def test_a_template_that_says_anything_else_sends_nothing(server, way):
    server.templates[TEXT] = ("sms", None, "Made Up Police: ((words))")

    with pytest.raises(OtherWords):
        way.send(text())
    assert server.messages == {}


def test_a_letter_is_printed_as_it_is(server, way):
    letter = Out(uuid4(), "letter", "", None, PDF)
    taken = way.send(letter)
    states_of_it = []
    for _ in range(3):
        states_of_it.append(way.look(taken.provider_id, "letter"))
        server.time_passes()

    assert states_of_it == ["pending", "accepted", "received"]
    assert way.find(letter.reference).provider_id == taken.provider_id
    with pytest.raises(Refused):
        way.send(letter._replace(pdf=b"%PNG"))


def test_what_notify_has_forgotten_is_in_doubt_and_never_taken_for_an_end(server, way):
    taken = way.send(text())
    server.forget()

    with pytest.raises(Trouble):
        way.look(taken.provider_id, "text")


@pytest.mark.parametrize("wording", CHOICES)
def test_the_words_that_the_victim_chose_go_through_the_same_two_templates(server, way, wording):
    said = words("asked", "", wording)
    for channel, to in (("text", "07700900123"), ("email", "vera@victims.example")):
        way.send(Out(uuid4(), channel, to, said, None))

    text, email = server.messages.values()
    assert (text["subject"], text["body"]) == (None, said.body)
    assert (email["subject"], email["body"]) == (said.subject, said.body)
    assert [one["template"]["id"] for one in (text, email)] == [TEXT, EMAIL]


def test_an_email_has_its_neutral_subject_and_one_recipient(server, way):
    way.send(Out(uuid4(), "email", "vera@victims.example", SAID, None))

    (sent,) = server.messages.values()
    assert (sent["subject"], sent["body"]) == (SAID.subject, SAID.body)
    assert sent["email_address"] == "vera@victims.example"


def test_without_a_setting_each_message_lies_in_a_folder_and_nobody_was_told(settings, tmp_path):
    settings.MESSAGES_FOLDER = str(tmp_path / "out")
    case_id = a_case_to_write_in()
    answer(case_id)

    assert work(way_out()) == ["in_folder"]
    (file,) = (tmp_path / "out").iterdir()
    assert file.read_text() == f"Text message\nTo: 07700900123\n\n{SAID.body}\n"
    assert file.stat().st_mode & 0o077 == 0
    assert states(case_id) == [("in_folder", "")] and work(way_out(), NOW + DAY) == []


def test_what_lies_in_the_folder_is_not_put_there_twice(tmp_path):
    folder, out = Folder(tmp_path), text()
    folder.send(out)

    assert folder.find(out.reference) and folder.find(uuid4()) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MESSAGES_BY", "pigeon"),
        ("NOTIFY_KEY", "secret"),
        ("NOTIFY_TEXT_TEMPLATE", ""),
        ("NOTIFY_EMAIL_TEMPLATE", "one"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_and_never_repeated(settings, name, value):
    settings.MESSAGES_BY, settings.NOTIFY_KEY = "notify", KEY
    settings.NOTIFY_TEXT_TEMPLATE, settings.NOTIFY_EMAIL_TEMPLATE = TEXT, EMAIL
    assert isinstance(way_out(), Notify)
    setattr(settings, name, value)

    with pytest.raises(NotSetUp) as caught:
        way_out()
    assert f"ANSWERABLE_{name.removesuffix('_BY')}" in str(caught.value)
    assert not value or value not in str(caught.value)
