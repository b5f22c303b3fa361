"""A review that the victim asked for stands in front of whoever is about to close the case."""

from __future__ import annotations

from datetime import timedelta

import pytest

from answerable.actions.commit import record
from answerable.events.entry import Event
from tests.people.cast import OMAR, key, reference_of, whole_case
from tests.portal.cast import vera_in
from tests.portal.looking import tell
from tests.portal.stories import feed, not_charged, reported
from tests.signing_in import at_browser
from tests.web.cast import go, recorded

pytestmark = pytest.mark.django_db
WAITS = "The victim asked for a decision to be looked at again, and there is no answer yet"


@pytest.fixture
def case_id():
    """A case that was not charged; the victim was told."""
    case_id = reported(whole_case())
    told = {"how": "in_person", "review_right": "applies"}
    feed(case_id, "decision.told", "police", not_charged(case_id), ago=3, **told)
    return case_id


def the_case(case_id):
    return " ".join(go(at_browser(OMAR), f"/cases/{reference_of(case_id)}").text.split())


def test_the_case_page_says_that_a_review_waits_until_it_has_its_answer(case_id):
    assert "Close the case: nothing stands in the way" in the_case(case_id)

    tell(vera_in(case_id), "look-again")

    page = the_case(case_id)
    assert "Close the case: 1 to see to" in page and WAITS in page

    (asked,) = [one for one in recorded(case_id, OMAR) if one.event == "review.requested"]
    said = {"stage": "local", "result": "upheld", "reviewer": "somebody-else"}
    at = asked.occurred_at + timedelta(milliseconds=1)
    answer = Event("review.decided", at, "police", asked.subject, said)
    record(case_id, [answer], by=OMAR, key=key(), expected_seq=None, at=at)
    assert "Close the case: nothing stands in the way" in the_case(case_id)


def test_who_closes_it_before_that_says_why(case_id):
    tell(vera_in(case_id), "look-again")
    page = go(at_browser(OMAR), f"/cases/{reference_of(case_id)}/record/case.closed")
    page["case-closed-why"] = "All is done."

    refused = page.press()
    why = "case-closed-reason-no_review_open"
    assert refused.problems.get(f"#{why}", "").startswith(WAITS)
    assert "case.closed" not in [one.event for one in recorded(case_id, OMAR)]

    refused[why] = "Another force has taken the review over."
    refused.press()
    assert recorded(case_id, OMAR)[-1].event == "case.closed"
