"""Finding a case: by its exact reference, with a reason, or not at all."""

from __future__ import annotations

import pytest
from lxml import html

from tests.flows.test_looking_at_a_case import case_id, reference  # noqa: F401  fixtures
from tests.record.cast import ISLA, NICK, OMAR, rows
from tests.signing_in import at_browser

# Each of these gives a part from now on: in one long transaction the database's now stands still.
pytestmark = pytest.mark.django_db(transaction=True)


def test_a_case_is_opened_in_an_emergency_to_read_and_those_on_it_see_why(case_id, reference):
    browser = at_browser(NICK)

    asked = {
        "reference": reference,
        "reason": "She rang 999 from the car park.",
        "how": "emergency",
    }
    opened = browser.post("/find", {**asked, "reference": f" {reference.lower()} "})

    assert opened.status_code == 302 and opened["Location"] == f"/cases/{reference}"
    assert browser.get(f"/cases/{reference}").status_code == 200
    owner = html.fromstring(at_browser(OMAR).get("/my-work").text)
    (folded,) = owner.xpath("//details[@open][contains(summary, 'in the last four days')]")
    assert "(1, in an emergency 1)" in folded.text_content()
    assert "She rang 999 from the car park." in folded.text_content()
    assert ("She rang 999 from the car park.",) in rows(
        "SELECT reason FROM record_reading WHERE case_id = %s", [case_id]
    )


def test_without_a_reason_nothing_is_opened(case_id, reference):
    answer = at_browser(NICK).post("/find", {"reference": reference, "how": "emergency"})

    assert answer.status_code == 400
    assert "Say why you need to open it" in answer.text and 'href="#reason"' in answer.text
    assert reference in answer.text  # what was typed comes back
    assert 'value="emergency" checked' in answer.text and "<title>Error: " in answer.text


def test_whoever_has_no_part_in_a_case_is_not_told_that_it_is_there(case_id, reference):
    browser = at_browser(NICK)

    there = browser.post("/find", {"reference": reference, "reason": "Curious", "how": "own"})
    not_there = browser.post(
        "/find", {"reference": "AAAA-BBBB-CCCC", "reason": "Curious", "how": "own"}
    )

    assert there.status_code == not_there.status_code == 404
    assert there.content == not_there.content


def test_cover_is_for_those_who_answer_for_a_team(case_id, reference):
    page = at_browser(ISLA).get("/find")

    assert page.status_code == 200 and "Give cover" not in page.text


def test_a_reason_that_is_too_long_comes_back_whole_and_opens_nothing(case_id, reference):
    said = {"reference": f"{reference}\x00", "reason": "x" * 501, "how": "emergency"}

    answer = at_browser(NICK).post("/find", said)

    assert (
        answer.status_code == 400 and "Your reason must be 500 characters or fewer" in answer.text
    )
    assert "x" * 501 in answer.text
