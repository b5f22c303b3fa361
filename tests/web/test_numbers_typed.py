"""A number that can be none is asked for again, kindly, with what was typed; every real form is taken."""

from __future__ import annotations

import pytest
from lxml import html

from answerable.web.forms.ways import can_be
from tests.flows.test_reaching_the_victim import way
from tests.people.cast import rows, whole_case
from tests.portal.cast import vera_in

NUMBERS = (
    "07700 900 982", "07700900982", "(01632) 960-001", "01632 96001", "0808 157 0192",
    "+44 7700 900982", "+44 (0)7700 900982", "(+44) 7700 900 982", "0044 7700 900982",
    "447700900982", "7700900982", "+33 1 99 00 12 34", "0033 1 99 00 12 34", "+1 (202) 555-0123",
    "+49 30 23125.001", "+683 4000", "07700\u00a0900\u00a0982", "07700\u2011900\u2011982",
)  # fmt: skip
NONE = (
    "1234567", "not a number", "call me 07700 900 982 after six", "07700 900 98", "07700 900 98212",
    "07700 900 98O", "00000000000", "+", "+44 7700 900 982 900 982", "07700+900982", "0" * 200,
    "07700 900982, 07700 900983", "()()()()()", "٠٧٧٠٠٩٠٠٩٨٢",
)  # fmt: skip
HERS = {"kind": "telephone", "end_old": "false", "of": "police"}


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_is_one_however_it_is_written(number):
    assert can_be("telephone", number)


@pytest.mark.parametrize("none", NONE)
def test_what_can_be_rung_by_nobody_is_no_number(none):
    assert not can_be("telephone", none)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "cy"])
def test_on_the_victims_page_it_is_asked_for_again_and_what_was_typed_stays(language):
    client = vera_in(whole_case())

    answer = client.post(
        f"/n/reach/new?iaith={language}",
        HERS | {"value": "a phone number that is not one: 1234567"},
    )

    page = html.fromstring(answer.text)
    said = " ".join(page.xpath("//*[@id='value-error']")[0].text_content().split())
    assert answer.status_code == 400
    assert page.xpath("//input[@name='value']/@value") == [
        "a phone number that is not one: 1234567"
    ]
    assert page.xpath("//a[@href='#value']")
    assert "07700 900 982" in said and "+" in said
    assert ("Type a phone number" in said) == (language == "en")
    assert rows("SELECT count(*) FROM people_safe_contact") == [(0,)]


@pytest.mark.django_db
def test_on_a_workers_form_it_is_asked_for_again_and_what_was_typed_stays():
    page = way(whole_case(), value="a phone number that is not one: 1234567")

    assert page.status == 400
    assert "Enter a telephone number, such as 07700 900 982" in " ".join(page.problems.values())
    assert 'value="a phone number that is not one: 1234567"' in page.text
    assert rows("SELECT count(*) FROM people_safe_contact") == [(0,)]


@pytest.mark.django_db
def test_a_number_from_another_country_is_taken_on_both():
    case_id = whole_case()

    hers = vera_in(case_id).post("/n/reach/new", HERS | {"value": "+33 1 99 00 12 34"})

    assert hers.status_code == 302
    assert way(case_id, value="+33 1 99 00 12 34", instead_of="no").status == 302
    assert rows("SELECT count(*) FROM people_safe_contact") == [(2,)]
