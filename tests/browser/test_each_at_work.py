"""A supervisor, an adviser and a witness care officer at work, each in a browser of their own."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from answerable.actions.commit import record
from answerable.events.entry import Event
from tests.browser.conftest import PHONE, press
from tests.browser.walking import Walkers
from tests.flows.test_looking_at_a_case import REPORT
from tests.people.cast import ISLA, NOW, OMAR, SUNITA, WENDY, key, reference_of, whole_case
from tests.sweeping import sweep

pytestmark = pytest.mark.django_db(transaction=True)

WHY = "Nothing in it can be followed up."
AT = NOW - timedelta(hours=20)


@pytest.fixture
def case_id():
    found = whole_case()
    said = [
        Event("crime.reported", AT, "police", "", REPORT),
        Event("line.closed", AT, "police", "l1", {"result": "not_proportionate", "why": WHY}),
    ]
    record(found, said, by=OMAR, key=key(), expected_seq=None, at=NOW)
    return found


@pytest.fixture
def walkers(visitor, case_id):
    return lambda who: (visitor.sign_in(who), Walkers({who: visitor}))[1]


def main_of(visitor, path):
    assert visitor.open(path) == 200, path
    return visitor.page.locator("main").inner_text()


@sweep
def test_a_supervisor_finds_what_the_team_owes_gives_direction_and_erases_words(walkers, case_id):
    reference, walking = reference_of(case_id), walkers(SUNITA)
    sunita = walking.visitors[SUNITA]
    assert reference in main_of(sunita, "/team")
    sunita.look("supervisor_team")

    sunita.open(f"/cases/{reference}")
    sunita.page.get_by_role("textbox").fill("The weekly review of the team's cases.")
    press(sunita.page.locator("main").get_by_role("button"))
    expect(sunita.page.get_by_role("heading", name="What is owed")).to_be_visible()

    walked = walking.walk(
        case_id, "supervision", {"supervision-reviewed": {"direction": "given"}}, by=SUNITA
    )
    assert [one.event for one in walked.entries] == ["supervision.reviewed"]

    assert WHY in main_of(sunita, f"/cases/{reference}/history")
    press(sunita.page.get_by_role("link", name="Erase what an entry says in words"))
    assert sunita.width_on_a_phone() <= PHONE
    sunita.look("supervisor_erases")
    sunita.page.get_by_label("A line of enquiry was closed").check()
    sunita.page.get_by_label("Why").fill("She asked for it, and it was agreed.")
    press(sunita.page.get_by_role("button", name="Erase for good"))
    expect(sunita.page.get_by_text("Its words are erased.")).to_be_visible()
    assert WHY not in sunita.page.content() and "(erased)" in sunita.page.content()


@sweep
def test_an_adviser_records_that_she_was_reached_and_sees_whose_move_it_is(walkers, case_id):
    reference, walking = reference_of(case_id), walkers(ISLA)
    isla = walking.visitors[ISLA]
    assert reference in main_of(isla, "/my-work")
    isla.look("adviser_my_work")

    walked = walking.walk(
        case_id,
        "contact",
        {"contact-made": {"method": "phone", "by": "agency", "alone": "yes", "news": True}},
        by=ISLA,
    )
    assert [one.event for one in walked.entries] == ["contact.made"]

    main_of(isla, f"/cases/{reference}/contact")
    isla.page.get_by_text("What was recorded here, entry by entry (1)").click()
    assert "There was contact with the victim" in isla.page.locator("main").inner_text()
    assert isla.width_on_a_phone() <= PHONE
    isla.look("adviser_contact")
    assert WHY not in main_of(isla, f"/cases/{reference}/history")


@sweep
def test_a_witness_care_officer_lists_a_hearing_and_finds_that_the_victim_is_to_be_told(
    walkers, case_id
):
    reference, walking = reference_of(case_id), walkers(WENDY)
    wendy = walking.visitors[WENDY]
    assert reference in main_of(wendy, "/my-work")
    wendy.look("witness_care_my_work")

    walked = walking.walk(
        case_id,
        "hearing",
        {"hearing-listed": {"about_": "new", "kind": "trial", "on": "2027-02-01"}},
        by=WENDY,
    )
    assert [one.event for one in walked.entries] == ["hearing.listed"]

    assert "hearing" in main_of(wendy, "/my-work").lower()
    court = main_of(wendy, f"/cases/{reference}/court")
    assert "Hearing 1 (trial)" in court and "Due on Monday 4 January 2027" in court
    assert wendy.width_on_a_phone() <= PHONE
    wendy.look("witness_care_court")
