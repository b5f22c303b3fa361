"""A browser that was closed and is opened again, with all that it had open: nothing is shown."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from playwright.sync_api import Error

from answerable.people.acting import SIGNING_IN, acting_as_victim, acting_for
from answerable.people.victims.models import Account, Session
from answerable.web.forms import drafts
from answerable.web.portal import coming_in
from tests.browser import chromium
from tests.browser.conftest import press
from tests.portal.cast import vera_in, whole_case
from tests.portal.stories import asked_for_a_phone, reported
from tests.sweeping import sweep

pytestmark = pytest.mark.django_db(transaction=True)
HERS = "We need the messages from that week."


@pytest.fixture(autouse=True)
def elsewhere(live_server, monkeypatch):
    """Where Exit leads: no test goes to anybody else's site."""
    monkeypatch.setattr(coming_in, "ELSEWHERE", f"{live_server.url}/healthz")


@pytest.fixture
def key():
    """The session of a victim who has come in, as the browser holds it."""
    case_id = reported(whole_case())
    asked_for_a_phone(case_id)
    return vera_in(case_id).cookies["page"].value


def cookie(key, address):
    return {"name": "page", "value": key, "url": address}


def sessions():
    with acting_for(SIGNING_IN), transaction.atomic():
        return Session.objects.count()


def wait_until_over():
    for _ in range(50):
        if not sessions():
            return
        time.sleep(0.1)


def test_closing_the_page_ends_the_session_so_that_a_cookie_that_comes_back_opens_nothing(
    newcomer, key
):
    newcomer.page.context.add_cookies([cookie(key, newcomer.address)])
    newcomer.open("/n/updates")
    newcomer.open("/n/phone")
    assert HERS in newcomer.page.content()

    newcomer.page.close(run_before_unload=True)
    wait_until_over()

    # What a browser does that opens its windows again: the cookies of the window are back.
    newcomer.page = newcomer.page.context.new_page()
    newcomer.page.context.add_cookies([cookie(key, newcomer.address)])
    newcomer.open("/n/phone")
    assert newcomer.page.url.endswith("/n/") and HERS not in newcomer.page.content()


def test_going_from_page_to_page_back_again_and_through_a_mistake_ends_nothing(newcomer, key):
    page = newcomer.page
    page.context.add_cookies([cookie(key, newcomer.address)])
    newcomer.open("/n/updates")
    press(page.get_by_role("link", name="Your phone and records"))
    press(page.get_by_role("link", name="Answer about your phone"))
    page.get_by_label("No", exact=True).first.check()
    press(page.get_by_role("button", name="Send"))
    page.go_back()
    page.reload()
    page.go_forward()
    assert newcomer.open("/n/nothing") == 404
    page.go_back()
    time.sleep(0.5)

    assert sessions() == 1
    assert newcomer.open("/n/phone") == 200 and "You said no." in page.content()


def test_what_was_typed_last_is_kept_where_the_page_is_closed(newcomer, key):
    page = newcomer.page
    page.context.add_cookies([cookie(key, newcomer.address)])
    newcomer.open("/n/tell/said")
    page.get_by_label("What was said?").fill("You said Monday.")

    page.close(run_before_unload=True)
    wait_until_over()

    assert sessions() == 0
    with acting_for(SIGNING_IN), transaction.atomic():
        account = Account.objects.get()
    for _ in range(50):
        kept = drafts.kept(account.id, account.case_id, "said", acting=acting_as_victim)
        if kept:
            break
        time.sleep(0.1)
    assert kept and kept.typed["what"] == "You said Monday."


class Chromium:
    """A whole browser with a profile of its own, which can be closed or killed, and opened again."""

    def __init__(self, program, profile, playwright):
        self.program, self.profile, self.playwright = program, profile, playwright

    def open(self, *more):
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        rest = [] if chromium.launching()["chromium_sandbox"] else ["--no-sandbox"]
        self.process = subprocess.Popen(
            [self.program, "--headless=new", f"--remote-debugging-port={self.port}",
             f"--user-data-dir={self.profile}", *chromium.QUIET, *rest, *more],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        for _ in range(60):
            try:
                self.browser = self.playwright.connect_over_cdp(f"http://127.0.0.1:{self.port}")
                return self.browser.contexts[0]
            except Error:
                time.sleep(0.5)
        raise TimeoutError("the browser did not open")

    def close(self):
        with suppress(Error):  # it may be gone with its last page
            self.browser.new_browser_cdp_session().send("Browser.close")
        self.process.wait(30)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(30)


@pytest.fixture
def whole(browser, tmp_path):
    """Chromium with windows; the one without them opens none again."""
    program = shutil.which("chromium")
    if not program:
        pytest.skip("there is no Chromium that opens its windows again: apt-get install chromium")
    one = Chromium(program, tmp_path / "profile", browser.browser_type)
    yield one
    if one.process.poll() is None:
        one.kill()


LEAVES = ("closes the page", "exits and quits", "exits and is killed", "quits, and time passes",
          "is killed, and time passes")  # fmt: skip


@pytest.mark.parametrize("leaves", LEAVES)
@sweep
def test_a_browser_that_opens_its_windows_again_shows_nothing(whole, live_server, key, leaves):
    context = whole.open()
    page = context.pages[0]
    context.add_cookies([cookie(key, live_server.url)])
    page.goto(f"{live_server.url}/n/updates")
    page.goto(f"{live_server.url}/n/phone")
    assert HERS in page.content()
    if leaves.startswith("exits"):
        page.locator("a.govuk-exit-this-page__button").click()
        page.wait_for_url("**/healthz")
    if leaves == "closes the page":
        context.new_page()  # the browser stays
        page.close(run_before_unload=True)
        wait_until_over()
    # A browser that quits, or is killed, lets no page say that it goes: ten minutes end it then.
    assert sessions() == (1 if leaves.endswith("time passes") else 0)
    time.sleep(3)  # what was open is written down every few seconds
    whole.kill() if "killed" in leaves else whole.close()
    ten_minutes_pass()

    context = whole.open("--restore-last-session")
    time.sleep(3)
    for one in context.pages:
        assert HERS not in one.content(), one.url
        for _ in range(10 if leaves.startswith("exits") else 0):
            one.go_back()
            assert HERS not in one.content(), one.url
    again = context.new_page()
    again.goto(f"{live_server.url}/n/phone")
    assert again.url.endswith("/n/")
    whole.close()


def ten_minutes_pass():
    with acting_for(SIGNING_IN), transaction.atomic():
        Session.objects.update(touched_at=datetime.now(UTC) - timedelta(minutes=10))
