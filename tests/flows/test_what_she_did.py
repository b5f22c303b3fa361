"""What the victim did on their own pages, as those who work in the case see it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from answerable.web.dates import day
from answerable.web.forms.filled import NOBODY
from tests.people.cast import NOW, OMAR, PRIYA, reference_of, whole_case
from tests.portal.cast import put, vera_in
from tests.portal.looking import all_pages, see, tell
from tests.portal.stories import asked_for_a_phone, feed, not_charged, reported
from tests.signing_in import at_browser
from tests.web.cast import go, recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def case_id():
    return reported(whole_case())


def page_of(case_id, page="", who=OMAR):
    return go(at_browser(who), f"/cases/{reference_of(case_id)}{page}")


def said(page) -> str:
    return " ".join(page.tree.text_content().split())


def test_what_she_sent_herself_is_hers_and_not_written_down_by_a_member_of_staff(case_id):
    asked_for_a_phone(case_id)
    tell(vera_in(case_id), "phone", answer="refused")

    page = said(page_of(case_id, "/history"))
    assert "The device request was answered the victim, on their own pages" in page
    assert "a member of staff, for the victim" not in page


def test_what_a_worker_wrote_down_for_her_has_the_name_of_the_worker(case_id):
    form = page_of(case_id, "/for-her/question.asked")
    form["question-asked-of"], form["question-asked-what"] = "police", "When?"
    form["read_back"] = "yes"
    assert form.press().status == 302

    assert "The victim asked a question Omar Fennimarsh, for the victim" in said(
        page_of(case_id, "/history")
    )


@pytest.mark.parametrize("page", ["", "/contact"])
def test_that_she_paused_stands_above_each_page_until_she_goes_on(case_id, page):
    vera = vera_in(case_id)
    tell(vera, "pause")
    assert "Ask nothing of them meanwhile: they were promised that." in said(page_of(case_id, page))

    tell(vera, "go-on")
    assert "Ask nothing of them" not in said(page_of(case_id, page))


def test_a_question_waits_on_the_contact_page_with_the_way_to_answer_it(case_id):
    feed(case_id, "question.asked", "victim", ago=2, of="police", what="When do I get it back?")
    of_theirs = page_of(case_id, "/contact", PRIYA)
    assert "The victim waits for an answer" in of_theirs.text
    assert "For the police to answer" in of_theirs.text and "Answer it" not in of_theirs.text

    (link,) = page_of(case_id, "/contact").tree.xpath("//a[starts-with(text(), 'Answer it')]")
    form = go(at_browser(OMAR), link.get("href"))
    form["question-answered-how"] = "phone"
    form["question-answered-for_victim"] = "On Friday."
    form["breach"] = NOBODY
    done = form.press()
    assert done.status == 302, done.problems

    assert "The victim waits for an answer" not in page_of(case_id, "/contact").text
    assert "has no answer yet" not in go(at_browser(OMAR), "/my-work").text


def test_what_was_put_right_for_her_is_read_as_it_is_now_with_the_day_and_without_the_wrong_one(
    case_id,
):
    wrong = put(case_id, "discussion.agreed", ago=30, what="Ours.", for_victim="We ring on Monday.")
    tell(vera_in(case_id), "put-right", of="police", what="It was Friday.")
    hearing = {"event": "wishes.stated", "data": {"wants": "support"}}
    other = put(case_id, "wishes.stated", ago=29, wants="justice")
    right = {"data": {"what": "Ours.", "for_victim": "We ring on Friday."}}
    put(case_id, "record.corrected", ago=1, seq=wrong, reason="As they told us.", entry=right)
    put(case_id, "record.corrected", ago=1, seq=other, reason="As they told us.", entry=hearing)

    page = see(vera_in(case_id), "talks")
    assert "We ring on Friday." in page and "Monday" not in page
    assert page.count(f"We put it right on {day(NOW - timedelta(hours=1))}.") == 2
    everything = str(all_pages(vera_in(case_id)))
    assert (
        "record.corrected" not in everything
        and "justice" not in everything.split("tell/want", maxsplit=1)[0]
    )

    record = said(page_of(case_id, "/history"))
    assert "What it is about: A conversation was agreed" in record
    assert (
        "We ring on Friday." in record and "Now: What does the victim want now? Support" in record
    )


@pytest.mark.parametrize("name", ["tell-the-victim", "contact"])
def test_who_is_about_to_tell_reads_of_a_pause_and_that_both_victims_of_one_suspect_are_told_first(
    case_id, name
):
    assert "same suspect" not in said(page_of(case_id, f"/record/{name}"))
    put(case_id, "case.linked", to="7KQM-4XWA-TR9C", why="same_suspect")
    tell(vera_in(case_id), "pause")

    page = said(page_of(case_id, f"/record/{name}"))
    assert "Another case has the same suspect." in page and "once both were told" in page
    assert "Ask nothing of them meanwhile" in page


@pytest.mark.parametrize("name", ["device-request", "account.offered"])
def test_who_is_about_to_ask_something_of_her_reads_that_she_paused(case_id, name):
    assert "Ask nothing of them" not in said(page_of(case_id, f"/record/{name}"))
    tell(vera_in(case_id), "pause")

    assert "Ask nothing of them meanwhile" in said(page_of(case_id, f"/record/{name}"))


def test_what_came_of_it_otherwise_than_she_was_told_waits_for_a_person_to_tell_it_again(case_id):
    vera, of = vera_in(case_id), not_charged(case_id)
    feed(case_id, "decision.told", "police", of, ago=3, how="in_person", review_right="applies")
    assert "It was decided not to charge." in see(vera, "answers")
    assert "until a person tells them again" not in said(page_of(case_id))

    (made,) = [one.seq for one in recorded(case_id, OMAR) if one.event == "decision.made"]
    right = {"data": {"by": "police", "result": "charge"}}
    feed(case_id, "record.corrected", "police", ago=2, seq=made, reason="Wrong.", entry=right)
    page = see(vera, "answers")
    assert "was decided" not in page and "We told you about a decision" in page
    for where in ("", "/contact"):
        assert "until a person tells them again" in said(page_of(case_id, where))

    feed(case_id, "decision.told", "police", of, ago=1, how="in_person", review_right="applies")
    assert "It was decided to charge a suspect." in see(vera, "answers")
    assert "until a person tells them again" not in said(page_of(case_id))
