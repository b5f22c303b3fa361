"""Forms as a person meets them, with and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from answerable.events.entry import Event
from tests.browser.conftest import press
from tests.record.cast import NOW, put_in_the_cast
from tests.web.cast import ISLA, OMAR, PRIYA, a_case, put, recorded, reference_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def omar(visitor):
    return sign_in(visitor, OMAR)


def sign_in(visitor, person):
    put_in_the_cast()
    visitor.sign_in(person)
    return visitor


def test_what_can_be_recorded_is_found_where_it_belongs(omar):
    case_id = a_case(PRIYA, ISLA)

    omar.open(f"/cases/{reference_of(case_id)}/record")

    omar.page.get_by_text("More in Investigation", exact=True).click()
    omar.look("record")
    press(omar.page.get_by_role("link", name="A line of enquiry was opened"))
    omar.look("line_opened")


def test_a_form_takes_what_is_typed_and_says_what_is_wrong(omar):
    case_id = a_case()
    omar.open(f"/cases/{reference_of(case_id)}/record/contact.made")
    omar.look("contact_made")

    press(omar.page.get_by_role("button", name="Record"))
    summary = omar.page.get_by_role("alert")
    summary.wait_for()

    omar.complaints.clear()  # the browser's own, of the status
    omar.look("contact_made_wrong")
    summary.get_by_role("link").first.click()
    expect(omar.page.locator(":focus")).to_have_attribute("name", "contact-made-method")


def test_a_gate_that_is_closed_can_be_read_and_explained(omar):
    case_id = a_case(PRIYA)
    put(case_id, Event("line.opened", NOW, "police", "line-1", {"about": "digital"}))
    omar.open(f"/cases/{reference_of(case_id)}/record/file.submitted")
    omar.page.get_by_text("What has to be in place").click()
    omar.look("file_submitted")
    omar.page.get_by_label("Charging").check()
    omar.page.get_by_label("Which CPS Area?").select_option(label="CPS London North")
    press(omar.page.get_by_role("button", name="Record"))
    omar.page.get_by_role("alert").wait_for()
    omar.complaints.clear()
    omar.look("file_submitted_refused")

    for box in omar.page.get_by_label("Why should it be recorded all the same?").all():
        box.fill("The suspect is in custody, and the account is being typed.")
    press(omar.page.get_by_role("button", name="Record"))

    omar.page.get_by_text("Recorded.", exact=True).wait_for()
    assert [entry.event for entry in recorded(case_id)][-1] == "file.submitted"


def test_the_lock_of_the_header_keeps_what_was_typed_and_enter_in_a_field_does_not_lock(omar):
    case_id = a_case()
    address = f"/cases/{reference_of(case_id)}/record/contact.made"
    omar.open(address)
    omar.page.locator('[name="contact-made-method"][value="phone"]').check()

    omar.page.locator('[name="when-time"]').press("Enter")
    omar.page.get_by_role("alert").wait_for()  # sent to be recorded: it says what is missing
    omar.complaints.clear()  # the browser's own, of the status
    press(omar.page.get_by_role("button", name="Lock and switch person"))

    assert omar.page.url.endswith("/sign-in")
    omar.sign_in(OMAR)
    omar.open(address)
    expect(omar.page.locator('[name="contact-made-method"][value="phone"]')).to_be_checked()
