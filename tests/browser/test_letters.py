"""A letter in a real browser: written, checked, and read on her own page."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.flows.test_letters import REASONS, goes, not_charged, prepared, tell
from tests.people.cast import OMAR, reference_of
from tests.portal.cast import vera_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def case_id():
    return not_charged()


def test_an_investigator_writes_a_letter_and_she_reads_it(visitor, case_id):
    tell(case_id)
    visitor.sign_in(OMAR)
    at = f"/cases/{reference_of(case_id)}/letters"
    assert visitor.open(at) == 200
    visitor.look("letters")

    visitor.page.get_by_role("link", name="The police decided not to charge (s1)").click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(
        "The police decided not to charge"
    )
    visitor.page.get_by_label("Why was this decided?").fill("No further action will be taken.")
    visitor.page.get_by_label("By post").check()
    visitor.page.get_by_label("Her adviser").check()
    visitor.page.get_by_role("button", name="Check how it reads").click()
    expect(visitor.page.get_by_text("Say instead: decided not to charge.").first).to_be_visible()
    visitor.look("letter-checked")
    assert visitor.width_on_a_phone() <= PHONE
    visitor.page.get_by_label("Why was this decided?").fill(REASONS)
    visitor.page.get_by_label("What was looked at?").fill("- his phone\n- the camera")
    visitor.page.get_by_role("button", name="Prepare the letter").click()
    expect(visitor.page.get_by_text("The letter is prepared.")).to_be_visible()
    visitor.look("letter-prepared")


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
