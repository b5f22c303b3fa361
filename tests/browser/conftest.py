"""A real browser for the tests of this folder, and what every page has to keep."""

from __future__ import annotations

import fcntl
import os
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.browser import chromium
from tests.signing_in import at_browser

# Playwright runs a loop of its own, so Django takes the tests themselves for asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PICTURES = os.environ.get("ANSWERABLE_PICTURES")  # a folder for a picture of every page looked at
DESK: Any = {"width": 1100, "height": 900}
PHONE = 320  # as wide as a desk at 400%
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once a worker."""
    with (Path(tempfile.gettempdir()) / "answerable-chromium.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # one worker installs it, the others wait
        missing = chromium.missing()
    if missing:
        warnings.warn(f"NO BROWSER TEST RAN: {missing}", pytest.PytestWarning, stacklevel=1)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(**chromium.launching())
        yield started
        started.close()


def press(link_or_button: Locator) -> None:
    """Click what leads to another page, and wait until that page is there.

    A click alone does not wait: what is read after it may be of the page before.
    """
    with link_or_button.page.expect_navigation():
        link_or_button.click()


class Visitor:
    """Somebody with a browser: whatever the page complains of, or asks of others, is kept."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.complaints: list[str] = []
        self.elsewhere: list[str] = []
        self._listening = {
            "console": lambda said: said.type == "error" and self.complaints.append(said.text),
            "pageerror": lambda error: self.complaints.append(str(error)),
            "request": lambda request: self._note(request.url),
        }
        for what, heard in self._listening.items():
            page.on(what, heard)

    def leave(self) -> None:
        """Go, and leave a page in which nothing of this visitor is to be found."""
        for what, heard in self._listening.items():
            self.page.remove_listener(what, heard)
        self.page.goto("about:blank")
        self.page.context.clear_cookies()
        session = self.page.context.new_cdp_session(self.page)
        everything = {"origin": self.address, "storageTypes": "all"}
        session.send("Storage.clearDataForOrigin", everything)
        session.detach()

    def at_a_desk(self) -> None:
        """Have the width of a desk again."""
        self.page.set_viewport_size(DESK)

    def open(self, path: str) -> int:
        """Go to a page of ours, and give its status."""
        response = self.page.goto(f"{self.address}{path}")
        return response.status if response else 0

    def sign_in(self, person: UUID) -> None:
        """Be somebody, as if they had just signed in."""
        key = at_browser(person).cookies["sessionid"].value
        cookie = {"name": "sessionid", "value": key, "url": self.address}
        self.page.context.add_cookies([cookie])

    def width_on_a_phone(self) -> int:
        """How wide the page is on the smallest telephone: more than PHONE, and it scrolls."""
        self.page.set_viewport_size({"width": PHONE, "height": 640})
        wide: int = self.page.evaluate("document.documentElement.scrollWidth")
        return wide

    def look(self, name: str) -> None:
        """Check what every page has to keep; a picture of it goes where ANSWERABLE_PICTURES says."""
        if PICTURES:
            self.page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
        # Only what is wrong is told whole: what is right is half of the work, and nobody reads it.
        options = {"runOnly": {"type": "tag", "values": LEVELS}, "resultTypes": ["violations"]}
        found = Axe().run(self.page, options=options)
        assert not found.response["violations"], f"{name}: {found.generate_report()}"
        assert self.page.locator("h1").count() == 1, name
        assert not self.complaints, name
        assert not self.elsewhere, name

    def _note(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.elsewhere.append(url)


@pytest.fixture(scope="session")
def live_server(django_db_setup: None) -> Iterator[LiveServer]:
    """The product behind a port, style sheets and all, as the product itself serves them."""
    server = LiveServer("localhost", start=False)
    server.thread.static_handler = _as_it_is
    server.start()
    yield server
    server.stop()


def _as_it_is(handler: Any) -> Any:
    return handler


@pytest.fixture(scope="session")
def one_page(browser: Browser) -> Iterator[Page]:
    """The page of a worker that its visitors have in turn: whether a page keeps what it has to is
    found in a third of the time where the browser has looked before."""
    context = browser.new_context(viewport=DESK, locale="en-GB")
    yield context.new_page()
    context.close()


@pytest.fixture
def visitor(one_page: Page, live_server) -> Iterator[Visitor]:
    """A visitor, of whom the page remembers nothing when she has gone but where it was."""
    found = Visitor(one_page, live_server.url)
    found.at_a_desk()
    yield found
    found.leave()


@pytest.fixture
def newcomer(browser: Browser, live_server) -> Iterator[Visitor]:
    """A visitor with a browser of her own, for what is about its history, its clock or its ways."""
    context = browser.new_context(viewport=DESK, locale="en-GB")
    yield Visitor(context.new_page(), live_server.url)
    context.close()
