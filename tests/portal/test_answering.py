"""Answering a request, asking for another look, and stopping: what is offered, and what it says."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from lxml import html

from answerable.clocks.days import local_day
from tests.flows.test_looking_at_a_case import REPORT
from tests.people.cast import NOW, whole_case
from tests.portal.cast import put, vera_in
from tests.portal.looking import PAGES, last, see, tell
from tests.portal.stories import asked_for_a_phone, feed, not_charged, reported

pytestmark = pytest.mark.django_db
REOPENED = "What was decided before does not count any more."


@pytest.fixture
def case_id():
    return reported(whole_case())


def told_of(case_id, subject, by="police", right="applies", ago=1.0):
    feed(case_id, "decision.told", by, subject, ago=ago, how="in_person", review_right=right)


def links(client, page):
    tree = html.fromstring(client.get(f"/n/{page}").text)
    return set(re.findall(r"/n/tell/([\w-]+)", " ".join(tree.xpath("//main//a/@href"))))


def test_asking_to_look_again_does_not_ask_who_decided_where_it_is_known(case_id):
    told_of(case_id, not_charged(case_id))
    client = vera_in(case_id)

    form = see(client, "tell/look-again")
    assert "The police decided this on" in form and "Which decision is it?" not in form
    tell(client, "look-again", of="cps")

    assert last(case_id).data["of"] == "police"


def test_where_two_decided_it_asks_which(case_id):
    told_of(case_id, not_charged(case_id), ago=3)
    feed(case_id, "decision.made", "cps", "s2", ago=2, by="cps", result="no_further_action")
    told_of(case_id, "s2", "cps")
    client = vera_in(case_id)

    assert "Which decision is it? " in see(client, "tell/look-again")
    tell(client, "look-again", of="cps")
    assert last(case_id).data["of"] == "cps"
    assert "Which decision is it?" not in see(client, "tell/look-again")


@pytest.mark.parametrize("page", ["updates", "answers", "tell/look-again"])
def test_the_last_day_to_ask_stands_wherever_it_can_be_asked(case_id, page):
    told_of(case_id, not_charged(case_id))
    told_on = local_day(NOW - timedelta(hours=1))
    client = vera_in(case_id)

    found = re.search(r"You can ask until (\d+ \w+ \d{4})\.", see(client, page))

    assert found
    assert 88 <= (_day(found[1]) - told_on).days <= 92


def _day(text):
    return datetime.strptime(text, "%d %B %Y").date()


def test_for_a_prosecutors_decision_there_is_a_day_to_ask_by_and_a_last_one(case_id):
    feed(case_id, "decision.made", "cps", "s1", ago=2, by="cps", result="no_further_action")
    told_of(case_id, "s1", "cps")

    page = see(vera_in(case_id), "answers")

    assert re.search(r"Please ask by [\w ]+ if you can\. The last day is [\w ]+\.", page)
    assert "The prosecutor decided this." in page


def test_past_the_last_day_it_says_so_and_can_still_be_asked(case_id):
    feed(case_id, "decision.made", "police", "s1", ago=24 * 200, by="police",
         result="no_further_action")  # fmt: skip
    told_of(case_id, "s1", ago=24 * 199)
    client = vera_in(case_id)

    assert "You can still ask. We will tell you if it is too late." in see(client, "answers")
    tell(client, "look-again")


def test_once_it_was_asked_it_is_not_offered_again(case_id):
    told_of(case_id, not_charged(case_id))
    client = vera_in(case_id)
    assert {"look-again", "no-look"} <= links(client, "answers")

    page = tell(client, "look-again")

    assert "You have asked." in page and "You can ask until" not in page
    assert not {"look-again", "no-look"} & links(client, "answers")
    assert "You cannot do this right now." in client.get("/n/tell/look-again").text
    assert client.post("/n/tell/look-again", {}).status_code == 400


def test_once_the_case_is_open_again_it_says_that_the_decision_does_not_count(case_id):
    told_of(case_id, not_charged(case_id))
    client = vera_in(case_id)
    assert REOPENED not in see(client, "updates") + see(client, "answers")

    feed(case_id, "case.reopened", "police", ago=0.5, why="New evidence.")

    assert f"Your case is open again. {REOPENED}" in see(client, "updates")
    assert REOPENED in see(client, "answers")
    assert not {"look-again", "no-look"} & links(client, "answers")


def test_what_was_decided_after_it_was_opened_again_can_be_asked_about(case_id):
    told_of(case_id, not_charged(case_id), ago=3.5)
    feed(case_id, "case.reopened", "police", ago=3, why="New evidence.")
    feed(case_id, "decision.made", "police", "s1", ago=2, by="police", result="no_further_action")
    told_of(case_id, "s1")

    assert "look-again" in links(vera_in(case_id), "answers")
    assert REOPENED not in see(vera_in(case_id), "answers")


@pytest.mark.parametrize(
    ("by", "result", "offered"),
    [("cps", "upheld", True), ("cps", "overturned", False), ("police", "upheld", False)],
)
def test_a_second_team_is_offered_where_a_prosecutor_kept_the_decision(
    case_id, by, result, offered
):
    feed(case_id, "decision.made", by, "s1", ago=9, by=by, result="no_further_action")
    told_of(case_id, "s1", by, ago=8)
    feed(case_id, "review.requested", "victim", "r1", ago=7, of=by)
    feed(case_id, "review.decided", by, "r1", ago=6, stage="local", result=result, reviewer="x")
    told_of(case_id, "s1", by, ago=5)
    client = vera_in(case_id)

    assert ("second-look" in links(client, "answers")) is offered
    if offered:
        tell(client, "second-look")
        assert "second-look" not in links(client, "answers")


def test_a_form_about_a_phone_repeats_what_is_asked_why_and_for_which_days(case_id):
    asked_for_a_phone(case_id)
    client = vera_in(case_id)

    for form in ("tell/phone", "tell/phone-again"):
        page = see(client, form)
        assert "We need the messages from that week." in page
        assert "What: messages" in page and "looking at social media" in page
        assert "1 January 2026 to 8 January 2026, and no other days" in page
        assert "How long: about 7 days" in page


def test_a_form_about_records_repeats_what_is_asked_and_says_where_no_reason_is_written(case_id):
    feed(case_id, "third_party.requested", "police", "t1", ago=20, of="victim", kind="counselling",
         alternatives=["none_possible"], **{"from": "2026-01-01", "to": "2026-01-08"})  # fmt: skip

    page = see(vera_in(case_id), "tell/records")

    assert "Why: It is not written here. Ask one of your people why." in page
    assert "What: notes of talking help" in page and "1 January 2026 to 8 January 2026" in page


def test_an_answer_about_a_phone_can_be_changed_and_is_called_so(case_id):
    asked_for_a_phone(case_id)
    client = vera_in(case_id)
    assert "Change your answer" not in see(client, "phone")

    assert "Change your answer about your phone" in tell(
        client, "phone", answer="refused", isva_present="false"
    )


def test_a_phone_that_is_back_is_not_asked_about(case_id):
    asked_for_a_phone(case_id)
    client = vera_in(case_id)
    tell(client, "phone", answer="refused", isva_present="false")

    feed(case_id, "device.returned", "police", "phone-1", ago=0)

    assert not {"phone", "phone-again"} & links(client, "phone")
    assert client.get("/n/tell/phone").status_code == 404


def test_a_yes_can_be_taken_back_after_the_phone_is_back_until_the_copy_was_looked_at(case_id):
    asked_for_a_phone(case_id)
    client = vera_in(case_id)
    tell(client, "phone", answer="agreed", isva_present="false")
    feed(case_id, "device.returned", "police", "phone-1", ago=0)

    form = see(client, "tell/phone")
    assert "I said yes before. Now I say no" in form and "Yes, you may look" not in form
    feed(case_id, "device.reviewed", "police", "phone-1", ago=0, relevant=False)
    assert "phone" not in links(client, "phone")


def test_that_is_not_what_was_said_is_offered_once_somebody_else_wrote_something(case_id):
    client = vera_in(case_id)
    assert "not-said" not in links(client, "talks")
    tell(client, "said", what="You said Monday.")
    assert "not-said" not in links(client, "talks")

    put(case_id, "discussion.agreed", what="x", for_victim="We said that we ring on Friday.")

    assert "not-said" in links(client, "talks")


def test_stopping_asks_for_few_reasons_at_a_time_and_for_none_that_cannot_be(case_id):
    client = vera_in(case_id)
    page = html.fromstring(client.get("/n/tell/stop").text)

    for one in page.xpath("//fieldset"):
        assert len(one.xpath(".//input")) <= 7
    assert "phone_request" not in page.xpath("//input/@value")
    asked_for_a_phone(case_id)
    assert "You asked for my phone" in see(client, "tell/stop")


@pytest.mark.parametrize(
    ("said", "reasons"),
    [
        ({"reasons": "wellbeing", "reasons_ours": ["time_taken", "not_believed"]},
         ["wellbeing", "time_taken", "not_believed"]),
        ({"reasons": "wellbeing"}, ["wellbeing"]),
        ({"reasons_ours": "other"}, ["other"]),
        ({}, ["not_established"]),
    ],
)  # fmt: skip
def test_reasons_from_both_lists_are_recorded_as_one_and_none_is_none(case_id, said, reasons):
    tell(vera_in(case_id), "stop", **said)

    assert last(case_id).data["reasons"] == reasons


def test_a_person_of_whom_nothing_was_decided_is_not_hidden_by_another(case_id):
    feed(case_id, "bail.granted", "police", "s1", ago=40, arrested_on="2026-01-02",
         conditions=["no_contact"], victim_views="sought")  # fmt: skip
    feed(case_id, "progress.told", "police", "s1", ago=39, about="bail")
    feed(case_id, "decision.made", "police", "s2", ago=4, by="police", result="no_further_action")
    told_of(case_id, "s2")
    client = vera_in(case_id)

    now = see(client, "updates")

    assert "Person 1: We have told you of no decision yet." in now
    assert "Person 2: It was decided not to charge." in now
    assert "Person 1 They must not contact you" in see(client, "safe")
    assert "Person 2: It was decided not to charge." in see(client, "answers")


def test_where_the_case_is_says_that_a_decision_is_being_looked_at_again(case_id):
    words = "you asked us to look again. We will tell you the answer."
    feed(case_id, "decision.made", "police", "s1", ago=9, by="police", result="no_further_action")
    told_of(case_id, "s1", ago=8)
    client = vera_in(case_id)
    assert words not in see(client, "updates")

    feed(case_id, "review.requested", "victim", "r1", ago=7, of="police")
    assert words in see(client, "updates").partition("What we ask you")[0]

    feed(case_id, "review.decided", "police", "r1", ago=6, stage="local", result="upheld")
    told_of(case_id, "s1", ago=5)
    assert words not in see(client, "updates")


def test_rules_of_bail_that_name_nobody_are_shown_too(case_id):
    feed(case_id, "bail.granted", "police", "", ago=40, arrested_on="2026-01-02",
         conditions=["no_contact"], victim_views="sought")  # fmt: skip
    feed(case_id, "progress.told", "police", "", ago=39, about="bail")

    assert "They must not contact you" in see(vera_in(case_id), "safe")


def test_your_people_begin_with_who_is_on_your_side(case_id):
    page = see(vera_in(case_id), "people")

    assert page.index("Isla Hearthlowe") < page.index("Omar Fennimarsh") < page.index("Priya")


def test_the_form_of_ways_says_what_becomes_of_safe_times_that_were_told_before(case_id):
    page = see(vera_in(case_id), "tell/reach")

    assert "If you write no times, we keep to those you told us." in page


@pytest.mark.parametrize("name", ["", "first", "app"])
def test_no_page_before_coming_in_goes_by_itself(case_id, name):
    assert "refresh" not in vera_in(case_id).get(f"/n/{name}").text


@pytest.mark.parametrize(
    ("name", "seconds"),
    [
        ("answers", 600), ("reach/new", 600), ("reach/word", 600), ("people/new", 600),
        ("yours/app", 600), ("yours/word", 600), ("tell/help", 600), ("tell/question", 1800),
    ],
)  # fmt: skip
def test_without_a_script_each_page_goes_by_itself_later_where_there_is_a_box_to_write_in(
    case_id, name, seconds
):
    feed(case_id, "support.offered", "police", ago=30, service="isva")
    page = vera_in(case_id).get(f"/n/{name}").text

    assert page.count("http-equiv") == 1
    assert f'<noscript><meta http-equiv="refresh" content="{seconds};url=/n/notes">' in page
    assert ("This page closes after 30 minutes." in page) is (seconds == 1800)


def test_an_offer_of_help_is_answered_once_there_is_one_and_of_what_was_offered(case_id):
    client = vera_in(case_id)
    assert "tell/help" not in client.get("/n/people").text

    feed(case_id, "support.offered", "police", ago=30, service="isva")
    page = see(client, "tell/help")
    assert "knows about court" in page and "sex work" not in page

    after = tell(client, "help", service="isva", answer="declined")
    assert "Change your answer to an offer of help" in after
    answer = client.post("/n/tell/help", {"service": "num", "answer": "accepted"})
    assert answer.status_code == 400


def test_what_is_not_answered_is_named_in_the_summary(case_id):
    answer = vera_in(case_id).post("/n/tell/question", {"do": "send"})

    listed = html.fromstring(answer.text).find_class("govuk-error-summary__list")[0]
    assert [" ".join(one.text_content().split()) for one in listed.iter("a")] == [
        "Please answer this one: Who do you want to ask?",
        "Please answer this one: What do you want to ask?",
    ]


def test_when_it_is_safe_to_ring_is_shown_to_nobody_who_opens_the_form_again(case_id):
    client = vera_in(case_id)
    said = {
        "method": "phone", "safe": "true", "when": "only_news", "may_leave_message": "false",
        "letters": "false", "safe_times": "after 18:00", "who_may_answer": "My sister knows",
    }  # fmt: skip
    tell(client, "reach", **said)

    page = client.get("/n/tell/reach").text
    assert "after 18:00. Or like this" in page and page.count("after 18:00") == 1
    assert "My sister" not in page
    for name in PAGES:
        page = client.get(f"/n/{name}").text
        assert "after 18:00" not in page and "My sister" not in page, name


def of_age(age):
    case_id = whole_case()
    put(case_id, "crime.reported", ago=100, **REPORT | {"victim_age": age})
    asked_for_a_phone(case_id)
    return case_id


UNDER_AGE = "If you are under 18, only an adult can say yes for you."


def test_whoever_is_under_18_can_say_no_and_is_not_asked_for_a_yes_that_counts_for_nothing():
    case_id = of_age(15)
    client = vera_in(case_id)

    assert UNDER_AGE in see(client, "phone")
    page = see(client, "tell/phone")
    assert UNDER_AGE in page and "Yes, you may look" not in page and "I want advice first" in page
    assert client.post("/n/tell/phone", {"answer": "agreed"}).status_code == 400
    assert "You said no." in tell(client, "phone", answer="refused")


def test_a_yes_of_an_adult_for_a_child_is_not_said_to_be_the_childs():
    case_id = of_age(15)
    put(case_id, "device.answered", subject="phone-1", answer="agreed", given_by="representative")

    page = see(vera_in(case_id), "phone")
    assert "Somebody who may answer for you said yes." in page and "You said yes." not in page


def test_whoever_is_of_age_answers_alone():
    client = vera_in(of_age(18))

    assert UNDER_AGE not in see(client, "phone")
    assert "You said yes." in tell(client, "phone", answer="agreed")
