"""A complaint: made on one's own page, passed on, answered; and how court was."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from answerable.clocks.days import local_day
from answerable.clocks.holidays import add_working_days
from answerable.web import dates
from tests.people.cast import OMAR, PRIYA, reference_of, whole_case
from tests.portal.cast import put, vera_in
from tests.portal.stories import charged, reported
from tests.signing_in import at_browser
from tests.web.cast import go

pytestmark = pytest.mark.django_db


@pytest.fixture
def case_id():
    return reported(whole_case())


def complain(vera, of="police"):
    page = go(vera, "/n/tell/complain")
    page["of"], page["what"] = of, "Nobody called me back."
    return page.press("send")


def test_a_complaint_is_passed_on_and_says_by_when_there_is_an_answer(case_id):
    vera = vera_in(case_id)
    before = go(vera, "/n/tell/complain").text
    assert "Who will read this: " in before and "in ten working days" in before
    complain(vera)

    last = dates.day(add_working_days(local_day(datetime.now(UTC)), 10))
    page = go(vera, "/n/yours").text
    assert f"You should hear back by {last}." in page
    assert "If you are not happy with the answer, you can ask the ombudsman." in page
    for who in (OMAR, PRIYA):
        assert "Nobody called me back." in at_browser(who).get(
            f"/cases/{reference_of(case_id)}/contact"
        ).text  # fmt: skip


def test_an_answer_goes_to_the_oldest_complaint_of_that_agency(case_id):
    vera = vera_in(case_id)
    complain(vera, of="cps")
    complain(vera)
    put(
        case_id, "complaint.answered", at=datetime.now(UTC), how="letter", answer="in_full",
        for_victim="You were right. I am sorry.",
    )  # fmt: skip

    page = go(vera, "/n/yours").text
    assert page.count("You had an answer.") == 1 and page.count("You should hear back by") == 1
    assert page.index("You should hear back by") < page.index("You had an answer.")
    assert "You were right. I am sorry." in go(vera, "/n/updates").text


def test_how_court_was_is_asked_once_a_charge_was_told(case_id):
    vera = vera_in(case_id)
    assert "Say how court was for you" not in go(vera, "/n/yours").text
    charged(case_id)

    page = go(vera, "/n/tell/days-were")
    page["about"], page["words"] = "counsel", "He looked at me when he spoke."
    assert page.press("send").status == 302
    assert "Say how court was for you" in go(vera, "/n/yours").text
