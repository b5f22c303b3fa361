"""Forms are reached from the place where the work is: each chapter of a case leads to its own, and
the one page with all of them is by chapter as well."""

from __future__ import annotations

import itertools

import pytest

from answerable.actions.letting_her_in import issue_codes
from answerable.actions.letting_in import break_glass
from answerable.actions.vault import open_contact, put_contact
from answerable.events.catalogue import EVENT_TYPES
from answerable.rules.catalogue import ON_RECORD
from answerable.web.agency.journeys import JOURNEYS, of_rooms
from answerable.web.agency.rooms import ALL, PAGES, ROOM_WORDS
from tests.flows.test_chapters_of_a_case import DEVICES, Read, a_story
from tests.people.cast import ISLA, NICK, NOW, OMAR, PRIYA, WENDY, omars_case, reference_of

pytestmark = pytest.mark.django_db
EACH = {"police": OMAR, "cps": PRIYA, "support": ISLA, "witness_care": WENDY}


def forms(tree):
    """The forms that a page leads to, by name; those of one thing on record are not counted."""
    found = tree.xpath("//main//h2[.='Record something']/following::a/@href")
    return [one.rsplit("/", 1)[1] for one in found if "/record/" in one and "?" not in one]


def _meets(name, page):
    """Whether an event meets a duty of the page's chapters."""
    return any(
        pattern.event == name
        for duty in ON_RECORD if duty.id.partition(".")[0] in page.rooms for pattern in duty.patterns["meets"]
    )  # fmt: skip


@pytest.mark.parametrize("agency", ALL)
def test_all_that_an_agency_may_record_belongs_to_one_page_of_the_case(agency):
    found = [one.name for page in PAGES for one in page.recordable(agency)]

    assert len(found) == len(set(found))
    assert set(found) == {one.name for one in EVENT_TYPES.values() if agency in one.by}


@pytest.mark.parametrize("agency", ALL)
def test_each_chapter_leads_to_the_forms_of_its_own_events(agency):
    case_id = a_story()

    for page in PAGES[1:]:
        if agency not in page.agencies:
            continue
        found = set(forms(Read(case_id, page.name, EACH[agency]).tree))
        asked = {one.name for one in page.recordable(agency)}
        assert asked <= found, page.name
        assert all(name in JOURNEYS or _meets(name, page) for name in found - asked), page.name


def test_a_journey_belongs_to_one_chapter_and_one_that_follows_another_to_none():
    found = [page.name for room in ROOM_WORDS for page in of_rooms((room,))]

    assert len(found) == len(set(found))
    assert set(JOURNEYS) - set(found) == {"what-was-said"}


def test_what_can_be_recorded_is_no_long_list():
    tree = Read(a_story(*DEVICES), "record").tree
    sections = {
        one.xpath("./h3")[0].text_content(): one.xpath("./ul//a/text()")
        for one in tree.xpath("//section[@aria-labelledby]")
    }

    assert sections["Material"] == ["Ask for a phone or another device"]
    assert "Bail" in sections["Investigation"] and "A hearing" in sections["Court"]
    assert all(len(links) <= 6 for links in sections.values())
    named = [one for links in sections.values() for one in links]
    assert len(named) == len(set(named))
    levels = [int(one.tag[1]) for one in tree.xpath("//main//*[self::h1 or self::h2 or self::h3]")]
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in itertools.pairwise(levels))


def test_what_meets_a_duty_of_the_chapter_is_offered_there_wherever_it_is_recorded():
    charged = (20, "charge.made", "s1", "police", {})
    case_id = a_story((30, "suspect.identified", "s1", "police", {}), charged,
                      (19, "witness_care.taken_on", "", "witness_care", {}))  # fmt: skip

    assert "contact.agreed" in forms(Read(case_id, "court", WENDY).tree)


def test_that_nothing_stands_in_the_way_of_closing_does_not_hide_what_is_still_owed():
    said = Read(a_story(), "").tree.xpath("//summary[contains(., 'Close the case')]")[0]
    owed = Read(a_story(), "").tree.xpath("//table[contains(caption, 'What is owed now')]/tbody/tr")

    assert len(owed) > 1 and f", and {len(owed)} still owed" in said.text_content()


def test_a_case_that_has_its_report_is_not_begun_again():
    link = "//a[.='Record a report']"
    assert Read(omars_case(), "record").tree.xpath(link)
    assert not Read(a_story(), "record").tree.xpath(link)


def test_what_is_owed_says_when_it_is_due():
    tree = Read(a_story(*DEVICES), "record").tree
    owed = tree.xpath("//h2[starts-with(., 'For what is owed now')]/following-sibling::ul[1]/li")

    assert owed and all("due" in one.text_content() for one in owed)


def test_whoever_may_only_read_is_offered_no_form():
    case_id = a_story()
    break_glass(reference_of(case_id), by=NICK, at=NOW, why="She is at our front desk.")

    for page in ("", "investigation", "decision"):
        tree = Read(case_id, page, NICK).tree
        assert not forms(tree)
        assert not tree.xpath("//main//a[contains(@href, '/record/')]/@href"), page
    assert Read(case_id, "decision").tree.xpath("//main//a[contains(@href, '/record/case.closed')]")
    assert "record nothing in it" in Read(case_id, "record", NICK).text


def test_who_opened_the_record_says_what_in_words():
    case_id = a_story()
    for page in ("record", "record/bail", "record/plan.set", "who/victim", "plan"):
        Read(case_id, page)

    shown = Read(case_id, "history").tree.xpath("//td[@data-label='What']/text()")
    assert shown == [
        "Record and handover", "Joint plan", "Who somebody is",
        "The form “The investigation plan was set”", "The form “Bail”", "What can be recorded",
    ]  # fmt: skip


def test_who_opened_the_record_says_why_in_words_too():
    case_id = a_story()
    number = put_contact(case_id, "telephone", "07700 900123", safe=True, by=OMAR, at=NOW)
    open_contact(case_id, number, by=OMAR, at=NOW)
    issue_codes(case_id, by=OMAR, at=NOW, how="bsl_video", interpreter="none")
    break_glass(reference_of(case_id), by=NICK, at=NOW, why="The voice on the phone was hers.")

    said = [
        " ".join(one.text_content().split())
        for one in Read(case_id, "history").tree.xpath("//td[@data-label='What']")
    ]

    assert "Codes for the victim: by BSL video, interpreter: none was needed" in said
    assert "A number or an address, opened" in said
    assert "Opened in an emergency: The voice on the phone was hers." in said
    assert not [one for one in said if "_" in one]


def test_an_adviser_finds_their_own_notes_without_unfolding_anything():
    case_id = a_story()

    mine, police = (Read(case_id, "support", who).tree for who in (ISLA, OMAR))

    note = "//main//a[normalize-space()='A note for your own service alone']"
    assert mine.xpath(f"{note}[not(ancestor::details)]")
    assert not police.xpath(note)
