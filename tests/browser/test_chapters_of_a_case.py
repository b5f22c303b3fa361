"""The joint plan, the material, what follows a decision and court, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.flows.test_after_a_decision import COURT, DECISION
from tests.flows.test_chapters_of_a_case import DEVICES, PLAN, a_story
from tests.flows.test_ledgers import WAY, put
from tests.people.cast import OMAR, reference_of
from tests.sweeping import sweep

pytestmark = pytest.mark.django_db(transaction=True)


@sweep
def test_what_agencies_say_differently_is_read_on_a_desk_and_on_a_phone(visitor):
    case_id = a_story(*PLAN, *DEVICES, *DECISION, *COURT)
    put(case_id, "contact.agreed", 9, WAY)
    put(case_id, "contact.agreed", 7, {**WAY, "method": "text", "letters": True}, "witness_care")
    visitor.sign_in(OMAR)

    assert visitor.open(f"/cases/{reference_of(case_id)}/contact") == 200
    expect(visitor.page.get_by_text("How to reach the victim safely").last).to_be_visible()
    visitor.look("contact-differences")
    assert visitor.width_on_a_phone() <= PHONE
    visitor.look("contact-differences-phone")


@sweep
def test_each_chapter_is_read_on_a_desk_and_on_a_phone(visitor):
    reference = reference_of(a_story(*PLAN, *DEVICES, *DECISION, *COURT))
    visitor.sign_in(OMAR)

    for page in ("plan", "material", "decision", "court"):
        assert visitor.open(f"/cases/{reference}/{page}") == 200
        visitor.look(f"chapter-{page}")
        assert visitor.width_on_a_phone() <= PHONE, page
        visitor.page.set_viewport_size({"width": 1100, "height": 900})
