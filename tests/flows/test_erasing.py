"""Erasing words: by who answers for a team of whoever wrote them, and for good; the chain holds."""

from __future__ import annotations

import pytest

from answerable.actions.commit import record
from answerable.events.entry import Event
from answerable.people.acting import working
from answerable.record.verifying import verify
from tests.people.cast import NOW, OMAR, PRIYA, SUNITA, key, reference_of, whole_case
from tests.signing_in import at_browser
from tests.web.cast import go

pytestmark = pytest.mark.django_db

WORDS = "Her sister works at the bakery."
OTHERS = "The suspect is in hospital."


@pytest.fixture
def case_id():
    found = whole_case()
    said = [
        Event("suspect.action_deferred", NOW, "police", "s1", {"why": OTHERS}),
        Event("line.closed", NOW, "police", "l1", {"result": "completed", "why": WORDS}),
    ]
    record(found, said, by=OMAR, key=key(), expected_seq=None, at=NOW)
    return found


def page_of(case_id, by=SUNITA):
    address, browser = f"/cases/{reference_of(case_id)}", at_browser(by)
    browser.post(f"{address}/reason", {"reason": "She asked for words to be erased."})
    return go(browser, f"{address}/erase")


def test_words_are_gone_for_everybody_and_the_entry_and_its_chain_stay(case_id):
    page = page_of(case_id)
    page["entry"], page["why"] = page.options("entry")[0], "She asked for it."

    assert page.press("").status == 302

    history = at_browser(OMAR).get(f"/cases/{reference_of(case_id)}/history").text
    assert WORDS not in history and "(erased)" in history and OTHERS in history
    with working():
        assert verify().broken is None


def test_what_is_erased_is_not_offered_again_and_a_reason_is_asked_for(case_id):
    page = page_of(case_id)
    offered = page.options("entry")
    page["entry"] = offered[0]
    assert page.press("").status == 400

    page["why"] = "She asked for it."
    page.press("")

    assert page_of(case_id).options("entry") == offered[1:]


@pytest.mark.parametrize("who", [OMAR, PRIYA])
def test_for_whoever_does_not_answer_for_a_team_there_is_no_such_page(case_id, who):
    assert page_of(case_id, who).status == 404
