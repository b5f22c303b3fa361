"""The victim's pages as she looks at them, and what she sends from one."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.db import transaction
from lxml import html

from answerable.people.acting import acting_as
from answerable.record import reading
from answerable.web.portal.sayings import SAYINGS
from tests.people.cast import OMAR

PAGES = ("updates", "safe", "reach", "people", "phone", "talks", "dates", "answers", "yours")
MORE = ("people/new", "reach/new", "reach/word", "yours/word", "yours/app", "start", "forms")
# What is another with each request.
NEW = r'(name="(csrfmiddlewaretoken|key|author)" value|data-(turn|csrf))="[^"]*"'


def words(text: str) -> str:
    """What a page says, in a line."""
    return " ".join(html.fromstring(text).find(".//main").text_content().split())


def see(client, name: str) -> str:
    """What one of her pages says."""
    answer = client.get(f"/n/{name}")
    assert answer.status_code == 200, name
    return words(answer.text)


def tell(client, name: str, **said) -> str:
    """Find a form by its link on the page that it belongs to, send it, and read what follows."""
    page = SAYINGS[name].page
    assert f"/n/tell/{name}" in client.get(f"/n/{page}").text
    answer = client.post(f"/n/tell/{name}", said)
    assert answer.status_code == 302, words(answer.text)
    assert urlsplit(answer["Location"]).path == f"/n/{page}"
    return words(client.get(answer["Location"]).text)


def last(case_id, by=OMAR):
    """The entry that was recorded last, as a worker sees it."""
    with acting_as(by), transaction.atomic():
        return reading.entries(case_id)[-1]


def all_pages(client) -> dict[str, str]:
    """Every page and every form, without what is new with each request."""
    forms = [f"tell/{name}" for name in SAYINGS]
    return {
        name: re.sub(NEW, "", answer.text) + str(answer.status_code)
        for name in (*PAGES, *MORE, *forms)
        for answer in [client.get(f"/n/{name}")]
    }
