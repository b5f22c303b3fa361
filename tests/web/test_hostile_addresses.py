"""Whatever is sent to an address, and whatever an address asks, there is a page that answers."""

from __future__ import annotations

import pytest

from tests.people.cast import ISLA, OMAR, SUNITA, at_the_tests_time, reference_of, whole_case
from tests.signing_in import at_browser
from tests.sweeping import sweep
from tests.web.addresses import table
from tests.web.cast import Page

pytestmark = pytest.mark.django_db

HOSTILE = "'\"><script>alert(1)</script>\x00\u202e{{7*7}}"
LONG = "9" * 20_001
ASKED = ("about", "next", "unit", "group", "stage", "part", "sort", "page", "nobodys", "subject",
         "reference", "state", "due", "done", "of")  # fmt: skip
NAMES = ("key", "expected_seq", "author", "do", "reason", "reference", "how", "to", "hours", "why",
         "contact", "outcome", "supporter", "cover_reference", "cover_reason", "offered")  # fmt: skip


@pytest.fixture
def reference(monkeypatch):
    at_the_tests_time(monkeypatch)
    return reference_of(whole_case())


@pytest.mark.parametrize("who", [OMAR, SUNITA, ISLA])
@pytest.mark.parametrize("value", [HOSTILE, LONG], ids=["hostile", "long"])
@sweep
def test_nothing_that_is_sent_to_an_address_breaks_it_or_comes_back_to_run(who, value, reference):
    client = at_browser(who)
    client.post(f"/cases/{reference}/reason", {"reason": "To try it."})
    for row in (row for row in table() if row.method == "GET"):
        address = row.address(reference)
        if address.startswith(("/n/", "/sign-in", "/lock", "/passkeys", "/healthz")):
            continue
        shown = client.get(address, dict.fromkeys(ASKED, value))
        assert shown.status_code < 500 and "<script>alert" not in _text(shown), address
        plain = client.get(address)
        page = Page(client, address, plain) if "text/html" in plain["Content-Type"] else None
        names = {n for form in (page.tree.forms if page else ()) for n in form.inputs}
        sent = client.post(address, dict.fromkeys({*names, *NAMES}, value))
        assert sent.status_code < 500 and "<script>alert" not in _text(sent), address


def _text(response):
    return "" if response.streaming else response.content.decode(errors="replace")
