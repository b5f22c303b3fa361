"""What the victim's pages leave behind, and what they tell whoever looks over a shoulder: nothing."""

from __future__ import annotations

import gzip
import re

import pytest
from lxml import html

from answerable.web.portal.sayings import SAYINGS
from tests.portal.cast import vera_in, whole_case
from tests.portal.coming import PAGES
from tests.signing_in import Browser

pytestmark = pytest.mark.django_db
OPEN = ("", "first", "app", "start", "notes", "no-such-page")
# What no address, no title and no file name may say to whoever looks at a history.
TELLING = re.compile(
    r"rape|assault|sex|police|isva|cps|court|crime|victim|witness|prosecut|survivor|answerable|abuse",
    re.I,
)


@pytest.fixture
def case_id():
    return whole_case()


def test_every_page_has_the_way_out_first_and_help_last(case_id):
    client = vera_in(case_id)

    for name in (*PAGES, *OPEN[:-2], "tell/question", "tell/nothing", "no-such-page"):
        page = client.get(f"/n/{name}").text
        links = re.findall(r'<a [^>]*href="([^"]*)"', page)
        assert links[0] == "/n/x" and links.count("/n/x") == 2, name
        assert "999" in page and "0808 500 2222" in page, name


def test_the_plain_page_has_a_way_out_and_says_to_nobody_what_the_page_before_was(case_id):
    page = html.fromstring(vera_in(case_id).get("/n/notes").text)

    assert next(one.get("href") for one in page.iter("a")) == "/n/x"
    assert [one.get("href") for one in page.iter("a")].count("/n/x") == 2
    (seen,) = page.xpath("//main")
    assert " ".join(seen.text_content().split()) == "Notes There are no notes. Close"
    assert not page.xpath("//footer | //nav | //*[contains(@class, 'warning')]")


def test_titles_addresses_and_files_tell_nobody_what_the_pages_are_about(case_id):
    client = vera_in(case_id)

    for name in SAYINGS:
        assert not TELLING.search(f"/n/tell/{name}?done={name}"), name
    for name in (*PAGES, "tell/phone-again", "tell/question", *OPEN):
        page = client.get(f"/n/{name}")
        title = re.search(r"<title>(.*?)</title>", page.text, re.S)[1]
        ours = [
            one for one in re.findall(r'(?:href|src|action)="([^"]*)"', page.text) if one[0] == "/"
        ]
        assert not TELLING.search(title), title
        assert not [one for one in ours if TELLING.search(one)]
        assert client.cookies.keys() <= {"page", "turn", "csrftoken"}


def test_a_page_before_anybody_came_in_tells_nothing_at_all():
    for name in ("", "first", "start", "notes", "no-such-page"):
        text = re.sub(r"<[^>]+>", " ", Browser().get(f"/n/{name}").text)
        assert not TELLING.search(text), TELLING.search(text)


def test_nothing_is_kept_and_only_our_own_files_run(case_id):
    client = vera_in(case_id)

    for name in (*PAGES, "", "first", "start", "tell/question"):
        page = client.get(f"/n/{name}")
        assert page["Cache-Control"] == "no-store"
        assert "default-src 'none'" in page["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
        assert "form-action 'self'" in page["Content-Security-Policy"]
        assert "base-uri 'none'" in page["Content-Security-Policy"]
        assert not re.search(r"unsafe|https?:|data:|\*", page["Content-Security-Policy"])
        assert "Content-Disposition" not in page
        assert not re.search(r"<script(?![^>]*src=)|\son\w+=|\sstyle=|<style", page.text)
        assert not re.findall(r'src="(?!/static/)', page.text)
        assert not re.findall(r'<link[^>]* href="(?!/static/)', page.text)


def test_a_first_visit_takes_sixty_kilobytes_at_most(case_id):
    client = vera_in(case_id)

    page = client.get("/n/updates")
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)
    sizes = [len(gzip.compress(page.content))]
    for file in files:
        found = client.get(file, headers={"accept-encoding": "gzip"})
        assert found["Content-Encoding"] == "gzip" or file.endswith(".svg")
        sizes.append(len(b"".join(found.streaming_content)))
        found.close()

    assert len(files) == 4
    assert sum(sizes) <= 60 * 1024, sizes


def test_no_browser_is_given_a_phrase_to_save(case_id):
    """One that is told "off" offers it all the same; what is for one time it does not."""
    client = vera_in(case_id)
    begun = client.post("/n/yours/app", {"do": "begin"}).text
    pages = [*(client.get(f"/n/{name}").text for name in ("", "first", "app")), begun]

    for page in pages:
        phrases = re.findall(r"<input[^>]*type=\"password\"[^>]*>", page)
        assert phrases and all('autocomplete="one-time-code"' in one for one in phrases)
        assert "current-password" not in page and "new-password" not in page
        typed = [
            one
            for one in re.findall(r"<input[^>]*>", page)
            if 'type="hidden"' not in one and one not in phrases
        ]
        assert all('autocomplete="off"' in one for one in typed), typed
