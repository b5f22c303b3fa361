"""What a form says where a gate is closed: what is missing, and what puts it right."""

from __future__ import annotations

import pytest

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Event
from answerable.rules.gate_catalogue import REQUIREMENTS
from answerable.rules.gates import key
from answerable.web.forms.put_right import PUT_RIGHT
from tests.record.cast import NOW
from tests.web.cast import OMAR, Page, a_case, put, recorded
from tests.web.filling import page_for

pytestmark = pytest.mark.django_db


def closing(case_id) -> Page:
    page = page_for(case_id, "decision.told")
    for name, value in {
        "how": "phone", "review_right": "applies", "needs_considered": "false",
        "adviser_told": "no", "support_present": "false", "skilled": "true",
    }.items():  # fmt: skip
        page[f"decision-told-{name}"] = value
    page["decision-told-explained_by"] = str(OMAR)
    page["decision-told-subject"], page["breach"] = "none", "no"
    return page


def test_a_gate_says_what_is_missing_where_it_comes_from_and_what_puts_it_right():
    case_id = a_case()

    found = closing(case_id).press()

    (place,) = found.problems
    assert found.status == 400 and "This cannot be recorded yet" in found.text
    assert "needs and preferred way were not looked at" in found.problems[place]
    assert "Source: " in found.text and "/record/support.alerted" in found.text
    assert found.has(place) and not recorded(case_id)


def test_what_a_gate_asks_to_explain_may_be_explained():
    case_id = a_case()
    refused = closing(case_id).press()
    refused["decision-told-reason-needs_considered"] = "She rang us and asked to be told at once."

    found = refused.press()

    (entry,) = recorded(case_id)
    assert found.status == 302
    assert entry.data["reasons"] == {
        "needs_considered": "She rang us and asked to be told at once."
    }


def test_what_was_put_right_after_the_time_on_the_page_is_said_with_the_place_to_change_it():
    case_id = a_case()
    page = page_for(case_id, "file.submitted")
    page["file-submitted-purpose"], page["file-submitted-cps_area"] = "charging", "cps-cymru-wales"
    page["when-day"], page["when-month"], page["when-year"] = "5", "3", "2026"
    before = page.press()
    assert before.status == 400 and "#when-day" not in before.problems
    put(case_id, Event("early_advice.considered", NOW, "police", "", {"sought": True}))

    late = page_for(case_id, "file.submitted").press()

    assert late.status == 400 and "change “When did this happen?”" in late.problems["#when-day"]
    assert late.has("#when-day")


def test_what_stands_in_the_way_is_shown_before_anybody_tries():
    case_id = a_case()

    page = page_for(case_id, "file.submitted")

    assert "What has to be in place: 2 not yet" in page.text
    assert "/record/early_advice.considered" in page.text
    put(case_id, Event("early_advice.considered", NOW, "police", "", {"sought": True}))
    assert "What has to be in place: 1 not yet" in page_for(case_id, "file.submitted").text


def test_every_requirement_has_a_way_to_put_it_right():
    assert {key(one) for one in REQUIREMENTS} == set(PUT_RIGHT)
    assert {event for event in PUT_RIGHT.values() if event} <= set(EVENT_TYPES)
