"""What the victim sends from her pages: shown to whom it is for, kept, and never lost."""

from __future__ import annotations

import pytest
from lxml import html

from answerable.events.catalogue import EVENT_TYPES
from answerable.web.dates import day
from answerable.web.portal.sayings import SAYINGS
from tests.people.cast import ISLA, NOW, OMAR, rows, whole_case
from tests.portal.cast import vera_in
from tests.portal.looking import last, see, tell, words
from tests.portal.stories import asked_for_a_phone, feed, reported
from tests.signing_in import product

pytestmark = pytest.mark.django_db


def test_before_any_box_it_says_who_reads_it_and_that_the_defence_might(case_id):
    asked_for_a_phone(case_id)
    client = vera_in(case_id)

    for name in SAYINGS:
        answer = client.get(f"/n/tell/{name}")
        if answer.status_code != 200 or "<textarea" not in answer.text:
            continue
        before = answer.text[: answer.text.index("<textarea")]
        assert "Who will read this: " in before and "the defence might read it too" in before, name
        assert "You do not have to write about what happened to you." in before, name


def test_the_words_of_feedback_are_for_the_support_worker_alone(case_id):
    client = vera_in(case_id)
    assert "Who will read this: your support worker." in see(client, "tell/feedback")

    tell(client, "feedback", about="police", rating="2", words="Nobody rang.")

    assert last(case_id, ISLA).data["words"] == "Nobody rang."
    assert "Nobody rang." not in str(last(case_id, OMAR).data)


def test_what_is_typed_is_shown_as_it_is_and_never_run(case_id):
    client = vera_in(case_id)
    typed = "<script>alert(1)</script> & {{ 7 * 7 }}"

    tell(client, "said", what=typed)

    page = client.get("/n/talks").text
    assert "<script>alert" not in page and typed in words(page)


@pytest.mark.parametrize("typed", ["", "x" * 10_001, "\x00"])
def test_what_cannot_be_recorded_comes_back_and_nothing_is_lost_silently(case_id, typed):
    answer = vera_in(case_id).post("/n/tell/said", {"what": typed})

    assert answer.status_code == 400
    assert last(case_id).event != "discussion.agreed"


def test_the_same_page_sent_twice_is_recorded_once(case_id):
    client = vera_in(case_id)
    sent = {"what": "You said Monday.", "key": "one"}

    client.post("/n/tell/said", sent)
    client.post("/n/tell/said", sent)

    assert see(client, "talks").count("You said Monday.") == 1


def test_the_agencies_see_what_the_victim_did(case_id):
    from tests.people.cast import reference_of
    from tests.signing_in import at_browser

    tell(vera_in(case_id), "question", of="police", what="When do I get it back?")

    page = at_browser(OMAR).get(f"/cases/{reference_of(case_id)}/contact").text
    assert "When do I get it back?" in page and "The victim asked a question" in page


def test_the_row_of_a_worklist_says_what_the_victim_did(case_id):
    from tests.signing_in import at_browser

    client = vera_in(case_id)
    asked_for_a_phone(case_id)
    tell(client, "phone", answer="refused")
    tell(client, "question", of="police", what="When do I get it back?")

    page = at_browser(OMAR).get("/my-work").text
    assert f"The victim said no to handing over a device, {day(NOW)}" in page
    assert "The victim asked the police a question and has no answer yet" in page
    assert "When do I get it back?" not in page


def test_what_was_begun_is_kept_for_the_victim_alone_and_gone_once_it_was_sent(case_id):
    client = vera_in(case_id)
    sent = client.post("/n/tell/question", {"of": "police", "what": "When will", "do": "keep"})
    assert "We kept what you wrote. Nothing was sent." in client.get(sent["Location"]).text
    assert last(case_id).event != "question.asked"

    begun = client.get("/n/tell/question").text
    assert "When will" in begun and "It was not sent." in words(begun)
    for who in (OMAR, ISLA, None):
        assert rows("SELECT count(*) FROM web_draft", by=who) == [(0,)]

    tell(client, "question", of="police", what="When will you ring?")
    assert "When will" not in client.get("/n/tell/question").text


def test_what_is_sent_after_the_time_is_over_is_kept_for_the_next_visit(case_id):
    client = vera_in(case_id)
    page = html.fromstring(client.get("/n/tell/question").text)
    author = page.forms[0].inputs["author"].value
    client.get("/n/x")

    answer = client.post("/n/tell/question", {"of": "police", "what": "Mine.", "author": author})

    assert answer.status_code == 403 and "We kept what you wrote." in answer.text
    assert "Mine." not in answer.text
    assert "Mine." in vera_in(case_id).get("/n/tell/question").text


def test_what_is_sent_from_a_page_that_is_too_old_is_kept_too(case_id):
    client = vera_in(case_id)
    page = html.fromstring(client.get("/n/tell/question").text)
    author = page.forms[0].inputs["author"].value
    client.handler = product(enforce_csrf_checks=True)

    answer = client.post("/n/tell/question", {"of": "police", "what": "Mine.", "author": author})

    assert answer.status_code == 403 and "That page was too old" in answer.text
    assert "Mine." in vera_in(case_id).get("/n/tell/question").text


def test_what_was_begun_in_one_case_is_nobody_elses_to_open(case_id):
    vera_in(case_id).post("/n/tell/question", {"of": "police", "what": "Mine.", "do": "keep"})

    assert "Mine." not in vera_in(reported(whole_case())).get("/n/tell/question").text


def test_the_victim_takes_back_their_own_words_and_is_offered_nobody_elses(case_id):
    client = vera_in(case_id)
    assert client.get("/n/tell/take-back").status_code == 404
    tell(client, "said", what="You said Monday.")
    tell(client, "question", of="police", what="When?")
    page = html.fromstring(client.get("/n/tell/take-back").text)
    offered = [" ".join(one.text_content().split()) for one in page.xpath("//label")]
    assert [one.split(" (")[0] for one in offered[:2]] == [
        "You asked a question.", "You wrote down what was said when we spoke.",
    ]  # fmt: skip
    number = page.forms[0].inputs["which"].value_options[1]

    tell(client, "take-back", which=number, reason="It was Tuesday.")

    assert "You said Monday." not in see(client, "talks")
    assert "When?" in see(client, "people")
    assert last(case_id).event == "record.corrected"


@pytest.mark.parametrize("number", ["1", "99", "x", ""])
def test_a_number_that_was_not_offered_takes_nothing_back(case_id, number):
    client = vera_in(case_id)
    tell(client, "said", what="You said Monday.")

    answer = client.post("/n/tell/take-back", {"which": number, "reason": "x"})

    assert answer.status_code == 400
    assert last(case_id).event == "discussion.agreed"


@pytest.mark.parametrize(
    ("name", "said", "event"),
    [
        ("position", {"position": "undecided", "reasons": "wellbeing"}, "position.stated"),
        ("position", {"position": "supports"}, "position.stated"),
        (
            "gone-soon",
            {
                "kind": "cctv",
                "expires_on-day": "3",
                "expires_on-month": "12",
                "expires_on-year": "2026",
            },
            "evidence.perishable",
        ),
        ("asked-aloud", {"why": "He said he needs it."}, "device.mentioned"),
        ("want", {"wants": "safety"}, "wishes.stated"),
        ("share", {"of": "presence"}, "support.sharing_agreed"),
        ("share", {}, "support.sharing_agreed"),
        ("help", {"service": "isva", "answer": "later"}, "support.answered"),
        ("put-right", {"of": "police", "what": "It was the 3rd."}, "question.asked"),
    ],
)
def test_everything_that_may_be_said_is_recorded_as_it_was_said(case_id, name, said, event):
    feed(case_id, "support.offered", "police", ago=30, service="isva")
    tell(vera_in(case_id), name, **said)

    entry = last(case_id, ISLA) if event == "support.sharing_agreed" else last(case_id)
    assert (entry.event, entry.agency) == (event, "victim")


def test_every_kind_of_event_that_is_the_victims_to_record_has_its_words():
    hers = {name for name, type_ in EVENT_TYPES.items() if "victim" in type_.by}

    assert hers <= {say.event for say in SAYINGS.values()}
