"""From a case's own page straight to the form: for what is owed, for what stands in the way, and for
what was begun."""

from __future__ import annotations

import pytest

from tests.flows.test_chapters_of_a_case import a_story
from tests.people.cast import OMAR, PRIYA, reference_of
from tests.signing_in import at_browser
from tests.web.cast import go

pytestmark = pytest.mark.django_db


@pytest.fixture
def case_id():
    return a_story(
        (9, "suspect.identified", "s1", "police", {}),
        (3, "suspect.interviewed", "s1", "police", {}),
    )


def page_of(case_id, who=OMAR):
    return go(at_browser(who), f"/cases/{reference_of(case_id)}")


def row_of(page, what):
    (row,) = page.tree.xpath(f"//tr[td[starts-with(normalize-space(), '{what}')]]")
    return row


def addresses(where):
    return [one.get("href") for one in where.xpath(".//a") if "/record/" in one.get("href")]


def test_what_is_owed_leads_to_the_form_in_which_it_is_recorded_and_about_what(case_id):
    page = page_of(case_id)

    row = row_of(page, "Tell the victim within one working day that a suspect was interviewed")
    (address,) = addresses(row)
    form = go(page.client, address)
    assert address.endswith("/record/progress.told?about=s1")
    assert form.form.fields["progress-told-subject"] == "s1"


def test_what_is_next_leads_to_its_form(case_id):
    page = page_of(case_id)

    (following,) = page.tree.xpath("//dt[normalize-space()='What is next']/..")
    assert addresses(following)
    assert all(go(page.client, one).status == 200 for one in addresses(following))


def test_whoever_does_not_owe_it_is_led_to_no_form_for_it(case_id):
    row = row_of(page_of(case_id, PRIYA), "Tell the victim within one working day that a suspect")

    assert "How this day came about" in row.text_content()
    assert not addresses(row)


def test_what_stands_in_the_way_leads_to_the_form_that_puts_it_right(case_id):
    page = page_of(case_id)

    (item,) = page.tree.xpath("//li[starts-with(normalize-space(), 'Nobody has spoken to')]")
    (address,) = addresses(item)
    assert go(page.client, address).status == 200
    assert address.endswith("/record/victim.spoken_to")


def test_what_was_begun_stands_on_the_page_of_the_case(case_id):
    page = go(at_browser(OMAR), f"/cases/{reference_of(case_id)}/record/decision")
    page["decision-made-rationale"] = "The messages are lost."
    page.press("keep")

    after = page_of(case_id)

    (begun,) = after.tree.xpath("//li[a[normalize-space()='Record a decision']]")
    assert ", begun " in begun.text_content()
    assert "The messages are lost." in go(after.client, addresses(begun)[0]).text
