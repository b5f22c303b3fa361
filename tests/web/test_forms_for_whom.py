"""For whom a form is, who will see what it records, and what it asks before anybody is told."""

from __future__ import annotations

import re

import pytest

from answerable.actions.introducing import SPEAKS
from answerable.events.catalogue import EVENT_TYPES
from answerable.web.forms.filled import CONTACTS
from tests.web.cast import (
    ISLA,
    NICK,
    OMAR,
    WENDY,
    a_case,
    at_browser,
    go,
    recorded,
    reference_of,
    rows,
)
from tests.web.filling import CONTACT, RISK, contact, page_for

pytestmark = pytest.mark.django_db


def test_a_case_that_is_not_ones_own_is_the_same_page_as_one_that_there_is_not():
    case_id = a_case()
    nobodys = at_browser(NICK)

    pages = [
        nobodys.get(f"/cases/{reference}/record{rest}")
        for reference in (reference_of(case_id), "AAAA-BBBB-CCCC")
        for rest in ("", "/risk.assessed")
    ]

    assert {page.status_code for page in pages} == {404}
    assert len({page.content for page in pages}) == 1


def test_a_form_of_another_agency_is_not_given():
    case_id = a_case(WENDY)

    assert page_for(case_id, RISK, WENDY).status == 403
    assert page_for(case_id, "no.such_event").status == 404
    found = go(at_browser(None), f"/cases/{reference_of(case_id)}/record")
    assert (found.status, found.response["Location"]) == (302, "/sign-in")


def test_every_opening_of_a_form_is_on_record_before_it_is_shown():
    case_id = a_case()

    page_for(case_id, RISK)

    read = rows("SELECT staff_id, part FROM record_reading WHERE case_id = %s", [case_id])
    assert read == [(OMAR, "form risk.assessed")]


def test_somebody_else_answered_stands_on_every_contact_form_and_is_recorded_with_it():
    case_id = a_case()
    page = contact(case_id)
    assert page.press().problems == {
        "#breach": "Answer: did somebody else answer, or was somebody else told?"
    }
    page["breach"] = "wrong_person"

    page.press()

    made, breached = recorded(case_id)
    assert (made.event, breached.event) == (CONTACT, "contact.breached")
    assert breached.data == {"how": "wrong_person"} and breached.occurred_at == made.occurred_at


# What the victim reads of an event with which an agency spoke to them, or sent or offered something.
IN_TOUCH = re.compile(
    r"We (told|sent) you|The police (spoke with|wrote to|confirmed to) you|You were (told|offered)"
    r"|were in touch|we agreed was said|A form was sent|(question|complaint) was answered"
    r"|how and when you want us to get in touch|brought you the letter"
)


def test_every_event_with_which_an_agency_is_in_touch_asks_whether_somebody_else_heard():
    spoken = {one.name for one in EVENT_TYPES.values() if IN_TOUCH.search(one.to_victim)}

    assert len(spoken) > 20 and spoken | SPEAKS <= CONTACTS


@pytest.mark.parametrize("name", ["support.offered", "device.form_sent", "awaiting.told"])
def test_the_form_of_an_offer_a_notice_or_no_news_asks_whether_somebody_else_heard(name):
    page = page_for(a_case(), name)

    assert "#breach" in page.press().problems and "Before you tell the victim" in page.text


def test_what_the_victim_will_read_is_shown_as_she_will_see_it():
    case_id = a_case()
    page = contact(case_id)
    page["contact-made-for_victim"] = "We spoke about the <lab>.\nIt will take until May."

    found = page.press("preview")

    (shown,) = found.tree.find_class("answerable-reads")
    assert "You and the people working on your case were in touch." in shown.text_content()
    assert "We spoke about the <lab>.\nIt will take until May." in shown.text_content()
    assert found.status == 200 and not recorded(case_id)


@pytest.mark.parametrize(
    ("by", "name", "said"),
    [
        (OMAR, RISK, "Police, prosecutors and witness care on this case will see this."),
        (OMAR, RISK, "The victim will not see it."),
        (ISLA, "support.note", "Only your own service will see this"),
        (
            ISLA,
            "support.started",
            "only if the victim agreed to share: that the victim is supported",
        ),
        (ISLA, "support.feedback", "Only support services and the victim will read"),
        (OMAR, "bail.granted", "once they have been told in the way that was agreed"),
    ],
)
def test_a_form_says_who_will_see_it(by, name, said):
    case_id = a_case(ISLA)

    text = " ".join(page_for(case_id, name, by).tree.text_content().split())

    assert said in text
