"""What a supporter is called is the victim's to choose, and breaks out of no page that shows it."""

from __future__ import annotations

from functools import cache

import pytest
from django.db import transaction
from lxml import html

from answerable.people.acting import acting_as
from answerable.people.victims import supporters
from tests.people.cast import OMAR, reference_of, rows, whole_case
from tests.portal.cast import vera_in
from tests.portal.stories import reported
from tests.portal.test_supporters import let_in, share
from tests.signing_in import at_browser
from tests.sweeping import one_in

pytestmark = pytest.mark.django_db

SHOWN = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onfocus='alert(1)",
    "</a></main></body><h1>You are safe</h1>", "<!--", "{{ 7*7 }}{% raw %}${7*7}",
    "%(name)s {0} {name.__class__} %s", "&lt;b&gt;&amp;", "javascript:alert(1)", "]]><svg/onload=1>",
    "'; DROP TABLE victims_supporter; --", "مريم", "👩‍👩‍👧 Mam-gu",
)  # fmt: skip
REFUSED = {
    "turned round": "Aunt\u202egnp.exe", "isolated": "Aunt\u2067x", "a mark": "Aunt\u061cx",
    "two lines": "Aunt\r\nSet-Cookie: page=x", "a line of its own": "Aunt\u2028Uncle",
    "long": "A" * 10_000, "nought": "Au\x00nt", "escaped": "Aunt\x1b[2J", "nothing": "\u200b\u2060",
}  # fmt: skip


def skeleton(text: str) -> list[tuple[str, ...]]:
    """The elements of a page and what attributes they have, without what stands in them."""
    return [(str(one.tag), *one.attrib) for one in html.fromstring(text).iter()]


def pages(called: str) -> dict[str, str]:
    """Every page that shows a supporter, or might, after the victim named one and they came in."""
    case_id = reported(whole_case())
    vera = vera_in(case_id)
    supporter = share(vera, "where", name=called)
    address, omar = f"/cases/{reference_of(case_id)}", at_browser(OMAR)
    codes = omar.post(f"{address}/supporters", {"do": "codes", "supporter": str(supporter)})
    client = let_in(case_id, supporter)
    return {
        "hers": vera.get("/n/people").text,
        "hers, in Welsh": vera.get("/n/people?iaith=cy").text,
        "ticks": vera.get(f"/n/people/{supporter}?iaith=en").text,
        "wrong ticks": vera.post(f"/n/people/{supporter}", {"sees": ["x"]}).text,
        "theirs": client.get("/n/shared").text,
        "codes": codes.text,
        **{f"workers: {one}": omar.get(f"{address}{one}").text
           for one in ("", "/supporters", "/contact", "/people", "/history", "/record")},
    }  # fmt: skip


SHOW_IT = {"hers", "hers, in Welsh", "ticks", "wrong ticks", "codes", "workers: /supporters"}


@cache
def plain() -> dict[str, list[tuple[str, ...]]]:
    """The same pages where the supporter is called Aunt."""
    return {where: skeleton(text) for where, text in pages("Aunt").items()}


@pytest.mark.parametrize("called", one_in(3, SHOWN))
def test_a_name_stands_on_a_page_as_it_was_typed_and_changes_nothing_else(called):
    found = pages(called)

    shown = {
        where for where, text in found.items() if called in html.fromstring(text).text_content()
    }
    assert shown == SHOW_IT
    for where, text in found.items():
        assert skeleton(text) == plain()[where], where


@pytest.mark.parametrize("kind", REFUSED)
def test_what_would_change_how_a_page_reads_is_refused_by_both_forms_and_nobody_is_named(kind):
    case_id = reported(whole_case())
    said = {"name": REFUSED[kind], "sees": ["where"]}

    vera = vera_in(case_id)
    hers = [vera.post(f"/n/people/new?iaith={language}", said) for language in ("en", "cy")]
    theirs = at_browser(OMAR).post(f"/cases/{reference_of(case_id)}/supporters", said)

    assert [answer.status_code for answer in (*hers, theirs)] == [400] * 3
    english, welsh, workers = (
        html.fromstring(answer.text).xpath("string(//a[@href='#name'])")
        for answer in (*hers, theirs)
    )
    why, workers_why = (said.partition(": ")[0] for said in (english, workers))  # then, of whom
    assert why == workers_why and why and welsh and why not in welsh
    assert rows("SELECT count(*) FROM victims_supporter") == [(0,)]


def test_a_long_name_is_cut():
    case_id = reported(whole_case())

    share(vera_in(case_id), "where", name="A" * 200)

    with acting_as(OMAR), transaction.atomic():
        assert [one.name for one in supporters.named(case_id)] == ["A" * 60]
