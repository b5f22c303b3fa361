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

PICTURES = Path(os.environ.get("ANSWERABLE_PICTURES", Path(tempfile.gettempdir()) / "pictures"))
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
        page.on("console", lambda said: said.type == "error" and self.complaints.append(said.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._note(request.url))

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
        """Check what every page has to keep, and take a picture of it."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
        found = Axe().run(self.page, options={"runOnly": {"type": "tag", "values": LEVELS}})
        assert not found.response["violations"], found.generate_report()
        assert self.page.locator("h1").count() == 1
        assert not self.complaints
        assert not self.elsewhere

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


@pytest.fixture
def visitor(browser: Browser, live_server) -> Iterator[Visitor]:
    """A visitor with a browser of her own."""
    context = browser.new_context(viewport={"width": 1100, "height": 900}, locale="en-GB")
    yield Visitor(context.new_page(), live_server.url)
    context.close()
