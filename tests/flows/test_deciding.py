"""The decision, telling the victim, looking at it again, and the days at court."""

from __future__ import annotations

import pytest

from answerable.events.entry import Event
from tests.flows.test_chapters_of_a_case import a_story
from tests.flows.walking import attempt, walk
from tests.people import cast as people_cast
from tests.record.cast import NOW
from tests.signing_in import at_browser as people_at_browser
from tests.web.cast import ISLA, OMAR, PRIYA, WENDY, a_case, go, put

pytestmark = pytest.mark.django_db

DECISION = {
    "about_": "s1", "by": "cps", "result": "no_further_action", "stage": "evidential",
    "evidential": "fail", "public_interest": "not_reached", "rationale": "The messages are lost.",
    "authorised_by": "prosecutor", "decided_by": str(PRIYA), "authorised_id": str(OMAR),
    "read": ["file", "account"],
}  # fmt: skip
AGREED = {"when": "only_news", "method": "phone", "letters": True, "safe": True}
TOLD = {
    "about_": "s1", "how": "in_person", "review_right": "applies", "needs_considered": True,
    "adviser_told": "yes", "support_present": True, "explained_by": str(OMAR), "skilled": True,
}  # fmt: skip


@pytest.fixture
def case_id():
    found = a_case(PRIYA, ISLA, WENDY)
    put(found, Event("suspect.identified", NOW, "police", "s1", {}))
    return found


def test_a_decision_that_nothing_prepared_is_refused_with_what_is_in_the_way(case_id):
    walked = attempt(case_id, "decision", {"decision-made": DECISION}, by=PRIYA)

    assert not walked.entries
    assert "This cannot be recorded yet" in walked.page.text and "Source: " in walked.page.text
    assert "The messages are lost." in walked.page.text


def test_the_victim_is_told_of_a_decision_with_her_adviser_told_first_and_a_letter_after(case_id):
    put(
        case_id,
        Event("decision.made", NOW, "cps", "s1", {"by": "cps", "result": "charge"}),
        Event("contact.agreed", NOW, "police", "", AGREED),
    )

    walked = walk(
        case_id,
        "tell-the-victim",
        {
            "support-alerted": {"of": "decision"},
            "decision-told": TOLD,
            "letter-sent": {
                "how": "post", "review_right": "applies",
                "contacts": ["investigator", "prosecutor"],
            },
        },
    )  # fmt: skip

    assert walked.events == ["support.alerted", "decision.told", "letter.sent"]
    assert walked.entries[2].subject == "s1"


def test_a_review_that_her_adviser_asks_for_is_acknowledged_and_decided_by_others(case_id):
    asked = walk(case_id, "review", {"review-requested": {"about_": "new", "of": "cps"}}, by=ISLA)
    review = asked.entries[0].subject
    answered = walk(
        case_id, "review", {"review-acknowledged": {"about_": review, "done": True}}, by=PRIYA
    )
    decided = walk(
        case_id,
        "review",
        {
            "review-acknowledged": {"about_": review, "done": True},
            "review-decided": {"stage": "local", "result": "overturned", "reviewer": str(WENDY)},
        },
        by=PRIYA,
    )

    assert asked.events == ["review.requested"]
    assert answered.events == ["review.acknowledged"]
    assert "review.decided" in decided.events


def test_witness_care_list_a_hearing_and_tell_her_of_it(case_id):
    walked = walk(
        case_id,
        "hearing",
        {
            "hearing-listed": {"about_": "new", "kind": "trial", "on": "2026-09-14"},
            "hearing-told": {"done": True},
            "measures-considered": {"kinds": ["screen"], "victim_wish": "undecided"},
        },
        by=WENDY,
    )

    assert walked.events == ["hearing.listed", "hearing.told", "measures.considered"]
    assert walked.entries[0].subject == walked.entries[1].subject


def test_reasons_that_rest_on_a_myth_or_repeat_the_recommendation_are_shown_once_before_recording(
    case_id,
):
    said = "She did not scream. The messages are lost."
    reasons = {**DECISION, "rationale": said, "authorised_why": said.upper()}
    first = attempt(case_id, "decision", {"decision-made": reasons}, by=PRIYA)

    assert not first.entries and first.page.status == 200
    assert "There is no right way to react to a rape." in first.page.text
    assert "These are the words of the recommendation" in first.page.text
    assert 'href="#decision-made-authorised_why"' in first.page.text

    again_ = first.page.tree.xpath("//section[@aria-labelledby='again']//li")
    said_of = [one.text_content() for one in again_]
    assert len(said_of) == len(set(said_of)) == 3  # the myth in each place, and the repeat

    again = first.page.press("record")
    assert again.status == 400  # what stands in the way of it is another matter
    assert "look at this again" not in again.text and said in again.text


def test_reasons_that_rest_on_none_are_not_held_up(case_id):
    walked = attempt(case_id, "decision", {"decision-made": DECISION}, by=PRIYA)

    assert walked.page.status == 400 and "look at this again" not in walked.page.text


def test_who_may_be_named_as_deciding_is_somebody_who_may_have_a_case():
    case = people_cast.reference_of(a_story())

    page = go(people_at_browser(people_cast.OMAR), f"/cases/{case}/record/decision")

    named = page.options("decision-made-authorised_id")
    assert str(people_cast.SUNITA) in named
    assert not {str(people_cast.EDITH), str(people_cast.RUFUS)} & set(named)
