"""A letter in a real browser: written, checked, and read on her own page."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, press
from tests.flows.test_letters import REASONS, goes, not_charged, prepared, tell
from tests.people.cast import OMAR, SUNITA, reference_of
from tests.portal.cast import vera_in
from tests.sweeping import sweep

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def case_id():
    return not_charged()


@sweep
def test_an_investigator_writes_a_letter_and_she_reads_it(visitor, case_id):
    tell(case_id)
    visitor.sign_in(OMAR)
    at = f"/cases/{reference_of(case_id)}/letters"
    assert visitor.open(at) == 200
    visitor.look("letters")

    name = "The police decided not to charge: Piers Underhollow (first suspect)"
    visitor.page.get_by_role("link", name=name).click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(
        "The police decided not to charge"
    )
    visitor.page.get_by_label("Why was this decided?").fill("No further action will be taken.")
    visitor.page.get_by_label("By post").check()
    visitor.page.get_by_label("The adviser").check()
    visitor.page.get_by_role("button", name="Check how it reads").click()
    expect(visitor.page.get_by_text("Say instead: decided not to charge.").first).to_be_visible()
    visitor.look("letter-checked")
    assert visitor.width_on_a_phone() <= PHONE
    visitor.page.get_by_label("Why was this decided?").fill(REASONS)
    visitor.page.get_by_label("What was looked at?").fill("- his phone\n- the camera")
    visitor.page.get_by_role("button", name="Prepare the letter").click()
    expect(visitor.page.get_by_text("The letter is prepared.")).to_be_visible()
    visitor.look("letter-prepared")

    visitor.page.get_by_role("link", name="Have it posted by the print service").click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(
        "Post it: The police decided not to charge"
    )
    visitor.look("letter-to-print")
    visitor.page.get_by_role("button", name="Post it").click()
    expect(visitor.page.get_by_text("Recorded.", exact=True)).to_be_visible()
    visitor.page.set_viewport_size({"width": 1100, "height": 900})
    visitor.open(at)
    expect(visitor.page.get_by_text("By the print service. On its way")).to_be_visible()
    visitor.look("letter-posted")
    assert visitor.width_on_a_phone() <= PHONE


@sweep
def test_she_reads_her_letter_on_a_page_with_a_way_out(visitor, case_id):
    tell(case_id)
    goes(case_id, prepared(case_id))
    key = vera_in(case_id).cookies["page"].value
    visitor.page.context.add_cookies([{"name": "page", "value": key, "url": visitor.address}])

    assert visitor.open("/n/updates") == 200
    visitor.page.get_by_role("link", name="A letter about a decision").click()
    expect(visitor.page.get_by_text("Dear Vee,")).to_be_visible()
    expect(visitor.page.locator(".govuk-exit-this-page__button")).to_be_visible()
    visitor.look("letter-hers")
    assert visitor.width_on_a_phone() <= PHONE


@sweep
def test_who_answers_for_a_team_erases_a_letter(visitor, case_id):
    tell(case_id)
    letter, address = prepared(case_id), f"/cases/{reference_of(case_id)}"
    visitor.sign_in(SUNITA)
    assert visitor.open(f"{address}/letters/{letter}/erase") == 200
    visitor.page.get_by_role("textbox").fill("She asked for it to be erased.")
    press(visitor.page.locator("main").get_by_role("button"))
    assert visitor.open(f"{address}/letters/{letter}/erase") == 200
    expect(visitor.page.get_by_label("Why")).to_be_visible()
    visitor.look("letter-erase")
