"""People at browsers, each signed in, who ask a server for pages at the same time."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from statistics import quantiles
from typing import NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from lxml import html

Asked = Callable[["Browser", int], None]


class Found(NamedTuple):
    """Milliseconds of the median and of the 95th percentile, and pages a second."""

    p50: float
    p95: float
    a_second: float


class Browser:
    """A connection that is kept, and the cookies of somebody."""

    def __init__(self, port: int, cookies: Mapping[str, str]) -> None:
        self.cookies = dict(cookies)
        self._line = http.client.HTTPConnection("localhost", port, timeout=120)

    def get(self, path: str, status: int = 200) -> bytes:
        """A page; one that is not what was asked for stops the benchmark."""
        try:
            return self._ask("GET", path, None, status)
        except http.client.RemoteDisconnected:  # nothing was asked for a while
            self.hang_up()
            return self._ask("GET", path, None, status)

    def hang_up(self) -> None:
        """Let go of the connection; what is asked next makes another."""
        self._line.close()

    def fill(self, path: str) -> html.FormElement:
        """The form of a page."""
        tree = html.fromstring(self.get(path))
        return next(
            one for one in tree.forms if one.method == "POST" and one.get("novalidate") is not None
        )

    def post(self, path: str, values: Sequence[tuple[str, str]], status: int = 302) -> bytes:
        """Send a form."""
        return self._ask("POST", path, urlencode(values), status)

    def _ask(self, method: str, path: str, body: str | None, status: int) -> bytes:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = f"http://localhost:{self._line.port}"
        self._line.request(method, path, body, headers)
        answer = self._line.getresponse()
        read = answer.read()
        for cookie in answer.msg.get_all("Set-Cookie") or []:
            name, _, rest = cookie.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        if answer.status != status:
            raise AssertionError(f"{method} {path}: {answer.status}, not {status}")
        return read


def timed(browsers: Sequence[Browser], ask: Asked, rounds: int) -> Found:
    """What `ask` takes when all these ask at once, each so often, after once to warm up."""
    for browser in browsers:
        browser.hang_up()
        ask(browser, 0)
        browser.hang_up()  # the server does so itself when nothing is asked for a while
    taken: list[float] = []
    start = time.perf_counter()
    threads = [
        threading.Thread(target=_keep_asking, args=(browser, ask, rounds, taken))
        for browser in browsers
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    passed = time.perf_counter() - start
    if len(taken) != rounds * len(browsers):
        raise AssertionError(f"{len(taken)} of {rounds * len(browsers)} were answered")
    cuts = quantiles(taken, n=20)
    return Found(1000 * cuts[9], 1000 * cuts[18], len(taken) / passed)


def _keep_asking(browser: Browser, ask: Asked, rounds: int, taken: list[float]) -> None:
    for number in range(1, rounds + 1):
        start = time.perf_counter()
        ask(browser, number)
        taken.append(time.perf_counter() - start)


def signed_in(person: UUID) -> dict[str, str]:
    """The cookies of a member of staff who has just signed in."""
    from tests.signing_in import at_browser

    return {name: morsel.value for name, morsel in at_browser(person).cookies.items()}
