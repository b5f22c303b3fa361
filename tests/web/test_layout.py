"""What stands on every page, and what every page tells the browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from jinja2 import UndefinedError
from lxml import html

from answerable.web import errors, jinja, layout, vendor

pytestmark = pytest.mark.django_db

STATIC = Path(vendor.__file__).parent / "static"


def test_a_page_runs_only_our_own_files(client):
    found = client.get("/accessibility")

    policy = found["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "script-src 'self'" in policy
    assert "unsafe" not in policy and "http" not in policy
    assert not re.search(r"<script(?![^>]*src=)|\son\w+=|\sstyle=|<style", found.text)


def test_nobody_keeps_a_page(client):
    for path in ("/accessibility", "/no-such-page"):
        found = client.get(path)

        assert found["Cache-Control"] == "no-store"
        assert "geolocation=()" in found["Permissions-Policy"]
        assert found["Referrer-Policy"] == "same-origin"
        assert found["X-Frame-Options"] == "DENY"


def test_files_have_names_that_say_what_is_in_them_and_are_there(client):
    page = client.get("/accessibility").text
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)

    assert len(files) == 6
    for file in files:
        assert re.search(r"\.[0-9a-f]{12}\.(css|js|svg)$", file)
        found = client.get(file)
        assert found.status_code == 200 and "immutable" in found["Cache-Control"]
        b"".join(found.streaming_content)
        found.close()


def test_nothing_of_gov_uk_alone_is_shipped():
    texts = [path.read_text() for path in STATIC.rglob("*") if path.suffix in (".css", ".js")]

    assert len(texts) == 9
    assert not [
        1 for text in texts if re.search(r"GDS Transport|@font-face|/assets/|crest\.svg", text)
    ]
    assert not list(STATIC.rglob("*.woff*"))
    with pytest.raises(vendor.Unexpected):
        vendor.generic("a{background:url(/assets/fonts/x.woff)}")


def test_only_a_demonstration_says_that_it_is_one(client, settings):
    assert "made-up people" not in client.get("/accessibility").text

    settings.DEMONSTRATION = True

    assert "Demonstration: made-up people" in client.get("/accessibility").text


def test_a_name_that_nobody_gave_a_meaning_does_not_pass_in_silence():
    with pytest.raises(UndefinedError):
        jinja.environment().from_string("{{ nothing }}").render()


ITEMS = [
    {"value": "today", "text": "Due today (1)"},
    {"value": "later", "text": "Due <later> & more"},
]


def test_the_filters_of_a_list_are_what_the_design_system_makes_of_them():
    made = jinja.environment().from_string(
        """{% from "work/filters.html" import several, one_of %}
        {{ several("group", "How urgent", items, chosen) }}{{ one_of("sort", "Sort by", options) }}
        {% set theirs %}{{ govukCheckboxes({
            "name": "group", "idPrefix": "group", "values": chosen, "items": items,
            "classes": "govuk-checkboxes--small", "fieldset": {"legend": {"text": "How urgent"}}
        }) }}{{ govukSelect({
            "name": "sort", "id": "sort", "label": {"text": "Sort by"}, "items": options
        }) }}{% endset %}|{{ theirs }}"""
    )
    options = [{**ITEMS[0], "selected": False}, {**ITEMS[1], "selected": True}]

    ours, theirs = made.render(items=ITEMS, chosen=["later"], options=options).split("|")

    assert without_room(ours) == without_room(theirs)
    assert "checked" in ours and "selected" in ours and "&lt;later&gt;" in ours


def without_room(text: str) -> str:
    return re.sub(r"\s*(<[^>]*>)\s*", r"\1", " ".join(text.split()))


def test_the_way_to_the_pages_is_made_once_for_a_role_and_keeps_no_address_of_a_case():
    mine = layout.navigation("investigator", "/my-work")
    kept = layout._navigation.cache_info().currsize

    assert 'href="/my-work" aria-current="page"' in mine
    for reference in ("7KQM-4XWA-TR9C", "9PQR-XYTR-4XWA"):
        assert "aria-current" not in layout.navigation("investigator", f"/cases/{reference}")
    assert layout._navigation.cache_info().currsize <= kept + 1
    assert "/team" in layout.navigation("supervisor", "/my-work") and "/team" not in mine


def test_what_somebody_typed_is_never_a_part_of_the_page():
    made = jinja.environment().from_string("{{ govukHint({'text': words}) }}{{ words }}")

    assert "<b>" not in made.render(words="<b>bold</b>")


@pytest.mark.parametrize(
    ("make", "status"),
    [
        (errors.bad_request, 400),
        (errors.forbidden, 403),
        (errors.stale_form, 403),
        (errors.signed_out, 403),
        (errors.not_found, 404),
        (errors.server_error, 500),
    ],
)
def test_an_error_says_what_happened_and_what_to_do(client, make, status):
    request = client.get("/accessibility").wsgi_request

    found = make(request)

    assert found.status_code == status
    assert found.text.count("<h1") == 1 and len(re.findall("<p ", found.text)) >= 3
    assert not re.search(r"exception|traceback|invalid|illegal|error [0-9]", found.text, re.I)


def test_when_the_database_does_not_answer_the_page_still_does(client, django_db_blocker):
    request = client.get("/accessibility").wsgi_request

    with django_db_blocker.block():
        assert errors.server_error(request).status_code == 500


def test_nobody_is_shown_the_way_to_pages_that_need_signing_in(client):
    assert "govuk-service-navigation" not in client.get("/accessibility").text
    assert layout.links((("Nowhere", "no_such_address"),)) == []
    assert render_to_string("error.html", {**layout.frame(), "title": "T", "lines": ["L"]})


def test_what_somebody_typed_over_lines_comes_back_without_blanks():
    typed = "one\ntwo\n  three"
    label = {"text": "Why?"}
    box = jinja.component("govukTextarea", {"name": "why", "label": label, "value": typed})
    page = html.fromstring(jinja.component("govukInsetText", {"html": box}))

    assert page.xpath("string(//textarea)") == typed
