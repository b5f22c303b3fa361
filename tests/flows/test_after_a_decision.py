"""What follows a decision, court, and the limits of every chapter of a case."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.flows.test_chapters_of_a_case import DEVICES, PLAN, Read, a_story, day
from tests.people.cast import ISLA, NICK, OMAR, PRIYA, WENDY, reference_of
from tests.signing_in import at_browser

pytestmark = pytest.mark.django_db

DECIDED = {"by": "cps", "result": "no_further_action"}
TOLD = {
    "how": "in_person", "review_right": "applies", "needs_considered": True, "adviser_told": "yes",
    "support_present": False, "explained_by": str(PRIYA), "skilled": True,
}  # fmt: skip
DECISION = (
    (20, "decision.made", "s1", "cps", DECIDED),
    (20, "decision.made", "s2", "cps", {**DECIDED, "result": "charge"}),
    (19, "decision.told", "s1", "cps", TOLD),
    (18, "letter.sent", "s1", "cps", {"how": "post", "review_right": "applies",
     "contacts": ["prosecutor"]}),
    (10, "review.requested", "r1", "support", {"of": "cps"}),
    (6, "review.decided", "r1", "cps", {"stage": "local", "result": "upheld", "reviewer": str(PRIYA)}),
    (5, "support.alerted", "", "cps", {"of": "decision"}),
)  # fmt: skip


def test_what_follows_a_decision_is_told_decision_by_decision():
    page = Read(a_story(*DECISION), "decision")
    rows = list(page.table("Telling the victim").values())[1:]
    told, not_told = rows

    assert (
        told[1].startswith("Priya") and told[2] == "In person" and told[3] == "Nothing agreed yet"
    )
    assert told[4:6] == ["Yes", "No"] and told[6] == "Nothing"
    assert not_told[0] == "Not recorded" and not_told[1] == "Not applicable"
    letter = list(page.table("The letter that explains it").values())[1]
    assert letter[0] == "Not yet" and letter[1].endswith("Post") and letter[2] == "Prosecutor"
    assert letter[3] == "Not applicable: it went by post"
    support = page.table("Support around it")
    assert "Prosecutors" in support["Adviser told of a decision beforehand"][1]
    assert support["Adviser told of a letter"] == ["Not recorded", "Not applicable"]
    assert support["A service works with the victim"][0] == "Not recorded, or not shared"


def test_the_right_to_a_review_has_its_day_and_each_review_its_answers():
    page = Read(a_story(*DECISION), "decision", PRIYA)
    right = list(page.table("The right to a review").values())[1:]

    assert len(right) == 1 and right[0][0] == "Applies" and "at the latest" in right[0][2]
    review = page.table("Reviews asked for")["Review 1 (of the prosecutors)"]
    assert "10 days ago" in review[0] and review[1] == "Not yet"
    assert "by Priya" in review[2] and review[3:5] == ["Not yet", "Not yet"]


def test_a_decision_that_nobody_told_says_what_is_owed_and_how_late():
    page = Read(
        a_story((20, "decision.made", "s1", "police", {**DECIDED, "by": "police"})), "decision"
    )

    told = list(page.table("Telling the victim").values())[1]
    assert told[0] == "Not yet" and "overdue by" in told[6]
    right = list(page.table("The right to a review").values())[1]
    assert right[0] == "Not told yet" and right[2] == "Not known until the victim is told"


def test_before_a_decision_nothing_follows():
    page = Read(a_story(), "decision")

    said = page.says_of("Telling the victim")
    assert said == page.says_of("Reviews asked for") == "Not applicable: no decision was made yet."
    assert page.text.count("no decision was made yet") == 1


PLEA, TRIAL = "Hearing 1 (plea)", "Hearing 2 (trial)"
COURT = (
    (50, "charge.made", "s1", "police", {}),
    (45, "witness_care.taken_on", "", "witness_care", {}),
    (40, "hearing.listed", "h1", "witness_care", {"kind": "plea", "on": day(-30)}),
    (39, "hearing.told", "h1", "witness_care", {}),
    (30, "hearing.held", "h1", "witness_care", {}),
    (29, "hearing.listed", "h2", "witness_care", {"kind": "trial", "on": day(30)}),
    (28, "hearing.told", "h2", "witness_care", {}),
    (9, "hearing.moved", "h2", "witness_care", {"kind": "trial", "on": day(40), "reason": "court",
     "days_notice": 39}),
    (27, "measures.considered", "", "cps", {"kinds": ["screen", "live_link"], "victim_wish": "yes"}),
    (26, "measures.considered", "", "witness_care", {"kinds": ["private"], "victim_wish": "no"}),
    (25, "measures.applied", "", "cps", {"kinds": ["screen"]}),
    (24, "measures.decided", "", "court", {"granted": False}),
    (23, "statement.offered", "", "police", {"form": "update"}),
    (22, "court_visit.offered", "", "support", {}),
)  # fmt: skip


@pytest.mark.parametrize("by", [OMAR, PRIYA, ISLA, WENDY])
def test_court_says_the_next_hearing_first_and_who_told_her_of_that_day(by):
    page = Read(a_story(*COURT), "court", by)
    hearings = page.table("Hearings, the next one first")

    assert list(hearings)[1:] == [TRIAL, PLEA]
    assert hearings[TRIAL][2].startswith("Not of this day; of the one before")
    assert "39 days’ notice" in hearings[TRIAL][1]
    assert "Witness care" in hearings[PLEA][3] and hearings[TRIAL][4] == "Not yet"
    (who,) = list(page.table("Witness care"))[1:]
    assert "Wendy" in who


@pytest.mark.parametrize("by", [OMAR, PRIYA, ISLA, WENDY])
def test_the_page_of_the_case_says_what_is_next_in_court_and_whether_she_knows_the_day(by):
    page = " ".join(Read(a_story(*COURT), "", by).tree.text_content().split())

    told = "The victim was told: not of this day; of the one before on"
    assert f"Next in court {TRIAL}, {read_day(40)}. {told}" in page


def test_where_no_hearing_is_ahead_nothing_is_said_of_court():
    held = (*COURT[:5], (1, "hearing.held", "h2", "witness_care", {}))

    page = Read(a_story(*held), "", WENDY).text

    assert "Whose move it is" in page and "Next in court" not in page


def test_a_hearing_to_choose_is_told_by_its_kind_and_the_day_that_holds_now():
    page = Read(a_story(*COURT), "record/hearing", WENDY)

    labels = [" ".join(one.text_content().split()) for one in page.tree.xpath("//label")]
    assert f"Hearing 2: trial, on {read_day(40)}" in labels
    assert f"Hearing 1: plea, on {read_day(-30)}" in labels


def read_day(in_days):
    found = date.fromisoformat(day(in_days))
    return f"{found.day} {found:%B %Y}"


def test_ways_to_make_court_easier_keep_her_wish_apart_from_what_was_granted():
    case_id = a_story(*COURT)
    page = Read(case_id, "court", WENDY)
    ways = page.table("Ways to make court easier (special measures)")

    assert ways["Screen"][2] == "The victim wants it" and ways["Screen"][4].startswith("No, ")
    assert ways["Live link"][3:] == ["Not yet", "Not yet: not applied for"]
    assert ways["Evidence in private"][2:] == [
        "The victim does not want it",
        *["Not applicable"] * 2,
    ]
    offers = page.table("Statement, visit and help")
    assert offers["Victim personal statement, offered"][2] == "Update"
    assert offers["Victim personal statement, taken"][0] == "Not recorded"

    visit = "Visit to the court before the trial, offered"
    assert offers[visit][0] == "Not recorded, or not shared"
    by_the_adviser = Read(case_id, "court", ISLA).table("Statement, visit and help")
    assert "Support services" in by_the_adviser[visit][1]


def test_without_a_charge_court_is_not_applicable():
    page = Read(a_story(), "court")

    assert page.says_of("Hearings, the next one first") == "Not applicable: no charge is recorded."


@pytest.mark.parametrize("page", ["plan", "material", "decision"])
def test_what_is_for_police_and_prosecutors_is_a_page_that_there_is_not_for_others(page):
    reference = reference_of(a_story(*PLAN))

    for who in (ISLA, WENDY, NICK):
        assert at_browser(who).get(f"/cases/{reference}/{page}").status_code == 404


def test_that_a_service_works_with_her_is_for_others_only_if_she_agreed_to_it():
    began = (*DECISION, (4, "support.started", "ref1", "support", {"service": "isva"}))
    agreed = (3, "support.sharing_agreed", "", "support", {"of": ["that_supported"]})

    kept, shared = a_story(*began), a_story(agreed, *began)
    cell = [Read(one, "decision").table("Support around it")["A service works with the victim"]
            for one in (kept, shared)]  # fmt: skip
    assert cell[0] == ["Not recorded, or not shared", "Not applicable"]
    assert cell[1][0] != "Not recorded, or not shared" and "adviser" in cell[1][1]


RECORDS = (
    (30, "third_party.requested", "q1", "police", {"of": "victim", "kind": "medical",
     "notice": "omitted"}),
    (9, "third_party.received", "q1", "police", {}),
    (30, "third_party.requested", "q2", "police", {"of": "suspect", "kind": "medical", "line": "l9"}),
)  # fmt: skip


def test_each_request_for_records_has_its_path_and_says_what_is_not_known_of_it():
    page = Read(a_story(*RECORDS), "material", PRIYA)
    path = page.table("Records held by others, side by side")

    assert path["Line of enquiry"] == ["Not recorded", "A line of enquiry that is not recorded"]
    assert path["Written notice given"][0] == "Sending not recorded; the request says: not given"
    assert path["Victim’s answer"] == ["Not yet", "Not applicable"]
    assert path["Read"] == ["Not yet, 9 days on", "Not yet"]


def test_a_decision_before_a_case_was_reopened_says_so():
    page = Read(
        a_story(*DECISION, (2, "case.reopened", "", "cps", {"why": "New witness."})), "decision"
    )

    assert all("reopened on" in row for row in list(page.table("Telling the victim"))[1:])


@pytest.mark.parametrize("page", ["plan", "material", "decision", "court"])
def test_a_chapter_takes_no_more_queries_than_any_page_may(page):
    reference = reference_of(a_story(*PLAN, *DEVICES, *DECISION, *COURT))
    browser = at_browser(OMAR)
    browser.get(f"/cases/{reference}")

    with CaptureQueriesContext(connection) as asked:
        browser.get(f"/cases/{reference}/{page}")
    # What a test's own transaction adds is no query of the page.
    found = [one["sql"] for one in asked if "SAVEPOINT" not in one["sql"]]
    assert len(found) <= 25, found
