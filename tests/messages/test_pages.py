"""What workers see of messages: what became of each, and never where it went."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from answerable.messages.models import STATES as EVERY_STATE
from answerable.messages.ways import Refused
from answerable.web.agency.message_table import STATES
from tests.messages.cast import (
    HOUR,
    NICK,
    NOW,
    OMAR,
    PRIYA,
    WENDY,
    Sent,
    a_case_to_write_in,
    answer,
    say,
    work,
)
from tests.web.cast import at_browser, go, reference_of
from tests.worklist.desks import messages_left_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def case_id():
    return a_case_to_write_in(PRIYA, WENDY)


def contact_page(case_id, who=OMAR):
    return go(at_browser(who), f"/cases/{reference_of(case_id)}/contact")


def test_the_contact_page_says_what_became_of_each_message_and_not_where_it_went(case_id):
    answer(case_id, how="text")
    work(Sent("created", "permanent-failure"))
    work(Sent("permanent-failure"), NOW + HOUR)

    page = contact_page(case_id)
    assert "Messages to the victim" in page.text
    assert "Did not arrive: it could not be delivered" in page.text
    assert "07700" not in page.text


@pytest.mark.parametrize(
    ("times", "said"), [("when he is out", True), ("after 18:00", False), ("", False)]
)
def test_the_case_says_where_a_machine_cannot_go_by_the_times(times, said):
    agreed = {"safe_times": times} if times else {}
    page = contact_page(a_case_to_write_in(**agreed))

    assert ("No text and no email leaves by itself" in page.text) is said


def test_every_state_has_its_words():
    assert set(STATES) == set(EVERY_STATE)


def test_what_did_not_arrive_stands_first_on_the_list_of_who_tells_the_victim(case_id):
    answer(case_id)
    work(Sent(Refused()))

    page = go(at_browser(OMAR), "/my-work")
    assert "Messages that did not reach the victim (1)" in page.text
    later = datetime.now(UTC)
    assert len(messages_left_to(OMAR, later)) == len(messages_left_to(WENDY, later)) == 1
    assert messages_left_to(PRIYA, later) == messages_left_to(NICK, later) == []


def test_it_stands_there_until_somebody_reached_the_victim(case_id):
    answer(case_id)
    work(Sent(Refused()))
    say(
        case_id,
        "contact.made",
        at=NOW + HOUR,
        method="in_person",
        by="agency",
        alone="yes",
        news=True,
    )

    assert messages_left_to(OMAR, datetime.now(UTC)) == []


def test_the_case_says_what_to_do_and_names_no_message(case_id):
    answer(case_id)
    work(Sent(Refused()))

    page = go(at_browser(OMAR), f"/cases/{reference_of(case_id)}")
    assert "Reach the victim in another way that is safe" in page.text
    assert "the system, for the system" in page.text


def test_the_contact_page_says_whose_it_is_to_tell_what_no_message_told(case_id):
    answer(case_id)
    work(Sent(Refused()))

    (link,) = contact_page(case_id).tree.xpath(
        "//a[contains(., 'Reach the victim in another way')]"
    )
    assert link.get("href").endswith("/record/contact")
    theirs = contact_page(case_id, PRIYA).text
    assert "Reach the victim in another way" not in theirs
    told = re.search("To be told in another way, by ([^<]*)", theirs)
    assert told and "Cast 1" in told[1].split(" and "), told
    assert "That a message left, or arrived, is not that the victim was told." in theirs

    say(
        case_id, "contact.made", at=NOW + HOUR, method="in_person", by="agency", alone="yes",
        news=True,
    )  # fmt: skip
    assert "in another way" not in contact_page(case_id).text


def test_the_record_says_of_what_did_not_arrive_that_nobody_was_told_by_it(case_id):
    answer(case_id, how="text")
    work(Sent(Refused()))

    page = go(at_browser(OMAR), f"/cases/{reference_of(case_id)}/history").text
    assert "(it did not arrive, so nobody was told by it)" in page
    assert "corrected later" not in page and "by its number" not in page
    assert "question was answered, 11 March 2026 (entry 2)" in page


@pytest.mark.parametrize("form", ["decision", "tell-the-victim", "review", "letter.sent"])
def test_whoever_decides_or_tells_on_a_friday_is_warned_before_they_do(case_id, form, monkeypatch):
    friday = datetime(2026, 11, 27, 17, tzinfo=UTC)
    monkeypatch.setattr("answerable.web.forms.machine.warning", lambda _at: words(friday))
    from answerable.rules.hard_news import warning as words

    page = go(at_browser(OMAR), f"/cases/{reference_of(case_id)}/record/{form}")
    assert "Nothing hard leaves by itself before Monday 30 November 2026 at 9am" in page.text


def test_a_form_of_nothing_hard_has_no_such_warning(case_id, monkeypatch):
    monkeypatch.setattr("answerable.web.forms.machine.warning", lambda _at: "Wait.")

    assert (
        "Wait." not in go(at_browser(OMAR), f"/cases/{reference_of(case_id)}/record/contact").text
    )
