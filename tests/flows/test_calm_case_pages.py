"""The chapters of a case as somebody works in them all day: short, in words, the likely first."""

from __future__ import annotations

import re

import pytest

from tests.flows.test_chapters_of_a_case import DEVICES, PLAN, Read, a_story
from tests.flows.test_who_is_who import put_down
from tests.people.cast import ISLA, OMAR, reference_of
from tests.signing_in import at_browser

pytestmark = pytest.mark.django_db

AGREED = {
    "when": "regular", "every_days": 14, "method": "phone", "safe_times": "After six",
    "letters": False, "who_may_answer": "Nobody else", "may_leave_message": False, "safe": True,
    "language": "Polish, with an interpreter",
}  # fmt: skip


def header(read):
    (found,) = read.tree.xpath("//section[@aria-labelledby='reach']")
    return " ".join(found.text_content().split())


def test_a_chapter_keeps_every_fact_of_safety_in_its_short_header():
    case_id = a_story((9, "contact.agreed", "", "police", AGREED))
    put_down(case_id, "victim", chosen_name="Vee", pronoun="they/them")

    for page in ("people", "contact", "investigation", "material", "plan", "decision", "court"):
        said = header(Read(case_id, page))
        for fact in (
            "Vee (they/them)", "Phone, every 14 days", "confirmed as safe", "When: After six",
            "Who may answer: Nobody else", "Leave no message", "Send no letters",
            "interpreter: Polish", "Next: ",
        ):  # fmt: skip
            assert fact in said, page


def test_a_warning_and_what_was_never_agreed_stand_on_every_chapter():
    nothing = a_story()
    breach = a_story(
        (9, "contact.agreed", "", "police", AGREED), (2, "contact.breached", "", "police", {})
    )

    assert "Leave no message, send no letter" in header(Read(nothing, "material"))
    unknown = "Whether an interpreter is needed is not recorded, or not shared."
    assert unknown in header(Read(nothing, "material"))
    assert "Somebody else answered or was told. Use no way" in header(Read(breach, "material"))


def test_the_case_has_the_whole_of_it_and_each_chapter_a_link_there():
    case_id = a_story((9, "contact.agreed", "", "police", AGREED))

    chapter = Read(case_id, "plan")
    (link,) = chapter.tree.xpath("//a[starts-with(., 'Open a number')]/@href")
    assert link == f"/cases/{reference_of(case_id)}"
    whole = at_browser(OMAR).get(link).text
    assert "Where it is" in whole and "Where it is" not in chapter.text


def test_no_name_that_only_the_record_knows_stands_on_a_page():
    case_id = a_story(*PLAN, *DEVICES)

    for page in ("investigation", "material", "plan", "history"):
        shown = " ".join(Read(case_id, page).tree.xpath("//main")[0].text_content().split())
        words = {word.strip("().,:;") for word in shown.split()}
        assert not words & {"l1", "p1", "p2", "p3", "a1", "a2", "d1", "d2"}, page


def test_a_thing_that_a_reader_does_not_see_is_said_to_be_such_and_not_by_its_mark():
    page = Read(a_story(*DEVICES), "history", ISLA)

    said = " ".join(page.tree.xpath("//main")[0].text_content().split())
    assert "Which line of enquiry does it serve? One that is not recorded, or not" in said
    assert "serve? l1" not in said


def test_the_story_names_the_line_that_a_device_was_asked_for():
    story = Read(a_story(*DEVICES), "material").tree.xpath("//*[@class='moj-timeline']")[0]

    said = " ".join(story.text_content().split())
    assert "Which line of enquiry does it serve? Line of enquiry 1 (digital)" in said
    assert "About: Device 2 (the victim’s)" in said


def test_two_of_the_same_name_are_told_apart_by_their_kind():
    case_id = a_story(
        (60, "line.opened", "1", "police", {"about": "digital"}),
        (50, "device.requested", "1", "police", {"of": "victim", "line": "1", "data": ["messages"]}),
    )  # fmt: skip

    page = Read(case_id, "material")
    assert page.table("Phones and other devices, side by side")["Line of enquiry"] == [
        "Line of enquiry 1 (digital)"
    ]
    story = " ".join(page.tree.xpath("//*[@class='moj-timeline']")[0].text_content().split())
    assert "serve? Line of enquiry 1 (digital)" in story
    assert "About: Device 1 (the victim’s)" in story
    (owed,) = page.tree.xpath("//table[contains(caption, 'What is owed here')]")
    assert "About: Line" not in owed.text_content()


def test_what_tables_have_told_already_is_folded():
    told = Read(a_story(*DEVICES), "material")
    (folded,) = told.tree.xpath("//details[contains(summary, 'What was recorded here')]")

    assert folded.xpath(".//*[@class='moj-timeline']") and folded.get("open") is None


def test_what_meets_what_is_owed_is_the_first_that_can_be_recorded():
    read = Read(a_story(*DEVICES), "material")
    (heading,) = read.tree.xpath("//h2[normalize-space()='Record something']")
    first = heading.xpath("following-sibling::ul[1]//a/text()")
    work = heading.xpath("following-sibling::ul[2]//a/text()")
    rest = heading.xpath("following-sibling::details[1]//a/text()")

    assert "A device was returned" in first and len(first) <= 6
    assert work == ["Ask for a phone or another device"]
    assert len(rest) > len(first)


def test_what_can_be_recorded_says_first_what_is_owed():
    case_id = a_story(*DEVICES)
    owed = Read(case_id, "record").tree.xpath(
        "//h2[starts-with(., 'For what is owed now')]/following-sibling::ul[1]//a"
    )

    assert 0 < len(owed) <= 6


def test_a_table_of_many_columns_is_read_row_by_row_and_names_each_cell():
    (table,) = Read(a_story(*PLAN), "plan").tree.xpath(
        "//table[caption[normalize-space()='Actions, item by item']]"
    )

    assert "answerable-cards" in table.get("class").split()
    columns = [one.text_content() for one in table.xpath(".//thead//th")]
    for row in table.xpath("./tbody/tr"):
        assert row.xpath("./td/@data-label") == columns[1:]


def test_no_page_of_a_case_takes_the_victim_for_a_woman():
    case_id = a_story(*PLAN, *DEVICES)

    for page in ("people", "contact", "material", "plan", "decision", "support", "record",
                 "codes", "supporters", "no-news", "letters", "for-her"):  # fmt: skip
        shown = Read(case_id, page).tree.xpath("//main")[0].text_content().lower()
        words = {word.strip("().,:;?’“”") for word in shown.split()}
        assert not words & {"she", "her", "hers", "herself", "he", "his", "him"}, page


def test_the_short_story_tells_each_kind_of_thing_once_and_how_often_it_was_before():
    reviews = [
        (days, "supervision.reviewed", "", "police", {"direction": "none_needed"})
        for days in range(20, 3, -1)
    ]
    case_id = a_story((40, "suspect.arrested", "s1", "police", {}), *reviews)

    read = Read(case_id, "")
    story = [
        " ".join(one.split()) for one in read.tree.xpath("//*[@class='moj-timeline']//h3/text()")
    ]
    (reviewed,) = read.tree.xpath(
        "//*[@class='moj-timeline__item'][.//h3[starts-with(., 'The case was reviewed')]]"
    )

    assert "A suspect was arrested" in story and len(story) == len(set(story))
    assert "And 16 times before" in reviewed.text_content()
    assert re.search(r"The whole record, with all \d+ entries", read.text)
    assert "times before" not in Read(case_id, "history").text
