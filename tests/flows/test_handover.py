"""Handover: a supervisor moves all that somebody has, on one page, and access ends at once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.http import QueryDict

from answerable.actions.excluding import exclude
from answerable.people.acting import acting_as
from answerable.people.holding import holders
from answerable.record import reading
from answerable.web.forms import drafts
from tests.people.cast import (
    BRONWEN,
    DESMOND,
    EDITH,
    ISLA,
    LIONEL,
    NOW,
    OMAR,
    SUNITA,
    TARIQ,
    key,
    omars_case,
    reference_of,
    rows,
)
from tests.signing_in import at_browser
from tests.web.cast import go

pytestmark = pytest.mark.django_db
PAGE = f"/team/{OMAR}/handover"
DRAFT = "risk.assessed"


def held_by(case_id):
    with acting_as(SUNITA), transaction.atomic():
        return holders([case_id], datetime.now(UTC))[case_id]["investigator"]


def begin(browser, case_id, comes_back="high"):
    page = go(browser, f"/cases/{reference_of(case_id)}/record/{DRAFT}")
    page["risk-assessed-level"] = comes_back
    assert page.press("keep").status == 302


def test_all_that_somebody_has_goes_to_others_on_one_page_and_access_ends_at_once():
    first, second, third = sorted((omars_case() for _ in range(3)), key=reference_of)
    names = [reference_of(one) for one in (first, second, third)]
    omar = at_browser(OMAR)
    assert omar.get("/my-work").status_code == 200

    page = go(at_browser(SUNITA), PAGE)
    page[f"to-{names[0]}"], page[f"to-{names[1]}"] = str(BRONWEN), str(TARIQ)
    page["why"] = "left"
    done = page.press("")

    assert done.status == 302 and "2 cases were handed over." in done.text
    assert "Their access has ended. 1 still to be given to somebody." in done.text
    assert (held_by(first), held_by(second)) == ((BRONWEN,), (TARIQ,))
    left = omar.get("/my-work")
    assert (left.status_code, left["Location"]) == (302, "/sign-in")
    with acting_as(SUNITA), transaction.atomic():
        (entry,) = reading.entries(first)
    assert (entry.event, entry.data["why"]) == ("officer.changed", "left")


def test_what_was_begun_goes_too_and_nobody_reads_it_but_who_takes_over():
    case_id = omars_case()
    begin(at_browser(OMAR), case_id)
    page = go(at_browser(SUNITA), PAGE)
    page[f"to-{reference_of(case_id)}"], page["why"] = str(BRONWEN), "leave"

    assert page.press("").status == 302

    found = [rows("SELECT count(*) FROM web_draft", by=who) for who in (OMAR, SUNITA, BRONWEN)]
    assert found == [[(0,)], [(0,)], [(1,)]]
    taken = go(at_browser(BRONWEN), f"/cases/{reference_of(case_id)}/record/{DRAFT}")
    assert taken.form.inputs["risk-assessed-level"].value == "high"


def test_who_had_begun_the_same_page_keeps_their_own():
    case_id = omars_case()
    give = go(at_browser(SUNITA), PAGE)
    begin(at_browser(OMAR), case_id)

    drafts.keep(BRONWEN, case_id, DRAFT, QueryDict("risk-assessed-level=low"), at=NOW)
    give[f"to-{reference_of(case_id)}"], give["why"] = str(BRONWEN), "leave"
    give.press("")

    kept = drafts.kept(BRONWEN, case_id, DRAFT)
    assert kept is not None and kept.typed["risk-assessed-level"] == "low"


def test_who_stays_keeps_what_was_not_moved():
    first, second = omars_case(), omars_case()
    page = go(at_browser(SUNITA), PAGE)
    page[f"to-{reference_of(first)}"], page["why"] = str(BRONWEN), "workload"

    assert "Their access has ended" not in page.press("").text
    assert held_by(second) == (OMAR,)
    assert at_browser(OMAR).get(f"/cases/{reference_of(second)}").status_code == 200


@pytest.mark.parametrize(("why", "to"), [("", "x"), ("left", str(LIONEL)), ("leave", "")])
def test_what_is_wrong_is_said_and_nothing_is_moved(why, to):
    case_id = omars_case()
    name = f"to-{reference_of(case_id)}"

    answer = at_browser(SUNITA).post(PAGE, {name: to, "why": why})

    assert answer.status_code == 400 and "There is a problem" in answer.text
    assert held_by(case_id) == (OMAR,)
    assert at_browser(OMAR).get("/my-work").status_code == 200


def test_for_whom_a_case_must_not_exist_it_is_not_handed_to_and_nothing_at_all_is_moved():
    first, second = omars_case(), omars_case()
    exclude(second, BRONWEN, by=DESMOND, at=NOW, why="Her brother.")
    typed = {f"to-{reference_of(one)}": str(BRONWEN) for one in (first, second)}

    answer = at_browser(SUNITA).post(PAGE, {**typed, "why": "left", "key": key()})

    assert answer.status_code == 400 and "Nothing was handed over" in answer.text
    assert (held_by(first), held_by(second)) == ((OMAR,), (OMAR,))


def test_sent_twice_it_is_done_once_and_says_so():
    case_id = omars_case()
    typed = {f"to-{reference_of(case_id)}": str(BRONWEN), "why": "left", "key": key()}
    browser = at_browser(SUNITA)

    first, again = browser.post(PAGE, typed), browser.post(PAGE, typed)

    assert first.status_code == again.status_code == 302
    assert "They have left already" in browser.get("/team").text
    with acting_as(SUNITA), transaction.atomic():
        assert len(reading.entries(case_id)) == 1


@pytest.mark.parametrize("who", [OMAR, BRONWEN, EDITH, LIONEL, ISLA])
def test_for_whoever_does_not_answer_for_a_team_of_the_agency_there_is_no_such_page(who):
    omars_case()

    assert at_browser(who).get(PAGE).status_code == 404
    assert at_browser(SUNITA).get(f"/team/{SUNITA}/handover").status_code == 404


def test_the_team_page_leads_to_it():
    omars_case()

    assert PAGE in at_browser(SUNITA).get("/team").text
