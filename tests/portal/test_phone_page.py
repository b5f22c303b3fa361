"""The victim's page about her phone and records: what was asked, and what she may answer."""

from __future__ import annotations

import pytest

from tests.portal.cast import vera_in
from tests.portal.looking import last, see, tell
from tests.portal.stories import asked_for_a_phone

pytestmark = pytest.mark.django_db


def test_a_phone_that_was_asked_for_is_explained_and_no_is_an_answer(case_id):
    asked_for_a_phone(case_id)
    client = vera_in(case_id)

    page = see(client, "phone")
    assert "You can say no. Your case does not end if you say no." in page
    assert "What: messages" in page and "looking at social media" in page
    assert "Which days: 1 January 2026 to 8 January 2026, and no other days" in page
    assert "We need the messages from that week." in page
    assert "For ourselves" not in page

    after = tell(client, "phone", answer="refused")
    assert "We have your answer." in after and "Your answer: You said no." in after
    entry = last(case_id)
    assert (entry.event, entry.agency, entry.subject) == ("device.answered", "victim", "phone-1")
    assert entry.data["given_by"] == "victim" and entry.data["answer"] == "refused"
    assert "isva_present" not in entry.data  # not said is not recorded, and no "no"


def test_the_first_page_says_what_is_asked_and_nothing_once_it_was_answered_or_while_pausing(
    case_id,
):
    asked_for_a_phone(case_id)
    client = vera_in(case_id)
    asked = "The police ask for your phone or another device. You can say no."
    assert asked in see(client, "updates")

    tell(client, "pause")
    assert "There is nothing that you have to do now." in see(client, "updates")
    tell(client, "go-on")
    assert asked in see(client, "updates")

    tell(client, "phone", answer="refused", isva_present="false")
    assert asked not in see(client, "updates")


def test_a_yes_is_given_here_by_the_victim_alone_and_can_be_taken_back(case_id):
    asked_for_a_phone(case_id)
    client = vera_in(case_id)
    assert "I said yes before" not in see(client, "tell/phone")

    assert "You said yes." in tell(client, "phone", answer="agreed", isva_present="true")
    assert "I said yes before" in see(client, "tell/phone")
    assert "Now you say no." in tell(client, "phone", answer="withdrawn", isva_present="false")


def test_asking_to_look_again_at_a_request_for_a_phone(case_id):
    asked_for_a_phone(case_id)

    tell(vera_in(case_id), "phone-again", why="It was off that week.")

    assert last(case_id).event == "device.challenged"
    assert last(case_id).data["why"] == "It was off that week."


def test_a_phone_of_somebody_else_asks_nothing_of_the_victim(case_id):
    asked_for_a_phone(case_id, of="suspect")
    client = vera_in(case_id)

    page = see(client, "phone")
    assert "This is about another person." in page
    assert client.get("/n/tell/phone").status_code == 404
