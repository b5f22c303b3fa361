"""A case opened in an emergency is looked at by somebody else, who says whether it was right."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from lxml import html

from answerable.actions.excluding import declare
from answerable.actions.letting_in import break_glass
from answerable.clocks.days import LONDON
from answerable.people.reviews import due_at
from answerable.web import dates
from answerable.worklist.ranking import span
from tests.people.cast import (
    CALLUM,
    DESMOND,
    EDITH,
    HESTER,
    LIONEL,
    NICK,
    NOW,
    OMAR,
    PRIYA,
    RUFUS,
    SUNITA,
    YUSRA,
    reference_of,
    whole_case,
)
from tests.signing_in import at_browser
from tests.web.cast import go

pytestmark = pytest.mark.django_db

WHY = "The court rang: she was outside, and alone."
PAGE = "/emergencies"
WAITS = "Once a case was opened in an emergency, and you have to say if it was right"


def opened(by=NICK):
    """A case that somebody opened in an emergency."""
    case_id = whole_case()
    break_glass(reference_of(case_id), by=by, at=NOW, why=WHY)
    return case_id


def forms(who):
    """Where this person may say whether it was right."""
    return html.fromstring(at_browser(who).get(PAGE).text).xpath(
        "//main//a[contains(@href,'/emergencies/')]/@href"
    )


def test_a_supervisor_finds_it_reads_why_and_says_whether_it_was_right():
    reference = reference_of(opened())
    for front in ("/my-work", "/team"):
        assert WAITS in at_browser(SUNITA).get(front).text
    listed = at_browser(SUNITA).get(PAGE).text
    assert reference in listed and WHY in listed and "To be looked at (1)" in listed

    (address,) = forms(SUNITA)
    page = go(at_browser(SUNITA), address)
    assert WHY in page.text
    page["finding"], page["why"] = "justified", "She was in danger."
    assert page.press("").status == 302

    for front in ("/my-work", "/team"):
        assert "opened in an emergency, and you" not in at_browser(SUNITA).get(front).text
    done = at_browser(SUNITA).get(PAGE).text
    assert "To be looked at (0)" in done and "It was right, says Sunita" in done
    assert "She was in danger." in done and reference in done
    assert at_browser(SUNITA).get(address).status_code == 404


def test_the_front_page_says_since_when_the_first_waits_and_by_how_much_it_is_overdue():
    case_id = whole_case()
    since = NOW - timedelta(days=30)
    for days in (30, 20):
        at = NOW - timedelta(days=days)
        break_glass(reference_of(case_id), by=NICK, at=at, why=WHY)
    last = due_at(since) - timedelta(microseconds=1)

    page = at_browser(SUNITA).get("/my-work").text

    late = (datetime.now(LONDON).date() - last.astimezone(LONDON).date()).days
    assert "2 times a case was opened in an emergency" in page
    assert f"The first was on {dates.moment(since)}. To be looked at by the end of" in page
    assert f"{dates.day(last)}: overdue by {span(late)}." in page


def test_on_nobody_else_s_front_page_it_waits():
    case_id = opened(by=LIONEL)
    break_glass(reference_of(case_id), by=DESMOND, at=NOW, why="I had to read it too.")

    for who in (OMAR, PRIYA, LIONEL, YUSRA):
        assert "you have to say if it was right" not in at_browser(who).get("/my-work").text, who


def test_without_a_finding_or_a_reason_nothing_is_said():
    opened()
    (address,) = forms(SUNITA)

    page = go(at_browser(SUNITA), address).press("")

    assert page.status == 400 and "To be looked at (1)" in at_browser(SUNITA).get(PAGE).text


def test_whoever_opened_it_sees_that_somebody_else_looks_at_it():
    opened(by=LIONEL)
    listed = at_browser(LIONEL).get(PAGE).text

    assert "You opened it, so somebody else looks at it." in listed and forms(LIONEL) == []
    (address,) = forms(SUNITA)
    assert at_browser(LIONEL).get(address).status_code == 404


def test_professional_standards_look_at_those_of_their_own_force_and_see_no_case():
    reference = reference_of(opened(by=CALLUM))
    opened(by=NICK)

    listed = at_browser(RUFUS).get(PAGE).text
    assert "To be looked at (1)" in listed and "Callum" in listed and reference not in listed
    (address,) = forms(RUFUS)
    page = go(at_browser(RUFUS), address)
    assert reference not in page.text
    page["finding"], page["why"] = "not_justified", "There was no need."
    assert page.press("").status == 302
    assert "It was not right, says Rufus" in at_browser(RUFUS).get(PAGE).text


def test_they_begin_there_for_they_have_no_work_in_cases():
    whole_case()

    assert at_browser(RUFUS).get("/").headers["Location"] == PAGE


def test_they_see_who_tried_to_get_to_a_case_that_does_not_exist_for_them_and_nobody_else_does():
    case_id = whole_case()
    reference = reference_of(case_id)
    declare(case_id, by=OMAR, at=NOW, why="I know the suspect.")
    at_browser(OMAR).post("/find", {"reference": reference, "reason": "To look."})

    seen = at_browser(RUFUS).get(PAGE).text
    assert "Tried to open it" in seen and "Omar" in seen
    assert reference not in seen
    assert "Who tried" not in at_browser(SUNITA).get(PAGE).text


@pytest.mark.parametrize("who", [OMAR, PRIYA, EDITH, HESTER])
def test_for_others_there_is_no_such_page(who):
    opened()
    (address,) = forms(SUNITA)

    for one in (PAGE, address):
        assert at_browser(who).get(one).status_code == 404


def test_of_a_case_that_they_do_not_see_a_supervisor_learns_nothing():
    opened()
    (address,) = forms(SUNITA)

    assert "To be looked at (0)" in at_browser(YUSRA).get(PAGE).text
    for one in (address, f"{PAGE}/{uuid4()}"):
        assert at_browser(YUSRA).get(one).status_code == 404


def test_who_opened_the_case_in_an_emergency_too_says_nothing_of_another():
    case_id = opened()
    break_glass(reference_of(case_id), by=LIONEL, at=NOW, why="I had to read it too.")

    assert forms(LIONEL) == []
    found = forms(SUNITA)
    assert len(found) == 2
    assert {at_browser(LIONEL).get(one).status_code for one in found} == {404}
    assert {at_browser(SUNITA).get(one).status_code for one in found} == {200}


def test_performance_begins_at_its_counts_and_has_no_work_among_its_pages():
    whole_case()
    edith = at_browser(EDITH)

    assert edith.get("/").headers["Location"] == "/counts"
    pages = html.fromstring(edith.get("/counts").text).xpath("//header//nav//a/@href")
    assert "/counts" in pages and "/my-work" not in pages and "/find" not in pages
    assert "/find" in html.fromstring(at_browser(OMAR).get("/my-work").text).xpath(
        "//header//nav//a/@href"
    )
