"""A report that has no case yet: an investigator begins one, brings those who belong to it, and
each agency gives it to somebody of its own."""

from __future__ import annotations

import pytest
from django.db import transaction

from answerable.actions.excluding import declare
from answerable.people.acting import acting_as
from answerable.people.reading import agencies_ever
from tests.flows.test_reporting import REPORT
from tests.people.cast import (
    BRONWEN,
    EDITH,
    HESTER,
    ISLA,
    LEILA,
    MAUD,
    NICK,
    NOW,
    OMAR,
    PRIYA,
    RHONA,
    SUNITA,
    WENDY,
    at_the_tests_time,
    rows,
    sees,
    whole_case,
)
from tests.people.cast import reference_of as reference_of_case
from tests.signing_in import at_browser
from tests.web.cast import go

pytestmark = pytest.mark.django_db

LANTERN, AIRE = "support-lantern-house", "wcu-aire"


def begin(by=OMAR):
    """From somebody's list of work to the form of the report."""
    client = at_browser(by)
    (link,) = go(client, "/my-work").tree.xpath("//a[starts-with(., 'Begin a case')]")
    return go(client, link.get("href"))


def page_in(case_id, path, by):
    """A page of the case, with a reason where whoever opens it has to give one."""
    client, address = at_browser(by), f"/cases/{reference_of_case(case_id)}"
    client.post(f"{address}/reason", {"reason": "It is nobody’s yet."})
    return go(client, f"{address}/{path}")


@pytest.fixture
def staff(monkeypatch):
    at_the_tests_time(monkeypatch)
    whole_case()  # puts the made-up staff in


def cases_of_omar():
    return rows("SELECT id, reference FROM record_case ORDER BY opened_at")


def test_an_investigator_begins_a_case_and_is_led_to_its_report(staff):
    before = cases_of_omar()

    report = begin().press("")

    ((case_id, reference),) = set(cases_of_omar()) - set(before)
    assert report.status == 302 and report.path == f"/cases/{reference}/record/report"
    assert "Record the report." in report.client.get(f"/cases/{reference}").text
    for name, value in REPORT.items():
        report[f"crime-reported-{name}"] = str(value).lower() if isinstance(value, bool) else value
    assert report.press().status == 302
    assert reference in at_browser(OMAR).get("/my-work").text
    assert sees(SUNITA, case_id) and not sees(NICK, case_id) and not sees(PRIYA, case_id)


def test_a_button_that_is_pressed_twice_begins_one_case(staff):
    before = len(cases_of_omar())
    page = begin()

    first, second = page.press(""), page.press("")

    assert first.path == second.path
    assert len(cases_of_omar()) == before + 1


def test_who_does_not_see_the_case_any_more_is_told_so_where_they_press_the_button_again(staff):
    page, before = begin(), len(cases_of_omar())
    page.press("")
    case_id, reference = cases_of_omar()[-1]
    declare(case_id, by=OMAR, at=NOW, why="I know the suspect.")

    again = page.press("")

    assert again.status == 409 and "You began a case from this page before" in again.text
    assert reference not in again.text and str(case_id) not in again.text
    assert len(cases_of_omar()) == before  # theirs was one of them, and is not any more


def test_another_who_sends_the_same_page_begins_a_case_of_their_own(staff):
    mine = begin()
    theirs = begin(BRONWEN)
    theirs.form.inputs["key"].value = mine.form.inputs["key"].value

    assert mine.press("").path != theirs.press("").path


@pytest.mark.parametrize("who", [PRIYA, ISLA, WENDY, EDITH, HESTER])
def test_whoever_takes_no_reports_begins_no_case(who, staff):
    client = at_browser(who)

    assert client.get("/new-case").status_code == client.post("/new-case").status_code == 404
    assert "Begin a case" not in client.get("/my-work").text


def test_a_service_is_brought_and_its_manager_gives_the_case_to_an_adviser(staff):
    begin().press("")
    case_id, _ = cases_of_omar()[-1]
    assert not sees(RHONA, case_id)

    page = page_in(case_id, "bring", OMAR)
    page["kind"] = "support"
    page = page.press("")
    assert "said yes to it" in page.text
    page["agency"] = LANTERN
    done = page.press("")

    assert done.status == 302 and "Lantern House support service (made up) (nobody’s yet)" in (
        " ".join(done.tree.text_content().split())
    )
    assert sees(RHONA, case_id) and not sees(ISLA, case_id)
    give_it = f"Give {reference_of_case(case_id)} to somebody"
    assert give_it in at_browser(RHONA).get("/team").text
    page = page_in(case_id, "give", RHONA)
    page["to"], page["part"], page["why"] = str(ISLA), "adviser", "Her turn."
    assert page.press("").status == 302
    assert sees(ISLA, case_id)
    assert give_it not in at_browser(RHONA).get("/team").text
    assert "nobody’s yet" not in page_in(case_id, "people", OMAR).text.partition("case is with")[2]


def test_which_kind_of_agency_comes_first_and_then_those_of_that_kind_alone(staff):
    case_id = whole_case()
    kinds = page_in(case_id, "bring", OMAR)
    assert kinds.options("kind") == ["support", "cps", "witness_care", "police"]
    assert set(kinds.press("").problems) == {"#kind"}

    of_kind = {}
    for kind in kinds.options("kind"):
        kinds["kind"] = kind
        of_kind[kind] = kinds.press("").options("agency")

    every = [one for found in of_kind.values() for one in found]
    assert len(every) == len(set(every)) > 50 > len(of_kind["police"])
    assert LANTERN not in every and "20" in of_kind["police"]
    assert all(one.startswith("cps-") for one in of_kind["cps"])
    for other in ("oversight", "none"):
        assert page_in(case_id, f"bring?kind={other}", OMAR).options("kind")


def test_an_agency_that_has_the_case_is_not_brought_again(staff):
    case_id = whole_case()
    page, before = page_in(case_id, "bring?kind=witness_care", OMAR), agencies_with(case_id)

    assert AIRE not in page.options("agency") and "wcu-don" in page.options("agency")
    assert set(page.press("").problems) == {"#agency"}
    # As a button that was pressed twice sends it: they have the case, and once.
    assert page.client.post(page.path, {"agency": AIRE}).status_code == 302
    assert page.client.post(page.path, {"agency": "none"}).status_code == 400
    assert agencies_with(case_id) == before


def agencies_with(case_id):
    with acting_as(OMAR), transaction.atomic():
        return sorted(one.agency for one in agencies_ever(case_id))


def test_a_part_is_given_by_who_answers_for_a_team_alone_and_never_one_that_an_event_gives(staff):
    case_id = whole_case()

    assert page_in(case_id, "give", OMAR).status == 404
    assert page_in(case_id, "give", MAUD).status == 404  # a prosecutor is allocated, by an event
    page = page_in(case_id, "give", SUNITA)

    assert page.options("part") == ["victims_officer", "supervisor"]
    assert str(BRONWEN) in page.options("to") and str(SUNITA) not in page.options("to")
    assert set(page.press("").problems) == {"#to", "#part", "#why"}


def test_a_part_that_somebody_cannot_have_is_not_given_and_why_is_not_said(staff):
    page = page_in(whole_case(), "give", SUNITA)
    page["to"], page["part"], page["why"] = str(BRONWEN), "supervisor", "Her turn."

    refused = page.press("")

    assert refused.status == 400 and "cannot have this part" in refused.problems["#to"]
    assert refused.form.inputs["why"].value == "Her turn."


def test_witness_care_gives_a_case_to_one_of_its_officers(staff):
    assert page_in(whole_case(), "give", LEILA).options("part") == ["witness_care_officer"]
