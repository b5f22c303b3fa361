"""Honest news that there is none: what is awaited, from whom, since when, and never retyped."""

from __future__ import annotations

from datetime import timedelta

import pytest

from answerable.web.dates import day
from tests.people.cast import ISLA, NOW, OMAR, reference_of, rows, whole_case
from tests.portal.cast import put, vera_in
from tests.portal.stories import charged, feed, not_charged
from tests.signing_in import at_browser
from tests.web.cast import go, recorded

pytestmark = pytest.mark.django_db
AGREED = {"method": "app", "may_leave_message": False, "letters": False, "safe": True}


@pytest.fixture
def case_id():
    found = whole_case()
    put(found, "contact.agreed", ago=24 * 9, when="regular", every_days=7, **AGREED)
    return found


def work_was_asked_for(case_id):
    feed(
        case_id, "action.set", "cps", "a1", ago=24 * 3, kind="digital", why="made up",
        essential=True, target="2027-01-08", review="2027-01-01",
    )  # fmt: skip


def page_of(case_id, by=OMAR):
    return go(at_browser(by), f"/cases/{reference_of(case_id)}/no-news")


def tell(case_id, how="app", by=OMAR):
    page = page_of(case_id, by)
    page["how"] = how
    return page.press()


def test_what_is_awaited_comes_from_the_record_and_is_what_she_then_reads(case_id):
    work_was_asked_for(case_id)
    since = day(NOW - timedelta(days=3))
    line = (
        "We wait for work that the prosecutor asked for. It comes from the police. "
        f"We have waited since {since}."
    )
    assert line in page_of(case_id).text

    assert tell(case_id).status == 302

    read = vera_in(case_id).get("/n/updates").text
    assert line in read and "there was nothing new" in read
    assert "made up" not in read


def test_it_counts_as_contact_and_the_next_is_owed_from_now(case_id):
    work_was_asked_for(case_id)
    owed = "SELECT started_at::date FROM worklist_item WHERE duty = 'contact.keep' AND closed_at IS NULL"
    before = rows(owed)

    tell(case_id)

    made = [one for one in recorded(case_id, OMAR) if one.event == "contact.made"]
    assert [(m.data["method"], m.data["alone"], m.data["news"]) for m in made] == [
        ("app", "not_known", False)
    ]
    assert rows(owed) != before


def test_by_voice_she_was_alone_and_writing_is_offered_only_where_it_was_agreed(case_id):
    put(
        case_id,
        "contact.agreed",
        ago=2,
        when="regular",
        every_days=7,
        **(AGREED | {"method": "phone"}),
    )
    work_was_asked_for(case_id)

    assert page_of(case_id).options("how") == ["phone", "in_person", "bsl_video"]
    assert tell(case_id, "phone").status == 302
    assert [o.data["alone"] for o in recorded(case_id, OMAR) if o.event == "contact.made"] == [
        "yes"
    ]


def test_what_came_is_not_awaited_and_nothing_to_await_is_said_so(case_id):
    page = page_of(case_id)

    assert "Nothing on the record is awaited" in page.text
    assert at_browser(OMAR).post(page.path, {"how": "app"}).status_code == 400


def test_where_there_is_news_that_nobody_told_her_nothing_new_cannot_be_said(case_id):
    work_was_asked_for(case_id)
    charged(case_id)
    assert "a day in court. It comes from the court." in page_of(case_id).text

    not_charged(case_id)

    page = page_of(case_id)
    assert "There is news that the victim has not been told" in page.text
    assert at_browser(OMAR).post(page.path, {"how": "phone"}).status_code == 400
    assert not [one for one in recorded(case_id, OMAR) if one.event == "awaiting.told"]


def test_an_adviser_has_no_such_page(case_id):
    assert page_of(case_id, ISLA).status == 404
