"""An app that shows codes, in the place of the paper."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.portal.cast import PHRASE, codes_for, come_in, whole_case
from tests.portal.coming import enter, rows_as_signing_in
from tests.signing_in import Browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def case_id():
    return whole_case()


def set_up_app(client):
    """Set up an app in the pages: its name, and what shows its codes at a time."""
    page = client.post("/n/yours/app", {"do": "begin"}).text
    (name,), (secret,) = (
        re.findall(r"Notes: (.{9})<", page),
        re.findall(r">([A-Z2-7]{32})<", page),
    )
    (signed,) = re.findall(r'name="offered" value="([^"]+)"', page)

    def shown(minutes: float = 0) -> str:
        return format_hotp_value(hotp_value(secret, int(time.time() + minutes * 60) // 30))

    said = {"do": "keep", "offered": signed, "code": shown(), "phrase": PHRASE}
    return name, shown, said


def by_app(name, code, phrase=PHRASE):
    return Browser().post("/n/app", {"name": name, "code": code, "phrase": phrase}).status_code


def test_an_app_takes_the_place_of_the_paper_and_each_code_opens_once(case_id):
    client = come_in(codes_for(case_id))
    name, shown, said = set_up_app(client)
    assert client.post("/n/yours/app", said | {"phrase": "wrong words"}).status_code == 400
    assert client.post("/n/yours/app", said | {"code": "000000"}).status_code == 400
    assert by_app(name, shown()) == 400  # nothing is kept before
    assert client.post("/n/yours/app", said)["Location"] == "/n/yours?done=app"

    assert by_app(name, said["code"]) == 400  # the code that set it up
    later = shown(0.5)
    assert by_app(name, later, "wrong words") == by_app("2222-2222", later) == 400
    assert by_app(name.lower().replace("-", " "), later) == 302
    assert by_app(name, later) == 400
    client.post("/n/yours/app", {"do": "remove"})
    assert by_app(name, shown(1)) == 400


def test_three_wrong_tries_shut_one_code_of_the_app_and_lock_nobody_out(case_id):
    issued = codes_for(case_id)
    client = come_in(issued)
    name, shown, said = set_up_app(client)
    client.post("/n/yours/app", said)

    for _ in range(3):
        by_app(name, "000000")
    assert by_app(name, shown(0.5)) == 400
    with rows_as_signing_in() as ask:
        ask("UPDATE victims_app SET tried_step = tried_step - 1")  # half a minute later
    assert by_app(name, shown(0.5)) == 302
    assert enter(Browser(), issued.paper[1]).status_code == 302


def test_new_codes_from_a_worker_end_the_app_too(case_id):
    client = come_in(codes_for(case_id))
    name, shown, said = set_up_app(client)
    client.post("/n/yours/app", said)
    come_in(codes_for(case_id))  # with the same phrase again

    assert by_app(name, shown(0.5)) == 400


def test_what_was_offered_to_an_app_is_good_for_ten_minutes_and_made_by_nobody_else(case_id):
    client = come_in(codes_for(case_id))
    *_, said = set_up_app(client)

    answer = client.post("/n/yours/app", said | {"offered": said["offered"][:-2] + "xx"})

    assert answer["Location"] == "/n/yours/app"
