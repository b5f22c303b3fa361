"""From the first call: the report, speaking to the victim, her needs, reaching her, support."""

from __future__ import annotations

from datetime import timedelta

import pytest

from answerable.events.entry import Event
from tests.flows.walking import attempt, walk
from tests.record.cast import NOW
from tests.web.cast import (
    ISLA,
    OMAR,
    PRIYA,
    WENDY,
    a_case,
    at_browser,
    go,
    put,
    recorded,
    reference_of,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
REPORT = {
    "force": "13", "team": "specialist", "offence": "rape", "reported_by": "victim",
    "why": ["protect_others"], "wants": "safety", "relationship": "ex_partner",
    "domestic_abuse": True, "suspect": "named",
}  # fmt: skip
AGREED = {
    "when": "regular", "every_days": "14", "method": "phone", "may_leave_message": False,
    "letters": False, "safe": True,
}  # fmt: skip


@pytest.fixture
def case_id():
    return a_case(PRIYA, ISLA, WENDY)


def test_a_report_with_the_risk_that_was_seen_is_two_events_and_starts_the_clocks(case_id):
    walked = walk(
        case_id,
        "report",
        {"crime-reported": REPORT, "risk-assessed": {"level": "high", "risk_to_others": True}},
    )

    assert walked.events == ["crime.reported", "risk.assessed"]
    assert walked.entries[0].data["relationship"] == "ex_partner"
    page = go(at_browser(ISLA), f"/cases/{reference_of(case_id)}").text
    assert "The crime was reported" in page


def test_a_report_opens_with_the_force_of_whoever_takes_it_and_needs_no_reason_of_the_victim(
    case_id,
):
    page = go(at_browser(OMAR), f"/cases/{reference_of(case_id)}/record/report")
    assert page.form.fields["crime-reported-force"] == "13"
    said = {name: value for name, value in REPORT.items() if name not in ("force", "why")}

    walked = walk(case_id, "report", {"crime-reported": said})

    assert walked.entries[0].data["force"] == "13"
    assert "why" not in walked.entries[0].data


def test_a_first_conversation_records_what_came_up_and_nothing_else(case_id):
    walked = walk(
        case_id,
        "speak-to-the-victim",
        {
            "victim-spoken_to": {"first": True},
            "wishes-stated": {"wants": "safety"},
            "position-stated": {"position": "undecided", "at": "outset", "reasons": ["wellbeing"]},
            "support-offered": {"service": "isva"},
            "support-answered": {"service": "isva", "answer": "later"},
        },
    )

    assert walked.events == [
        "victim.spoken_to", "wishes.stated", "position.stated", "support.offered",
        "support.answered",
    ]  # fmt: skip
    assert {entry.occurred_at for entry in walked.entries} == {walked.entries[0].occurred_at}
    assert walked.entries[2].data["position"] == "undecided"


def test_one_wrong_section_records_none_of_the_conversation(case_id):
    walked = attempt(
        case_id,
        "speak-to-the-victim",
        {"victim-spoken_to": {"first": True}, "risk-assessed": {"level": "high"}},
    )

    assert walked.page.status == 400 and not walked.entries
    assert list(walked.page.problems) == ["#risk-assessed-risk_to_others"]


def test_needs_are_recorded_and_what_was_not_asked_stays_not_asked(case_id):
    walked = walk(
        case_id,
        "needs-and-characteristics",
        {
            "needs-assessed": {"needs": ["interpreter"], "phone_dependence": "safety"},
            "characteristics-recorded": {"source": "self"},
        },
    )

    assert walked.events == ["needs.assessed", "characteristics.recorded"]
    assert walked.entries[0].data["needs"] == ["interpreter"]
    assert dict(walked.entries[1].data) == {"source": "self"}


def test_what_is_agreed_of_reaching_her_stands_first_on_the_case_page_of_every_agency(case_id):
    walked = walk(case_id, "contact-agreement", {"contact-agreed": AGREED})

    assert walked.events == ["contact.agreed"] and walked.entries[0].data["every_days"] == 14
    for who in (PRIYA, ISLA, WENDY):
        page = go(at_browser(who), f"/cases/{reference_of(case_id)}").text
        assert "Nothing has been agreed yet" not in page


def test_regular_contact_needs_to_say_how_often(case_id):
    said = {name: value for name, value in AGREED.items() if name != "every_days"}

    walked = attempt(case_id, "contact-agreement", {"contact-agreed": said})

    assert walked.page.status == 400 and "#contact-agreed-every_days" in walked.page.problems


def test_a_contact_with_an_answer_and_a_likely_date_is_one_page(case_id):
    put(case_id, Event("question.asked", NOW - HOUR, "victim", "", {"of": "police"}))

    walked = walk(
        case_id,
        "contact",
        {
            "contact-made": {"method": "phone", "by": "victim", "alone": "yes", "news": False},
            "question-answered": {"how": "phone"},
            "timescale-told": {"of": "device", "likely_by": "2026-04-10"},
        },
    )

    assert walked.events == ["contact.made", "question.answered", "timescale.told"]
    assert walked.entries[2].data["likely_by"] == "2026-04-10"


def test_witness_care_record_a_contact_of_their_own(case_id):
    walked = walk(
        case_id,
        "contact",
        {"contact-made": {"method": "phone", "by": "agency", "alone": "yes", "news": True}},
        by=WENDY,
    )

    assert [(entry.event, entry.agency) for entry in walked.entries] == [
        ("contact.made", "witness_care")
    ]


def test_support_is_offered_answered_and_referred_in_one_go(case_id):
    walked = walk(
        case_id,
        "support",
        {
            "support-offered": {"service": "isva"},
            "support-answered": {"service": "isva", "answer": "accepted"},
            "support-referred": {"about_": "new", "service": "isva"},
        },
    )

    assert walked.events == ["support.offered", "support.answered", "support.referred"]
    assert walked.entries[2].subject


def test_pausing_leaves_the_case_open_and_records_no_withdrawal(case_id):
    walked = walk(
        case_id,
        "pause-or-stop",
        {"engagement-paused": {"done": True}, "return-offered": {"done": "done"}},
    )

    assert walked.events == ["engagement.paused", "return.offered"]


def test_a_withdrawal_has_a_stage_a_reason_and_what_would_have_helped(case_id):
    stated = {
        "stage": "investigation", "said_by": "victim", "reasons": ["time_taken"],
        "own_choice": "yes", "could_have_helped": ["faster", "phone_returned"],
    }  # fmt: skip

    missing = attempt(case_id, "pause-or-stop", {"withdrawal-stated": {"stage": "investigation"}})
    walked = walk(case_id, "pause-or-stop", {"withdrawal-stated": stated})

    assert missing.page.status == 400 and "#withdrawal-stated-reasons" in missing.page.problems
    assert walked.events == ["withdrawal.stated"]
    assert walked.entries[0].data["could_have_helped"] == ["faster", "phone_returned"]


def test_that_it_is_her_choice_is_checked_in_a_conversation_with_her_alone(case_id):
    walked = walk(
        case_id,
        "check-her-choice",
        {
            "contact-made": {"method": "in_person", "by": "agency", "alone": "yes", "news": False},
            "withdrawal-confirmed": {"how": "isva"},
        },
        by=ISLA,
    )

    assert "withdrawal.confirmed" in walked.events


def test_what_she_asks_through_her_adviser_is_passed_on_and_what_she_tells_her_is_not(case_id):
    asked = Event("question.asked", NOW, "support", "", {"of": "police", "what": "Who reads it?"})
    spoken = Event("contact.made", NOW, "support", "", {"method": "phone", "by": "victim"})
    put(case_id, asked, spoken, by=ISLA)

    (seen,) = recorded(case_id, OMAR)

    assert (seen.event, seen.data["what"]) == ("question.asked", "Who reads it?")
    assert [entry.event for entry in recorded(case_id, ISLA)] == ["question.asked", "contact.made"]
