"""Stepping away from a case: for whoever did, and whomever a supervisor keeps out, it is gone."""

from __future__ import annotations

import pytest

from tests.people.cast import BRONWEN, OMAR, PRIYA, SUNITA, reference_of, sees, whole_case
from tests.signing_in import at_browser
from tests.web.cast import go

pytestmark = pytest.mark.django_db


@pytest.fixture
def case_id():
    return whole_case()


def page_of(case_id, by):
    address, browser = f"/cases/{reference_of(case_id)}", at_browser(by)
    if by == SUNITA:  # of the team: she says once why she opens it
        browser.post(f"{address}/reason", {"reason": "A conflict was reported."})
    return go(browser, f"{address}/keep-out")


def test_whoever_steps_away_sees_what_a_stranger_sees_and_their_part_is_nobodys(case_id):
    address, page = f"/cases/{reference_of(case_id)}", page_of(case_id, OMAR)
    page["why"] = "A relative."

    done = page.press("")

    assert (done.status, done.path) == (302, "/my-work")
    gone, none = at_browser(OMAR).get(address), at_browser(OMAR).get("/cases/0000-0000-0000")
    assert gone.status_code == none.status_code == 404 and gone.content == none.content
    assert "obody’s yet" in at_browser(SUNITA).get("/team").text


def test_an_investigator_may_step_away_alone_and_keeps_nobody_else_out(case_id):
    assert "whom" not in page_of(case_id, OMAR).form.inputs


def test_a_supervisor_keeps_somebody_else_out_who_is_not_told(case_id):
    page = page_of(case_id, SUNITA)
    page["whom"], page["why"] = str(OMAR), "A neighbour of a party."

    assert page.press("").status == 302
    assert str(OMAR) not in go(page.client, page.path).options("whom")

    assert not sees(OMAR, case_id) and sees(SUNITA, case_id)
    assert "kept out" not in at_browser(OMAR).get("/my-work").text


def test_nobody_of_another_agency_is_offered_or_taken(case_id):
    page = page_of(case_id, SUNITA)
    assert str(BRONWEN) in page.options("whom") and str(PRIYA) not in page.options("whom")

    answer = page.client.post(page.path, {"whom": str(PRIYA), "why": "x"})

    assert answer.status_code == 400 and sees(PRIYA, case_id)


def test_a_reason_has_to_be_given(case_id):
    page = page_of(case_id, OMAR).press("")

    assert page.status == 400 and page.problems and sees(OMAR, case_id)
