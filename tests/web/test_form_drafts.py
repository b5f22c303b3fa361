"""What was typed is kept for its author alone, however they were signed out."""

from __future__ import annotations

import pytest

from answerable.web.forms import drafts
from tests.signing_in import Browser, sign_in
from tests.web.cast import OMAR, PRIYA, a_case, at_browser, go, recorded, reference_of, rows
from tests.web.filling import RISK, page_for, risk

pytestmark = pytest.mark.django_db


def test_a_draft_is_kept_for_its_author_alone_and_goes_when_it_is_recorded():
    case_id = a_case(PRIYA)
    page = page_for(case_id, RISK)
    page["risk-assessed-level"] = "high"

    kept = page.press("keep")

    assert "kept for you" in kept.text and not recorded(case_id)
    again = page_for(case_id, RISK)
    assert again.form.inputs["risk-assessed-level"].value == "high"
    assert "You began this on" in again.text and not again.problems
    assert rows("SELECT count(*) FROM web_draft", by=PRIYA) == [(0,)]
    again["risk-assessed-risk_to_others"] = "false"
    again.press()
    assert rows("SELECT count(*) FROM web_draft") == [(0,)]


def test_a_draft_may_be_thrown_away():
    case_id = a_case()
    page = risk(case_id)
    page.press("keep")

    page_for(case_id, RISK).press("throw_away")

    assert not recorded(case_id)
    assert page_for(case_id, RISK).form.inputs["risk-assessed-level"].value is None


def test_what_arrives_after_its_author_was_signed_out_is_kept_for_the_author():
    case_id = a_case()
    page = risk(case_id)
    page.client.logout()

    found = page.press()

    assert found.status == 403 and not recorded(case_id)
    assert page_for(case_id, RISK).form.inputs["risk-assessed-level"].value == "high"


@pytest.mark.parametrize("again", [True, False])
def test_what_arrives_from_a_page_of_before_one_signed_in_again_is_kept(again):
    case_id = a_case()
    browser = Browser(enforce_csrf_checks=True)
    sign_in(browser, OMAR)
    page = go(browser, f"/cases/{reference_of(case_id)}/record/{RISK}")
    page["risk-assessed-level"] = "high"
    browser.cookies.clear()  # as signing in, in another window, gives another token
    if again:
        sign_in(browser, OMAR)

    found = page.press()

    assert found.status == 403 and not recorded(case_id)
    assert "kept for you alone" in found.text
    assert page_for(case_id, RISK).form.inputs["risk-assessed-level"].value == "high"


def test_a_page_that_another_site_made_keeps_nothing():
    case_id = a_case()
    browser = Browser(enforce_csrf_checks=True)
    sign_in(browser, OMAR)
    address = f"/cases/{reference_of(case_id)}/record/{RISK}"

    found = browser.post(address, {"risk-assessed-level": "high", "author": "made up"})

    assert found.status_code == 403 and "kept" not in found.text
    assert rows("SELECT count(*) FROM web_draft") == [(0,)]


def test_nobody_records_what_another_has_typed_at_the_same_terminal():
    case_id = a_case(PRIYA)
    page = page_for(case_id, "plan.set")
    sign_in(page.client, PRIYA)

    found = page.press()

    assert found.status == 403 and "Somebody else began this page" in found.text
    assert "kept for them alone, as a draft" in found.text
    assert not recorded(case_id)
    assert drafts.kept(OMAR, case_id, "plan.set") is not None


def test_locking_from_a_form_keeps_what_stands_on_it_and_ends_the_session():
    case_id = a_case()
    page = risk(case_id)
    page["risk-assessed-level"] = "high"

    found = page.press(do="lock")

    assert found.status == 302 and not recorded(case_id)
    assert page.client.get("/my-work").status_code == 302  # to sign in
    assert page_for(case_id, RISK).form.inputs["risk-assessed-level"].value == "high"


def test_the_lock_in_the_header_of_a_form_sends_it_so_that_what_stands_on_it_is_kept():
    case_id = a_case()
    page = risk(case_id)

    (lock,) = page.tree.xpath(
        "//header//*[normalize-space()='Lock and switch person']/self::button"
    )

    assert (lock.get("name"), lock.get("value")) == ("do", "lock")
    (form,) = page.tree.xpath("//form[@id=$id]", id=lock.get("form"))
    assert form.xpath(".//input[@name='author']")
    # Enter in a field presses the first button of the form on the page: it may not lock.
    first = page.tree.xpath("//button[@form=$id or ancestor::form/@id=$id]", id=lock.get("form"))[0]
    assert first.get("value") == "record"
    assert not page.tree.xpath("//header//a[@href='/lock']")


def test_the_lock_in_the_header_of_any_other_page_asks_first():
    case_id = a_case()
    page = go(at_browser(OMAR), f"/cases/{reference_of(case_id)}/record")

    assert page.tree.xpath("//header//a[@href='/lock']")
    assert not page.tree.xpath("//header//button[@form]")


def test_a_page_that_does_not_say_whose_it_is_is_not_taken():
    case_id = a_case()

    assert risk(case_id).press(author="").status == 403
    assert risk(case_id).press(author=drafts.author_token(PRIYA, case_id, RISK)).status == 403
    assert not recorded(case_id)
