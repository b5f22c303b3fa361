"""Looking at one's work and at a case: what each agency finds there, and what a stranger does."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone
from lxml import html

from answerable.actions.commit import record
from answerable.events.entry import Event
from answerable.people.acting import acting_as
from answerable.record.reading import readings
from answerable.record.writing import append, note_readings
from answerable.web.agency.rooms import PAGES as ROOMS
from answerable.worklist.refresh import refresh
from tests.record.cast import ISLA, NICK, NOW, OMAR, PRIYA, WENDY, a_case, rows
from tests.signing_in import at_browser
from tests.sweeping import sweep

pytestmark = pytest.mark.django_db

REPORT = {
    "force": "13", "team": "specialist", "offence": "rape", "reported_by": "victim", "why": ["justice"],
    "wants": "justice", "relationship": "acquaintance", "domestic_abuse": False, "suspect": "named",
}  # fmt: skip
PAGES = ("people", "contact", "investigation", "material", "plan", "decision", "history")


@pytest.fixture
def case_id():
    found = a_case(PRIYA, ISLA, WENDY)
    events = [
        Event("crime.reported", NOW, "police", "", REPORT),
        Event("suspect.identified", NOW, "police", "s1", {}),
        Event(
            "line.opened",
            NOW,
            "police",
            "l1",
            {"about": "witness", "direction": "towards", "noticed_by": "investigator"},
        ),
        Event(
            "delay.explained",
            NOW,
            "police",
            "",
            {"of": "report.attend", "cause": "workload", "why": "Two cars for the county."},
        ),
    ]
    record(found, events, by=OMAR, key=uuid4().hex, expected_seq=None, at=NOW)
    return found


@pytest.fixture
def reference(case_id):
    return rows("SELECT reference FROM record_case WHERE id = %s", [case_id])[0][0]


def test_my_work_says_what_is_next_and_how_late_it_is(case_id, reference):
    page = at_browser(OMAR).get("/my-work")

    assert page.status_code == 200
    assert reference in page.text and "verdue by" in page.text and "Yours, as" in page.text


def test_a_filter_narrows_the_list_and_stands_in_the_address(case_id, reference):
    page = at_browser(OMAR).get("/my-work?group=later&stage=charged&sort=due")

    assert page.status_code == 200 and reference not in page.text
    assert "No case of yours is like that" in page.text


def test_ones_own_view_as_a_table_names_nobody(case_id, reference):
    page = at_browser(OMAR).get("/my-work.csv")

    assert reference in page.text and "Cast" not in page.text


def test_ones_own_view_taken_away_as_a_table_is_on_record_in_each_case_that_is_in_it(
    case_id, reference
):
    browser = at_browser(OMAR)
    browser.get("/my-work.csv?stage=charged")  # it holds no case
    with acting_as(OMAR):
        before = [one["part"] for one in readings(case_id)]
    browser.get("/my-work.csv")

    with acting_as(OMAR):
        after = [(one["staff_id"], one["part"]) for one in readings(case_id)]
    assert "my work as a file" not in before
    assert after[0] == (OMAR, "my work as a file")


def test_a_case_says_first_how_to_reach_the_victim_and_whose_move_it_is(case_id, reference):
    text = at_browser(OMAR).get(f"/cases/{reference}").text

    first = text.index("How to reach the victim safely")
    assert first < text.index("Whose move it is") < text.index("What is owed")
    assert "Nothing has been agreed yet, or not shared. Leave no message" in text
    assert "The crime was reported" in text
    assert "Decide to take no further action" in text


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_a_case_opens_for_those_on_it(case_id, reference, page):
    for person in (OMAR, PRIYA):
        found = at_browser(person).get(f"/cases/{reference}/{page}")

        assert found.status_code == 200, person
        assert reference in found.text and "How to reach the victim safely" in found.text


def test_a_page_shows_a_day_with_its_working(case_id, reference):
    text = at_browser(OMAR).get(f"/cases/{reference}/days/report.risk").text

    assert "It started at" in text and "Where this comes from" in text and "Basis:" in text


def test_the_adviser_sees_what_the_victim_sees_and_no_page_of_the_police(
    client, case_id, reference
):
    browser = at_browser(ISLA)

    assert "The crime was reported" in browser.get(f"/cases/{reference}").text
    assert "Two cars" not in browser.get(f"/cases/{reference}/history").text
    assert browser.get(f"/cases/{reference}/investigation").status_code == 404


def test_a_stranger_gets_the_same_page_as_for_a_case_that_there_is_not(case_id, reference):
    browser = at_browser(NICK)

    there, not_there = browser.get(f"/cases/{reference}"), browser.get("/cases/AAAA-BBBB-CCCC")
    assert there.status_code == not_there.status_code == 404
    assert there.content == not_there.content


def test_who_opened_the_case_is_on_record_before_the_page(case_id, reference):
    at_browser(PRIYA).get(f"/cases/{reference}/plan")

    with acting_as(OMAR):
        found = readings(case_id)
    assert (found[0]["staff_id"], found[0]["part"]) == (PRIYA, "plan")


def test_all_who_opened_the_case_stand_on_pages_of_twenty(case_id, reference):
    with acting_as(PRIYA), transaction.atomic():
        for _ in range(30):
            note_readings([case_id], by=PRIYA, at=NOW, part="plan")
    browser = at_browser(OMAR)

    first, last, past = (
        html.fromstring(browser.get(f"/cases/{reference}/history?opened={n}").text)
        for n in (1, 2, 99)
    )

    lines = "//h2[@id='opened']/following::table[1]/tbody/tr"
    assert [len(page.xpath(lines)) for page in (first, last)] == [20, 12]
    assert [page.xpath("//a[@rel='next']/@href") for page in (first, last)] == [
        ["?opened=2#opened"], []
    ]  # fmt: skip
    assert "Nothing stands on this page" in past.text_content()


def test_the_whole_record_stands_on_pages_of_twenty_and_all_of_it_on_one(case_id, reference):
    moves = [
        Event("delay.explained", NOW, "police", "", {"of": "report.attend", "cause": "workload",
              "why": f"Car {n} was away."})
        for n in range(30)
    ]  # fmt: skip
    record(case_id, moves, by=OMAR, key=uuid4().hex, expected_seq=None, at=NOW)
    browser = at_browser(OMAR)

    first, last, everything = (
        html.fromstring(browser.get(f"/cases/{reference}/history{asked}").text)
        for asked in ("", "?entries=2", "?entries=all")
    )

    lines = "//div[@class='moj-timeline__item']"
    assert [len(page.xpath(lines)) for page in (first, last, everything)] == [20, 14, 34]
    assert "34 entries. Page 1 of 2" in first.text_content()
    assert "Car 29" in first.text_content() and "Car 0 " not in first.text_content()
    assert "Car 0 " in last.text_content() and "The crime was reported" in last.text_content()
    assert first.xpath("//a[normalize-space()='All on one page']/@href") == ["?entries=all#record"]
    assert not everything.xpath("//nav[@aria-label='Pages of the whole record']")


def test_going_on_in_one_list_of_a_record_leaves_the_other_where_it_was(case_id, reference):
    with acting_as(PRIYA), transaction.atomic():
        for _ in range(60):
            note_readings([case_id], by=PRIYA, at=NOW, part="plan")

    page = html.fromstring(
        at_browser(OMAR).get(f"/cases/{reference}/history?entries=all&opened=2").text
    )

    assert page.xpath("//a[@rel='next']/@href") == ["?entries=all&opened=3#opened"]
    assert page.xpath("//a[@rel='prev']/@href") == ["?entries=all#opened"]


def test_my_work_says_what_is_new_in_ones_own_cases(case_id, reference):
    inferred = Event(
        "withdrawal.stated", timezone.now(), "police", "", {"said_by": "police_inference"}
    )
    with acting_as(OMAR), transaction.atomic():
        append(
            case_id, [inferred], expected_seq=None, actor=OMAR, key=uuid4().hex, at=timezone.now()
        )
        refresh(case_id, timezone.now())

    mine, others = (at_browser(who).get("/my-work").text for who in (OMAR, NICK))

    assert "New in your cases in the last seven days" in mine
    assert "Only the police took the victim to have withdrawn." in mine
    assert "New in your cases" not in others


@pytest.mark.parametrize("who", [OMAR, PRIYA, ISLA, WENDY])
@sweep
def test_every_form_that_a_page_of_the_case_leads_to_opens(case_id, reference, who):
    client = at_browser(who)
    pages = [client.get(f"/cases/{reference}/{page.name}") for page in ROOMS if page.name != "case"]
    links = {
        link
        for page in pages if page.status_code == 200
        for link in html.fromstring(page.text).xpath("//a/@href") if "/record/" in link
    }  # fmt: skip

    assert links
    assert not [link for link in links if client.get(link).status_code != 200]
