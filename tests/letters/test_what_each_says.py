"""What each kind of letter says of a case: its facts, merged from the record and never retyped."""

from __future__ import annotations

import pytest

from answerable.letters.catalogue import KIND_OF
from answerable.letters.ready import in_the_way
from tests.letters.cast import ISLA, OMAR, PRIYA, STORY, about, happened, pages, words

# Whoever takes over from Omar, and a decision that was made by prosecutors.
BRONWEN = OMAR._replace(name="Bronwen Castellane", telephone="020 7946 0101")
BY_CPS = happened("review.requested", "victim", "r1", ago=20, of="cps")


def said(kind, *story, agency="", **other):
    return words(pages(kind, about(kind, *story, agency=agency, **other)))


def without(*events):
    return [one for one in STORY if one[0] not in events]


def test_there_is_a_letter_of_each_kind_that_is_owed():
    owed = {
        "letter.sent": {"police", "cps"}, "report.acknowledged": {"police"},
        "officer.change_told": {"police", "cps"}, "progress.told": {"police"},
        "hearing.told": {"witness_care"}, "device.form_sent": {"police"},
        "third_party.notice_sent": {"police"},
    }  # fmt: skip
    by = {event: {by for one in KIND_OF.values() if one.sent == event for by in one.by}
          for event in owed}  # fmt: skip

    assert by == owed
    assert {kind for kind, one in KIND_OF.items() if one.leaflet} == {
        "victims_code",
        "review_scheme",
    }
    assert {kind for kind, one in KIND_OF.items() if one.decides} == {
        "not_charged_police", "not_charged_prosecutors", "review_outcome",
    }  # fmt: skip


def test_the_confirmation_of_a_report_has_its_day_what_was_recorded_and_the_reference():
    page = said("acknowledgement")

    assert "The day of the report: Saturday 16 August 2025" in page
    assert "What was recorded: rape" in page
    assert "The reference, to say when you call: 13260/41" in page
    assert "We agreed with you that this is at least every 14 days." in page


def test_a_report_without_a_reference_is_not_confirmed():
    facts = about("acknowledgement", *without("crime.recorded"))

    (missing,) = in_the_way(KIND_OF["acknowledgement"], facts, by_post=False)
    assert "There is no crime reference on the record" in missing


def test_a_change_names_who_is_new_from_which_day_and_how_to_reach_them():
    page = said("change_of_officer", contacts=(BRONWEN, PRIYA, ISLA))

    assert "Bronwen Castellane works on your case from Tuesday 13 January 2026 on." in page
    assert "Your investigator is now Bronwen Castellane." in page
    assert BRONWEN.telephone in page


def test_where_nobody_is_new_yet_nobody_is_told_of_it():
    changed = happened("officer.changed", "police", ago=50, role="solo")
    facts = about("change_of_officer", *without("officer.changed"), changed)

    (missing,) = in_the_way(KIND_OF["change_of_officer"], facts, by_post=False)
    assert "Nobody has this part in the case now" in missing


def test_a_letter_about_bail_names_each_rule_and_what_it_means():
    page = said("bail")

    assert "They must not get in touch with you" in page
    assert "They must keep away from some places." in page
    assert "They must live and sleep" not in page
    assert "He must not come near your work." in page


@pytest.mark.parametrize(
    ("event", "data", "line"),
    [
        (
            "bail.varied",
            {"conditions": ["area"]},
            "The rules of bail for Piers Underhollow were ch",
        ),
        (
            "bail.ended",
            {"to": "lapsed"},
            "Bail has ended for Piers Underhollow, as its time ran out",
        ),
        ("suspect.released", {"to": "rui"}, "The police let Piers Underhollow go while they go on"),
    ],
)
def test_a_change_of_bail_and_its_end_are_said_as_what_they_are(event, data, line):
    assert line in said("bail", *STORY, happened(event, "police", "s1", **data))


def test_a_day_in_court_has_the_day_what_it_is_and_what_to_know_of_it():
    page = said("hearing")

    assert "There will be a day in court on Tuesday 12 May 2026: the trial." in page
    assert "Leeds Crown Court, at ten." in page and "A screen, so that you do not see" in page


def test_a_day_in_court_that_moved_says_to_when_and_why():
    moved = {"kind": "trial", "on": "2026-07-01", "reason": "court", "days_notice": 40}
    page = said("hearing", *STORY, happened("hearing.moved", "court", "h1", ago=1, **moved))

    assert "The day in court has moved. It is now Wednesday 1 July 2026: the trial." in page
    assert "It was moved because the court had no room for it." in page


def test_a_letter_about_a_decision_has_what_was_looked_at_and_when_she_was_told():
    page = said("not_charged_police")

    assert "the camera at the door" in page
    assert "You were told on Tuesday 3 March 2026." in page


@pytest.mark.parametrize(
    ("by", "stage", "result", "comes", "then"),
    [
        ("cps", "local", "upheld", "The decision stays as it was.", "a second team to look"),
        ("cps", "national", "upheld", "The decision stays as it was.", "Right to Review ends here"),
        ("police", "local", "upheld", "The decision stays as it was.", "Right to Review ends here"),
        ("police", "local", "overturned", "The decision was changed.", ""),
        ("cps", "local", "more_enquiries", "Then there will be a new decision.", ""),
    ],
)
def test_the_answer_to_a_review_says_what_came_of_it_and_what_can_be_asked_now(
    by, stage, result, comes, then
):
    looked = happened("review.decided", by, "r1", stage=stage, result=result)
    page = said("review_outcome", *without("review.decided"), BY_CPS, looked, agency=by)

    assert comes in page and "There was not enough to show what he knew." in page
    assert then in page
    assert ("does not mean that you were not believed" in page) is (result == "upheld")
    for end in ("a second team to look", "Right to Review ends here"):
        assert (end in page) is (end == then)


def test_a_notice_about_records_says_which_for_which_days_why_and_that_no_ends_nothing():
    page = said("records_notice")

    assert "The kind: counselling records" in page
    assert "From Monday 1 December 2025 to Sunday 14 December 2025" in page
    assert "The messages may show what was said." in page
    assert "We looked for another way to find this out, and there is none." in page
    assert "You can go on with your counselling, or begin it." in page
    assert "Your case does not end because you do not want it." in page


def test_a_notice_about_a_phone_names_the_ways_that_were_looked_at_first():
    page = said("device_notice")

    assert "We looked at other ways first:" in page and "social media" in page
