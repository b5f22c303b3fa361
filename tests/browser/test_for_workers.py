"""Contact in two taps, and nothing new told from the record, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from answerable.actions.vault import put_contact
from tests.browser.conftest import PHONE
from tests.flows.test_no_news import AGREED, work_was_asked_for
from tests.people.cast import NOW, OMAR, reference_of, whole_case
from tests.portal.cast import put, vera_in
from tests.sweeping import sweep

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def case_id():
    found = whole_case()
    put_contact(found, "telephone", "07700 900123", safe=True, by=OMAR, at=NOW)
    put(
        found, "contact.agreed", ago=24 * 9, when="regular", every_days=7,
        **(AGREED | {"language": "cy"}),
    )  # fmt: skip
    work_was_asked_for(found)
    return found


@sweep
def test_two_taps_from_the_case_to_what_came_of_the_call(visitor, case_id):
    visitor.sign_in(OMAR)
    visitor.open(f"/cases/{reference_of(case_id)}")

    visitor.page.get_by_role("button", name="Open the telephone number").click()
    expect(visitor.page.get_by_role("heading", name="What came of it?")).to_be_visible()
    visitor.look("two-taps")
    assert visitor.width_on_a_phone() <= PHONE
    visitor.page.get_by_role("button", name="Reached, and alone").click()

    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("What was said")
    expect(
        visitor.page.get_by_text("Recorded: the victim was reached, and was alone.")
    ).to_be_visible()
    visitor.look("what-was-said")


@sweep
def test_nothing_new_is_previewed_told_and_read(visitor, case_id):
    visitor.sign_in(OMAR)
    at = f"/cases/{reference_of(case_id)}"
    visitor.open(f"{at}/contact")
    visitor.look("contact-page")
    visitor.page.get_by_role("link", name="There is nothing new").click()
    expect(visitor.page.get_by_text("We wait for work that the prosecutor asked")).to_be_visible()
    visitor.look("no-news")
    assert visitor.width_on_a_phone() <= PHONE
    visitor.page.get_by_label("On the victim’s own pages").check()
    visitor.page.get_by_role("button", name="Record that the victim is told").click()
    expect(visitor.page.get_by_text("Recorded: the victim was told")).to_be_visible()

    page = vera_in(case_id).cookies["page"].value
    visitor.page.context.add_cookies([{"name": "page", "value": page, "url": visitor.address}])
    visitor.open("/n/updates?iaith=en")
    expect(visitor.page.get_by_text("there was nothing new").first).to_be_visible()
    visitor.look("no-news-hers")
    visitor.open("/n/updates?iaith=cy")
    expect(visitor.page.get_by_text("doedd dim byd newydd").first).to_be_visible()
    visitor.look("no-news-hers-welsh")
