"""A passkey of hardware is how people sign in; an invitation is how they come by one."""

from __future__ import annotations

import html
import json
import re
import threading
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import connections, transaction
from django.test import Client
from django.utils import timezone

from answerable.people import staff
from answerable.people.accounts.inviting import invite
from answerable.people.acting import SIGNING_IN, acting_for, working
from tests.at_once import until_somebody_waits
from tests.record.cast import OMAR, PRIYA, put_in_the_cast
from tests.signin.authenticator import COPIED, PRESENT, VERIFIED, Passkey
from tests.signing_in import Browser, at_browser, move

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cast():
    put_in_the_cast()


def invited(person=OMAR, at=None) -> str:
    with working():
        return invite(person, at=at or timezone.now())


def options_in(page: str) -> dict:
    found = re.search(r"data-options='([^']*)'", page)
    return json.loads(html.unescape(found.group(1)))


def enrol(client: Client, code: str, key: Passkey):
    """Use an invitation, and make this passkey."""
    found = client.post("/sign-in/invitation", {"code": code}, follow=True)
    assert "Make your passkey" in found.text
    return client.post(
        "/sign-in/invitation/passkey", {"credential": key.make(options_in(found.text))}
    )


def sign_in(client: Client, key: Passkey):
    asked = client.get("/sign-in/passkey", headers={"accept": "application/json"}).json()
    return client.post("/sign-in/passkey", {"credential": key.show(asked["request_options"])})


def who(client: Client):
    return client.session.get("_auth_user_id")


def keys_of(person) -> int:
    with acting_for(SIGNING_IN), transaction.atomic():
        return Authenticator.objects.filter(user_id=person).count()


def test_whoever_is_invited_makes_a_passkey_and_is_signed_in_with_it():
    client, key = Browser(), Passkey()

    found = enrol(client, invited(), key)

    assert found.status_code == 302 and who(client) == str(OMAR)
    client.post("/lock")
    assert who(client) is None
    found = sign_in(client, key)
    assert found.status_code == 302 and who(client) == str(OMAR)


def test_each_page_with_a_passkey_says_that_it_needs_javascript():
    came = Browser()
    enrol(came, invited(), Passkey())
    making = Browser().post("/sign-in/invitation", {"code": invited(PRIYA)}, follow=True)

    again = [came.get(path, follow=True) for path in ("/sign-in/again", "/passkeys/add")]
    for page in (Browser().get("/sign-in"), making, *again):
        assert page.status_code == 200
        assert "A passkey needs JavaScript." in page.text, page.request["PATH_INFO"]


def test_between_an_invitation_and_the_passkey_nobody_is_signed_in():
    client = Browser()

    client.post("/sign-in/invitation", {"code": invited()})

    assert who(client) is None
    assert client.get("/passkeys").url == "/sign-in"


def test_a_code_may_be_typed_as_it_is_read_out():
    code = invited().lower().replace("-", " ")

    assert "Make your passkey" in Browser().post(
        "/sign-in/invitation", {"code": code}, follow=True
    ).text  # fmt: skip


def test_an_invitation_works_once_for_a_day_and_no_longer_than_the_next():
    code, old = invited(), invited(PRIYA, at=timezone.now() - timedelta(hours=25))
    enrol(Browser(), code, Passkey())
    before = invited()
    invited()

    for wrong in (code, old, before, "ABCDE-FGHJK-MNPQR-STVWX-YZ234", ""):
        found = Browser().post("/sign-in/invitation", {"code": wrong})
        assert found.status_code == 200 and "There is a problem" in found.text


def test_with_a_new_invitation_what_was_lost_or_stolen_opens_nothing():
    lost, new, thief = Passkey(), Passkey(), Browser()
    enrol(thief, invited(), lost)
    assert who(thief)

    enrol(Browser(), invited(), new)

    assert thief.get("/lock").url == "/sign-in"
    assert (
        "did not work"
        in sign_in(Browser(), lost).wsgi_request._messages._queued_messages[0].message
    )
    assert who(Browser()) is None
    assert sign_in(client := Browser(), new).status_code == 302 and who(client) == str(OMAR)


@pytest.mark.parametrize(
    ("flags", "says"),
    [(PRESENT | VERIFIED | COPIED, "copied to other devices"), (PRESENT, "problem")],
)
def test_a_passkey_that_can_be_copied_or_that_asks_for_nothing_will_not_do(flags, says):
    client = Browser()

    found = enrol(client, invited(), Passkey(flags=flags))

    assert found.status_code == 200 and says in found.text
    assert keys_of(OMAR) == 0 and who(client) is None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda key: setattr(key, "origin", "https://testserver.evil.example"),
        lambda key: setattr(key, "flags", PRESENT),
        lambda key: setattr(key, "key", Passkey().key),
        lambda key: setattr(key, "id", Passkey().id),
        lambda key: setattr(key, "handle", str(PRIYA).encode()),
        lambda key: setattr(key, "handle", b"nobody"),
    ],
    ids=["another site", "no PIN", "another key", "unknown", "another person", "nobody"],
)
def test_nothing_but_the_very_passkey_signs_in(spoil):
    key = Passkey()
    enrol(Browser(), invited(), key)
    enrol(Browser(), invited(PRIYA), Passkey())
    spoil(key)
    client = Browser()

    found = sign_in(client, key)

    assert found.url == "/sign-in" and who(client) is None


def test_what_a_passkey_said_once_says_nothing_a_second_time():
    client, key = Browser(), Passkey()
    enrol(client, invited(), key)
    client.post("/lock")
    asked = client.get("/sign-in/passkey", headers={"accept": "application/json"}).json()
    said = key.show(asked["request_options"])
    client.post("/sign-in/passkey", {"credential": said})
    assert who(client)
    client.post("/lock")

    client.post("/sign-in/passkey", {"credential": said})

    assert who(client) is None


@pytest.mark.parametrize("credential", ["", "{}", "[]", "null", '{"id": 1}', "x" * 100_000])
def test_nonsense_in_the_place_of_a_passkey_is_told_in_words(credential):
    found = Browser().post("/sign-in/passkey", {"credential": credential}, follow=True)

    assert found.status_code == 200 and "That passkey did not work here" in found.text


def test_the_passkey_of_somebody_who_has_left_opens_nothing():
    key = Passkey()
    enrol(Browser(), invited(), key)
    with working():
        staff.leave(OMAR, at=timezone.now())
    client = Browser()

    sign_in(client, key)

    assert who(client) is None


def test_signing_in_begins_another_session():
    client, key = Browser(), Passkey()
    enrol(client, invited(), key)
    client.post("/lock")
    client.get("/passkeys")  # a session that an attacker may have planted
    planted = client.session.session_key

    sign_in(client, key)

    assert client.session.session_key != planted
    assert client.session["_auth_user_id"] == str(OMAR)


def test_showing_the_passkey_again_leads_back_to_what_was_asked_for():
    client, key = Browser(), Passkey()
    enrol(client, invited(), key)
    move(client, shown=600)

    again = client.get("/passkeys", follow=True)
    found = client.post(
        again.request["PATH_INFO"],
        {"credential": key.show(options_in(again.text)), "next": "/passkeys"},
    )

    assert "just shown who they are" in again.text
    assert found.url == "/passkeys" and client.get("/passkeys").status_code == 200


def test_another_persons_passkey_is_no_showing_again():
    client, hers = Browser(), Passkey()
    enrol(client, invited(), Passkey())
    enrol(Browser(), invited(PRIYA), hers)
    move(client, shown=600)
    again = client.get("/passkeys", follow=True)

    client.post(again.request["PATH_INFO"], {"credential": hers.show(options_in(again.text))})

    assert client.get("/passkeys").status_code == 302


def test_a_second_passkey_signs_in_as_well_and_the_first_can_then_be_taken_away():
    client, first, second = Browser(), Passkey(), Passkey()
    enrol(client, invited(), first)

    page = client.get("/passkeys/add")
    added = client.post("/passkeys/add", {"credential": second.make(options_in(page.text))})
    assert added.url == "/passkeys" and keys_of(OMAR) == 2
    listed = re.findall(r'href="(/passkeys/\d+/remove)"', client.get("/passkeys").text)
    assert "would open nothing" in client.get(listed[0]).text
    client.post(listed[0])
    client.post("/lock")

    assert sign_in(client, first).url == "/sign-in" and who(client) is None
    assert sign_in(client, second) and who(client) == str(OMAR)


def test_the_only_passkey_and_those_of_others_cannot_be_taken_away():
    client, hers = Browser(), Browser()
    enrol(client, invited(), Passkey())
    enrol(hers, invited(PRIYA), Passkey())
    (own,) = re.findall(r'href="(/passkeys/\d+/remove)"', client.get("/passkeys").text)

    assert client.post(own).status_code == 302 and keys_of(OMAR) == 1
    assert hers.post(own).status_code == 404 and keys_of(OMAR) == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_passkeys_that_are_taken_away_at_once_one_stays():
    client = Browser()
    enrol(client, invited(), Passkey())
    page = client.get("/passkeys/add")
    client.post("/passkeys/add", {"credential": Passkey().make(options_in(page.text))})
    one, two = re.findall(r'href="(/passkeys/\d+/remove)"', client.get("/passkeys").text)
    elsewhere = Browser()
    elsewhere.cookies = client.cookies

    def take_away():
        elsewhere.post(two)
        connections.close_all()

    other = threading.Thread(target=take_away)
    with transaction.atomic():
        client.post(one)
        other.start()
        until_somebody_waits()
    other.join(30)

    assert keys_of(OMAR) == 1


def test_signing_in_leads_back_to_where_one_was_and_never_to_another_site():
    client, key = Browser(), Passkey()
    enrol(client, invited(), key)
    client.post("/lock")
    client.get("/passkeys")

    assert sign_in(client, key).url == "/passkeys"
    move(client, shown=600)
    asked = client.get("/sign-in/again?next=https://evil.example/", follow=True)
    found = client.post(
        asked.request["PATH_INFO"],
        {"credential": key.show(options_in(asked.text)), "next": "https://evil.example/"},
    )
    assert not found.url.startswith("https:")


def test_no_title_of_a_page_of_signing_in_names_anybody():
    client, key = Browser(), Passkey()
    enrol(client, invited(), key)

    for address in ("/passkeys", "/passkeys/add", "/lock"):
        (title,) = re.findall("<title>(.*?)</title>", client.get(address).text, re.S)
        assert "Cast" not in title


def test_whoever_is_signed_in_by_other_means_may_have_no_passkey_yet():
    assert "You have none" in at_browser(OMAR).get("/passkeys").text
