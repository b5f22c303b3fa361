"""The chapters of a case, item by item: the joint plan, the material, what follows a decision and
court, as those on the case read them, and as nobody else does."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from lxml import html

from answerable.events.entry import Event
from answerable.people.acting import acting_as
from answerable.record.writing import append
from answerable.worklist.refresh import refresh
from tests.flows.test_looking_at_a_case import REPORT
from tests.people.cast import ISLA, NOW, OMAR, PRIYA, WENDY, ago, reference_of, whole_case
from tests.signing_in import at_browser

pytestmark = pytest.mark.django_db

WHO = {"police": OMAR, "cps": PRIYA, "support": ISLA, "witness_care": WENDY, "court": WENDY}
ACTION = {"kind": "digital", "why": "Who wrote first.", "essential": True, "line": "l1"}
ASKED = {"of": "victim", "line": "l1", "asked_by": "investigator", "data": ["messages"]}


def day(in_days):
    return (NOW + timedelta(days=in_days)).date().isoformat()


def a_story(*told):
    """A case in which this happened: how many days ago, what, about what, for whom, with what."""
    case_id = whole_case()
    for days_ago, event, subject, agency, data in (
        (90, "crime.reported", "", "police", REPORT),
        *told,
    ):
        at, by = ago(days_ago), WHO[agency]
        one = Event(event, at, agency, subject, data)
        with acting_as(by), transaction.atomic():
            append(case_id, [one], expected_seq=None, actor=by, key=uuid4().hex, at=NOW)
    with acting_as(OMAR), transaction.atomic():
        refresh(case_id, NOW)
    return case_id


class Read:
    """A page of a case, as somebody reads it."""

    def __init__(self, case_id, page, by=OMAR):
        address = f"/cases/{reference_of(case_id)}/{page}".rstrip("/")
        self.text = at_browser(by).get(address).text
        self.tree = html.fromstring(self.text)

    def table(self, caption):
        """The rows of a table below its head, each cell in words, by the words of their first."""
        (found,) = self.tree.xpath("//table[caption[normalize-space()=$c]]", c=caption)
        self.rows = found.xpath(".//tr")
        cells = [[" ".join(c.text_content().split()) for c in row] for row in self.rows]
        return {row[0]: row[1:] for row in cells}

    def says_of(self, caption):
        """What stands in the place of a table without rows, or below a heading."""
        for one in self.tree.xpath("//dl[contains(@class, 'answerable-nothing')]/dt"):
            if caption in one.text_content().split(" · "):
                return one.getnext().text_content()
        (found,) = self.tree.xpath("//h2[normalize-space()=$c]/following-sibling::p[1]", c=caption)
        return found.text_content()

    def links(self, words):
        return self.tree.xpath("//td/a[text()=$w]/@href", w=words)


UNKNOWN_LINE = "A line of enquiry that is not recorded"
PLAN = (
    (60, "actionplan.sent", "", "cps", {"number": 1}),
    (60, "action.set", "a1", "cps", {**ACTION, "target": day(-12)}),
    (60, "action.set", "a2", "cps", {**ACTION, "kind": "medical", "target": day(9)}),
    (50, "action.challenged", "a1", "police", {"ground": "date_unrealistic"}),
    (45, "action.completed", "a2", "police", {"result": "done"}),
    (40, "actionplan.sent", "", "cps", {"number": 2, "why_again": "new_line"}),
    (39, "conversation.held", "", "police", {"how": "video", "about": "action_plan",
     "level": "senior", "note": "We agreed on the period."}),
    (38, "disagreement.raised", "d1", "police", {"about": "action", "level": "1"}),
    (37, "disagreement.raised", "d2", "police", {"about": "file", "level": "2"}),
    (36, "disagreement.answered", "d2", "cps", {"resolved": True, "level": "2", "independent": True}),
)  # fmt: skip


def test_both_sides_find_each_other_on_the_plan_and_whoever_answers_for_them():
    people = Read(whole_case(), "plan").table("Direct contacts on both sides")

    assert "Omar" in people["Investigator"][0] and "Priya" in people["Prosecutor"][0]
    assert people["Investigator"][1].startswith("020 7946") and "@" in people["Prosecutor"][2]
    assert people["Supervisor"] == [
        "Nobody yet",
        "Not applicable",
        "Not applicable",
        "Not applicable",
    ]
    assert "Sunita" in people["Answers for the investigator’s team"][0]


def test_each_action_says_when_it_was_asked_for_is_due_and_went_to_and_fro():
    case_id = a_story(*PLAN)
    page = Read(case_id, "plan")
    actions = page.table("Actions, item by item")
    first, second = actions["Action 1 (digital)"], actions["Action 2 (medical)"]

    assert (
        first[:3] == ["Who wrote first.", UNKNOWN_LINE, "Essential"] and "60 days ago" in first[3]
    )
    assert first[4].endswith("overdue by 12 days") and "Challenged by the police" in first[5]
    assert first[6].startswith("1 turn: challenged") and second[5].startswith("Done")
    assert second[7] == "Nothing: it is answered" and "overdue" not in second[4]
    stands = page.table("How the plan stands")
    assert stands["Plan gone back and forth"][0].startswith("1 time since the first: ")
    assert stands["Reminders sent"] == ["None recorded"]


def test_actions_that_are_open_come_first_and_before_all_else_on_the_plan():
    done = (55, "action.completed", "a1", "police", {"result": "done"})
    read = Read(a_story(*PLAN[:2], PLAN[2], done), "plan", PRIYA)

    assert list(read.table("Actions, item by item"))[1:] == [
        "Action 2 (medical)", "Action 1 (digital)",
    ]  # fmt: skip
    captions = [" ".join(one.split()) for one in read.tree.xpath("//table/caption/text()")]
    assert captions.index("Actions, item by item") < captions.index("Direct contacts on both sides")


def test_each_action_leads_each_side_to_its_own_forms_which_open_about_it():
    case_id = a_story(*PLAN)
    police, prosecutor = Read(case_id, "plan"), Read(case_id, "plan", PRIYA)

    assert len(police.links("Complete")) == 1 and not police.links("Amend or take back")
    assert len(prosecutor.links("Ask for it all the same")) == 1 and not prosecutor.links(
        "Complete"
    )
    form = html.fromstring(at_browser(OMAR).get(police.links("Complete")[0]).text)
    assert form.xpath("//input[@type='radio' and @checked]/@value") == ["a1"] or (
        form.xpath("//select/option[@selected]/@value") == ["a1"]
    )


def test_a_link_about_something_that_the_case_does_not_have_chooses_nothing():
    case_id = a_story(*PLAN)
    address = f"/cases/{reference_of(case_id)}/record/action.completed?about=a99"

    form = html.fromstring(at_browser(OMAR).get(address).text)
    assert not form.xpath("//input[@value='a99']") and not form.xpath("//input[@checked]")


def test_conversations_and_disagreements_say_who_when_and_what_stays_open():
    page = Read(a_story(*PLAN), "plan", PRIYA)

    ((_, who, how, _about, note),) = [
        [key, *row] for key, row in page.table("Conversations").items() if "at" in key
    ]
    assert "Police" in who and how == "Video, senior level" and note == "We agreed on the period."
    open_, closed = list(page.table("Disagreements").values())[1:]
    assert open_[2] == "Not answered yet" and open_[3] == "All of it, raised 38 days ago"
    assert "resolved" in closed[2] and "Prosecutors" in closed[2] and closed[3] == "Nothing"


def test_a_plan_that_was_never_sent_is_said_to_be_none():
    page = Read(a_story(), "plan")

    assert page.says_of("How the plan stands") == "No action plan was sent yet."
    assert page.says_of("Actions, item by item") == "Nothing recorded yet."


# The suspect's is on record first, so that it is counted first.
HIS_PHONE, HER_PHONE = "Device 1 (a suspect’s)", "Device 2 (the victim’s)"
DEVICES = (
    (60, "line.opened", "l1", "police", {"about": "digital"}),
    (50, "device.requested", "p2", "police", {**ASKED, "of": "suspect", "days_estimated": 90}),
    (49, "device.taken", "p2", "police", {"of": "suspect", "how": "power"}),
    (45, "device.requested", "p1", "police", {**ASKED, "days_estimated": 10}),
    (44, "device.form_sent", "p1", "police", {"complete": True, "states": ["what"]}),
    (43, "device.answered", "p1", "police", {"answer": "agreed", "given_by": "victim"}),
    (42, "device.taken", "p1", "police", {"of": "victim", "how": "agreement"}),
    (41, "device.downloaded", "p1", "police", {"verified": True}),
    (30, "device.reviewed", "p1", "police", {"relevant": False}),
    (20, "device.requested", "p3", "police", ASKED),
    (19, "device.answered", "p3", "police", {"answer": "refused", "given_by": "victim"}),
)  # fmt: skip


def test_a_request_that_the_victim_challenged_says_why_until_it_is_made_anew():
    step = "Victim asks for it to be looked at again"
    challenged = (18, "device.challenged", "p3", "support", {"why": "It is all of my phone."})

    def path(*more):
        return Read(a_story(*DEVICES, *more), "material").table(
            "Phones and other devices, side by side"
        )[step]

    assert path() == ["No", "No", "Not applicable"]
    assert "no answer to that yet, It is all of my phone." in path(challenged)[1]
    anew = path(challenged, (10, "device.requested", "p3", "police", ASKED))[1]
    assert "It is all of my phone." in anew and "no answer" not in anew


def test_each_device_has_its_path_from_the_line_of_enquiry_to_the_deletion():
    path = Read(a_story(*DEVICES), "material").table("Phones and other devices, side by side")

    assert path["Step"] == [HER_PHONE, "Device 3 (the victim’s)", HIS_PHONE]
    assert path["Line of enquiry"][0] == "Line of enquiry 1 (digital)"
    assert "form complete: yes" in path["Written notice given"][0]
    assert path["Written notice given"][1:] == ["Not yet", "Not applicable"]
    assert "Said no" in path["Answer"][1] and path["Answer"][2] == "Not applicable"
    assert path["Taken"][1] == "Not applicable: said no"
    assert path["Downloaded"][2] == "Not yet, 49 days on"
    assert path["Relevant"][0] == "Not relevant" and path["Copies deleted"][2] == "Not yet"
    assert path["Copies deleted"][0] == "Not yet, 41 days on"


def test_what_is_held_now_says_whose_since_when_and_how_late_it_is():
    asked = (1, "device.requested", "p4", "police", ASKED)
    page = Read(a_story(*DEVICES, asked), "material")
    held = page.table("Devices held now")

    assert list(held)[1:] == [HER_PHONE, HIS_PHONE]
    whose, since, ground, promised, replaced, owed = held[HER_PHONE]
    assert whose == "The victim’s" and "42 days ago" in since and ground == "Agreement"
    assert promised.endswith("overdue by 32 days") and replaced == "Not recorded"
    assert "Give the phone back" in owed and "overdue by" in owed
    assert held[HIS_PHONE][3].endswith("not due yet")
    assert page.says_of("Records held by others, side by side") == "Nothing recorded yet."
    answers = page.table("Phones and other devices, side by side")["Answer"]
    assert "Not yet, or not shared" in answers  # an adviser may have put it down for herself


def test_a_device_that_was_given_back_is_not_held_until_it_is_taken_again():
    back = (*DEVICES, (10, "device.returned", "p1", "police", {}))
    again = (*back, (5, "device.taken", "p1", "police", {"of": "victim", "how": "agreement"}))

    assert HER_PHONE not in Read(a_story(*back), "material").table("Devices held now")
    page = Read(a_story(*again), "material")
    assert "5 days ago" in page.table("Devices held now")[HER_PHONE][1]
    returned = page.table("Phones and other devices, side by side")["Given back"][0]
    assert returned.startswith("Not yet") and returned.endswith("the time before")


def test_a_chapter_without_entries_draws_no_line_of_time_and_the_next_move_is_a_sentence():
    read = Read(a_story(), "plan")
    (header,) = read.tree.xpath("//section[@aria-labelledby='reach']")
    next_move = " ".join(header.text_content().partition("Next: ")[2].split())

    assert read.says_of("What was recorded here") == "Nothing is recorded yet."
    assert not read.tree.xpath("//*[@class='moj-timeline']")
    assert re.match(r"[^.]+\. Overdue by [^.]+\. Open a number", next_move)


def test_who_opened_the_record_is_scrolled_by_itself_where_it_is_wider_than_a_phone():
    read = Read(a_story(), "history")

    assert read.tree.xpath("//*[@class='answerable-wide' and @tabindex='0']/table/caption") != []


def test_the_page_of_the_decision_says_what_stands_in_the_way_of_it_before_anybody_tries():
    case_id = a_story()

    for who, decision in ((OMAR, "police"), (PRIYA, "prosecutor")):
        read = Read(case_id, "decision", by=who)
        (said,) = read.tree.xpath("//h2[normalize-space()='What stands in the way']")
        ways = said.xpath("following-sibling::details[contains(summary, 'to see to')]")
        assert ways and ways[0].xpath(".//li"), decision
    assert "What stands in the way" not in Read(case_id, "material").text
    assert "What stands in the way" not in Read(case_id, "decision", by=WENDY).text
