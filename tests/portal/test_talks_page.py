"""The victim's page of talks: what was said, and pausing, stopping and going on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from answerable.web.dates import moment
from tests.portal.cast import put, vera_in
from tests.portal.looking import last, see, tell, words

pytestmark = pytest.mark.django_db


def test_many_talks_in_a_row_do_not_bury_what_happened(case_id):
    for ago in (40, 30, 20):
        put(case_id, "contact.made", ago=ago, method="phone", by="agency", alone="yes", news=False)

    page = see(vera_in(case_id), "updates")

    assert page.count("You and the people working on your case were in touch.") == 1


def test_pause_stands_before_stop_and_stopping_takes_three_days_and_a_talk_alone(case_id):
    client = vera_in(case_id)
    page = client.get("/n/talks").text
    assert page.index("/n/tell/pause") < page.index("/n/tell/stop")
    assert "tell/stop-sure" not in page

    said = tell(client, "stop", own_choice="felt_pushed")
    assert "Nothing has ended. Somebody will talk with you alone." in said
    entry = last(case_id)
    assert entry.event == "withdrawal.stated" and entry.data["stage"] == "before_account"
    assert entry.data["own_choice"] == "felt_pushed" and entry.data["reasons"] == [
        "not_established"
    ]

    page = client.get("/n/talks").text
    assert "tell/stop-sure" not in page
    over = moment(entry.occurred_at + timedelta(hours=72, minutes=1))
    assert f"From {over}, and after that talk," in words(page)
    assert page.index("Stopping") < page.index("/n/tell/go-on")
    answer = client.post("/n/tell/stop-sure", {})
    assert answer.status_code == 400 and "You cannot do this right now." in answer.text
    assert last(case_id).event == "withdrawal.stated"


def test_stopping_is_confirmed_once_both_are_true_and_there_is_a_way_back(case_id):
    client = vera_in(case_id)
    stated = {"stage": "before_account", "said_by": "victim", "reasons": ["wellbeing"],
              "own_choice": "yes", "could_have_helped": ["not_known"]}  # fmt: skip
    put(case_id, "withdrawal.stated", "support", ago=80, **stated)
    put(
        case_id,
        "contact.made",
        "support",
        ago=20,
        method="in_person",
        by="agency",
        alone="yes",
        news=False,
    )

    after = tell(client, "stop-sure")
    assert "You can still come back later." in after and "You said that you are sure." in after
    assert last(case_id).event == "withdrawal.confirmed"
    tell(client, "go-on")
    assert last(case_id).event == "engagement.resumed"


def test_pausing_keeps_the_case_open_and_going_on_is_one_click(case_id):
    client = vera_in(case_id)

    assert "Your case stays open." in tell(client, "pause")
    assert "You have paused." in see(client, "updates")
    tell(client, "go-on")
    assert "You have paused." not in see(client, "updates")


def test_where_her_case_is_says_that_she_wants_to_stop_before_that_she_paused(case_id):
    client = vera_in(case_id)
    tell(client, "pause")
    tell(client, "stop")

    now = see(client, "updates")
    assert "you told us that you want to stop. You can change your mind" in now
    assert "You have paused." not in now
    tell(client, "go-on")
    assert "you told us that you want to stop" not in see(client, "updates")


def test_that_is_not_what_was_said_stands_beside_it(case_id):
    put(
        case_id,
        "discussion.agreed",
        what="For ourselves.",
        for_victim="We said that we ring on Friday.",
    )
    client = vera_in(case_id)

    page = tell(client, "not-said", what="You said Monday.")

    assert "We said that we ring on Friday." in page and "You said Monday." in page
    assert "For ourselves" not in page
