"""An agency's own provider signs its staff in, where it says that they used a key of hardware."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.test import Client
from django.utils import timezone

from answerable.config import providers
from answerable.config.home import Unusable
from answerable.people import staff
from answerable.people.acting import SIGNING_IN, acting_for, working
from answerable.web.signin.strength import is_strong
from tests.record.cast import NICK, OMAR, put_in_the_cast
from tests.signing_in import Browser, at_browser, move
from tests.sweeping import sweep

pytestmark = pytest.mark.django_db

BACK = "https://testserver/sign-in/agency/aire/back"
OMAR_SAYS = {"sub": "omar", "email": "cast-1@cast.example", "acr": "phrh", "amr": ["hwk", "pin"]}


@pytest.fixture(scope="module")
def provider(tmp_path_factory):
    """The provider's process, and the file of what it says."""
    folder = tmp_path_factory.mktemp("provider")
    command = [sys.executable, "-m", "tests.signin.provider", str(folder), BACK]
    said = folder / "stderr"
    with (
        said.open("w") as errors,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True) as process,
    ):
        port = process.stdout.readline().strip()
        assert port, said.read_text()
        yield f"http://localhost:{port}/o", folder / "claims.json"
        process.kill()


@pytest.fixture
def says(provider, settings):
    """Let the provider say something of somebody."""
    server, file = provider
    listed = {
        "id": "aire", "name": "Aire Police", "server": server, "client_id": "answerable",
        "client_secret": "between the two", "agencies": ["13"],
    }  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [providers.application(listed)]}
    }
    put_in_the_cast()
    return lambda **claims: file.write_text(json.dumps({**OMAR_SAYS, **claims}))


def sign_in(client: Client, start: str = "/sign-in/agency/aire"):
    """Follow the way to the provider, and back to where it leads."""
    found = client.get(start)
    with requests.Session() as elsewhere:
        address = found.url
        while not address.startswith("https://testserver/"):
            answer = elsewhere.get(address, allow_redirects=False)
            assert "Location" in answer.headers, answer.text
            address = requests.compat.urljoin(address, answer.headers["Location"])
    came_back = urlsplit(address)
    return client.get(f"{came_back.path}?{came_back.query}")


def who(client: Client):
    return client.session.get("_auth_user_id")


def told(client: Client) -> str:
    return client.get("/sign-in").text


def known() -> list:
    with acting_for(SIGNING_IN), transaction.atomic():
        return list(SocialAccount.objects.values_list("user_id", "uid", "extra_data"))


@sweep
def test_whoever_used_a_key_of_hardware_there_is_signed_in_here(says):
    says()
    client = Browser()

    assert "Sign in with Aire Police" in told(client)
    found = sign_in(client)

    assert found.status_code == 302 and who(client) == str(OMAR)
    again = Browser()
    sign_in(again)
    assert who(again) == str(OMAR)


def test_what_the_provider_told_of_somebody_is_not_kept(says):
    says(name="A Name", phone_number="0700")

    for _ in range(2):
        sign_in(Browser())

    assert [(user, data) for user, _, data in known()] == [(OMAR, {})]


def test_it_is_asked_for_the_strength_that_is_wanted(says):
    asked = parse_qs(urlsplit(Browser().get("/sign-in/agency/aire").url).query)

    assert asked["acr_values"] == ["phrh"] and asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [BACK]


@pytest.mark.parametrize(
    "weaker",
    [{"acr": "phr", "amr": ["pwd", "otp"]}, {"acr": "", "amr": []}, {"acr": None, "amr": "hwk"},
     {"acr": ["phrh"], "amr": {"hwk": 1}}],
)  # fmt: skip
def test_whoever_used_something_weaker_is_not_and_is_told_why(says, weaker):
    says()
    sign_in(Browser())  # who is known already, too
    says(**weaker)
    client = Browser()

    found = sign_in(client)

    assert found.url == "/sign-in" and who(client) is None
    assert "did not say that you used a passkey or key of hardware" in told(client)


@pytest.mark.parametrize(
    "claims",
    [{"sub": "nobody", "email": "nobody@cast.example"},
     {"sub": "nick", "email": "cast-5@cast.example"},  # of another agency than it speaks for
     {"sub": "unsure", "email_verified": False},
     {"sub": "none", "email": ""}],
)  # fmt: skip
def test_a_provider_speaks_for_nobody_but_the_staff_of_its_agency(says, claims):
    says(**claims)
    client = Browser()

    found = sign_in(client)

    assert found.url == "/sign-in" and who(client) is None
    assert "list of staff" in told(client) and known() == []


def test_whoever_has_left_is_not_signed_in_by_a_provider_that_has_not_heard(says):
    says()
    sign_in(Browser())
    with working():
        staff.leave(OMAR, at=timezone.now())
    client = Browser()

    sign_in(client)

    assert who(client) is None


def test_nobody_can_tie_another_account_to_a_provider(says):
    says(sub="mine")
    client = at_browser(NICK)

    for process in ("connect", "redirect"):
        found = sign_in(client, f"/sign-in/agency/aire?process={process}")
        assert found.url == "/sign-in"
    assert known() == []


def test_an_answer_that_nobody_asked_for_signs_nobody_in(says):
    says()
    client, other = Browser(), Browser()
    there = other.get("/sign-in/agency/aire").url
    state = parse_qs(urlsplit(there).query)["state"][0]

    for answer in (
        f"?code=x&state={state}&_redir=",
        "?code=x&_redir=",
        "?error=access_denied&_redir=",
        "",
    ):
        found = client.get(f"/sign-in/agency/aire/back{answer}", follow=True)
        assert found.status_code == 200 and who(client) is None


def test_the_way_back_begins_here_again_so_that_the_strict_cookie_comes_along(says):
    page = Browser().get("/sign-in/agency/aire/back?code=x&state=y").text

    assert '<meta http-equiv="refresh" content="0; url=/sign-in/agency/aire/back?code=x' in page


def test_signing_in_again_asks_the_provider_to_ask_again(says):
    says()
    client = Browser()
    sign_in(client)
    move(client, shown=600)

    page = client.get("/passkeys", follow=True)
    (again,) = [
        line.split('"')[5] for line in page.text.splitlines() if "Sign in again with" in line
    ]
    start = again.replace("&amp;", "&")
    assert "prompt=login" in client.get(start).url and "max_age=0" in client.get(start).url
    found = sign_in(client, start)

    assert found.url == "/passkeys" and client.get("/passkeys").status_code == 200


def test_a_provider_that_only_nodded_has_shown_nothing_anew(says):
    says(ago=3600)
    client = Browser()
    sign_in(client)

    assert who(client) == str(OMAR)
    assert client.get("/passkeys").url.startswith("/sign-in/again")


def test_a_provider_that_there_is_not_is_no_page():
    assert Browser().get("/sign-in/agency/nowhere").status_code == 404


@pytest.mark.parametrize(
    ("claims", "strong"),
    [({"acr": "phrh"}, True), ({"amr": ["pwd", "hwk"]}, True), ({"acr": "hwk"}, False),
     ({"amr": ["phrh"]}, False), ({}, False)],
)  # fmt: skip
def test_a_class_is_no_method(claims, strong):
    assert is_strong(claims, providers.STRONG) is strong


@pytest.mark.parametrize(
    ("text", "says"),
    [("provider = 1", "provider"), ("[[provider]]\nid = 'x'", "says no 'name'"), ("[", "Invalid"),
     ("[[provider]]\nid='x'\nname='X'\nserver='http://id.example'\nclient_id='a'\n"
      "client_secret='b'\nagencies=['13']", "by https")],
)  # fmt: skip
def test_a_list_of_providers_that_will_not_do_is_refused_in_words(
    monkeypatch, tmp_path, text, says
):
    file = Path(tmp_path / "sign-in.toml")
    file.write_text(text)
    monkeypatch.setenv("ANSWERABLE_SIGN_IN", str(file))

    with pytest.raises(Unusable, match=says):
        providers.openid_connect()
