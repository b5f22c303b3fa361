"""Passwords are for the demonstration; guessing is slow for the guesser, and locks nobody out."""

from __future__ import annotations

import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from answerable.people.accounts import tries
from answerable.people.acting import SIGNING_IN, acting_for
from answerable.web.signin import device
from tests.record.cast import OMAR, PRIYA, put_in_the_cast
from tests.signin.authenticator import Passkey
from tests.signin.test_passkeys import enrol, invited, sign_in, who
from tests.signing_in import Browser, an_account
from tests.sweeping import sweep

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
EMAIL, PASSWORD = "cast-1@cast.example", "not-for-real-life"


@pytest.fixture(autouse=True)
def demonstration(settings):
    settings.DEMONSTRATION = True
    settings.MFA_SUPPORTED_TYPES = ["webauthn", "totp"]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()  # remembers which codes were used
    put_in_the_cast()
    account = an_account(OMAR, PASSWORD)
    with acting_for(SIGNING_IN), transaction.atomic():
        Authenticator.objects.create(user=account, type="totp", data={"secret": SECRET})


def code_now(periods: int = 0) -> str:
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + periods))


def at(address: str) -> Client:
    """A browser on the network of this address."""
    return Browser(REMOTE_ADDR=address)


def guess(client: Client, password: str = "wrong", email: str = EMAIL):
    return client.post("/sign-in", {"login": email, "password": password})


def signed_in_before(address: str) -> Client:
    client = at(address)
    guess(client, PASSWORD)
    client.post("/sign-in/code", {"code": code_now()})
    assert who(client) == str(OMAR)
    client.post("/lock")
    return client


def test_a_password_and_the_code_that_the_page_shows_sign_in():
    client = at("192.0.2.1")

    page = guess(client, PASSWORD)
    assert page.url == "/sign-in/code" and who(client) is None
    shown = re.search(r'name="code"[^>]*value="(\d{6})"', client.get("/sign-in/code").text).group(1)
    found = client.post("/sign-in/code", {"code": shown})

    assert found.status_code == 302 and who(client) == str(OMAR)


def test_who_has_a_password_shows_once_more_who_they_are_by_a_code():
    client = signed_in_before("192.0.2.1")
    guess(client, PASSWORD)
    client.post("/sign-in/code", {"code": code_now(1)})

    asked = client.get("/sign-in/again?next=/my-work")
    page = client.get(asked.url)
    cache.clear()  # that code is not asked for a second time within half a minute
    shown = client.post(asked.url, {"code": code_now(), "next": "/my-work"})

    assert asked.url == "/sign-in/again/code?next=%2Fmy-work"
    assert page.status_code == 200 and "Sign in again" in page.text
    assert shown.url == "/my-work"


def test_outside_the_demonstration_there_is_no_password(settings):
    settings.DEMONSTRATION = False
    client = at("192.0.2.1")

    assert 'name="password"' not in client.get("/sign-in").text
    assert guess(client, PASSWORD).status_code == 404
    assert client.get("/sign-in/code").status_code == 404
    assert not client.login(email=EMAIL, password=PASSWORD)


def test_a_password_that_was_right_in_the_demonstration_opens_nothing_afterwards(settings):
    client = at("192.0.2.1")
    guess(client, PASSWORD)
    settings.DEMONSTRATION = False

    assert client.post("/sign-in/code", {"code": code_now()}).status_code == 404
    assert who(client) is None


def without_tokens(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"|value="[^"]*@cast.example"', "", page)


def test_nobody_learns_who_has_an_account(settings, monkeypatch):
    hashed = []
    hasher = "django.contrib.auth.hashers.MD5PasswordHasher.encode"
    monkeypatch.setattr(hasher, lambda self, password, salt: hashed.append(password) or "x")

    known = guess(at("192.0.2.1"), "a guess")
    unknown = guess(at("192.0.2.2"), "a guess", "nobody@cast.example")

    assert without_tokens(known.text) == without_tokens(unknown.text)
    assert known.headers.keys() == unknown.headers.keys()
    assert hashed == ["a guess", "a guess"]  # it takes as long for one as for the other


def test_after_ten_wrong_guesses_a_network_waits(monkeypatch):
    client = at("192.0.2.1")

    assert [guess(client).status_code for _ in range(11)] == [200] * 10 + [429]
    refused = guess(client, PASSWORD)
    assert refused.status_code == 429 and "No account is locked" in refused.text
    assert guess(at("192.0.2.2"), PASSWORD).status_code == 302

    later = timezone.now() + tries.WITHIN + timedelta(seconds=1)
    monkeypatch.setattr("answerable.web.acting.timezone.now", lambda: later)
    assert guess(client, PASSWORD).status_code == 302


def test_a_guesser_who_signs_in_between_gains_nothing_by_it():
    client = at("192.0.2.1")
    for _ in range(9):
        guess(client)

    assert guess(at("192.0.2.1"), PASSWORD).status_code == 302

    assert [guess(client).status_code for _ in range(2)] == [200, 429]


@sweep
def test_guesses_from_everywhere_do_not_lock_the_one_whom_they_are_for():
    known = signed_in_before("192.0.2.9")
    key = Passkey()
    enrol(Browser(), invited(PRIYA), key)

    for number in range(1, 41):
        for _ in range(3):
            assert guess(at(f"198.51.100.{number}")).status_code in (200, 429)
    for _ in range(12):
        guess(at("192.0.2.9"))  # from the very network of hers

    assert guess(at("192.0.2.9"), PASSWORD).status_code == 429  # a device that nobody knows
    assert guess(known, PASSWORD).status_code == 302  # hers
    client = Browser()
    client.defaults["REMOTE_ADDR"] = "192.0.2.9"
    assert sign_in(client, key).status_code == 302 and who(client) == str(PRIYA)


def test_a_passkey_is_never_told_to_wait():
    client = Browser()

    found = [client.post("/sign-in/passkey", {"credential": "{}"}).status_code for _ in range(30)]

    assert set(found) == {302}


def test_a_device_that_somebody_made_up_is_not_known():
    client = at("192.0.2.1")
    for number in range(12):
        client.cookies[device.COOKIE] = f"made-up-{number}:signature"
        last = guess(client)

    assert last.status_code == 429


def test_what_a_browser_says_of_its_network_counts_only_where_a_proxy_of_ours_said_it(settings):
    def from_behind(forwarded: str) -> str:
        request = Client().get("/sign-in", headers={"X-Forwarded-For": forwarded}).wsgi_request
        return device.whence(request)

    assert from_behind("203.0.113.7") == "network 127.0.0.1"
    settings.PROXIES = 1
    assert from_behind("1.1.1.1, 203.0.113.7") == "network 203.0.113.7"
    assert from_behind("2001:db8:1:2:3:4:5:6") == "network 2001:db8:1:2::/64"


def test_the_fifth_wrong_code_begins_again_with_the_password():
    client = at("192.0.2.1")
    guess(client, PASSWORD)

    found = [client.post("/sign-in/code", {"code": "000000"}) for _ in range(5)]

    assert [one.status_code for one in found] == [200] * 4 + [302]
    assert client.post("/sign-in/code", {"code": code_now()}).url == "/sign-in"
    assert who(client) is None


def test_a_code_passes_once():
    client, code = at("192.0.2.1"), code_now(1)
    guess(client, PASSWORD)
    client.post("/sign-in/code", {"code": code})
    client.post("/lock")
    guess(client, PASSWORD)

    found = client.post("/sign-in/code", {"code": code})

    assert found.status_code == 200 and who(client) is None


def test_whoever_signs_in_twice_in_half_a_minute_is_shown_a_code_that_still_works():
    signed_in_before("192.0.2.1")
    client = at("192.0.2.2")
    guess(client, PASSWORD)

    shown = re.search(r'value="(\d{6})"', client.get("/sign-in/code").text).group(1)

    assert client.post("/sign-in/code", {"code": shown}).status_code == 302


def test_the_count_keeps_no_address():
    guess(at("192.0.2.77"))

    with acting_for(SIGNING_IN), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT whence FROM accounts_tries")
        assert [re.fullmatch("[0-9a-f]{64}", whence) is None for (whence,) in cursor] == [False]


@pytest.mark.parametrize("typed", ["", "\x00", "x" * 10_000, "'; DROP TABLE accounts_account; --"])
def test_whatever_is_typed_the_page_comes_back(typed):
    client = at("192.0.2.1")

    assert client.post("/sign-in", {"login": typed, "password": typed}).status_code == 200
    guess(client, PASSWORD)
    assert client.post("/sign-in/code", {"code": typed}).status_code == 200
    assert client.post("/sign-in/invitation", {"code": typed}).status_code == 200


def test_the_product_itself_hashes_slowly():
    from django.conf import global_settings

    from answerable.config import settings as ours

    assert not hasattr(ours, "PASSWORD_HASHERS")  # so Django's own stand, the slowest first
    assert global_settings.PASSWORD_HASHERS[0].endswith(".PBKDF2PasswordHasher")
