"""Somebody new has the case: the victim is told by somebody whom they know before the new one is in
touch, or it is said why that could not wait."""

from __future__ import annotations

import pytest
from lxml import html

from answerable.actions.allocating import give_part
from answerable.actions.commit import NotIntroduced, record
from answerable.actions.vault import put_contact
from answerable.events.entry import Event
from tests.flows.test_no_news import work_was_asked_for
from tests.people.cast import (
    BRONWEN,
    NOW,
    OMAR,
    PRIYA,
    SUNITA,
    key,
    reference_of,
    rows,
    whole_case,
)
from tests.signing_in import at_browser
from tests.web.cast import go

pytestmark = pytest.mark.django_db
NUMBER = "07700 900123"
WHY = "He was released an hour ago and she has to know."


@pytest.fixture
def case_id():
    """Bronwen takes over from Omar, who is her officer still."""
    found = whole_case()
    give_part(found, OMAR, "victims_officer", by=SUNITA, at=NOW)
    data = {"role": "investigator", "name": str(BRONWEN)}
    changed = Event("officer.changed", NOW, "police", "", data)
    record(found, [changed], by=SUNITA, key=key(), expected_seq=None, at=NOW)
    return found


def tell(case_id, role="investigator"):
    told = Event("officer.change_told", NOW, "police", "", {"role": role})
    record(case_id, [told], by=OMAR, key=key(), expected_seq=None, at=NOW)


def contact(case_id, by, began="agency"):
    page = go(at_browser(by), f"/cases/{reference_of(case_id)}/record/contact.made")
    said = {"method": "phone", "by": began, "alone": "yes", "news": "false"}
    for name, value in said.items():
        page[f"contact-made-{name}"] = value
    page["breach"] = "no"
    return page


def recorded(case_id):
    found = "SELECT data FROM record_entry WHERE case_id = %s AND event = 'contact.made'"
    return [data for (data,) in rows(found, [case_id])]


def test_who_is_new_says_why_they_were_in_touch_before_she_was_told(case_id):
    page = contact(case_id, BRONWEN)

    refused = page.press()
    assert refused.status == 400 and set(refused.problems) == {"#told_first"}
    assert refused.has("#told_first") and not recorded(case_id)
    refused["told_first"] = WHY

    assert refused.press().status == 302
    assert '"reasons": {"told_first"' in recorded(case_id)[0]
    assert WHY not in str(recorded(case_id))  # the words are in the vault
    team = at_browser(SUNITA).get("/team").text
    assert WHY in team and "before somebody new is in touch" in team
    for page in ("history", "contact"):
        (item,) = [
            " ".join(one.text_content().split())
            for one in html.fromstring(
                at_browser(BRONWEN).get(f"/cases/{reference_of(case_id)}/{page}").text
            ).xpath("//*[@class='moj-timeline__item'][contains(., 'There was contact')]")
        ]
        assert "before somebody new is in touch: " + WHY in item, page


@pytest.mark.parametrize("role", ["investigator", "solo"])
def test_once_she_was_told_of_this_change_nothing_more_is_asked(case_id, role):
    tell(case_id, role)

    page = contact(case_id, BRONWEN)

    assert ("told_first" in page.form.inputs) == (role != "investigator")
    assert page.press().status == (302 if role == "investigator" else 400)


@pytest.mark.parametrize("who", [OMAR, PRIYA])
def test_whom_she_knows_is_not_asked(case_id, who):
    assert "told_first" not in contact(case_id, who).form.inputs


def test_who_is_rung_by_her_gives_no_reason(case_id):
    assert contact(case_id, BRONWEN, began="victim").press().status == 302


def test_her_number_is_not_opened_by_who_is_new_until_they_say_why(case_id):
    number = put_contact(case_id, "telephone", NUMBER, safe=True, by=OMAR, at=NOW)
    browser, address = at_browser(BRONWEN), f"/cases/{reference_of(case_id)}/reach"

    stopped = browser.post(address, {"contact": str(number)})
    assert NUMBER not in stopped.text and "does not know of you yet" in stopped.text
    assert "There is a problem" not in stopped.text
    for why in ("", " ", "x" * 501):
        again = browser.post(address, {"contact": str(number), "reason": why})
        assert NUMBER not in again.text and 'href="#reason"' in again.text
    opened = browser.post(address, {"contact": str(number), "reason": WHY})

    assert opened.status_code == 200 and NUMBER in opened.text
    read = "SELECT reason FROM record_reading WHERE part = 'safe_contact'"
    assert rows(read) == [(WHY,)]


def test_her_number_is_opened_at_once_by_whom_she_knows_or_was_told_of(case_id):
    number = put_contact(case_id, "telephone", NUMBER, safe=True, by=OMAR, at=NOW)
    address = f"/cases/{reference_of(case_id)}/reach"

    assert NUMBER in at_browser(OMAR).post(address, {"contact": str(number)}).text
    tell(case_id)
    assert NUMBER in at_browser(BRONWEN).post(address, {"contact": str(number)}).text


def test_no_way_of_writing_records_that_somebody_new_was_in_touch_without_saying_why(case_id):
    said = {"method": "phone", "by": "agency", "alone": "yes", "news": False}

    def write(by=BRONWEN, **more):
        event = Event("contact.made", NOW, "police", "", said | more)
        record(case_id, [event], by=by, key=key(), expected_seq=None, at=NOW)

    for more in ({}, {"reasons": {"told_first": " "}}, {"reasons": {"alone": WHY}}):
        with pytest.raises(NotIntroduced):
            write(**more)
    assert not recorded(case_id)
    write(reasons={"told_first": WHY})
    write(by=OMAR)
    tell(case_id)
    write()
    assert len(recorded(case_id)) == 3


def test_telling_her_of_the_change_and_being_in_touch_may_be_recorded_together(case_id):
    said = {"method": "phone", "by": "agency", "alone": "yes", "news": False}
    events = [
        Event("officer.change_told", NOW, "police", "", {"role": "investigator"}),
        Event("contact.made", NOW, "police", "", said),
    ]

    record(case_id, events, by=BRONWEN, key=key(), expected_seq=None, at=NOW)

    assert recorded(case_id)


def test_what_came_of_a_call_by_who_is_new_keeps_the_reason_for_which_the_number_was_opened(
    case_id,
):
    number = put_contact(case_id, "telephone", NUMBER, safe=True, by=OMAR, at=NOW)
    browser, address = at_browser(BRONWEN), f"/cases/{reference_of(case_id)}/reach"
    opened = browser.post(address, {"contact": str(number), "reason": WHY})
    (form,) = [one for one in html.fromstring(opened.text).forms if one.action.endswith("/outcome")]
    said = {**dict(form.form_values()), "outcome": "reached"}

    silent = browser.post(form.action, {**said, "reason": " "})
    assert silent.status_code == 400 and 'href="#reason"' in silent.text
    assert not recorded(case_id)
    assert browser.post(form.action, said).status_code == 302
    assert '"reasons": {"told_first"' in recorded(case_id)[0]
    assert WHY in at_browser(SUNITA).get("/team").text


def test_who_is_new_says_why_before_they_tell_that_there_is_nothing_new(case_id):
    work_was_asked_for(case_id)
    page = go(at_browser(BRONWEN), f"/cases/{reference_of(case_id)}/no-news")
    page["how"] = "phone"

    refused = page.press()
    assert refused.status == 400 and "#told_first" in refused.text and not recorded(case_id)
    refused["told_first"] = WHY

    assert refused.press().status == 302
    assert '"reasons": {"told_first"' in recorded(case_id)[0]
